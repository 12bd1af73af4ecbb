import { z } from 'zod';
import { envelope, versionOfType, type CloudEvent, type Fact, type FormerVersion } from '../fact.ts';
import { subject as subjectSchema } from '../primitives.ts';
import { detailOf } from './detail.ts';
import { INCOMING, type IncomingEvent } from '../incoming/index.ts';
import type { JsonObject } from '../personal.ts';
import { inOneForm } from './forms.ts';
import { parseJson } from './parse-json.ts';
import { firstProblem } from './problem.ts';
import type { Refusal } from '../reasons.ts';
import { readStrictly, type Fault } from './strict-json.ts';

/** What a refused message said of itself, as far as it could be read. */
export type Claim = {
  readonly id?: string;
  readonly source?: string;
  readonly subject?: string;
  readonly sequence?: string;
  readonly time?: string;
  readonly type?: string;
};

/** Why a message cannot be read: reason code, and path and rule, never the value. */
export type Unreadable = {
  readonly ok: false;
  readonly reason: Refusal;
  readonly detail?: string;
  readonly claim: Claim;
};

/** An event with its kind of fact, its data not looked at yet; or why it is none. */
export type EnvelopeRead =
  | { readonly ok: true; readonly event: CloudEvent; readonly fact: Fact }
  | Unreadable;

/** Finds the kind of fact that a type on the wire names, in whichever version, or says why there is none. */
export type FindFact = (type: string) => Fact | Refusal;

/** Reads the envelope of what comes in; what a stage promises of it says its wire. */
export function readEnvelope(body: string, factOf: FindFact): EnvelopeRead {
  const read = readStrictly(body);
  if (!read.ok) return unreadable(read.fault, read.said);
  if (Array.isArray(read.value)) return { ok: false, reason: 'batch-unsupported', claim: {} };
  if (!isObject(read.value)) return { ok: false, reason: 'body-unreadable', claim: {} };
  return envelopeOf(read.value, factOf);
}

/** Reads what lies in the store as it was read when it came; what a stage promises of it says its wire. */
export function readStored(body: string, factOf: FindFact): EnvelopeRead {
  const strict = readStrictly(body);
  const json = strict.ok ? strict.value : parseJson(body);
  if (!isObject(json)) return { ok: false, reason: 'body-unreadable', claim: {} };
  const { data_base64: _, ...known }: { readonly data_base64?: unknown; readonly data?: unknown } = json;
  return envelopeOf((known.data ?? null) === null ? json : known, factOf);
}

function envelopeOf(written: object, factOf: FindFact): EnvelopeRead {
  const form = inOneForm(written);
  if (!form.ok) return unreadable(form.fault, written);
  const json = form.event;
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return { ok: false, ...refusedBy(envelope, json), claim: claimOf(json) };
  const found = factOf(parsed.data.type);
  if (typeof found === 'string')
    return { ok: false, reason: found, detail: detailOf('type'), claim: claimOf(json) };
  const { dataschema, type, subject } = parsed.data;
  if (dataschema !== undefined && dataschema !== `urn:aqb:schema:${type}`) {
    return {
      ok: false,
      reason: 'schema-violated',
      detail: detailOf('dataschema', 'erwartet wird das Schema der Art der Meldung'),
      claim: claimOf(json),
    };
  }
  if (!(found.subject ?? subjectSchema).safeParse(subject).success)
    return { ok: false, reason: 'subject-unknown', detail: detailOf('subject'), claim: claimOf(json) };
  return { ok: true, event: parsed.data, fact: found };
}

/** What was said in an older version of its fact, as it was said: a repeat is told by it. */
export type Said = { readonly version: number; readonly data: JsonObject };

/** An event that the recorder can judge, and what was said where that was an older version. */
export type ReadableIncoming = {
  readonly ok: true;
  readonly incoming: IncomingEvent;
  readonly said?: Said;
};

/** What the recorder judges of an event whose envelope was read; or why either cannot be read. */
export function incomingOf(read: EnvelopeRead): ReadableIncoming | Unreadable {
  return read.ok ? readIncoming(read.event, read.fact) : read;
}

/** Reads the data of an event whose fact the recorder judges; an older version becomes the newest. */
export function readIncoming(event: CloudEvent, fact: Fact): ReadableIncoming | Unreadable {
  const read = readData(event, fact);
  if (!read.ok) return { ...read, claim: claimOf(event) };
  const { id, source, subject, time, sequence, correlationid, causationid } = event;
  const incoming = {
    type: fact.name,
    id,
    source,
    subject,
    time,
    data: read.data,
    ...(sequence === undefined ? {} : { sequence }),
    ...(correlationid === undefined ? {} : { correlationid }),
    ...(causationid === undefined ? {} : { causationid }),
  };
  return isIncoming(incoming)
    ? { ok: true, incoming, ...(read.said && { said: read.said }) }
    : { ok: false, reason: 'event-type-unknown', claim: claimOf(event) };
}

type ReadData =
  | { readonly ok: true; readonly data: unknown; readonly said?: Said }
  | Omit<Unreadable, 'claim'>;

/** The data in the newest version. What an upcast makes is held against the newest schema like anything sent. */
function readData({ type, data }: Pick<CloudEvent, 'type' | 'data'>, fact: Fact): ReadData {
  const version = versionOfType(type);
  const former = fact.formerly?.find((older) => older.version === version);
  if (former === undefined) return parsedData(fact, data);
  const old = parsedData(former, data);
  if (!old.ok) return old;
  const newest = parsedData(fact, former.upcast(old.data));
  if (!newest.ok) return newest;
  return { ...newest, said: { version: former.version, data: asJson(old.data) } };
}

function parsedData({ data: schema }: Fact | FormerVersion, data: unknown): ReadData {
  const parsed = schema.safeParse(data);
  return parsed.success ? { ok: true, data: parsed.data } : { ok: false, ...refusedBy(schema, data, 'data') };
}

function refusedBy(...refused: Parameters<typeof firstProblem>): Pick<Unreadable, 'reason' | 'detail'> {
  const { reason, detail } = firstProblem(...refused);
  return { reason, detail };
}

/** What a schema of ours gave back for a body of JSON is an object of JSON. */
function asJson(data: unknown): JsonObject {
  return data as JsonObject; // oxlint-disable-line typescript/no-unsafe-type-assertion -- see above
}

/** The schema of the fact was applied just before: name and data belong together. */
function isIncoming(event: { type: string }): event is IncomingEvent {
  return INCOMING.some(({ name }) => name === event.type);
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function unreadable(fault: Fault, said: object): Unreadable {
  return { ok: false, ...refusalOf(fault), claim: claimOf(said) };
}

/** A fault of the form as reason code and detail: the path, and what is wrong there. */
export function refusalOf({ reason, path, text }: Fault): Pick<Unreadable, 'reason' | 'detail'> {
  const words = text === '' ? undefined : text;
  const detail = path === '' ? words : detailOf(path, words);
  return detail === undefined ? { reason } : { reason, detail };
}

const printable = (maximum: number) =>
  z
    .string()
    .regex(/^[\u0020-\u007E]*$/u)
    .max(maximum)
    .exactOptional()
    .catch('');

/** Only printable ASCII is believed: what else stands there stays in the raw body. */
const claim = z.object({
  id: printable(300),
  source: printable(300),
  subject: printable(100),
  sequence: printable(20),
  time: printable(40),
  type: printable(200),
});

function claimOf(json: object): Claim {
  const read = claim.parse(json);
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== ''));
}
