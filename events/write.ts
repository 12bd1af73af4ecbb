import { DEFAULT_PREFIX, wireType, type CloudEvent, type Fact } from './fact.ts';
import { INCOMING, type IncomingEvent } from './incoming/index.ts';
import { NOTICES } from './outgoing/index.ts';
import type { Json } from './personal.ts';
import { RECORDED, type NewEvent } from './recorded/index.ts';

type Writable = Pick<
  IncomingEvent | NewEvent,
  'id' | 'source' | 'subject' | 'time' | 'sequence' | 'correlationid' | 'causationid'
> & { readonly type: string; readonly data: { readonly [key: string]: Json } };

const BY_NAME: ReadonlyMap<string, Fact> = new Map(
  [...INCOMING, ...RECORDED, ...NOTICES].map((fact): [string, Fact] => [fact.name, fact]),
);

/**
 * Writes a fact as a CloudEvent in structured mode.
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
