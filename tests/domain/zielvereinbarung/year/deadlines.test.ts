import { describe, expect, test } from 'vitest';
import { openDeadlines } from '../../../../shared/domain/zielvereinbarung/year/deadlines.ts';
import {
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  event,
  given,
  revised,
  released,
} from '../../../support/facts/given.ts';
import {
  akteClosed,
  approaching,
  cancelled,
  meetingHeld,
  missed,
} from '../../../support/facts/given-year.ts';

const releasedUntil = (dueOn: string, fassung = 1) =>
  event('ZielvereinbarungReleasedForSignature', { fassung, dueOn }, { id: `released-${fassung}` });
const open = (...facts: Parameters<typeof given>) => {
  const { state } = given(...facts);
  return state.status === 'none' ? [] : openDeadlines(SUBJECT, state);
};
const MEETING = { deadline: 'umsetzungsbesprechung', dueOn: '2025-12-21' };

describe('a deadline', () => {
  test('for the signatures is open from the release with its day until the conclusion', () => {
    expect(open(drafted())).toEqual([]);
    expect(open(drafted(), released())).toEqual([]);
    expect(open(drafted(), releasedUntil('2025-09-30'))).toEqual([
      { deadline: 'signature', dueOn: '2025-09-30' },
    ]);
    expect(open(drafted(), releasedUntil('2025-09-30'), ...concludedFacts().slice(2))).toEqual([MEETING]);
  });

  test('of an old Fassung is gone with it', () => {
    expect(open(drafted(), releasedUntil('2025-09-30'), revised(2))).toEqual([]);
    expect(open(drafted(), releasedUntil('2025-09-30'), amended('correction', [895_210, 900_000]))).toEqual(
      [],
    );
  });

  test('for the Umsetzungsbesprechung is open from the conclusion until it was held', () => {
    expect(open(...concludedFacts())).toEqual([MEETING]);
    expect(open(...concludedFacts(), meetingHeld())).toEqual([]);
  });

  test('of a pending Änderungsvereinbarung stands beside that of the meeting', () =>
    expect(
      open(
        ...concludedFacts(),
        amended('aenderungsvereinbarung', [895_210, 1]),
        releasedUntil('2025-10-31', 2),
      ),
    ).toEqual([{ deadline: 'signature', dueOn: '2025-10-31' }, MEETING]));

  test('of what was cancelled or closed is over', () => {
    expect(open(...concludedFacts(), cancelled())).toEqual([]);
    expect(open(...concludedFacts(), akteClosed())).toEqual([]);
  });
});

describe('telling of a deadline', () => {
  const waiting = [drafted(), releasedUntil('2025-09-30')];
  const near = approaching('signature', '2025-09-30');
  const over = missed('signature', '2025-09-30');

  test('before the draft waits', () => given().when(near).thenParked('zielvereinbarung-unknown'));

  test('happens once while it comes near, and once when it is missed', () => {
    given(...waiting)
      .when(near)
      .thenRecorded('DeadlineApproaching');
    given(...waiting, near)
      .when({ ...near, id: 'again' })
      .thenIgnored();
    given(...waiting, near)
      .when(over)
      .thenRecorded('DeadlineMissed');
    given(...waiting, near, over)
      .when({ ...over, id: 'again' })
      .thenIgnored();
    expect(open(...waiting, near)).toMatchObject([{ told: 'approaching' }]);
    expect(open(...waiting, near, over)).toMatchObject([{ told: 'missed' }]);
  });

  test('that it comes near is no news once it is missed', () => {
    given(...waiting)
      .when(over)
      .thenRecorded('DeadlineMissed');
    given(...waiting, over)
      .when(near)
      .thenIgnored();
  });

  test('is no news where the matter is done, the day is another, or there is none', () => {
    given(...waiting, ...concludedFacts().slice(2))
      .when(over)
      .thenIgnored();
    given(...waiting)
      .when(missed('signature', '2025-09-29'))
      .thenIgnored();
    given(drafted()).when(missed('umsetzungsbesprechung', '2025-12-21')).thenIgnored();
    given(...concludedFacts(), meetingHeld())
      .when(missed('umsetzungsbesprechung', '2025-12-21'))
      .thenIgnored();
  });

  test('happens again for the day of the next Fassung', () =>
    given(...waiting, near, revised(2), releasedUntil('2025-10-15', 2))
      .when(approaching('signature', '2025-10-15'))
      .thenRecorded('DeadlineApproaching'));
});
