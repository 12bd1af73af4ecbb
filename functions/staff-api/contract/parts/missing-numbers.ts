import { z } from 'zod';

/** Numbers of a sender that did not come although later ones wait. */
export const missingNumbers = z
  .object({
    source: z.string(),
    numbers: z.array(z.int().min(1)).meta({ description: 'The first 20' }),
    more: z.literal(true).optional().meta({ description: 'More are missing than are named' }),
    text: z.string().meta({ description: 'German sentence for people' }),
  })
  .meta({ id: 'MissingNumbers', description: 'Numbers of a sender for which later messages wait' });
