import { z } from 'zod';

/** What a refusal says of the field that it is about. */
export const aboutField = {
  detail: z
    .string()
    .optional()
    .meta({ description: 'German, for people: the field, its path, and what is expected; never the value' }),
  field: z.string().optional().meta({ description: 'Path of the field that `detail` names' }),
};
