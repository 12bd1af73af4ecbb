import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { historyAt, viewAt } from '../../../shared/application/viewing/time-travel.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { recorder } from '../../support/stages/recorder.ts';
import { runs } from '../../support/histories/runs.ts';

const POOL: readonly IncomingEvent[] = [
  ...concludedFacts(),
  revised(2),
  withdrawn('land'),
  amended('correction', [895_210, 900_000]),
  amended('abweichung', [895_210, 845_210]),
  bescheid('zuwendung', 890_000),
  published(),
  ...concludedAnewFacts(),
];

/** Days around both changes of the clock in Berlin, and what UTC calls their end. */
const DAYS_ENDS: readonly (readonly [day: string, end: string])[] = [
  ['2025-03-29', '2025-03-29T23:00:00.000Z'],
  ['2025-03-30', '2025-03-30T22:00:00.000Z'],
  ['2025-08-10', '2025-08-10T22:00:00.000Z'],
  ['2025-10-25', '2025-10-25T22:00:00.000Z'],
  ['2025-10-26', '2025-10-26T23:00:00.000Z'],
  ['2025-12-31', '2025-12-31T23:00:00.000Z'],
];

const hour = 3_600_000;
const steps = fc.array(
  fc.record({ event: fc.constantFrom(drafted(), ...POOL), pause: fc.integer({ min: 0, max: 90 * 24 }) }),
  { minLength: 1, maxLength: 30 },
);

/** A history recorded over hours and months from February 2025 on, with what staff read at each of its versions. */
async function played(given: readonly { event: IncomingEvent; pause: number }[]) {
  const stage = recorder();
  const seen = new Map<number, ReturnType<typeof viewOf>>();
  let at = Date.parse('2025-02-01T00:00:00.000Z');
  const send = async (event: IncomingEvent) => {
    stage.clock.at = new Date(at).toISOString();
    await stage.send({ ...event, time: '2025-01-02T09:00:00Z' });
    const log = await stage.store.history(SUBJECT);
    seen.set(log.length, viewOf(SUBJECT, log));
  };
  await send(drafted());
  for (const { event, pause } of given) {
    at += pause * hour;
    await send(event);
  }
  return { ...stage, seen, log: await stage.store.history(SUBJECT) };
}

/** The view alone, to be compared with another. */
const without = (view: ReturnType<typeof viewAt>) => {
  const { asOf: _, ...rest } = view ?? {};
  return rest;
};

describe('a Zielvereinbarung in the past', () => {
  test('at any version reads as it read when the log ended there', () =>
    fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const { log, seen } = await played(given);
        for (const [version, read] of seen) {
          const past = viewAt(SUBJECT, log, { version });
          expect(without(past)).toEqual(read);
          expect(past?.version).toBe(version);
          expect(past?.asOf).toMatchObject({ version, newestVersion: log.length });
        }
        expect(viewAt(SUBJECT, log, { version: log.length + 1 })).toBeUndefined();
        expect(viewAt(SUBJECT, log, { version: 0 })).toBeUndefined();
      }),
      { numRuns: runs(60) },
    ));

  test('at a day is its last version of that day in Berlin, also where the clock changes', () =>
    fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(...DAYS_ENDS), async (given, [day, end]) => {
        const { log } = await played(given);
        const version = log.filter(({ event }) => event.recordedAt < end).length;
        const past = viewAt(SUBJECT, log, { day });
        expect(without(past)).toEqual(without(viewAt(SUBJECT, log, { version })));
        expect(past?.asOf).toMatchObject({ day, version, recordedAt: log[version - 1]?.event.recordedAt });
      }),
      { numRuns: runs(100) },
    ));

  test.each(DAYS_ENDS)('%s ends at %s, to the millisecond', async (day, end) => {
    const stage = recorder();
    stage.clock.at = new Date(Date.parse(end) - 1).toISOString();
    await stage.send({ ...drafted(), time: '2025-01-02T09:00:00Z' });
    stage.clock.at = end;
    await stage.send({ ...released(), time: '2025-01-02T09:00:00Z' });
    expect(historyAt(await stage.store.history(SUBJECT), { day })).toHaveLength(1);
  });

  test('before its first fact was not there', async () => {
    const { log } = await played([]);
    expect(viewAt(SUBJECT, log, { day: '2025-01-31' })).toBeUndefined();
    expect(viewAt(SUBJECT, [], { day: '2025-02-01' })).toBeUndefined();
  });

  test('is not changed by what is recorded later', async () => {
    const { log, send, store } = await played([{ event: released(), pause: 1 }]);
    const before = viewAt(SUBJECT, log, { version: 1 });
    await send(signature('land'));
    const after = viewAt(SUBJECT, await store.history(SUBJECT), { version: 1 });
    expect(without(after)).toEqual(without(before));
  });
});
