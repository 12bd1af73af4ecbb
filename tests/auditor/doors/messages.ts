import { asContracted, envelopeOf } from '../contract.ts';
import type { Complain, Evidence, TakenMessage } from '../evidence.ts';
import { kindOf, meaningOf } from '../fact.ts';
import { at, grouped, listAt, objectAt, textAt, type Json, type JsonObject } from '../json.ts';
import { nameOf, type RawTable } from '../raw-table.ts';

/** Where a message can end, besides the queues themselves. */
type End = 'judged' | 'parked' | 'clearing desk';

type Looked = {
  readonly evidence: Evidence;
  /** Each body read once. */
  readonly read: ReadonlyMap<string, JsonObject | undefined>;
  readonly table: RawTable;
  readonly desk: ReadonlyMap<string, readonly JsonObject[]>;
};

/**
 * I3: each message ends as exactly one of recorded or repeat of it, parked, clearing desk, dead letter or not yet
 * handled; and nothing ends that nobody sent.
 */
export function auditMessages(evidence: Evidence, table: RawTable, complain: Complain): void {
  const sent = grouped(evidence.messages, ({ body }) => body);
  const read = new Map([...sent.keys()].map((body) => [body, envelopeOf(body)]));
  const looked = { evidence, table, read, desk: grouped(table.clearing, (item) => textAt(item, 'body')) };
  const outside = counted([...evidence.dead, ...evidence.unhandled]);
  for (const [body, messages] of sent) {
    const apart = outside.get(body) ?? 0;
    const subject = textAt(read.get(body), 'subject');
    if (apart > messages.length) complain('I3', 'more copies lie in queues than were sent', subject);
    auditBody(looked, { body, handled: messages.length - apart }, complain);
  }
  auditDesk(looked, sent, complain);
  auditParked(looked, complain);
  auditSenders(looked, complain);
}

function counted(bodies: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const body of bodies) counts.set(body, (counts.get(body) ?? 0) + 1);
  return counts;
}

type Copies = { readonly body: string; readonly handled: number };

function auditBody(looked: Looked, { body, handled }: Copies, complain: Complain): void {
  if (handled <= 0) return;
  const ends = endsOf(looked, body);
  const event = looked.read.get(body);
  const [name, subject] = [textAt(event, 'id') || 'without a name', textAt(event, 'subject')];
  // What is not due yet by the clock of the recorder leaves nothing behind: it is said again (rule 4).
  const maySayAgain = textAt(event, 'type').endsWith('.publication.due.v1');
  if (ends.length === 0 && !maySayAgain) complain('I3', `the message ${name} ended nowhere`, subject);
  if (ends.length > handled) complain('I3', `the message ${name} ended as ${ends.join(' and as ')}`, subject);
}

/** Every end that a message with this body has come to; a decision at the desk or a repeat is no second one. */
function endsOf(looked: Looked, body: string): readonly End[] {
  const event = looked.read.get(body);
  const known = event === undefined ? [] : endsByMeaning(looked, event);
  const open = (looked.desk.get(body) ?? []).some((item) => listAt(item, 'decisions').length === 0);
  const isThere = looked.desk.has(body);
  if (known.length === 0) return isThere ? ['clearing desk'] : [];
  return open && !isRefused(looked, event) ? [...known, 'clearing desk'] : known;
}

/** A refusal marks its id, so that its repeat is told from something new. */
function isRefused({ table }: Looked, event: JsonObject | undefined): boolean {
  const marker = table.markers.get(nameOf(textAt(event, 'source'), textAt(event, 'id')));
  const parked = parkedAs(table, event);
  return at(marker, 'refusal') !== undefined || textAt(parked, 'outcome') === 'refused';
}

function parkedAs({ streams }: RawTable, event: JsonObject | undefined): JsonObject | undefined {
  const [source, id] = [textAt(event, 'source'), textAt(event, 'id')];
  const stream = streams.get(textAt(event, 'subject'));
  return stream?.parked.find((item) => textAt(item, 'source') === source && textAt(item, 'id') === id);
}

