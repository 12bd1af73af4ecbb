import { describe, expect, test } from 'vitest';
import { nodeCrypto, sha256Hex } from '../../../shared/adapters/crypto.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { parkingNotice, refusalNotice } from '../../../shared/application/clearing/bus-notices.ts';
import { HMSI, SUBJECT, drafted, released, revised } from '../../support/facts/given.ts';
import { strategie } from '../../support/facts/given-year.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { numbered } from '../../support/stages/desk-stage.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';

const WITH = { wire: WIRE, crypto: nodeCrypto };

/** A recorder, and what its senders are told. */
function stage() {
  const parts = recorderOn(inMemoryEventStore());
  const { memory } = parts.store;
  return {
    ...parts,
    refused: () => [...memory.clearing.values()].map((item) => refusalNotice(item, WITH).data),
    parked: () => [...memory.parked.values()].map((item) => parkingNotice(item, WITH).data),
  };
}

describe('a refused message that had a number', () => {
  test('hears which number is next (A18)', async () => {
    const { send, refused } = stage();
    await send(numbered(drafted(), 1));
    await send(numbered(drafted({}, { id: 'again' }), 2));
    expect(refused()).toMatchObject([{ code: 'already-exists', nextSequence: 3 }]);
    await send({ ...numbered(strategie(), 2), id: 'corrected' });
    expect(refused().at(-1)).toMatchObject({
      code: 'sequence-reused',
      nextSequence: 3,
      title: expect.stringContaining('Die nächste freie Nummer ist 3.'),
    });
  });

  test('hears it also where its data could not be read, and behind what waits', async () => {
    const { send, receive, refused } = stage();
    await send(numbered(drafted(), 1));
    await send(numbered(revised(2), 4));
    await receive(JSON.stringify({ ...asCloudEvent(numbered(released(), 2)), data: { fassung: 'eins' } }));
    expect(refused()).toMatchObject([{ code: 'schema-violated', nextSequence: 5 }]);
  });

  test('without one hears of none', async () => {
    const { send, refused } = stage();
    await send(drafted());
    await send(drafted({}, { id: 'again' }));
    expect(refused()[0]).not.toHaveProperty('nextSequence');
  });
});

test('a message that is early hears which numbers are missing (A17)', async () => {
  const { send, parked } = stage();
  await send(numbered(drafted(), 1));
  await send(numbered(revised(2), 4));
  await send(numbered(strategie(), 5));
  expect(parked()).toMatchObject([
    {
      code: 'sequence-gap',
      missing: [2, 3],
      title: expect.stringContaining(`Es fehlen Nr. 2 und 3 von ${HMSI}.`),
    },
    { code: 'sequence-gap', missing: [2, 3] },
  ]);
});

describe('a message whose id cannot be told again (A20)', () => {
  test.each(['x'.repeat(301), 'Gießen-1'])('is found by the hash of its body: %s', async (id) => {
    const { receive, refused } = stage();
    const body = JSON.stringify({ ...asCloudEvent(drafted()), id });
    await receive(body);
    expect(refused()).toMatchObject([{ bodySha256: sha256Hex(body) }]);
  });
});

test('what waits keeps what was missing when it came', async () => {
  const { send, store } = stage();
  await send(numbered(drafted(), 1));
  await send(numbered(revised(2), 3));
  expect((await store.waiting(SUBJECT)).map(({ missing }) => missing)).toEqual([
    { source: HMSI, numbers: [2] },
  ]);
});
