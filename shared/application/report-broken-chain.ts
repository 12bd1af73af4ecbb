import { toCloudEvent } from '../../events/write.ts';
import type { InternalQueue, StoredEvent } from './ports.ts';

/** Which link of a log does not hold, and who found it. */
export type BrokenChain = { readonly version: number; readonly source: string; readonly prefix: string };

/**
 * Has it recorded that the chain of a log does not hold, so that a person looks and other systems hear of it.
 * The id names the broken version: whoever finds it again, it is recorded once, and what is recorded is not sent
 * again. Recording goes on meanwhile, for the recorder builds on the last hash and verifies nothing.
 */
export async function reportBrokenChain(
  queue: InternalQueue,
  history: readonly StoredEvent[],
  { version, source, prefix }: BrokenChain,
): Promise<void> {
  const newest = history.at(-1)?.event;
  if (newest === undefined) return;
  const { subject } = newest;
  const id = `integrity:${subject}:log:${version}`;
  if (history.some(({ event }) => event.type === 'IntegrityViolated' && event.id === id)) return;
  const fact = {
    type: 'IntegrityViolated',
    id,
    source,
    subject,
    time: newest.recordedAt,
    causationid: newest.id,
    data: { where: 'log', version, finding: `The chain of the log does not hold from event ${version} on.` },
  } as const;
  await queue.send([toCloudEvent(fact, prefix)]);
}
