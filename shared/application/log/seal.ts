import type { JsonObject } from '../../../events/personal.ts';
import type { NewEvent } from '../../../events/recorded/index.ts';
import { partsOfEvent } from '../../domain/message/personal-parts.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { Head, StoredEvent } from '../ports/event-store.ts';

/** Hash before the first event. */
export const GENESIS = '0'.repeat(64);

/**
 * Gives facts their places in the log and links them: `hash` is the fingerprint of the previous hash, the
 * public part, and the salted hash of the personal part, so that the personal part can be withheld later
 * while the chain still holds (rule 10).
 */
export function seal(
  events: readonly NewEvent[],
  { version, lastHash }: Pick<Head, 'version' | 'lastHash'>,
  { recordedAt, crypto }: { recordedAt: string; crypto: Crypto },
): readonly StoredEvent[] {
  const sealed: StoredEvent[] = [];
  let previousHash = lastHash;
  for (const [index, event] of events.entries()) {
    const recorded = { ...event, version: version + index + 1, recordedAt };
    const { personal } = partsOfEvent(recorded);
    const protection = Object.keys(personal).length === 0 ? {} : protect(personal, crypto);
    const hash = chainHash(recorded, { previousHash, ...protection }, crypto);
    sealed.push({ event: recorded, previousHash, hash, ...protection });
    previousHash = hash;
  }
  return sealed;
}

/** Hash of one link: anybody can compute it from what the log shows. */
export function chainHash(
  event: StoredEvent['event'],
  { previousHash, personalHash, sealed }: Pick<StoredEvent, 'previousHash' | 'personalHash' | 'sealed'>,
  { fingerprint }: Crypto,
): string {
  const { shared } = partsOfEvent(event, sealed);
  return fingerprint({
    previousHash,
    event: shared,
    ...(personalHash === undefined ? {} : { personalHash }),
  });
}

/** Hash of a personal part with its salt: it stays in the chain when both are taken out. */
export function saltedHash(personal: JsonObject, salt: string, { fingerprint }: Crypto): string {
  return fingerprint({ salt, personal });
}

function protect(personal: JsonObject, crypto: Crypto) {
  const salt = crypto.salt();
  return { salt, personalHash: saltedHash(personal, salt, crypto) };
}
