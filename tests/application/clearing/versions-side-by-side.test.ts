import { describe, expect, test } from 'vitest';
import { versionsSideBySide } from '../../../shared/application/clearing/versions-side-by-side.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import {
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  published,
  signature,
} from '../../support/facts/given.ts';
import { akteClosed, erased } from '../../support/facts/given-year.ts';
import { bodyOf, deskStage } from '../../support/stages/desk-stage.ts';

/** A desk, and both versions of the one item whose id was used before. */
function desk() {
  const stage = deskStage();
  const reused = (): ClearingItem => {
    const item = stage.items().find(({ reason }) => reason === 'event-id-reused');
    if (item === undefined) throw new Error('No id was used twice');
    return item;
  };
  const both = () => versionsSideBySide(stage.reception.recorder, reused());
  const differing = async () => (await both())?.fields.filter(({ differs }) => differs);
  return { ...stage, both, differing, reused };
}

describe('two messages under one id', () => {
  test('are shown side by side: what was recorded, and what differs in the refused one', async () => {
    const { send, both, differing } = desk();
    await send(drafted());
    await send(drafted({ haushaltsmittel: { amountCent: 1_000_000, currency: 'EUR' } }));
    expect((await both())?.first).toEqual({
      end: 'recorded',
      subject: SUBJECT,
      version: 1,
      at: '2025-09-01T10:00:00.000Z',
      isErased: false,
    });
    expect(await differing()).toEqual([
      { field: 'data.haushaltsmittel.amountCent', first: '89521000', second: '1000000', differs: true },
    ]);
    expect((await both())?.fields).toContainEqual({
      field: 'subject',
      first: JSON.stringify(SUBJECT),
      second: JSON.stringify(SUBJECT),
      differs: false,
    });
  });

  test('are shown where the first one waits', async () => {
    const { send, both, differing } = desk();
    await send(signature('land'));
    await send(signature('land', { place: 'Kassel' }));
    expect(await both()).toMatchObject({ first: { end: 'waiting', subject: SUBJECT } });
    expect(await differing()).toMatchObject([{ field: 'data.place', second: '"Kassel"' }]);
  });

  test('are shown where the first one was refused, with its place', async () => {
    const { send, both, differing, items } = desk();
    await send(drafted());
    const first = amended('abweichung', [895_210, 845_210]);
    await send(first);
    await send({ ...amended('abweichung', [895_210, 800_000]), id: first.id });
    const refused = items().find(({ reason }) => reason === 'not-concluded');
    expect(await both()).toMatchObject({
      first: { end: 'refused', clearing: { month: refused?.month, key: refused?.key } },
    });
    expect((await differing())?.map(({ field }) => field)).toEqual(['data.to.amountCent']);
  });

  test('are shown with what only one of them says, and with their times', async () => {
    const { send, receive, differing } = desk();
    await send(drafted());
    await receive(
      bodyOf({ ...drafted({ asOf: '2025-01-02' }), time: '2025-08-02T10:00:00Z' }, { sequence: '1' }),
    );
    expect((await differing())?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['time', 'data.asOf', 'sequence']),
    );
  });

  test('are shown without the names that were taken out of the log', async () => {
    const { send, both, store } = desk();
    for (const event of [...concludedFacts(), published(), akteClosed()]) await send(event);
    const log = await store.history(SUBJECT);
    const first = log.find(({ event }) => event.type === 'SignatureReceived')?.event;
    if (first === undefined) throw new Error('Somebody signed');
    await send(erased(first.version));
    await send({ ...signature('land', { place: 'Kassel' }), id: first.id, source: first.source });
    expect(await both()).toMatchObject({ first: { end: 'recorded', isErased: true } });
    expect(JSON.stringify((await both())?.fields.map((field) => field.first))).not.toContain('Hofmann');
  });

  test('are no matter of any other item', async () => {
    const { send, items, reception } = desk();
    await send(drafted());
    await send(amended('abweichung', [895_210, 845_210]));
    const [item] = items();
    expect(item && (await versionsSideBySide(reception.recorder, item))).toBeUndefined();
  });
});
