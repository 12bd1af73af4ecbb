import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { statesOf } from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';
import {
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  given,
  money,
  released,
  signature,
  withdrawn,
} from '../../../support/facts/given.ts';
import {
  antrag,
  becameFinal,
  mittelabruf,
  nachweisExamined,
  nachweisReceived,
} from '../../../support/facts/given-year.ts';

const FIRST = 'RPKS-31-2025-06533';
const granted = () => [drafted(), bescheid('zuwendung', 890_000)];
const grantIn = (...facts: IncomingEvent[]) => {
  const { state } = given(...facts);
  return state.status === 'none' ? undefined : state.bescheide[FIRST];
};
const lineOf = (...facts: IncomingEvent[]) => statesOf(given(...facts).state).bescheid;

describe('the Antrag', () => {
  test('is recorded before anything is granted or signed', () => {
    given(drafted()).when(antrag()).thenRecorded('AntragReceived');
    expect(lineOf(drafted(), antrag())).toBe('applied');
  });

  test('before the draft waits', () => given().when(antrag()).thenParked('zielvereinbarung-unknown'));

  test.each([
    ['nothing', { amount: money(0) }, 'amount-implausible'],
    ['less than nothing', { amount: money(-1) }, 'amount-implausible'],
    ['a day to come', { receivedOn: '2025-09-02' }, 'date-in-future'],
  ] as const)('over %s is refused', (_, over, reason) =>
    given(drafted()).when(antrag(over)).thenRefused(reason),
  );
});

describe('a Bescheid', () => {
  test('that revokes what was never granted waits for its base', () => {
    given(drafted()).when(bescheid('widerruf', 1)).thenParked('bescheid-base-missing');
    given(drafted()).when(bescheid('teilwiderruf', 1)).thenParked('bescheid-base-missing');
    given(...granted())
      .when(bescheid('aenderung', 1, { refersTo: 'another' }))
      .thenParked('bescheid-base-missing');
  });

  test('over nothing is refused', () =>
    given(drafted()).when(bescheid('zuwendung', 0)).thenRefused('amount-implausible'));

  test('whose period ends before it begins is refused', () =>
    given(drafted())
      .when(bescheid('zuwendung', 1, { bewilligungszeitraum: { from: '2025-12-31', to: '2025-01-01' } }))
      .thenRefused('schema-violated'));

  test('above the agreed sum is kept and its difference told', () =>
    given(drafted())
      .when(bescheid('zuwendung', 900_000))
      .thenRecorded('BescheidIssued', 'BescheidDifferenceFound'));

  test('that changes a grant leaves what was called for and accounted for, and can be appealed against anew', () => {
    const before = [...granted(), becameFinal(), mittelabruf(1, 100_000), nachweisReceived()];
    expect(grantIn(...before)).toMatchObject({ isFinal: true });
    const after = grantIn(...before, bescheid('aenderung', 880_000));
    expect(after).toEqual({
      grantedCent: 88_000_000,
      comparableCent: 88_000_000,
      count: 2,
      calledCent: 10_000_000,
      calls: { [FIRST]: [1] },
      nachweis: 'received',
    });
  });

  test('that refuses another Antrag under the same Aktenzeichen leaves the grant as it is', () =>
    expect(grantIn(...granted(), becameFinal(), bescheid('ablehnung', 5_000))).toMatchObject({
      grantedCent: 89_000_000,
      isFinal: true,
    }));

  test('of any kind that refers to another waits for that one', () => {
    const second = { aktenzeichen: 'AZ-2', refersTo: FIRST };
    given(drafted())
      .when(bescheid('zuwendung', 5_000, second))
      .thenParked('bescheid-base-missing');
    given(drafted())
      .when(bescheid('ablehnung', 5_000, second))
      .thenParked('bescheid-base-missing');
    given(drafted())
      .when(bescheid('zuwendung', 5_000, { refersTo: FIRST }))
      .thenRecorded('BescheidIssued', 'BescheidDifferenceFound');
  });

  test('that grants what was refused first refers to the refusal', () => {
    const facts = [drafted(), bescheid('ablehnung', 890_000)];
    const second = bescheid('zuwendung', 890_000, { aktenzeichen: 'AZ-2', refersTo: FIRST });
    given(...facts)
      .when(second)
      .thenRecorded('BescheidIssued', 'BescheidDifferenceFound');
    expect(lineOf(...facts, second)).toBe('granted');
  });

  test('that revokes all leaves nothing', () =>
    expect(lineOf(...granted(), bescheid('widerruf', 890_000))).toBe('revoked'));
});

