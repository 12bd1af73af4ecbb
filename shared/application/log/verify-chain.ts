import type { Crypto } from '../ports/crypto.ts';
import type { StoredEvent } from '../ports/event-store.ts';
import { GENESIS, chainHash, saltedHash } from './seal.ts';
import { partsOfEvent } from '../../domain/message/personal-parts.ts';

/** Version of the first event whose link does not hold; undefined where the whole chain holds (D16). */
export function firstBrokenLink(history: readonly StoredEvent[], crypto: Crypto): number | undefined {
  let previousHash = GENESIS;
  for (const [index, stored] of history.entries()) {
    const { event, hash } = stored;
    const isInPlace = event.version === index + 1 && stored.previousHash === previousHash;
    if (!isInPlace || !personalPartHolds(stored, crypto)) return index + 1;
    if (chainHash(event, stored, crypto) !== hash) return index + 1;
    previousHash = hash;
  }
  return undefined;
}

/** Names and free text equal their salted hash, or were taken out together with their salt (rule 10). */
function personalPartHolds(stored: StoredEvent, crypto: Crypto): boolean {
  const { event, salt, personalHash, sealed } = stored;
  const { personal } = partsOfEvent(event, sealed);
  if (salt === undefined) return Object.keys(personal).length === 0;
  return saltedHash(personal, salt, crypto) === personalHash;
}
