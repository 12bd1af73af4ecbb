import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { firstHead } from '../../../shared/application/recording/commit.ts';
import type { StoredEvent } from '../../../shared/application/ports/event-store.ts';
import { GENESIS, chainHash, saltedHash, seal } from '../../../shared/application/log/seal.ts';
import { partsOfEvent, withoutPersonalPart } from '../../../shared/domain/message/personal-parts.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import { SUBJECT, concludedFacts, given } from '../../support/facts/given.ts';

const sealed = (): readonly StoredEvent[] =>
  seal(given(...concludedFacts()).events, firstHead(SUBJECT), {
    recordedAt: '2025-09-01T10:00:00.000Z',
    crypto: nodeCrypto,
  });

/** The log with one of its events, the third where nothing else is said, as somebody changed it. */
const changed = (change: (stored: StoredEvent) => StoredEvent, at = 2) =>
  sealed().map((stored, index) => (index === at ? change(stored) : stored));

/** The hash that the forger would write, who knows how it is made. */
const resealed = (stored: StoredEvent): StoredEvent => ({
  ...stored,
  hash: chainHash(stored.event, stored, nodeCrypto),
});

describe('the chain of the log', () => {
  test('begins with 64 zeros, and each link names the one before', () => {
    const log = sealed();
    expect(GENESIS).toBe('0'.repeat(64));
    expect(log.map(({ previousHash }) => previousHash)).toEqual([
      GENESIS,
      ...log.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(log.map(({ event }) => event.version)).toEqual(log.map((_, index) => index + 1));
    expect(firstBrokenLink(log, nodeCrypto)).toBeUndefined();
    expect(firstBrokenLink([], nodeCrypto)).toBeUndefined();
  });

  test('has a salt where there is a name, and none where there is none', () => {
    const signatures = sealed().filter(({ event }) => event.type === 'SignatureReceived');
    expect(
      signatures.every(({ salt, personalHash }) => salt !== undefined && personalHash !== undefined),
    ).toBe(true);
    const [draft] = sealed();
    for (const part of ['salt', 'personalHash']) expect(draft).not.toHaveProperty(part);
  });

  test('holds where a personal part was taken out with its salt', () =>
    expect(firstBrokenLink(changed(withoutPersonalPart), nodeCrypto)).toBeUndefined());

  test.each([
    ['a place of signing', (stored: StoredEvent) => withData(stored, { place: 'Kassel' })],
    [
      'a name',
      (stored: StoredEvent) => withData(stored, { signatory: { name: 'Erika Muster', office: 'x' } }),
    ],
    ['a hash', (stored: StoredEvent) => ({ ...stored, hash: 'f'.repeat(64) })],
    [
      'a salt that was taken out alone',
      (stored: StoredEvent) => {
        const { salt: _, ...rest } = stored;
        return rest;
      },
    ],
    ['a salt', (stored: StoredEvent) => ({ ...stored, salt: 'another' })],
    ['the hash of a personal part', (stored: StoredEvent) => ({ ...stored, personalHash: 'f'.repeat(64) })],
    ['a name, with a fitting hash of the personal part', otherName],
    [
      'a version, with a fitting hash',
      (stored: StoredEvent) => resealed({ ...stored, event: { ...stored.event, version: 9 } }),
    ],
    [
      'the link to the one before, with a fitting hash',
      (stored: StoredEvent) => resealed({ ...stored, previousHash: GENESIS }),
    ],
  ])('breaks at the event in which somebody changed %s', (_, change) =>
    expect(firstBrokenLink(changed(change), nodeCrypto)).toBe(3),
  );

  test('breaks at the next event where one was changed and sealed again', () => {
    const forged = changed((stored) => resealed(otherName(stored)));
    expect(firstBrokenLink(forged, nodeCrypto)).toBe(4);
  });

  test('breaks where an event is missing, or two have changed places', () => {
    const log = sealed();
    expect(firstBrokenLink(log.toSpliced(1, 1), nodeCrypto)).toBe(2);
    expect(firstBrokenLink(log.slice(1), nodeCrypto)).toBe(1);
    const [first, second, ...rest] = log;
    if (first === undefined || second === undefined) throw new Error('There are two events');
    expect(firstBrokenLink([second, first, ...rest], nodeCrypto)).toBe(1);
  });
});

function withData(stored: StoredEvent, data: object): StoredEvent {
  return {
    ...stored,
    event: { ...stored.event, data: { ...stored.event.data, ...data } } as StoredEvent['event'],
  };
}

/** The event with another name in it, and the hash that this personal part has with its salt. */
function otherName(stored: StoredEvent): StoredEvent {
  const forged = withData(stored, { signatory: { name: 'Erika Muster', office: 'Staatsministerin' } });
  const { personal } = partsOfEvent(forged.event);
  return { ...forged, personalHash: saltedHash(personal, stored.salt ?? '', nodeCrypto) };
}
