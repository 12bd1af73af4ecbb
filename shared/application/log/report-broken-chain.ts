import type { WireWriter } from '../../../events/wire-writer.ts';
import type { InternalQueue } from '../ports/internal-queue.ts';
import type { StoredEvent } from '../ports/event-store.ts';
import type { UnsoundLog } from './read-sound-log.ts';

/** Which link of a log does not hold, and of which Zielvereinbarung: its key says so, no event of it. */
export type BrokenChain = { readonly subject: string; readonly version: number; readonly wire: WireWriter };

/** One for everybody who finds it: source and id together say that it is the same. */
const SOURCE = 'urn:aqb:publish-portal';

/**
 * Has it recorded that the chain of a log does not hold, so that a person looks and other systems hear of it.
 * The id names the broken version: whoever finds it again, it is recorded once, and what is recorded is not sent
 * again. Time and cause are those of the last event that holds. Recording goes on meanwhile, for the recorder
 * builds on the last hash and verifies nothing.
 */
export async function reportBrokenChain(
  queue: InternalQueue,
  history: readonly StoredEvent[],
  { subject, version, wire }: BrokenChain,
): Promise<void> {
  const id = `integrity:${subject}:log:${version}`;
  if (history.some(({ event }) => event.type === 'IntegrityViolated' && event.id === id)) return;
  const sound = history[version - 2]?.event;
  // Where no event holds, only the newest has a time to give; when it was recorded, the recorder says itself.
  const time = (sound ?? history.at(-1)?.event)?.recordedAt;
  if (time === undefined) return;
  const fact = {
    type: 'IntegrityViolated',
    id,
    source: SOURCE,
    subject,
    time,
    ...(sound && { causationid: sound.id }),
    data: { where: 'log', version, finding: `The chain of the log does not hold from event ${version} on.` },
  } as const;
  await queue.send([wire.toCloudEvent(fact)]);
}

/** The same for a log that was read for a use outside; one that ends early has no link to name: reconcile tells. */
export async function reportUnsound(
  { queue, wire }: { readonly queue: InternalQueue; readonly wire: WireWriter },
  subject: string,
  { history, broken: version }: UnsoundLog,
): Promise<void> {
  if (version !== undefined) await reportBrokenChain(queue, history, { subject, version, wire });
}
