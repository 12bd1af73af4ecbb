import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { isUndecided } from '../../../shared/application/ports/clearing.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { HMSI, SUBJECT, bescheid, drafted, released, signature } from '../../support/facts/given.ts';
import { cancelled, meetingHeld, strategie } from '../../support/facts/given-year.ts';
import { numbered } from '../../support/stages/desk-stage.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';

/** A recorder with a released Fassung, and the items of its clearing desk. */
async function stage() {
  const parts = recorderOn(inMemoryEventStore());
  const { store, send } = parts;
  await send(numbered(drafted(), 1));
  await send(numbered(released(), 2));
  return { ...parts, items: () => [...store.memory.clearing.values()] };
}

/** A day after the clock of the recorder, as somebody sees it whose clock is right. */
const TOMORROW = '2025-09-02';
const NEXT_DAY = '2025-09-02T10:00:00.000Z';

/** Every fact that a day of its own can make come too soon. */
const TOO_SOON: readonly (readonly [string, IncomingEvent])[] = [
  ['a signature', signature('land', { signedOn: { date: TOMORROW, asWritten: '2.9.2025' } })],
  ['an Umsetzungsbesprechung', meetingHeld(TOMORROW)],
];

describe.each(TOO_SOON)('%s of tomorrow', (_, tooSoon) => {
  test('is refused; sent again once its day has come it is recorded, and its item is closed', async () => {
    const { send, clock, items, store } = await stage();
    const event = numbered(tooSoon, 3);
    expect(await send(event)).toMatchObject({ outcome: 'refused', reason: 'date-in-future' });
    expect(items()).toHaveLength(1);
    clock.at = NEXT_DAY;
    expect(await send(event)).toMatchObject({ outcome: 'recorded' });
    expect(items()).toMatchObject([
      { decisions: [{ action: 'repeat', by: event.source, end: { outcome: 'recorded' } }] },
    ]);
    expect(await send(event)).toMatchObject({ outcome: 'duplicate' });
    expect(await store.marker(event.source, event.id)).toMatchObject({ versions: [expect.any(Number)] });
  });

  test('without a number is judged anew as well', async () => {
    const { send, clock, items } = await stage();
    expect(await send(tooSoon)).toMatchObject({ outcome: 'refused' });
    clock.at = NEXT_DAY;
    expect(await send(tooSoon)).toMatchObject({ outcome: 'recorded' });
    expect(items().some(isUndecided)).toBe(false);
  });

  test('keeps its followers waiting for nothing, and lies at the desk once however often it comes', async () => {
    const { send, items } = await stage();
    const event = numbered(tooSoon, 3);
    await send(event);
    expect(await send({ ...event, time: '2025-08-19T09:00:00Z' })).toMatchObject({ outcome: 'duplicate' });
    expect(await send(event)).toMatchObject({ outcome: 'duplicate' });
    expect(items()).toHaveLength(1);
    expect(await send(numbered(bescheid('zuwendung', 890_000), 1))).toMatchObject({ outcome: 'recorded' });
    expect(await send({ ...numbered(strategie('2025-08-01'), 4), id: 'next' })).toMatchObject({
      outcome: 'recorded',
    });
  });

  test('under another number is no repeat of what was refused', async () => {
    const { send, clock, items } = await stage();
    await send(numbered(tooSoon, 3));
    clock.at = NEXT_DAY;
    expect(await send(numbered(tooSoon, 2))).toMatchObject({ outcome: 'duplicate' });
    expect(items().every(isUndecided)).toBe(true);
  });

  test('that a person discarded stays discarded', async () => {
    const { send, clock, items, store } = await stage();
    await send(numbered(tooSoon, 3));
    const [item] = items();
    if (item === undefined) throw new Error('nothing lies at the desk');
    const decision = { action: 'discard', by: 'person', key: 'k', order: 'o', at: clock.at } as const;
    await store.commit({
      decide: { ...item, revision: 1, decisions: [{ ...decision, end: { outcome: 'discarded' } }] },
    });
    clock.at = NEXT_DAY;
    expect(await send(numbered(tooSoon, 3))).toMatchObject({ outcome: 'duplicate' });
  });
});

