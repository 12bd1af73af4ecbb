import { z } from 'zod';
import { fassungNumber } from '../../../../events/primitives.ts';

/** What the QR codes of a scan say. */
export const proposal = z
  .looseObject({
    subject: z.string().optional(),
    fassung: fassungNumber.optional(),
    pagesSeen: z.array(z.int()).optional(),
    pagesComplete: z.boolean().optional(),
  })
  .meta({ id: 'ScanProposal', description: 'What the QR codes say; a person confirms it' });

/** The picture of a page, where to fetch it. */
export const pagePicture = z
  .object({ page: z.int().min(1), url: z.string() })
  .meta({ id: 'PagePicture', description: 'A picture of a page, with a link good for five minutes' });

/** What stops a supplied text at one place (rule 8). */
export const textPlace = z
  .object({
    kind: z.string().meta({ description: 'What is there; the list of codes grows' }),
    page: z.int().min(1).optional().meta({ description: 'Absent where no page names it' }),
    excerpt: z.string().optional().meta({
      description: 'The words that stand there, shortened; absent for roles that read no names of persons',
    }),
    text: z.string().meta({ description: 'German sentence for people' }),
  })
  .meta({ id: 'TextPlace', description: 'A place of a supplied text that keeps it from being signed' });