describe('what follows a Bescheid', () => {
  test.each([
    ['becoming final', becameFinal()],
    ['a Mittelabruf', mittelabruf(1, 1000)],
    ['a Verwendungsnachweis', nachweisReceived()],
    ['its examination', nachweisExamined()],
  ])('%s waits for its Bescheid, also where the Antrag was refused', (_, fact) => {
    given(drafted()).when(fact).thenParked('bescheid-base-missing');
    given(drafted(), bescheid('ablehnung', 1)).when(fact).thenParked('bescheid-base-missing');
    given(...granted())
      .when(fact)
      .thenRecorded(fact.type);
  });

  test.each([
    becameFinal({ date: '2025-09-02' }),
    mittelabruf(1, 1000, { date: '2025-09-02' }),
    nachweisReceived({ date: '2025-09-02' }),
    nachweisExamined({ date: '2025-09-02' }),
  ])('$type on a day to come is refused', (fact) =>
    given(...granted())
      .when(fact)
      .thenRefused('date-in-future'),
  );

  test('a negative sum is refused', () => {
    given(...granted())
      .when(mittelabruf(1, -1))
      .thenRefused('amount-implausible');
    given(...granted())
      .when(nachweisReceived({ amount: money(-1) }))
      .thenRefused('amount-implausible');
    given(...granted())
      .when(nachweisExamined({ amount: money(-1) }))
      .thenRefused('amount-implausible');
  });

  test('may name any Bescheid of the chain', () => {
    const second = bescheid('aenderung', 880_000, { aktenzeichen: 'AZ-2', refersTo: FIRST });
    expect(grantIn(...granted(), second, mittelabruf(1, 1000, { aktenzeichen: 'AZ-2' }))).toMatchObject({
      calls: { 'AZ-2': [1] },
      also: ['AZ-2'],
    });
  });

  test('makes final the Bescheid that it names, in whichever order it is told', () => {
    const second = bescheid('aenderung', 880_000, { aktenzeichen: 'AZ-2', refersTo: FIRST });
    const both = [...granted(), second];
    const finalSecond = becameFinal({ aktenzeichen: 'AZ-2' });
    expect(given(...both, becameFinal()).state).toEqual(given(...granted(), becameFinal(), second).state);
    expect(lineOf(...both, becameFinal())).toBe('granted');
    expect(lineOf(...both, becameFinal(), finalSecond)).toBe('final');
    expect(lineOf(...both, finalSecond, becameFinal())).toBe('final');
    const third = bescheid('aenderung', 870_000, { refersTo: 'AZ-2' });
    expect(lineOf(...both, finalSecond, third)).toBe('granted');
    expect(lineOf(...both, third, becameFinal())).toBe('final');
  });

  test('leaves the grant final where a Bescheid of the chain refuses more', () => {
    const refusal = bescheid('ablehnung', 5_000, { aktenzeichen: 'AZ-2', refersTo: FIRST });
    expect(lineOf(...granted(), becameFinal(), refusal)).toBe('final');
    expect(lineOf(...granted(), refusal, becameFinal())).toBe('final');
  });

  test('a Mittelabruf above the grant is kept', () =>
    expect(grantIn(...granted(), mittelabruf(1, 800_000), mittelabruf(2, 100_000))).toMatchObject({
      calledCent: 90_000_000,
      calls: { [FIRST]: [1, 2] },
    }));

  test('a number used for one Mittelabruf is refused for another, also after an Änderungsbescheid', () => {
    const called = [...granted(), mittelabruf(1, 1000)];
    given(...called)
      .when(mittelabruf(1, 2000))
      .thenRefused('mittelabruf-number-reused');
    given(...called, bescheid('aenderung', 880_000))
      .when(mittelabruf(1, 2000))
      .thenRefused('mittelabruf-number-reused');
  });

  test('the same number under another Aktenzeichen of the chain is another Mittelabruf', () => {
    const second = bescheid('aenderung', 880_000, { aktenzeichen: 'AZ-2', refersTo: FIRST });
    const facts = [...granted(), second, mittelabruf(1, 1000)];
    given(...facts)
      .when(mittelabruf(1, 2000, { aktenzeichen: 'AZ-2' }))
      .thenRecorded('MittelabrufReported');
    expect(grantIn(...facts, mittelabruf(1, 2000, { aktenzeichen: 'AZ-2' }))).toMatchObject({
      calledCent: 300_000,
      calls: { [FIRST]: [1], 'AZ-2': [1] },
    });
  });

  test('the same number under another Aktenzeichen is another Mittelabruf', () =>
    given(...granted(), bescheid('zuwendung', 5_000, { aktenzeichen: 'B' }), mittelabruf(1, 1000))
      .when(mittelabruf(1, 2000, { aktenzeichen: 'B' }))
      .thenRecorded('MittelabrufReported'));

  test('the examination settles, also where it is told before the Verwendungsnachweis', () => {
    expect(lineOf(...granted(), nachweisReceived())).toBe('granted');
    expect(lineOf(...granted(), nachweisReceived(), nachweisExamined())).toBe('settled');
    expect(lineOf(...granted(), nachweisExamined(), nachweisReceived())).toBe('settled');
  });
});

