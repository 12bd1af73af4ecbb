import { describe, expect, test } from 'vitest';
import { detailOf } from '../../../../events/reading/detail.ts';
import { nodeCrypto } from '../../../../shared/adapters/crypto.ts';
import { fassungHash } from '../../../../shared/domain/zielvereinbarung/circumstances.ts';
import { fassungBeingSigned } from '../../../../shared/domain/zielvereinbarung/state.ts';
import {
  amended,
  concludedFacts,
  drafted,
  given,
  published,
  released,
  scanArchived,
  scanChecked,
  signature,
} from '../../../support/facts/given.ts';
import { eckdatenAmended } from '../../../support/facts/given-year.ts';

const PLACES = { label: 'Plätze Art 2', value: 12, unit: 'Plätze' };
const from = { value: 12, unit: 'Plätze' };
const agreed = () => drafted({ eckdaten: [PLACES] });
const agreedAndConcluded = () => [agreed(), ...concludedFacts().slice(1)];

/** The hash of the Fassung being signed, and that of the terms which the log folds to. */
function hashes(...facts: Parameters<typeof given>) {
  const { state, terms } = given(...facts);
  if (state.status === 'none' || terms === undefined) return undefined;
  const fassung = fassungBeingSigned(state) ?? state.fassung;
  return { stored: fassung.hash, folded: fassungHash(terms, nodeCrypto.fingerprint), number: fassung.number };
}

describe('a correction of an Eckdatum', () => {
  test('makes the next Fassung, unreleased, and voids what was signed', () => {
    const facts = given(agreed(), released(), signature('land'), signature('kommune'));
    const arrival = facts.when(eckdatenAmended('correction', 15, { from }));
    arrival.thenRecorded('EckdatenAmended', 'SignatureVoided', 'SignatureVoided');
    expect(given(agreed(), released(), eckdatenAmended('correction', 15, { from })).state).toMatchObject({
      fassung: { number: 2, released: false, declarations: [], amountCent: 89_521_000 },
    });
  });

  test('from another value than the agreed one is refused', () => {
    given(agreed()).when(eckdatenAmended('correction', 15)).thenRefused('eckdaten-from-mismatch');
    given(agreed())
      .when(eckdatenAmended('correction', 15, { from: { value: 12, unit: 'Personen' } }))
      .thenRefused('eckdaten-from-mismatch');
    given(drafted())
      .when(eckdatenAmended('correction', 15, { from }))
      .thenRefused('eckdaten-from-mismatch');
  });

  test('of a figure that was not agreed adds it', () => {
    const { terms } = given(drafted(), eckdatenAmended('correction', 15));
    expect(terms?.terms.eckdaten).toEqual([{ ...PLACES, value: 15 }]);
  });

  test('after conclusion is refused', () =>
    given(...agreedAndConcluded())
      .when(eckdatenAmended('correction', 15, { from }))
      .thenRefused('already-concluded'));

  test('numbered too high waits, numbered too low is refused', () => {
    given(agreed())
      .when(eckdatenAmended('correction', 15, { from, fassung: 3 }))
      .thenParked('fassung-not-known');
    given(agreed())
      .when(eckdatenAmended('correction', 15, { from, fassung: 1 }))
      .thenRefused('fassung-outdated');
  });
});

describe('an Änderungsvereinbarung about an Eckdatum', () => {
  const change = eckdatenAmended('aenderungsvereinbarung', 15, { from });

  test('before conclusion is refused', () => given(agreed()).when(change).thenRefused('not-concluded'));

  test('is pending beside the concluded Fassung, which stands and stays public', () =>
    expect(given(...agreedAndConcluded(), published(), change).state).toMatchObject({
      status: 'concluded',
      fassung: { number: 1 },
      pending: { number: 2, released: false },
      publication: { fassung: 1, wanted: 1 },
    }));

  test('is not made beside another one, and may be corrected', () => {
    const pending = given(...agreedAndConcluded(), change);
    pending.when(amended('aenderungsvereinbarung', [895_210, 1])).thenRefused('transition-not-allowed');
    pending
      .when(eckdatenAmended('correction', 18, { from: { value: 15, unit: 'Plätze' } }))
      .thenRecorded('EckdatenAmended');
  });
});

describe('an Abweichung of an Eckdatum', () => {
  test('needs no value to refer to and makes no Fassung', () => {
    given(...concludedFacts())
      .when(eckdatenAmended('abweichung', 9))
      .thenRecorded('EckdatenAmended');
    expect(given(...concludedFacts(), published(), eckdatenAmended('abweichung', 9)).state).toMatchObject({
      fassung: { number: 1 },
      effectiveCent: 89_521_000,
      abweichungen: 1,
      publication: { wanted: 2 },
    });
  });

  test('before conclusion is refused', () =>
    given(agreed()).when(eckdatenAmended('abweichung', 9)).thenRefused('not-concluded'));

  test('is numbered together with those of money', () => {
    const { events, state } = given(
      ...concludedFacts(),
      amended('abweichung', [895_210, 845_210]),
      eckdatenAmended('abweichung', 9),
      amended('abweichung', [845_210, 840_000]),
    );
    const numbers = events.flatMap(({ data }) => ('abweichung' in data ? [data.abweichung] : []));
    expect(numbers).toEqual([1, 2, 3]);
    expect(state).toMatchObject({ effectiveCent: 84_000_000, steering: { notConsidered: [1, 2, 3] } });
  });
});

