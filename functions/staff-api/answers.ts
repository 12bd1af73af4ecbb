import { z } from 'zod';
import {
  archivedObject,
  ags,
  day,
  fassungNumber,
  haushaltsjahr,
  instant,
  party,
  sha256,
  subject,
  uploadId,
} from '../../events/primitives.ts';
import { budgetChange } from '../../events/incoming/budget.ts';
import {
  DELAYS,
  REASONS,
  REFUSALS,
  isRefusal,
  uploadReason,
  type Delay,
  type Reason,
} from '../../events/reasons.ts';
import { DELIVERIES } from '../../shared/application/mail/ports-mail.ts';
import { aboutField } from './about-field.ts';

/**
 * What the routes answer. The shapes come from the use cases; every answer that a test of this function gets
 * is held against them.
 */

/** Why an event waits. */
export const delay = z
  .enum(Object.keys(DELAYS).filter((code): code is Delay => Object.hasOwn(DELAYS, code)))
  .meta({ id: 'Delay', description: 'Why an event waits' });
/** Why a message is refused. */
export const refusal = z
  .enum(Object.keys(REFUSALS).filter(isRefusal))
  .meta({ id: 'Refusal', description: 'Why a message is refused' });
const anyReason = z.enum(Object.keys(REASONS).filter((code): code is Reason => Object.hasOwn(REASONS, code)));
/** A German sentence for people. */
export const sentence = z.string().meta({ description: 'German sentence for people' });
/** Places in the log. */
export const versions = z
  .array(z.int().min(1))
  .meta({ description: 'Places in the log of the Zielvereinbarung; empty where nothing was recorded' });

