import type { Crypto, StoredEvent } from './ports.ts';
import { GENESIS, chainHash } from './seal.ts';

/** Version of the first event whose link does not hold; undefined where the whole chain holds (D16). */
export function firstBrokenLink(history: readonly StoredEvent[], crypto: Crypto): number | undefined {
  let previousHash = GENESIS;
  for (const [index, stored] of history.entries()) {
    const { event, hash } = stored;
    const isInPlace = event.version === index + 1 && stored.previousHash === previousHash;
    if (!isInPlace || chainHash(event, stored, crypto) !== hash) return index + 1;
    previousHash = hash;
  }
  return undefined;
}
