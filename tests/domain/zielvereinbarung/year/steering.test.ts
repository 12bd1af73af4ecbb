import { describe, expect, test } from 'vitest';
import {
  amended,
  concludedFacts,
  drafted,
  given,
  published,
  withdrawn,
  signature,
} from '../../../support/facts/given.ts';
import {
  assessed,
  meetingHeld,
  meetingScheduled,
  participation,
  strategie,
} from '../../../support/facts/given-year.ts';

const deviated = () => [...concludedFacts(), amended('abweichung', [895_210, 845_210])];

describe('the Umsetzungsbesprechung', () => {
  test('is scheduled and held, before conclusion too', () => {
    given(drafted()).when(meetingScheduled()).thenRecorded('UmsetzungsbesprechungScheduled');
    given(drafted()).when(meetingHeld()).thenRecorded('UmsetzungsbesprechungHeld');
  });

  test('before the draft waits', () => {
    given().when(meetingScheduled()).thenParked('zielvereinbarung-unknown');
    given().when(meetingHeld()).thenParked('zielvereinbarung-unknown');
  });

  test('is not held on a day to come', () =>
    given(drafted()).when(meetingHeld('2025-09-02')).thenRefused('date-in-future'));

  test('stays held on its latest day, whatever is told later', () => {
    const { state } = given(
      drafted(),
      meetingHeld('2025-08-28'),
      meetingHeld('2025-08-20'),
      meetingScheduled(),
    );
    expect(state).toMatchObject({ steering: { heldOn: '2025-08-28', scheduledOn: '2025-10-14' } });
  });

  test('that was held asks for a new revision of a page; one that is scheduled does not', () => {
    const page = [...concludedFacts(), published()];
    expect(given(...page, meetingScheduled()).state).toMatchObject({ publication: { wanted: 1 } });
    expect(given(...page, meetingHeld()).state).toMatchObject({ publication: { wanted: 2 } });
  });
});

describe('the assessment of the Zielerreichung', () => {
  test('before conclusion is refused', () => given(drafted()).when(assessed()).thenRefused('not-concluded'));

  test('that names an Abweichung which does not exist is refused', () => {
    given(...concludedFacts())
      .when(assessed(1))
      .thenRefused('abweichung-unknown');
    given(...deviated())
      .when(assessed(1, 2))
      .thenRefused('abweichung-unknown');
  });

  test('considers the Abweichungen that it names; others stay open', () => {
    const two = [...deviated(), amended('abweichung', [845_210, 840_000])];
    expect(given(...two, assessed(2)).state).toMatchObject({
      steering: { isAssessed: true, notConsidered: [1] },
    });
    const { state } = given(...two, assessed(2), assessed(1));
    expect(state.status !== 'none' && state.steering).toEqual({ isAssessed: true });
  });

  test('does not consider an Abweichung that comes after it', () =>
    expect(given(...deviated(), assessed(1), amended('abweichung', [845_210, 840_000])).state).toMatchObject({
      steering: { isAssessed: true, notConsidered: [2] },
    }));

  test('asks for a new revision of a page', () =>
    expect(given(...concludedFacts(), published(), assessed()).state).toMatchObject({
      publication: { wanted: 2 },
    }));
});

describe('an Abweichung', () => {
  test('from another sum than the effective one, or below nothing, is refused', () => {
    given(...deviated())
      .when(amended('abweichung', [895_210, 1]))
      .thenRefused('budget-from-mismatch');
    given(...deviated())
      .when(amended('abweichung', [845_210, -1]))
      .thenRefused('amount-implausible');
  });

  test('before conclusion is refused', () =>
    given(drafted())
      .when(amended('abweichung', [895_210, 1]))
      .thenRefused('not-concluded'));

  test('keeps its number and can still be considered where the Zielvereinbarung is concluded anew', () => {
    const anew = [...deviated(), withdrawn('land'), { ...signature('land'), id: 'signed-again' }];
    given(...anew)
      .when(assessed(1))
      .thenRecorded('ZielerreichungAssessed');
    const { decision } = given(...anew).when(amended('abweichung', [845_210, 890_000]));
    expect(decision).toMatchObject({ events: [{ data: { abweichung: 2 } }] });
  });
});

describe('participation and strategy', () => {
  test('are recorded at any time and change no page', () => {
    const page = [...concludedFacts(), published()];
    for (const fact of [participation(), strategie()]) {
      given(drafted()).when(fact).thenRecorded(fact.type);
      expect(given(...page, fact).state).toEqual(given(...page).state);
    }
  });

  test('a participation on a day to come is refused', () =>
    given(drafted()).when(participation('2025-09-02')).thenRefused('date-in-future'));
});