describe('the difference to the agreed sum', () => {
  const found = (...facts: IncomingEvent[]) =>
    given(...facts).events.flatMap((event) =>
      event.type === 'BescheidDifferenceFound' ? [event.data.difference?.amountCent ?? null] : [],
    );

  test('is told once per change, and not while it stays the same', () => {
    const facts = [...granted(), becameFinal(), mittelabruf(1, 1000), antrag()];
    expect(found(...facts)).toEqual([521_000]);
    expect(found(...facts, bescheid('aenderung', 890_000))).toEqual([521_000]);
    expect(found(...facts, bescheid('aenderung', 880_000))).toEqual([521_000, 1_521_000]);
  });

  test('is not told where there is none, and told anew where it comes back', () => {
    expect(found(drafted(), bescheid('zuwendung', 895_210))).toEqual([]);
    expect(
      found(
        ...granted(),
        bescheid('aenderung', 895_210),
        bescheid('aenderung', 890_000, { issuedOn: '2025-08-01' }),
      ),
    ).toEqual([521_000, 521_000]);
  });

  test('is told where the agreed sum changes, and names the Fassung', () => {
    const { decision } = given(...granted()).when(amended('correction', [895_210, 900_000]));
    expect(decision).toMatchObject({
      events: [
        { type: 'BudgetAmended' },
        { type: 'BescheidDifferenceFound', data: { fassung: 2, difference: { amountCent: 1_000_000 } } },
      ],
    });
  });

  test('of a pending Fassung is told with its conclusion, and goes back with it', () => {
    const facts = [...concludedFacts(), bescheid('zuwendung', 890_000)];
    expect(found(...facts, amended('aenderungsvereinbarung', [895_210, 850_000]))).toEqual([521_000]);
    expect(found(...facts, ...concludedAnewFacts())).toEqual([521_000, -4_000_000]);
    expect(found(...facts, ...concludedAnewFacts(), withdrawn('land', 2))).toEqual([
      521_000, -4_000_000, 521_000,
    ]);
  });

  test('that cannot be computed is told without a number, once', () => {
    const years = { bewilligungszeitraum: { from: '2025-01-01', to: '2026-12-31' } };
    const facts = [drafted(), bescheid('zuwendung', 890_000, years)];
    expect(found(...facts, bescheid('aenderung', 880_000, years))).toEqual([null]);
  });

  test('is caused by the fact that made it, on its subject', () => {
    const { events } = given(drafted(), released(), signature('land'), bescheid('zuwendung', 890_000));
    expect(events.at(-1)).toMatchObject({
      causationid: 'bescheid-zuwendung-890000',
      id: 'difference:AQB-2025-06533:5',
      data: { agreed: { amountCent: 89_521_000 }, granted: { amountCent: 89_000_000 } },
    });
  });
});

test('a Verwendungsnachweis that was rejected settles nothing', () => {
  expect(lineOf(...granted(), becameFinal(), nachweisExamined({ result: 'rejected' }))).toBe('final');
  expect(lineOf(...granted(), becameFinal(), nachweisExamined())).toBe('settled');
});