function endsByMeaning(looked: Looked, event: JsonObject): readonly End[] {
  const { table, evidence } = looked;
  const marker = table.markers.get(nameOf(textAt(event, 'source'), textAt(event, 'id')));
  const parked = parkedAs(table, event);
  const isJudged = marker !== undefined && meansThis(evidence, event, marker);
  const isParked = parked !== undefined && meansThis(evidence, event, parked);
  if (isJudged && isParked && textAt(parked, 'outcome') === 'waiting')
    return evidence.settled ? ['judged', 'parked'] : ['judged'];
  if (isJudged) return ['judged'];
  return isParked ? ['parked'] : [];
}

/** Equal in type, subject and data; or equal to what the clearing desk replaced. */
function meansThis({ prefix }: Evidence, event: JsonObject, known: JsonObject): boolean {
  const digests = [textAt(known, 'digest'), textAt(known, 'replaced'), textAt(known, 'desk', 'replaced')];
  const kind = kindOf(textAt(event, 'type'), prefix);
  if (kind === undefined) return false;
  const subject = textAt(event, 'subject');
  const data = objectAt(event, 'data');
  const means = (content: Json) => digests.includes(meaningOf({ ...kind, subject, data: content }));
  return means(data) || means(asContracted(kind, data));
}

/** What lies at the desk was sent: by a queue, or by what had waited before. */
const subjectOf = (item: JsonObject) => textAt(item, 'subject');

function auditDesk(
  { table }: Looked,
  sent: ReadonlyMap<string, readonly TakenMessage[]>,
  complain: Complain,
): void {
  const waited = new Set(
    [...table.streams.values()].flatMap(({ parked }) => parked.map((item) => textAt(item, 'body'))),
  );
  for (const item of table.clearing) {
    const body = textAt(item, 'body');
    const month = textAt(item, 'receivedAt').slice(0, 7);
    // Whatever a message says of its own time, people look where it came (ADR 0040).
    if (textAt(item, 'PK') !== `CLEARING#${month}`)
      complain(
        'I3',
        `an item of the desk that came in ${month} lies under ${textAt(item, 'PK')}`,
        subjectOf(item),
      );
    // A command that is asked once more bears another time: the desk has it as it was asked when it was refused.
    const isCommand = textAt(item, 'source') === STAFF;
    if (!sent.has(body) && !waited.has(body) && !isCommand)
      complain('I3', `the clearing desk has a body that nobody sent: ${textAt(item, 'SK')}`, subjectOf(item));
  }
}

/** What waited came out as its item says. */
function auditParked({ table, desk }: Looked, complain: Complain): void {
  for (const { subject, parked } of table.streams.values()) {
    for (const item of parked) {
      const outcome = textAt(item, 'outcome');
      const marker = table.markers.get(nameOf(textAt(item, 'source'), textAt(item, 'id')));
      const isThere =
        outcome === 'refused'
          ? desk.has(textAt(item, 'body')) || at(marker, 'refusal') !== undefined
          : marker !== undefined;
      if (outcome !== 'waiting' && !isThere)
        complain('I3', `${textAt(item, 'id')} waited, was ${outcome}, and is nowhere`, subject);
    }
  }
}

/** Whose commands need no queue. */
const STAFF = 'urn:aqb:staff-api';

/** A marker tells of a message that somebody sent; what staff command is answered without one. */
function auditSenders({ read, table }: Looked, complain: Complain): void {
  const { markers, clearing } = table;
  const replaced = clearing.flatMap((item) =>
    listAt(item, 'decisions').map((one) => textAt(one, 'replacement')),
  );
  const names = new Set(
    [...read.values(), ...replaced.map(envelopeOf)].map((event) =>
      nameOf(textAt(event, 'source'), textAt(event, 'id')),
    ),
  );
  for (const [name, marker] of markers)
    if (textAt(marker, 'source') !== STAFF && !names.has(name))
      complain(
        'I3',
        `the marker ${textAt(marker, 'id')} tells of a message that nobody sent`,
        textAt(marker, 'subject'),
      );
}
