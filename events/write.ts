import { DEFAULT_PREFIX, wireType, type CloudEvent, type Fact, type OutgoingEvent } from './fact.ts';
import { INCOMING, type IncomingEvent } from './incoming/index.ts';
import { NOTICES } from './outgoing/index.ts';
import type { Json } from './personal.ts';
import { RECORDED, type NewEvent, type RecordedEvent } from './recorded/index.ts';

type Writable = Pick<
  IncomingEvent | NewEvent,
  'id' | 'source' | 'subject' | 'time' | 'sequence' | 'correlationid' | 'causationid'
> & { readonly type: string; readonly data: { readonly [key: string]: Json } };

const BY_NAME: ReadonlyMap<string, Fact> = new Map(
  [...INCOMING, ...RECORDED, ...NOTICES].map((fact): [string, Fact] => [fact.name, fact]),
);

/**
 * Writes a fact as a CloudEvent in structured mode, with the number that its sender gave it.
 * @throws Error where the name is none of ours: the caller made it up.
 */
export function toCloudEvent(event: Writable, prefix = DEFAULT_PREFIX): CloudEvent {
  const fact = BY_NAME.get(event.type);
  if (fact === undefined) throw new Error(`There is no fact named ${event.type}`);
  const { id, source, subject, time, sequence, correlationid, causationid, data } = event;
  return {
    specversion: '1.0',
    id,
    source,
    type: wireType(fact, prefix),
    subject,
    time,
    datacontenttype: 'application/json',
    ...(sequence === undefined ? {} : { sequence }),
    ...(correlationid === undefined ? {} : { correlationid }),
    ...(causationid === undefined ? {} : { causationid }),
    data: { ...data },
  };
}

/**
 * Writes a recorded fact for other systems: `source` and `id` as it was recorded, `sequence` its place in the
 * log of its subject, the sender's own number in `originsequence`. The same fact is always written the same way.
 */
export function toOutgoing(
  { sequence: given, version, ...event }: RecordedEvent,
  prefix = DEFAULT_PREFIX,
): OutgoingEvent {
  const outgoing = toCloudEvent({ ...event, sequence: String(version) }, prefix);
  return given === undefined ? outgoing : { ...outgoing, originsequence: given };
}