describe('what comes under the id of a refusal that passed', () => {
  const tooSoon = signature('land', { signedOn: { date: TOMORROW, asWritten: '2.9.2025' } });

  test('with another content is another message: both lie at the desk', async () => {
    const { send, clock, items } = await stage();
    await send(tooSoon);
    clock.at = NEXT_DAY;
    const other = signature('land', { signedOn: { date: '2025-08-30', asWritten: '30.8.2025' } });
    expect(await send(other)).toMatchObject({ outcome: 'refused', reason: 'event-id-reused' });
    expect(new Set(items().map(({ body }) => body)).size).toBe(2);
    expect(await send(tooSoon)).toMatchObject({ outcome: 'recorded' });
  });

  test('is judged anew also where it waited before, and something else waits still', async () => {
    const { send, clock } = await stage();
    await send(numbered(tooSoon, 4));
    expect(await send({ ...numbered(strategie('2025-08-01'), 3), id: 'third' })).toMatchObject({
      outcome: 'recorded',
    });
    await send({ ...numbered(strategie('2025-08-01'), 9), id: 'ninth' });
    clock.at = NEXT_DAY;
    expect(await send(numbered(tooSoon, 4))).toMatchObject({ outcome: 'recorded' });
  });

  test('is told by its new reason alone', async () => {
    const { send, clock, store } = await stage();
    await send(tooSoon);
    await send(cancelled(false));
    clock.at = NEXT_DAY;
    expect(await send(tooSoon)).toMatchObject({ outcome: 'refused', reason: 'already-cancelled' });
    const { refusal } = (await store.marker(tooSoon.source, tooSoon.id)) ?? {};
    expect(refusal).toMatchObject({ reason: 'already-cancelled' });
    expect(refusal?.detail ?? '').not.toContain('signedOn');
  });
});

describe('a clock of a sender that is ahead', () => {
  const ahead = (sequence?: string) => ({
    ...asCloudEvent(signature('land')),
    time: '2025-09-01T10:20:00Z',
    ...(sequence !== undefined && { sequence }),
  });

  test.each([undefined, '3'])(
    'is refused, and judged anew once it is so late, number %s',
    async (sequence) => {
      const { receive, clock, items } = await stage();
      const body = JSON.stringify(ahead(sequence));
      expect(await receive(body)).toMatchObject({ outcome: 'refused', reason: 'event-time-invalid' });
      expect(await receive(body)).toMatchObject({ outcome: 'duplicate' });
      clock.at = '2025-09-01T10:30:00.000Z';
      expect(await receive(body)).toMatchObject({ outcome: 'recorded' });
      expect(items()).toMatchObject([{ decisions: [{ action: 'repeat' }] }]);
      expect(await receive(body)).toMatchObject({ outcome: 'duplicate' });
    },
  );

  test('that is before 2010 passes never', async () => {
    const { receive, items, store } = await stage();
    const body = JSON.stringify({ ...ahead(), time: '1970-01-01T00:00:00Z' });
    expect(await receive(body)).toMatchObject({ outcome: 'refused' });
    expect(await store.marker(HMSI, signature('land').id)).toBeUndefined();
    expect(items()).toHaveLength(1);
  });
});

describe('what was refused for its day and is wrong besides', () => {
  test('is refused for the reason that holds now, at the same item', async () => {
    const { send, clock, items, store } = await stage();
    const other = { name: 'Erika Muster', office: 'Ministerin' };
    const tooSoon = signature('land', {
      signedOn: { date: TOMORROW, asWritten: '2.9.2025' },
      signatory: other,
    });
    const event = { ...numbered(tooSoon, 3), id: 'second-signature' };
    await send(event);
    await send(numbered(signature('land'), 4));
    clock.at = NEXT_DAY;
    expect(await send(event)).toMatchObject({ outcome: 'refused', reason: 'slot-taken' });
    expect(items()).toMatchObject([{ reason: 'slot-taken', revision: 1 }]);
    expect(await store.marker(event.source, event.id)).toMatchObject({ refusal: { reason: 'slot-taken' } });
    expect(await send(event)).toMatchObject({ outcome: 'duplicate' });
  });
});

describe('what is early for a Gebietskörperschaft that does not exist in that year', () => {
  const early = { ...signature('land'), subject: 'AQB-2025-06415' };

  test('is refused and does not wait', async () => {
    const { send, items, store } = await stage();
    expect(await send(early)).toMatchObject({
      outcome: 'refused',
      reason: 'gebietskoerperschaft-not-valid-in-year',
    });
    expect(await store.waiting(early.subject)).toEqual([]);
    expect(items()).toHaveLength(1);
  });

  test('waits where it exists', async () => {
    const { send } = await stage();
    expect(await send({ ...early, subject: 'AQB-2026-06415' })).toMatchObject({ outcome: 'parked' });
  });
});

test('the head counts no number twice that a repeat brings', async () => {
  const { send, clock, store } = await stage();
  const event = numbered(signature('land', { signedOn: { date: TOMORROW, asWritten: '2.9.2025' } }), 3);
  await send(event);
  clock.at = NEXT_DAY;
  await send(event);
  expect(await store.load(SUBJECT)).toMatchObject({ sequences: { [HMSI]: { last: 3 } } });
});
