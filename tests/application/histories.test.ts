import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { firstBrokenLink } from '../../shared/application/verify-chain.ts';
import { evolve } from '../../shared/domain/zielvereinbarung/evolve.ts';
import { isSignedByBoth } from '../../shared/domain/zielvereinbarung/signing.ts';
import {
  INITIAL,
  fassungBeingSigned,
  type Zielvereinbarung,
} from '../../shared/domain/zielvereinbarung/state.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../support/given.ts';
import { recorder } from '../support/recorder.ts';

/** Everything that may happen to one Zielvereinbarung, right and wrong, numbered and not. */
const POOL: readonly IncomingEvent[] = [
  drafted(),
  drafted({ haushaltsmittel: { amountCent: 0, currency: 'EUR' } }, { id: 'wrong-draft' }),
  { ...released(), sequence: '2' },
  { ...drafted({}, { id: 'numbered-draft' }), sequence: '1' },
  { ...revised(2), sequence: '3' },
  released(2),
  signature('land'),
  signature('kommune'),
  { ...signature('land', { place: 'Kassel' }), id: 'signature-land-1' },
  signature('land', { fassung: 2 }),
  signature('kommune', { fassung: 2 }),
  withdrawn('land'),
  withdrawn('kommune', 2),
  scanArchived(),
  scanChecked(),
  scanChecked('upload-0001', { signaturesVisible: [] }),
  scanArchived('upload-0002', { fassung: 2 }),
  scanChecked('upload-0002', { fassung: 2 }),
  amended('correction', [895_210, 900_000]),
  amended('aenderungsvereinbarung', [895_210, 850_000]),
  amended('abweichung', [895_210, 845_210]),
  bescheid('zuwendung', 890_000),
  bescheid('aenderung', 880_000),
  bescheid('ablehnung', 1, { public: true }),
  published(),
  published(2),
];

const history = fc.array(fc.nat({ max: POOL.length - 1 }), { minLength: 1, maxLength: 60 });

async function play(indexes: readonly number[]) {
  const stage = recorder();
  const outcomes: string[] = [];
  const deliver = async (events: readonly IncomingEvent[]) => {
    for (const event of events) outcomes.push((await stage.send(event)).outcome);
  };
  await deliver(indexes.flatMap((index) => POOL[index] ?? []));
  return { ...stage, outcomes, deliver };
}

function snapshot({ store }: Awaited<ReturnType<typeof play>>) {
  const { heads, events, parked, clearing, rows } = store.memory;
  const state = heads.get(SUBJECT);
  return structuredClone({ state: state && { ...state, revision: 0 }, events, parked, clearing, rows });
}

describe('whatever happens in whatever order', () => {
  test('everything again changes nothing', () =>
    fc.assert(
      fc.asyncProperty(history, async (indexes) => {
        const stage = await play(indexes);
        const before = snapshot(stage);
        stage.outcomes.length = 0;
        await stage.deliver(indexes.flatMap((index) => POOL[index] ?? []));
        expect(snapshot(stage)).toEqual(before);
        expect(new Set(stage.outcomes)).toEqual(new Set(['duplicate']));
      }),
      { numRuns: 300 },
    ));

  test('the log folds to the head, in one unbroken chain, and every number on the head is true', () =>
    fc.assert(
      fc.asyncProperty(history, async (indexes) => {
        const { store } = await play(indexes);
        const log = await store.history(SUBJECT);
        const head = store.memory.heads.get(SUBJECT);
        const folded = log.map(({ event }) => event).reduce<Zielvereinbarung>(evolve, INITIAL);
        expect(folded).toEqual(head?.state ?? INITIAL);
        expect(firstBrokenLink(log, nodeCrypto)).toBeUndefined();
        expect(head?.version ?? 0).toBe(log.length);
        const waiting = (await store.waiting(SUBJECT)).length;
        expect(head?.parked ?? waiting).toBe(waiting);
      }),
      { numRuns: 300 },
    ));

  test('nothing waits that could go on', () =>
    fc.assert(
      fc.asyncProperty(history, async (indexes) => {
        const stage = await play(indexes);
        const before = (await stage.store.waiting(SUBJECT)).length;
        await stage.send({ ...bescheid('zuwendung', 1, { aktenzeichen: 'another' }), id: 'another' });
        const isKnown = (stage.store.memory.heads.get(SUBJECT)?.state.status ?? 'none') !== 'none';
        expect((await stage.store.waiting(SUBJECT)).length).toBe(isKnown ? before : before + 1);
      }),
      { numRuns: 300 },
    ));

  test('nothing is concluded that both sides have not signed, with evidence, on that Fassung', () =>
    fc.assert(
      fc.asyncProperty(history, async (indexes) => {
        const { store } = await play(indexes);
        const log = (await store.history(SUBJECT)).map(({ event }) => event);
        const unproven = log.filter((event, index) => {
          if (event.type !== 'ZielvereinbarungConcluded') return false;
          const state = log.slice(0, index).reduce<Zielvereinbarung>(evolve, INITIAL);
          const fassung = state.status === 'none' ? undefined : fassungBeingSigned(state);
          if (state.status === 'none' || fassung?.hash !== event.data.fassungHash) return true;
          return !isSignedByBoth(fassung, state.scans);
        });
        expect(unproven).toEqual([]);
      }),
      { numRuns: 300 },
    ));
});