describe('the hash of a Fassung', () => {
  test.each([
    ['drafted', [agreed()]],
    ['after a correction of money', [agreed(), amended('correction', [895_210, 900_000])]],
    ['after a correction of an Eckdatum', [agreed(), eckdatenAmended('correction', 15, { from })]],
    [
      'after both',
      [agreed(), amended('correction', [895_210, 900_000]), eckdatenAmended('correction', 15, { from })],
    ],
    [
      'of a pending Änderungsvereinbarung, corrected, with Abweichungen meanwhile',
      [
        ...agreedAndConcluded(),
        eckdatenAmended('aenderungsvereinbarung', 15, { from }),
        amended('abweichung', [895_210, 845_210]),
        eckdatenAmended('abweichung', 9),
        amended('correction', [895_210, 850_000]),
      ],
    ],
  ])('%s covers exactly the terms that the log folds to', (_, facts) => {
    const found = hashes(...facts);
    expect(found?.folded).toBe(found?.stored);
  });

  test('is the same for the same terms, however they came about', () =>
    expect(hashes(agreed(), eckdatenAmended('correction', 15, { from }))?.stored).toBe(
      hashes(drafted({ eckdaten: [{ ...PLACES, value: 15 }] }))?.stored,
    ));
});

describe('two Eckdaten of one label', () => {
  const ofArt = (art: number, value: number) => ({ label: 'Plätze Art 2', art, value, unit: 'Plätze' });
  const two = () => drafted({ eckdaten: [ofArt(1, 12), ofArt(2, 20)] });

  test('are told apart by their Art: the change of one leaves the other', () => {
    const change = eckdatenAmended('correction', 25, { art: 2, from: { value: 20, unit: 'Plätze' } });
    const { terms } = given(two(), change);
    expect(terms?.terms.eckdaten).toEqual([ofArt(1, 12), ofArt(2, 25)]);
    const found = hashes(two(), change);
    expect(found?.folded).toBe(found?.stored);
    given(two())
      .when(eckdatenAmended('correction', 25, { art: 1, from: { value: 20, unit: 'Plätze' } }))
      .thenRefused('eckdaten-from-mismatch');
  });

  test('are not changed by what does not say which it means', () => {
    expect(given(two()).when(eckdatenAmended('correction', 25, { from })).decision).toEqual({
      outcome: 'rejected',
      reason: 'eckdaten-from-mismatch',
      detail: detailOf('data.art'),
    });
    const concluded = given(two(), ...concludedFacts().slice(1));
    concluded.when(eckdatenAmended('abweichung', 9)).thenRefused('eckdaten-from-mismatch');
    concluded.when(eckdatenAmended('abweichung', 9, { art: 1 })).thenRecorded('EckdatenAmended');
  });

  test('come about where a figure of another Art is added', () => {
    const { terms } = given(
      drafted({ eckdaten: [ofArt(1, 12)] }),
      eckdatenAmended('correction', 20, { art: 2 }),
    );
    expect(terms?.terms.eckdaten).toEqual([ofArt(1, 12), ofArt(2, 20)]);
  });
});

describe('an Abweichung that names a Fassung', () => {
  const facts = () => [agreed(), amended('correction', [895_210, 900_000])];
  const concludedSecond = () => [
    ...facts(),
    released(2),
    signature('land', { fassung: 2 }),
    signature('kommune', { fassung: 2 }),
    scanArchived('upload-0002', { fassung: 2 }),
    scanChecked('upload-0002', { fassung: 2 }),
  ];
  const of = (fassung: number) => [
    amended('abweichung', [900_000, 880_000], { fassung }),
    eckdatenAmended('abweichung', 9, { fassung }),
  ];

  test('names the concluded one: an older one is refused, a higher one waits', () => {
    const world = given(...concludedSecond());
    for (const fact of of(2)) world.when(fact).thenRecorded(fact.type);
    for (const fact of of(1)) world.when(fact).thenRefused('fassung-outdated');
    for (const fact of of(3)) world.when(fact).thenParked('fassung-not-known');
  });

  test('waits for the conclusion of the pending one', () => {
    const world = given(...concludedSecond(), amended('aenderungsvereinbarung', [900_000, 850_000]));
    for (const fact of of(3)) world.when(fact).thenParked('fassung-not-known');
  });
});
