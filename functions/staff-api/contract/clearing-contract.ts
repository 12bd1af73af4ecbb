import { z } from 'zod';
import { sha256, text } from '../../../events/primitives.ts';
import { parkedLine } from './answers.ts';
import { decided } from './outcome-answers.ts';
import type { Parts, RouteDescription } from './read-request.ts';
import { previewQuery } from './preview-query.ts';
import { wholeNumberOr } from './whole-number.ts';

/** What the clearing desk reads and answers. */

const month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u, 'ein Monat in der Form JJJJ-MM')
  .meta({ description: 'YYYY-MM' });
const itemKey = sha256;
/** What a page says of the next one. */
const CURSOR = 'der Wert „next“ der vorigen Seite, unverändert';
const itemState = z
  .enum(['open', 'decided'])
  .meta({ id: 'ClearingState', description: 'Whether somebody decided already' });
const limit = wholeNumberOr(50, { from: 1, to: 100 });

/** Where an item lies. */
const place = z.object({ month, key: itemKey });

/** Which items are asked for. */
const listQuery = z
  .object({
    month: month.exactOptional(),
    from: month.exactOptional(),
    to: month.exactOptional(),
    state: itemState.exactOptional(),
    search: z
      .string()
      .min(1)
      .max(200)
      .exactOptional()
      .meta({ description: 'Words that are all found in source, id, subject, reason or body' }),
    cursor: z
      .string()
      .regex(/^\d{4}-(?:0[1-9]|1[0-2])\/(?:[0-9a-f]{64})?$/u, CURSOR)
      .exactOptional(),
    limit,
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['month'],
    error: 'ein Monat, ein erster und ein letzter, oder keiner',
  })
  .refine(({ from = '', to = '' }) => from <= to && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) <= 2, {
    path: ['to'],
    error: 'ein Monat, der nicht vor dem ersten und höchstens zwei Jahre danach liegt',
  });

/** Whose waiting events are asked for. */
const parkedQuery = z.object({
  until: month,
  cursor: z
    .string()
    .regex(/^[\u0021-\u007E]{1,500}$/u, CURSOR)
    .exactOptional(),
  limit,
});

/** What a person decides. */
const decision = z
  .strictObject({
    action: z.enum(['replay', 'replace', 'discard']).meta({
      id: 'DecisionAction',
      description: 'Judge it again, judge another message in its place, or close it',
    }),
    reason: text(1000).exactOptional(),
    /** The message in the place of the refused one: a whole CloudEvent. */
    body: z.record(z.string(), z.unknown()).exactOptional(),
    /** For `discard`: the number that an unreadable message used, with its source and subject where it named none. */
    source: z.string().max(200).exactOptional(),
    subject: z.string().max(100).exactOptional(),
    sequence: z.string().max(20).exactOptional(),
  })
  .meta({ id: 'Decision', description: 'What a person decides about a refused message' });

/** What a person decides. */
export type DeskDecision = z.infer<typeof decision>;

const line = z
  .looseObject({
    month,
    key: itemKey,
    reason: z.string(),
    text: z.string(),
    state: itemState,
    receivedAt: z.string(),
  })
  .meta({ id: 'ClearingLine', description: 'A refused message without its body' });
const next = z.string().optional().meta({ description: '`cursor` of the next page; absent on the last' });

const page = z
  .object({ items: z.array(line), next })
  .meta({ id: 'ClearingPage', description: 'Refused messages; with `next` a page may be short, or empty' });
const parkedPage = z
  .object({ items: z.array(parkedLine), next })
  .meta({ id: 'ParkedPage', description: 'Events that wait' });
const sideBySide = z
  .object({
    first: z
      .looseObject({
        end: z
          .enum(['recorded', 'waiting', 'waited', 'refused', 'not-kept'])
          .meta({ id: 'FirstEnd', description: 'What became of what came first' }),
      })
      .meta({ id: 'FirstVersion', description: 'What came first under this source and id' }),
    fields: z.array(
      z
        .object({
          field: z.string().meta({ description: 'Path of the field' }),
          first: z.string().optional().meta({ description: 'As JSON, in what came first' }),
          second: z.string().optional().meta({ description: 'As JSON, in the refused one' }),
          differs: z.boolean(),
        })
        .meta({ id: 'FieldOfBoth', description: 'One field of both versions' }),
    ),
  })
  .meta({ id: 'SideBySide', description: 'Both versions of a message whose id was used before' });
const item = z
  .looseObject({
    ...line.shape,
    body: z.string(),
    sideBySide: sideBySide.optional(),
    decisions: z.array(
      z.looseObject({}).meta({ id: 'DecisionLine', description: 'Who decided what, when and why' }),
    ),
  })
  .meta({ id: 'ClearingItem', description: 'A refused message as it came' });

/** The contract of each address of the desk. */
export const DESK_CONTRACT = {
  list: {
    operationId: 'listClearing',
    tag: 'clearing',
    summary:
      'What was refused, month by month of its receipt, without bodies; all, or of `month`, or `from` and `to`; with `search` what holds all of these words',
    reads: { path: z.object({}), query: listQuery },
    answers: { 200: { description: 'One page', schema: page } },
    problems: [400],
  },
  show: {
    operationId: 'showClearing',
    tag: 'clearing',
    summary: 'One refused message as it came, why, and what was decided about it',
    reads: { path: place },
    answers: {
      200: {
        description: 'The message',
        schema: item,
      },
    },
    problems: [404],
  },
  decide: {
    operationId: 'decideClearing',
    tag: 'clearing',
    summary:
      'Replays, replaces or discards a refused message; who, when and why stay with it; with `?preview` nothing is decided',
    reads: { path: place, query: previewQuery, body: decision },
    key: 'unless-preview',
    body: { example: { action: 'discard', reason: 'Irrläufer; der Absender hat es bestätigt.' } },
    answers: {
      200: {
        description: 'Discarded, or nothing new; with `?preview`: what would become of it',
        schema: decided,
      },
      201: { description: 'Recorded', schema: decided },
      202: { description: 'Waits for what it builds on', schema: decided },
    },
    problems: [400, 404, 409, 413, 415],
  },
  parked: {
    operationId: 'listParked',
    tag: 'clearing',
    summary: 'What waits, of all Zielvereinbarungen, by the month of its last day',
    reads: { path: z.object({}), query: parkedQuery },
    answers: { 200: { description: 'One page', schema: parkedPage } },
    problems: [400],
  },
} as const satisfies Readonly<Record<string, RouteDescription<Parts>>>;