/** Problem details (RFC 9457); `code` is from the closed list, absent only where the machinery failed. */
export const problemDocument = z
  .object({
    type: z
      .string()
      .meta({ description: 'urn:aqb:reason:<code>, or about:blank where the machinery failed' }),
    status: z.int(),
    title: sentence,
    code: anyReason.optional(),
    ...aboutField,
    traceId: z.string().optional(),
    events: z.array(z.looseObject({})).optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' });

/** The state lines; a new line is a compatible change. */
const states = z
  .record(z.string(), z.string())
  .meta({ id: 'States', description: 'State lines, independent of each other and shown together' });

const condition = z
  .object({ code: z.string(), party: party.optional(), text: sentence })
  .meta({ id: 'OpenCondition', description: 'What still stands before the publication' });

const hint = z
  .object({ code: z.string(), text: sentence })
  .meta({ id: 'Hint', description: 'What deserves a second look and refuses nothing' });
const recorded = z.object({
  outcome: z.literal('recorded'),
  versions,
  hints: z.array(hint).optional().meta({ description: 'Absent where nothing deserves a second look' }),
});
const duplicate = z.object({ outcome: z.literal('duplicate'), versions });
const parked = z.object({ outcome: z.literal('parked'), reason: delay, text: sentence });

/** Answers of a command by status. */
export const commandAnswers = {
  201: { description: 'Recorded', schema: recorded },
  202: { description: 'Waits for what it builds on', schema: parked },
} as const;

const wouldRecord = z.object({
  outcome: z.literal('would-record'),
  facts: z.array(z.string()).meta({ description: 'Kinds of fact that would follow, in order' }),
  hints: z.array(hint),
});
const wouldBeRefused = z.object({
  outcome: z.literal('refused'),
  reason: refusal,
  text: sentence,
  ...aboutField,
});

/** What would become of an event of another system; a preview is no way to read a Zielvereinbarung. */
export const eventPreview = z
  .discriminatedUnion('outcome', [wouldRecord, duplicate, parked, wouldBeRefused])
  .meta({
    id: 'EventPreview',
    description: 'What would become of the event now; nothing was recorded',
  });

const consequences = z.array(z.string()).meta({
  description: 'German sentences that say what will happen, in the order in which people ask',
});
const wouldFollow = wouldRecord.extend({
  consequences,
  states: z.object({ before: states, after: states }),
  openConditions: z.object({ before: z.array(condition), after: z.array(condition) }),
});

/** What would become of a command with `?preview`. */
export const preview = z
  .discriminatedUnion('outcome', [wouldFollow, duplicate, parked, wouldBeRefused])
  .meta({ id: 'Preview', description: 'What would become of the event now; nothing was recorded' });

/** The form for an announced upload. */
export const uploadForm = z.object({
  uploadId,
  post: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
  expiresAt: z.string(),
  known: z
    .object({ archivedOn: day, uploadId, zielvereinbarung: subject })
    .optional()
    .meta({ description: 'The same file lies in the archive already; a notice, no refusal' }),
});

/** What became of an upload. */
export const upload = z.object({
  uploadId,
  own: z.boolean().meta({ description: 'Whether the caller announced it' }),
  sha256,
  size: z.int(),
  parties: z.array(party),
  zielvereinbarung: subject.optional(),
  fassung: fassungNumber.optional(),
  state: z.enum(['announced', 'archived', 'refused', 'unassigned']),
  reason: uploadReason.optional(),
  text: sentence.optional(),
  pages: z.int().optional(),
  observations: z.array(z.looseObject({})).optional(),
  proposal: z.looseObject({}).optional(),
  archive: z.looseObject({}).optional(),
  previews: z
    .array(z.object({ page: z.int().min(1), url: z.string() }))
    .optional()
    .meta({
      description:
        'Pictures of the first pages, with links good for five minutes; absent for roles that read no names of persons',
    }),
});

/** What a confirmation did, fact by fact, and to which Zielvereinbarung: the upload may have been filed elsewhere. */
export const confirmation = z.object({
  zielvereinbarung: subject,
  outcome: z.enum(['recorded', 'parked', 'duplicate']),
  events: z.array(z.looseObject({ type: z.string(), outcome: z.string() })),
});

/** The upload is assigned; the confirmation is to be repeated once it is archived. */
export const assigned = z.object({ outcome: z.literal('assigned'), text: sentence });

const inTurn = {
  zielvereinbarung: subject,
  events: z
    .array(z.looseObject({ type: z.string(), outcome: z.string() }))
    .meta({ description: 'Fact by fact, each on what the ones before it would leave, up to a refused one' }),
};

/** What would become of a confirmation with `?preview`: all of it in one answer, and fact by fact. */
export const confirmationPreview = z
  .discriminatedUnion('outcome', [
    wouldFollow.extend(inTurn),
    duplicate.extend(inTurn),
    parked.extend(inTurn),
    wouldBeRefused.extend(inTurn),
    z.object({ outcome: z.literal('would-assign'), text: sentence }),
  ])
  .meta({
    id: 'ConfirmationPreview',
    description: 'What would become of the confirmation now; nothing was recorded',
  });

/** Rows of a year. */
export const yearList = z.object({
  items: z.array(
    z.looseObject({
      subject,
      ags,
      name: z.string(),
      current: z.looseObject({
        fassung: fassungNumber,
        states,
        signingSince: day
          .optional()
          .meta({ description: 'From when signatures are waited for; absent where nobody is to sign' }),
        refusedBy: z.array(party).optional().meta({ description: 'Sides that refused to sign' }),
      }),
    }),
  ),
});

/** One event that waits. */
export const parkedLine = z.looseObject({
  source: z.string(),
  id: z.string(),
  code: delay,
  text: sentence,
  until: day,
});

const action = z
  .object({
    type: z.string().meta({ description: 'Type on the wire without the prefix' }),
    allowed: z.boolean(),
    reason: anyReason.optional(),
    text: sentence.optional(),
    kinds: z
      .array(budgetChange)
      .optional()
      .meta({ description: 'Of a change: the kinds that are possible now' }),
  })
  .meta({ id: 'Action', description: 'What people report by hand, and whether this person can do it now' });

/** Whether a person can do something now, and why not. */
export type Action = z.infer<typeof action>;

const fassungLine = z.looseObject({
  number: fassungNumber,
  hash: sha256,
  version: z.int(),
  madeBy: z.enum(['draft', 'revision', 'correction', 'aenderungsvereinbarung']),
  terms: z.looseObject({}),
});
const signatureLine = z.looseObject({
  version: z.int(),
  fassung: fassungNumber,
  party,
  state: z.enum(['declared', 'withdrawn', 'voided']),
  name: z.string().optional().meta({ description: 'Only for those who may see persons' }),
});
const budgetLine = z.looseObject({
  version: z.int(),
  kind: z.enum(['draft', 'revision', ...budgetChange.options]),
  date: day,
  fromCent: z.int().optional(),
  toCent: z.int(),
});
const erased = z.literal(true).optional().meta({ description: 'Its names and free texts are erased' });
const timelineLine = z.looseObject({ version: z.int(), type: z.string(), recordedAt: instant, erased });

/** One Zielvereinbarung as staff read it; further parts are a compatible change. */
export const zielvereinbarung = z
  .looseObject({
    id: subject,
    programme: z.string(),
    haushaltsjahr,
    ags,
    name: z.string(),
    version: z.int().min(1),
    states,
    openConditions: z.array(condition),
    fassung: fassungNumber,
    fassungHash: sha256,
    released: z.boolean(),
    amountCent: z.int(),
    fassungen: z.array(fassungLine),
    signatures: z.array(signatureLine),
    budget: z.array(budgetLine),
    publishAt: instant.optional().meta({ description: 'When the page appears, while it is waited for' }),
    deadlines: z.array(z.looseObject({ deadline: z.string(), dueOn: day })),
    actions: z.array(action).optional().meta({ description: 'Absent of a moment in the past' }),
    waiting: z.array(parkedLine),
    timeline: z.array(timelineLine),
  })
  .meta({ id: 'Zielvereinbarung' });

/** One page of a recorded history. */
export const historyPage = z.object({
  items: z.array(z.looseObject({ id: z.string(), source: z.string(), type: z.string() })),
  personal: z
    .enum(['included', 'withheld'])
    .meta({ description: 'Whether names of persons and free text are among the data' }),
  next: z.int().optional().meta({ description: '`after` of the next page; absent on the last' }),
});

/** A document that we produced, with a link good for five minutes. */
export const documentLink = z.object({
  kind: z.string(),
  fassung: fassungNumber,
  sha256,
  size: z.int(),
  archive: archivedObject,
  url: z.string(),
});

/** When a person gets mails about news. */
export const noticeSettings = z
  .strictObject({
    delivery: z.enum(DELIVERIES).meta({
      description: 'At once, in one mail a day, or not at all; `daily` where nothing was chosen',
    }),
  })
  .meta({ id: 'NoticeSettings', description: 'When a person gets mails about news' });

export { consequences, duplicate as repeat, parked, wouldBeRefused, wouldFollow };
