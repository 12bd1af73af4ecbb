import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceToAgreed } from '../../../../shared/domain/zielvereinbarung/year/bescheid.ts';
import { statesOf } from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';
import {
  amended,
  bescheid,
  concludedFacts,
  drafted,
  given,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../../support/facts/given.ts';

const difference = (...facts: Parameters<typeof given>) => {
  const { state } = given(...facts);
  return state.status === 'none' ? undefined : differenceToAgreed(state.fassung.amountCent, state.bescheide);
};

describe('the Bescheid', () => {
  test('stands beside the agreed sum with its difference', () =>
    expect(difference(drafted(), bescheid('zuwendung', 890_000))).toBe(521_000));

  test('is superseded by its Änderungsbescheid', () =>
    expect(difference(drafted(), bescheid('zuwendung', 890_000), bescheid('aenderung', 895_210))).toBe(0));

  test('is reduced by a Teilwiderruf', () =>
    expect(difference(drafted(), bescheid('zuwendung', 890_000), bescheid('teilwiderruf', 10_000))).toBe(
      1_521_000,
    ));

  test('cannot be revoked above its sum', () =>
    given(drafted(), bescheid('zuwendung', 890_000))
      .when(bescheid('widerruf', 890_001))
      .thenRefused('amount-implausible'));

  test('of refusal grants nothing and is no base', () => {
    const refused = given(drafted(), bescheid('ablehnung', 895_210));
    expect(refused.state.status !== 'none' && statesOf(refused.state).bescheid).toBe('refused');
    expect(difference(drafted(), bescheid('ablehnung', 895_210))).toBeUndefined();
    refused.when(bescheid('aenderung', 890_000)).thenParked('bescheid-base-missing');
    expect(difference(drafted(), bescheid('ablehnung', 895_210), bescheid('ablehnung', 1))).toBeUndefined();
  });

  test('may be changed by way of its last Änderungsbescheid', () => {
    const second = bescheid('aenderung', 880_000, { aktenzeichen: 'AZ-2', refersTo: 'RPKS-31-2025-06533' });
    const third = bescheid('aenderung', 870_000, { aktenzeichen: 'AZ-3', refersTo: 'AZ-2' });
    expect(difference(drafted(), bescheid('zuwendung', 890_000), second, third)).toBe(2_521_000);
  });

  test('is revoked in this year only by this year’s share', () => {
    const shares = [{ haushaltsjahr: 2026, amount: { amountCent: 50_000_000, currency: 'EUR' as const } }];
    const nothing = { haushaltsjahr: 2025, amount: { amountCent: 0, currency: 'EUR' as const } };
    const revoked = bescheid('teilwiderruf', 500_000, { amountsByHaushaltsjahr: [nothing, ...shares] });
    expect(difference(drafted(), bescheid('zuwendung', 890_000), revoked)).toBe(521_000);
  });

  test('that changes another waits for it', () =>
    given(drafted()).when(bescheid('aenderung', 890_000)).thenParked('bescheid-base-missing'));

  test('over several years without a split cannot be compared', () =>
    expect(
      difference(
        drafted(),
        bescheid('zuwendung', 890_000, { bewilligungszeitraum: { from: '2025-01-01', to: '2026-12-31' } }),
      ),
    ).toBeNull());

  test('over several years counts with this year’s share', () =>
    expect(
      difference(
        drafted(),
        bescheid('zuwendung', 890_000, {
          bewilligungszeitraum: { from: '2025-01-01', to: '2026-12-31' },
          amountsByHaushaltsjahr: [
            { haushaltsjahr: 2025, amount: { amountCent: 50_000_000, currency: 'EUR' } },
          ],
        }),
      ),
    ).toBe(39_521_000));

  test('that may be shown asks for a new revision of an existing page; another one does not', () => {
    const wanted = (isPublic: boolean) =>
      given(...concludedFacts(), published(), bescheid('zuwendung', 890_000, { public: isPublic })).state;
    expect(wanted(true)).toMatchObject({ publication: { wanted: 2 } });
    expect(wanted(false)).toMatchObject({ publication: { wanted: 1 } });
  });
});

describe('the Änderungsvereinbarung', () => {
  const pending = [
    ...concludedFacts(),
    published(),
    amended('aenderungsvereinbarung', [895_210, 850_000]),
    released(2),
  ];
  const signedAnew = [
    signature('land', { fassung: 2 }),
    signature('kommune', { fassung: 2 }),
    scanArchived('upload-0002', { fassung: 2 }),
  ];

  test('concludes Fassung 2 and makes a new revision due', () => {
    const conclusion = given(...pending, ...signedAnew).when(scanChecked('upload-0002', { fassung: 2 }));
    conclusion.thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
  });

  test('replaces the agreed sum only when it is signed', () => {
    expect(given(...pending).state).toMatchObject({
      fassung: { number: 1 },
      effectiveCent: 89_521_000,
      publication: { fassung: 1 },
    });
    expect(given(...pending, ...signedAnew, scanChecked('upload-0002', { fassung: 2 })).state).toMatchObject({
      fassung: { number: 2, amountCent: 85_000_000 },
      effectiveCent: 85_000_000,
      publication: { fassung: 2, wanted: 2 },
    });
  });

  test('taken back before its page is out leaves the concluded Fassung standing and shown', () => {
    const concludedAnew = [...pending, ...signedAnew, scanChecked('upload-0002', { fassung: 2 })];
    expect(given(...concludedAnew, withdrawn('land', 2)).state).toMatchObject({
      status: 'concluded',
      fassung: { number: 1 },
      pending: { number: 2 },
      effectiveCent: 89_521_000,
      publication: { fassung: 1, wanted: 3, published: 1 },
    });
  });

  test('taken back leaves what deviated meanwhile', () => {
    const deviated = [
      ...pending,
      ...signedAnew,
      scanChecked('upload-0002', { fassung: 2 }),
      amended('abweichung', [850_000, 800_000]),
    ];
    expect(given(...deviated, withdrawn('land', 2)).state).toMatchObject({
      effectiveCent: 84_521_000,
      abweichungen: 1,
    });
  });

  test('asks nobody for the revision of the old Fassung that comes late', () =>
    given(
      ...pending,
      bescheid('zuwendung', 890_000, { public: true }),
      ...signedAnew,
      scanChecked('upload-0002', { fassung: 2 }),
    )
      .when(published(2))
      .thenIgnored());

  test('is not made twice at once', () =>
    given(...pending)
      .when(amended('aenderungsvereinbarung', [895_210, 1]))
      .thenRefused('transition-not-allowed'));

  test('may be corrected while it is being signed', () =>
    given(...pending)
      .when(amended('correction', [850_000, 860_000]))
      .thenRecorded('BudgetAmended'));
});

describe('the terms', () => {
  test('after conclusion cannot be revised', () =>
    given(...concludedFacts())
      .when(revised(2))
      .thenRefused('already-concluded'));

  test('of a Fassung above the next one wait', () =>
    given(drafted()).when(revised(3)).thenParked('fassung-not-known'));

  test('exist once', () => given(drafted()).when(drafted()).thenRefused('already-exists'));

  test('have one hash, whatever the order of their fields', () => {
    const fields = Object.entries(drafted().data);
    const hashOf = (data: object) => given({ ...drafted(), data } as ReturnType<typeof drafted>).state;
    fc.assert(
      fc.property(fc.shuffledSubarray(fields, { minLength: fields.length }), (order) => {
        expect(hashOf(Object.fromEntries(order))).toEqual(hashOf(drafted().data));
      }),
    );
  });

  test('never have items above the total', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100_000_000 }), { maxLength: 5 }),
        fc.integer({ min: 1, max: 200_000_000 }),
        (parts, total) => {
          const budgetItems = parts.map((amountCent) => ({
            label: 'x',
            amount: { amountCent, currency: 'EUR' as const },
          }));
          const { decision } = given().when(
            drafted({ budgetItems, haushaltsmittel: { amountCent: total, currency: 'EUR' } }),
          );
          const fits = parts.reduce((sum, part) => sum + part, 0) <= total;
          expect(decision.outcome).toBe(fits ? 'accepted' : 'rejected');
        },
      ),
    );
  });
});
