import type { RecordedEvent } from '../../events/recorded/index.ts';
import { toCloudEvent } from '../../events/write.ts';
import type { InternalQueue } from './ports.ts';

/** Which link of a log does not hold, and who found it. */
export type BrokenChain = { readonly version: number; readonly source: string; readonly prefix: string };

/**
 * Has it recorded that the chain of a log does not hold, so that a person looks and other systems hear of it.
 * The id names the broken version: whoever finds it again, it is recorded once. Recording goes on meanwhile, for
 * the recorder builds on the last hash and verifies nothing.
 */
export function reportBrokenChain(
  queue: InternalQueue,
  { id, subject, recordedAt }: RecordedEvent,
  { version, source, prefix }: BrokenChain,
): Promise<void> {
  const fact = {
    type: 'IntegrityViolated',
    id: `integrity:${subject}:log:${version}`,
    source,
    subject,
    time: recordedAt,
    causationid: id,
    data: { where: 'log', version, finding: `The chain of the log does not hold from event ${version} on.` },
  };
  return queue.send([toCloudEvent(fact, prefix)]);
}
