import { z } from 'zod';
import { aboutField, delay, refusal } from './about-field.ts';
import { day, fassungNumber, sha256, subject, uploadId } from '../../../events/primitives.ts';
import { uploadReason } from '../../../events/reasons.ts';
import { pagePicture, proposal, textPlace } from './parts/upload-parts.ts';
import { receiptLinks, uri } from './receipt-answers.ts';
import { archived, condition, namedParty, sentence, states, versions } from './answers.ts';

/**
 * What becomes of a fact or of an upload, and what would become of it. Each member of a union has a name and one value of
 * `outcome` of its own: generated clients tell them apart by it. An operation answers the same union under each
 * status of success, because a generated method has one type.
 */

const hint = z
  .object({ code: z.string(), text: sentence })
  .meta({ id: 'Hint', description: 'What deserves a second look and refuses nothing' });
const recorded = z
  .object({
    outcome: z.literal('recorded'),
    versions,
    hints: z.array(hint).optional().meta({ description: 'Absent where nothing deserves a second look' }),
  })
  .meta({ id: 'RecordedOutcome', description: 'Recorded, for ever' });
const duplicate = z
  .object({ outcome: z.literal('duplicate'), versions })
  .meta({ id: 'DuplicateOutcome', description: 'The same was told before; nothing new was recorded' });
const parked = z
  .object({ outcome: z.literal('parked'), reason: delay, text: sentence })
  .meta({ id: 'ParkedOutcome', description: 'Waits for what it builds on' });

const wouldRecord = z
  .object({
    outcome: z.literal('would-record'),
    facts: z.array(z.string()).meta({ description: 'Kinds of fact that would follow, in order' }),
    hints: z.array(hint),
  })
  .meta({ id: 'EventWouldBeRecorded', description: 'The event would be recorded' });
const wouldBeRefused = z
  .object({ outcome: z.literal('refused'), reason: refusal, text: sentence, ...aboutField })
  .meta({ id: 'RefusedOutcome', description: 'Would be refused' });

const received = z
  .object({
    outcome: z.literal('received'),
    source: uri,
    id: uri,
    state: z.literal('received'),
    links: receiptLinks,
  })
  .meta({ id: 'Received', description: 'The event is taken; `links.self` tells what becomes of it' });

/** What became of an event of another system; a preview is no way to read a Zielvereinbarung. */
export const sentEvent = z
  .discriminatedUnion('outcome', [received, wouldRecord, duplicate, parked, wouldBeRefused])
  .meta({
    id: 'SentEvent',
    description: 'The event is taken; with `?preview` what would become of it, and nothing was recorded',
  });

const consequences = z.array(z.string()).meta({
  description: 'German sentences that say what will happen, in the order in which people ask',
});
const wouldFollow = wouldRecord
  .extend({
    consequences,
    states: z
      .object({ before: states, after: states })
      .meta({ id: 'StatesBeforeAndAfter', description: 'State lines now, and as they would be' }),
    openConditions: z
      .object({ before: z.array(condition), after: z.array(condition) })
      .meta({ id: 'ConditionsBeforeAndAfter', description: 'Open conditions now, and as they would be' }),
  })
  .meta({ id: 'WouldBeRecorded', description: 'Would be recorded, and what would follow from it' });

/** What became of a command; with `?preview` what would become of it. */
export const command = z
  .discriminatedUnion('outcome', [recorded, wouldFollow, duplicate, parked, wouldBeRefused])
  .meta({
    id: 'CommandOutcome',
    description:
      'What became of the command; with `?preview` what would become of it, and nothing was recorded',
  });

/** What became of one fact of several. */
export const factOutcome = z
  .looseObject({ type: z.string(), outcome: z.string() })
  .meta({ id: 'FactOutcome', description: 'What becomes of one fact of several' });

const inTurn = {
  zielvereinbarung: subject,
  events: z
    .array(factOutcome)
    .meta({ description: 'Fact by fact, each on what the ones before it leave, up to a refused one' }),
};

/**
 * What a confirmation did, fact by fact, and to which Zielvereinbarung: the upload may have been filed elsewhere.
 * With `?preview`: what it would do, all of it in one answer, and fact by fact.
 */
export const confirmation = z
  .discriminatedUnion('outcome', [
    z
      .object({ outcome: z.literal('recorded'), ...inTurn })
      .meta({ id: 'ConfirmationRecorded', description: 'Something new was recorded' }),
    duplicate.extend(inTurn).meta({ id: 'ConfirmationDuplicate', description: 'Nothing but repeats' }),
    parked
      .extend(inTurn)
      .meta({ id: 'ConfirmationParked', description: 'Nothing new was recorded, and something waits' }),
    wouldFollow.extend(inTurn).meta({
      id: 'ConfirmationWouldBeRecorded',
      description: 'With `?preview`: something would be recorded',
    }),
    wouldBeRefused
      .extend(inTurn)
      .meta({ id: 'ConfirmationWouldBeRefused', description: 'With `?preview`: a fact would be refused' }),
    z.object({ outcome: z.literal('would-assign'), text: sentence }).meta({
      id: 'ConfirmationWouldAssign',
      description: 'With `?preview`: the upload would be assigned, and nothing recorded yet',
    }),
    z.object({ outcome: z.literal('assigned'), text: sentence }).meta({
      id: 'AssignedOutcome',
      description: 'The upload is assigned; the confirmation is to be repeated once it is archived',
    }),
  ])
  .meta({
    id: 'ConfirmationOutcome',
    description: 'What a confirmation did; with `?preview` what it would do, and nothing was recorded',
  });

/** What became of a decision at the clearing desk; with `?preview` what would become of it. */
export const decided = z
  .discriminatedUnion('outcome', [
    recorded,
    wouldFollow,
    duplicate
      .extend({
        consequences: consequences.optional().meta({
          description:
            'With `?preview`: what closing the message does; absent where the decision was made before',
        }),
      })
      .meta({ id: 'DecisionDuplicate', description: 'Nothing new is recorded' }),
    parked,
    wouldBeRefused,
    z
      .object({ outcome: z.literal('would-discard'), consequences })
      .meta({ id: 'WouldDiscard', description: 'With `?preview`: the message would be discarded' }),
    z
      .looseObject({ outcome: z.literal('discarded') })
      .meta({ id: 'DiscardedOutcome', description: 'The message is discarded' }),
  ])
  .meta({
    id: 'DecisionOutcome',
    description: 'What became of the decision; with `?preview` what would become of it',
  });

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
