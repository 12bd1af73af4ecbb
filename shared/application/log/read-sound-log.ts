import type { Crypto } from '../ports/crypto.ts';
import type { EventStore, StoredEvent } from '../ports/event-store.ts';
import { firstBrokenLink } from './verify-chain.ts';

/** A log that cannot be believed: by its first broken link, or because it ends before its head does. */
export type UnsoundLog = {
  readonly isSound: false;
  readonly history: readonly StoredEvent[];
  readonly broken?: number;
};

type JudgedLog = { readonly isSound: true; readonly history: readonly StoredEvent[] } | UnsoundLog;

/**
 * Reads a log for a use outside, and says whether it holds and is whole. The head is read first: whatever it
 * counts has to be in the log that is read after it. Cost: one consistent read and one query.
 */
export async function readSoundLog(
  { store, crypto }: { readonly store: Pick<EventStore, 'load' | 'history'>; readonly crypto: Crypto },
  subject: string,
): Promise<JudgedLog> {
  const head = await store.load(subject);
  const history = await store.history(subject);
  const broken = firstBrokenLink(history, crypto);
  if (broken !== undefined) return { isSound: false, history, broken };
  return history.length >= (head?.version ?? 0) ? { isSound: true, history } : { isSound: false, history };
}
