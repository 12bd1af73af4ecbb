import { z } from 'zod';
import { day, fassungNumber, sha256, subject, uploadId } from '../../../events/primitives.ts';
import { uploadReason } from '../../../events/reasons.ts';
import { archived, namedParty, sentence } from './answers.ts';
import { pagePicture, proposal, textPlace } from './parts/upload-parts.ts';

const presignedPost = z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }).meta({
  id: 'PresignedPost',
  description: 'A form of multipart/form-data: these fields first, then `file`',
});
const knownScan = z
  .object({ archivedOn: day, uploadId, zielvereinbarung: subject })
  .meta({ id: 'KnownScan', description: 'Where the same file lies already' });

/** The form for an announced upload. */
export const uploadForm = z
  .object({
    uploadId,
    post: presignedPost,
    expiresAt: z.string(),
    known: knownScan
      .optional()
      .meta({ description: 'The same file lies in the archive already; a notice, no refusal' }),
  })
  .meta({ id: 'UploadForm', description: 'The form for an announced upload' });

const uploadState = z
  .enum(['announced', 'archived', 'refused', 'unassigned'])
  .meta({ id: 'UploadState', description: 'How far an upload has come' });
const scanCode = z
  .object({
    names: subject.optional(),
    fassung: fassungNumber.optional(),
    fassungHash16: z.string().optional(),
    pages: z.array(z.int()),
  })
  .meta({
    id: 'ScanCode',
    description: 'What a QR code says, and on which pages it stands; none of ours names nothing',
  });
const standing = z
  .enum(['reason-missing', 'second-person-missing', 'accepted'])
  .meta({ id: 'ContradictionStanding', description: 'What a scan needs that contradicts its assignment' });
const contradiction = z
  .object({
    text: sentence,
    stands: standing,
    lacks: z.enum(['reason-missing', 'second-person-missing', 'nothing']).meta({
      id: 'ContradictionLack',
      description: 'What is missing for the caller to be one of the two: a reason, or somebody else',
    }),
    own: z.boolean().meta({ description: 'Whether the caller is among those who looked at it' }),
  })
  .meta({
    id: 'ScanContradiction',
    description: 'QR codes name something else than what the scan is filed as; it counts only for two people',
  });

/** What became of an upload. */
export const upload = z
  .object({
    uploadId,
    own: z.boolean().meta({ description: 'Whether the caller announced it' }),
    sha256,
    size: z.int(),
    parties: z.array(namedParty),
    zielvereinbarung: subject.optional(),
    fassung: fassungNumber.optional(),
    state: uploadState,
    reason: uploadReason.meta({ id: 'UploadReason', description: 'Why a file is refused' }).optional(),
    text: sentence.optional(),
    places: z
      .array(textPlace)
      .optional()
      .meta({ description: 'Where a supplied text holds what stops it, page by page' }),
    pages: z.int().optional(),
    observations: z
      .array(z.string())
      .optional()
      .meta({ description: 'What was seen in a scan and refuses nothing; the list of codes grows' }),
    proposal: proposal.optional(),
    codes: z.array(scanCode).optional(),
    contradiction: contradiction.optional(),
    archive: archived.optional(),
    previews: z.array(pagePicture).optional().meta({
      description:
        'Pictures of the first pages, with links good for five minutes; absent for roles that read no names of persons',
    }),
  })
  .meta({ id: 'Upload', description: 'What became of an upload' });
