import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../../shared/adapters/crypto.ts';
import { fassungHash } from '../../../../shared/domain/zielvereinbarung/circumstances.ts';
import { needsTerms } from '../../../../shared/domain/zielvereinbarung/terms/budget.ts';
import { TERMS, amended, drafted, given, money, revised, type DataOf } from '../../../support/facts/given.ts';
import { eckdatenAmended } from '../../../support/facts/given-year.ts';

type Terms = DataOf<'ZielvereinbarungDrafted'>;

const item = (euro: number) => ({ label: 'Plätze', amount: money(euro) });
const massnahme = (euro: number, art = 1) => ({ art, label: 'Plätze', amount: money(euro) });

describe('the sums of a Zielvereinbarung', () => {
  const total = money(1_000);
  const whenDrafted = (over: Partial<Terms>) => given().when(drafted({ haushaltsmittel: total, ...over }));

  test.each([
    ['items that make up the total', { budgetItems: [item(400), item(600)] }],
    ['items below the total', { budgetItems: [item(400)] }],
    ['an item of nothing', { budgetItems: [item(0), item(1_000)] }],
    ['Massnahmen that make up the total', { massnahmen: [massnahme(400), massnahme(600)] }],
    ['Massnahmen without an amount', { massnahmen: [{ art: 1, label: 'Plätze' }] }],
  ])('take %s', (_, over) => whenDrafted(over).thenRecorded('ZielvereinbarungDrafted'));

  test.each([
    ['items above the total', { budgetItems: [item(400), item(601)] }],
    ['Massnahmen above the total', { massnahmen: [massnahme(400), massnahme(601)] }],
    ['an item below zero beside one that is not', { budgetItems: [item(-1), item(1)] }],
    ['a Massnahme below zero beside one that is not', { massnahmen: [massnahme(-1), massnahme(1)] }],
    ['a total of nothing', { haushaltsmittel: money(0) }],
  ])('do not take %s', (_, over) =>
    whenDrafted(over).thenRefused('amount-implausible', 'data.haushaltsmittel'),
  );
});

describe('terms', () => {
  test('of a Zielvereinbarung other than the one they are sent for are refused', () => {
    for (const over of [{ ags: '06531' }, { haushaltsjahr: 2026 }, { programme: 'XYZ' }])
      given().when(drafted(over)).thenRefused('subject-unknown', 'subject');
  });

  test('of a programme or a Gebietskörperschaft that the year does not know are refused', () => {
    given()
      .when(drafted({ programme: 'XYZ' }, { subject: 'XYZ-2025-06533' }))
      .thenRefused('programme-unknown', 'data.programme');
    given()
      .when(drafted({ ags: '06415' }, { subject: 'AQB-2025-06415' }))
      .thenRefused('gebietskoerperschaft-not-valid-in-year', 'data.ags');
  });

  test('with one Art that the programme does not know are refused, whatever stands beside it', () =>
    given()
      .when(drafted({ massnahmen: [massnahme(1), massnahme(1, 9)] }))
      .thenRefused('massnahmenart-unknown', 'data.massnahmen'));

  test('are refused for what they say before they are refused for coming twice', () => {
    given(drafted())
      .when(revised(2, { massnahmen: [massnahme(1, 9)] }))
      .thenRefused('massnahmenart-unknown');
    given(drafted())
      .when(revised(2, { haushaltsmittel: money(0) }))
      .thenRefused('amount-implausible');
  });

  test('become a Fassung under the official names of both sides', () =>
    expect(given().when(drafted()).decision).toMatchObject({
      events: [
        {
          data: {
            fassung: 1,
            parties: {
              land: expect.stringContaining('Hessische'),
              kommune: 'Landkreis Limburg-Weilburg',
            },
          },
        },
      ],
    }));
});

describe('the hash of a Fassung', () => {
  const fixed = {
    terms: TERMS,
    clauseVersion: 'aqb-2025',
    parties: { land: 'Ministerium', kommune: 'Landkreis' },
  };
  const hash = (over: Partial<typeof fixed> = {}) =>
    fassungHash({ ...fixed, ...over }, nodeCrypto.fingerprint);

  test('is the same for the same terms, clauses and names', () => expect(hash()).toBe(hash()));

  test.each([
    ['a term', { terms: { ...TERMS, haushaltsmittel: money(1) } }],
    ['a clause', { clauseVersion: 'aqb-2026' }],
    ['the name of a side', { parties: { land: 'Ministerium', kommune: 'Stadt' } }],
  ])('is another where %s is another', (_, over) => expect(hash(over)).not.toBe(hash()));
});

describe('the terms are read', () => {
  test.each([
    ['a correction of money', amended('correction', [1, 2])],
    ['an Änderungsvereinbarung', amended('aenderungsvereinbarung', [1, 2])],
    ['a change of an Eckdatum, of which there may be several', eckdatenAmended('abweichung', 1)],
  ])('for %s', (_, event) => expect(needsTerms(event)).toBe(true));

  test.each([
    ['an Abweichung of money', amended('abweichung', [1, 2])],
    ['a draft, which brings its own', drafted()],
    ['a fact of another kind that has a kind', { type: 'ParticipationReported', data: { kind: 'tagung' } }],
  ])('not for %s', (_, event) => expect(needsTerms(event)).toBe(false));
});
