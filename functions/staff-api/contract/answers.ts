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
} from '../../../events/primitives.ts';
import { budgetChange } from '../../../events/incoming/budget.ts';
import { DELIVERIES } from '../../../shared/application/ports/mail.ts';
import { aboutField, anyReason, delay } from './about-field.ts';
import { missingNumbers } from './parts/missing-numbers.ts';

/**
 * What the routes answer. The shapes come from the use cases; every answer that a test of this function gets
 * is held against them.
 */

/** One of the two sides that sign, under its name in the contract. */
export const namedParty = party.meta({
  id: 'Party',
  description: '`land` is the ministry, `kommune` the Landkreis or the kreisfreie Stadt',
});
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
    events: z
      .array(
        z
          .looseObject({})
          .meta({ id: 'TriedFact', description: 'One fact of several, up to the refused one' }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' });

/** The state lines; a new line is a compatible change. */
export const states = z
  .record(z.string(), z.string())
  .meta({ id: 'States', description: 'State lines, independent of each other and shown together' });

/** What still stands before the publication. */
export const condition = z
  .object({ code: z.string(), party: namedParty.optional(), text: sentence })
  .meta({ id: 'OpenCondition', description: 'What still stands before the publication' });

/** Where an archived object lies. */
export const archived = archivedObject.meta({
  id: 'ArchivedObject',
  description: 'Where an archived object lies: key and version',
});
const currentFassung = z
  .looseObject({
    fassung: fassungNumber,
    states,
    signingSince: day
      .optional()
      .meta({ description: 'From when signatures are waited for; absent where nobody is to sign' }),
    refusedBy: z.array(namedParty).optional().meta({ description: 'Sides that refused to sign' }),
  })
  .meta({ id: 'CurrentFassung', description: 'The newest Fassung and how it stands' });
const yearRow = z
  .looseObject({ subject, ags, name: z.string(), current: currentFassung })
  .meta({ id: 'YearRow', description: 'One Zielvereinbarung in the list of its year' });

/** Rows of a year. */
export const yearList = z
  .object({ items: z.array(yearRow) })
  .meta({ id: 'YearList', description: 'The Zielvereinbarungen of a year' });

/** One event that waits. */
export const parkedLine = z
  .looseObject({ source: z.string(), id: z.string(), code: delay, text: sentence, until: day })
  .meta({ id: 'ParkedLine', description: 'One event that waits, and until when' });

const budgetChangeKind = budgetChange.meta({ id: 'BudgetChange', description: 'How the amount may change' });
const action = z
  .object({
    type: z.string().meta({ description: 'Type on the wire without the prefix' }),
    allowed: z.boolean(),
    reason: anyReason.optional(),
    text: sentence.optional(),
    kinds: z
      .array(budgetChangeKind)
      .optional()
      .meta({ description: 'Of a change: the kinds that are possible now' }),
  })
  .meta({ id: 'Action', description: 'What people report by hand, and whether this person can do it now' });

/** Whether a person can do something now, and why not. */
export type Action = z.infer<typeof action>;

const fassungLine = z
  .looseObject({
    number: fassungNumber,
    hash: sha256,
    version: z.int(),
    madeBy: z
      .enum(['draft', 'revision', 'correction', 'aenderungsvereinbarung'])
      .meta({ id: 'FassungOrigin', description: 'What made a Fassung' }),
    terms: z
      .looseObject({})
      .meta({ id: 'FassungTerms', description: 'The terms of a Fassung, as its draft told them' }),
  })
  .meta({ id: 'FassungLine', description: 'One Fassung of a Zielvereinbarung' });
const signatureLine = z
  .looseObject({
    version: z.int(),
    fassung: fassungNumber,
    party: namedParty,
    state: z
      .enum(['declared', 'withdrawn', 'voided'])
      .meta({ id: 'SignatureState', description: 'Whether a signature counts' }),
    name: z.string().optional().meta({ description: 'Only for those who may see persons' }),
  })
  .meta({ id: 'SignatureLine', description: 'One declared signature' });
const budgetLine = z
  .looseObject({
    version: z.int(),
    kind: z
      .enum(['draft', 'revision', ...budgetChange.options])
      .meta({ id: 'BudgetLineKind', description: 'What set the amount' }),
    date: day,
    fromCent: z.int().optional(),
    toCent: z.int(),
  })
  .meta({ id: 'BudgetLine', description: 'One step of the amount' });
const erased = z.literal(true).optional().meta({ description: 'Its names and free texts are erased' });
const timelineLine = z
  .looseObject({ version: z.int(), type: z.string(), recordedAt: instant, note: sentence.optional(), erased })
  .meta({ id: 'TimelineLine', description: 'One recorded fact, without its data' });
const deadlineLine = z
  .looseObject({ deadline: z.string(), dueOn: day })
  .meta({ id: 'DeadlineLine', description: 'One deadline' });

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
    publicFassung: fassungNumber.optional().meta({
      description:
        'Fassung whose page the public can read now, whatever is on its way; absent where there is none',
    }),
    fassung: fassungNumber,
    fassungHash: sha256,
    released: z.boolean(),
    amountCent: z.int(),
    fassungen: z.array(fassungLine),
    signatures: z.array(signatureLine),
    budget: z.array(budgetLine),
    publishAt: instant.optional().meta({ description: 'When the page appears, while it is waited for' }),
    deadlines: z.array(deadlineLine),
    actions: z.array(action).optional().meta({ description: 'Absent of a moment in the past' }),
    waiting: z.array(parkedLine),
    missing: z.array(missingNumbers).optional(),
    timeline: z.array(timelineLine),
  })
  .meta({ id: 'Zielvereinbarung', description: 'One Zielvereinbarung as staff read it' });

const historyEvent = z
  .looseObject({ id: z.string(), source: z.string(), type: z.string() })
  .meta({ id: 'HistoryEvent', description: 'A recorded fact as it goes out on the bus: a CloudEvent' });

/** One page of a recorded history. */
export const historyPage = z
  .object({
    items: z.array(historyEvent),
    personal: z.enum(['included', 'withheld']).meta({
      id: 'PersonalPart',
      description: 'Whether names of persons and free text are among the data',
    }),
    next: z.int().optional().meta({ description: '`after` of the next page; absent on the last' }),
  })
  .meta({ id: 'HistoryPage', description: 'One page of a recorded history' });

/** A document that we produced, with a link good for five minutes. */
export const documentLink = z
  .object({
    kind: z.string(),
    fassung: fassungNumber,
    sha256,
    size: z.int(),
    archive: archived,
    url: z.string(),
  })
  .meta({ id: 'DocumentLink', description: 'A document of ours, with a link good for five minutes' });

const delivery = z.enum(DELIVERIES).meta({
  id: 'Delivery',
  description: 'At once, in one mail a day, or not at all; `daily` where nothing was chosen',
});

/** When a person gets mails about news. */
export const noticeSettings = z
  .object({ delivery })
  .meta({ id: 'NoticeSettings', description: 'When a person gets mails about news' });

/** The same as a person chooses it. */
export const noticeChoice = z
  .strictObject({ delivery })
  .meta({ id: 'NoticeChoice', description: 'When a person wants mails about news' });
