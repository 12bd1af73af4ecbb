import { nextNumber } from '../../domain/facts/sequence.ts';
import type { ClearingItem } from '../ports/clearing.ts';
import type { EventStore, Head } from '../ports/event-store.ts';

type Numbered = { readonly subject: string; readonly source: string; readonly sequence?: string };

/**
 * The number that the sender of a refused message gives its next one, by the head after it; nothing of a sender that
 * does not number. One read where something waits.
 */
export async function nextOf(
  store: Pick<EventStore, 'waiting'>,
  { subject, source, sequence }: Numbered,
  { sequences, parked }: Pick<Head, 'sequences' | 'parked'>,
): Promise<Pick<ClearingItem, 'nextSequence'>> {
  if (sequence === undefined) return {};
  const waiting = parked > 0 ? await store.waiting(subject) : [];
  return { nextSequence: nextNumber(sequences, source, waiting) };
}
