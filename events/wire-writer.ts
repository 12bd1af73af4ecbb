import type { CloudEvent, Fact, OutgoingEvent } from './fact.ts';
import { FACTS } from './facts.ts';
import type { IncomingEvent } from './incoming/index.ts';
import type { Json } from './personal.ts';
import type { NewEvent, RecordedEvent } from './recorded/index.ts';
import { wireType } from './wire-type.ts';

/** A fact as it is written: what the recorder adds may be missing, and the number that its sender gave it. */
export type Writable = Pick<
  IncomingEvent | NewEvent,
  'id' | 'source' | 'subject' | 'time' | 'sequence' | 'correlationid' | 'causationid'
> & { readonly type: string; readonly data: { readonly [key: string]: Json } };

/** How a stage names and writes events, for what reads none: the half of its wire that a function of few needs loads. */
export type WireWriter = {
  /** Prefix of the event types of the stage, `de.hessen.aqb`; also the `source` of what goes out on its bus. */
  readonly prefix: string;
  /** `<prefix>.<stem>.v<major>`, e.g. `de.hessen.aqb.signature.received.v1`. */
  readonly typeOf: (definition: Pick<Fact, 'stem' | 'version'>) => string;
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

/** What writes events for a stage whose event types have this prefix. */
export function wireWriterOf(prefix: string, facts: readonly Fact[] = FACTS): WireWriter {
  const byName = new Map(facts.map((fact): [string, Fact] => [fact.name, fact]));
  const typeOf: WireWriter['typeOf'] = (definition) => wireType(prefix, definition);
  const toCloudEvent: WireWriter['toCloudEvent'] = (event) => {
    const fact = byName.get(event.type);
    if (fact === undefined) throw new Error(`There is no fact named ${event.type}`);
    return cloudEvent(event, typeOf(fact));
  };
  return {
    prefix,
    typeOf,
    toCloudEvent,
    toOutgoing({ sequence: given, version, ...event }) {
      const outgoing = toCloudEvent({ ...event, sequence: String(version) });
      return given === undefined ? outgoing : { ...outgoing, originsequence: given };
    },
  };
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
