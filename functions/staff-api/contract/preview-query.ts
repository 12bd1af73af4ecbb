import { z } from 'zod';

/**
 * Query of routes that can judge without recording: the name alone says it. Another value than `true` is refused, for
 * it may mean either.
 */
export const previewQuery = z.object({
  preview: z
    .enum(['', 'true'])
    .meta({ id: 'PreviewFlag', description: 'The name alone, or `true`' })
    .optional()
    .meta({ description: 'Judges without recording anything', param: { allowEmptyValue: true } }),
});
