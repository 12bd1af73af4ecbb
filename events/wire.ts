import type { CloudEvent, Fact, OutgoingEvent } from './fact.ts';
import type { IncomingEvent } from './incoming/index.ts';
import type { Json } from './personal.ts';
import {
  FACTS,
  readEnvelope,
  readIncoming,
  readStored,
  type EnvelopeRead,
  type Unreadable,
} from './reading/read.ts';
import type { NewEvent, RecordedEvent } from './recorded/index.ts';
import type { Refusal } from './reasons.ts';

/** Default prefix of event types: that of a stage which sets none of its own. */
export const DEFAULT_PREFIX = 'de.hessen.aqb';

/** A fact as it is written: what the recorder adds may be missing, and the number that its sender gave it. */
export type Writable = Pick<
  IncomingEvent | NewEvent,
  'id' | 'source' | 'subject' | 'time' | 'sequence' | 'correlationid' | 'causationid'
> & { readonly type: string; readonly data: { readonly [key: string]: Json } };

/**
 * How a stage reads and writes events: everything that depends on the prefix of its event types. A process makes one
 * from the settings of its stage and hands it on, so that nobody can forget the prefix or mix two of them.
 */
export type Wire = {
  /** Prefix of the event types of the stage, `de.hessen.aqb`; also the `source` of what goes out on its bus. */
  readonly prefix: string;
  /** `<prefix>.<stem>.v<major>`, e.g. `de.hessen.aqb.signature.received.v1`. */
  readonly typeOf: (definition: Pick<Fact, 'stem' | 'version'>) => string;
  /**
   * Reads the envelope of what comes in, as strictly as `readStrictly`, in every form of CloudEvents, and finds the
   * kind of fact, in whichever version. Of what it refuses it believes only what stands there once.
   */
  readonly readEnvelope: (body: string) => EnvelopeRead;
  /**
   * Reads what lies in the store as it was read when it came: what the strict reader takes, as it does; what came
   * before it was strict, as a parser does, for which `data_base64` beside data was an attribute that nobody knew.
   */
  readonly readStored: (body: string) => EnvelopeRead;
  /** What a recorder would refuse in this event by its form alone; undefined where nothing. */
  readonly problemOf: (event: unknown) => Unreadable | undefined;
  /**
   * Writes a fact as a CloudEvent in structured mode, with the number that its sender gave it.
   * @throws Error where the name is none of ours: the caller made it up.
   */
  readonly toCloudEvent: (event: Writable) => CloudEvent;
  /**
   * Writes a recorded fact for other systems: `source` and `id` as it was recorded, `sequence` its place in the log
   * of its subject, the sender's own number in `originsequence`. The same fact is always written the same way.
   */
  readonly toOutgoing: (event: RecordedEvent) => OutgoingEvent;
};

/** The wire of a stage whose event types have this prefix. */
export function wireOf(prefix: string, facts: readonly Fact[] = FACTS): Wire {
  const byName = new Map(facts.map((fact): [string, Fact] => [fact.name, fact]));
  const typeOf: Wire['typeOf'] = (definition) => `${prefix}.${bareType(definition)}`;
  const factOf = (type: string): Fact | Refusal =>
    type.startsWith(`${prefix}.`)
      ? factOfBareType(type.slice(prefix.length + 1), facts)
      : 'event-type-unknown';
  const toCloudEvent: Wire['toCloudEvent'] = (event) => {
    const fact = byName.get(event.type);
    if (fact === undefined) throw new Error(`There is no fact named ${event.type}`);
    return cloudEvent(event, typeOf(fact));
  };
  return {
    prefix,
    typeOf,
    readEnvelope: (body) => readEnvelope(body, factOf),
    readStored: (body) => readStored(body, factOf),
    problemOf(event) {
      const envelope = readEnvelope(JSON.stringify(event), factOf);
      const read = envelope.ok ? readIncoming(envelope.event, envelope.fact) : envelope;
      return read.ok ? undefined : read;
    },
    toCloudEvent,
    toOutgoing({ sequence: given, version, ...event }) {
      const outgoing = toCloudEvent({ ...event, sequence: String(version) });
      return given === undefined ? outgoing : { ...outgoing, originsequence: given };
    },
  };
}

/** What of a type on the wire is the same on every stage: `signature.received.v1`. */
export function bareType({ stem, version }: Pick<Fact, 'stem' | 'version'>): string {
  return `${stem}.v${version}`;
}

function factOfBareType(type: string, facts: readonly Fact[]): Fact | Refusal {
  const match = /^(?<stem>.+)\.v(?<major>\d{1,3})$/u.exec(type);
  const found = facts.find(({ stem }) => stem === match?.groups?.['stem']);
  if (found === undefined) return 'event-type-unknown';
  const known = [found, ...(found.formerly ?? [])];
  return known.some(({ version }) => String(version) === match?.groups?.['major'])
    ? found
    : 'event-version-unknown';
}

function cloudEvent(
  { id, source, subject, time, sequence, correlationid, causationid, data }: Writable,
  type: string,
): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    ...(sequence === undefined ? {} : { sequence }),
    ...(correlationid === undefined ? {} : { correlationid }),
    ...(causationid === undefined ? {} : { causationid }),
    data: { ...data },
  };
}
