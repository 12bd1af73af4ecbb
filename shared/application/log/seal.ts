import { splitPersonal, type Json, type JsonObject } from '../../../events/personal.ts';
import { RECORDED, type NewEvent } from '../../../events/recorded/index.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { Head, SealedForm, StoredEvent } from '../ports/event-store.ts';

/** Hash before the first event. */
export const GENESIS = '0'.repeat(64);

/**
 * Gives facts their places in the log and links them: `hash` is the fingerprint of the previous hash, the
 * public part, and the salted hash of the personal part, so that the personal part can be withheld later
 * while the chain still holds (domain rule 10).
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

/**
 * Public part of an event, which the chain covers as it stands, and its personal leaves. An event that was
 * recorded in an older version is covered as it was then, never as it is read now.
 */
export function partsOfEvent(
  event: StoredEvent['event'],
  sealed?: SealedForm,
): { shared: JsonObject; personal: JsonObject } {
  const { data, ...rest } = event;
  const paths = RECORDED.find(({ name }) => name === event.type)?.personal ?? [];
  const parts = splitPersonal(sealed?.data ?? asJson(data), sealed?.personal ?? paths);
  return { shared: { ...rest, data: parts.shared }, personal: parts.personal };
}

/** The event without its personal part, as it stands once that is erased, and as others may read it. */
export function withoutPersonalPart(stored: StoredEvent): StoredEvent {
  const { salt: _, event, ...rest } = stored;
  const { data } = partsOfEvent(event).shared;
  return { ...rest, event: { ...event, data } as StoredEvent['event'] }; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the same data without its personal leaves, as the log then has it
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

/** Data of a recorded event is JSON by its schema. */
function asJson(data: { readonly [key: string]: Json }): JsonObject {
  return data;
}
