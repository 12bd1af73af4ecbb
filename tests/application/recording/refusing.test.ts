import { describe, expect, test } from 'vitest';
import { detailOf } from '../../../events/reading/detail.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { VersionConflict } from '../../../shared/application/recording/while-head-moves.ts';
import { TRIES as ALL_TRIES } from '../../../shared/application/ports/patience.ts';
import { receiveMessage } from '../../../shared/application/receiving/receive-message.ts';
import {
  HMSI,
  KREIS,
  RP_KASSEL,
  SUBJECT,
  bescheid,
  drafted,
  released,
  signature,
} from '../../support/facts/given.ts';
import { strategie } from '../../support/facts/given-year.ts';
import { racingStore } from '../../support/stores/racing-store.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';

/** As often as the recorder of these tests tries. */
const TRIES = ALL_TRIES.person;

const NEVER = '2031-01-01T00:00:00Z';

/** A recorder on a store at which somebody else may be quicker, and what lies at the clearing desk. */
function stage() {
  const parts = recorderOn(racingStore());
  const { store, reception, clock } = parts;
  const items = () => [...store.memory.clearing.values()];
  const head = () => store.memory.heads.get(SUBJECT);
  /** The same message before its sender was on the list. */
  const receiveAsUnknown = (body: string) =>
    receiveMessage({ ...reception, senders: [] }, { body, door: 'ingress', sentAt: clock.at });
  return { ...parts, items, head, receiveAsUnknown };
}

const bodyOf = (event: IncomingEvent, change: object = {}) =>
  JSON.stringify({ ...asCloudEvent(event), ...change });
const numbered = (event: IncomingEvent, sequence: number | string): IncomingEvent => ({
  ...event,
  sequence: String(sequence),
});

/** A message that says who sent it, about what and under which number, but whose envelope is wrong. */
const unreadable = (change: object = {}) =>
  bodyOf(numbered(drafted(), 1), { datacontenttype: 'text/plain', ...change });

describe('a message that cannot be read', () => {
  test('of a known sender uses its number up, and its sender counts as proven', async () => {
    const { receive, items, head } = stage();
    expect(await receive(unreadable())).toMatchObject({ outcome: 'refused', reason: 'encoding-invalid' });
    expect(items()).toMatchObject([{ proven: true, source: HMSI, subject: SUBJECT }]);
    expect(head()).toMatchObject({ revision: 1, sequences: { [HMSI]: { last: 1 } } });
  });

  test.each([
    ['of an unknown sender', { source: 'https://new.example/system' }],
    ['of no sender', { source: undefined }],
    ['about nothing', { subject: undefined }],
  ])('%s uses no number up, and proves nothing', async (_, change) => {
    const { receive, items, store } = stage();
    expect(await receive(unreadable(change))).toMatchObject({ outcome: 'refused' });
    expect(items()).toMatchObject([{ proven: false }]);
    expect(store.memory.heads.size).toBe(0);
  });

  test.each(['0', '01', '1x', 'x1', '1234567890123456', undefined])(
    'under the number %s uses none up',
    async (sequence) => {
      const { receive, items, store } = stage();
      expect(await receive(unreadable({ sequence }))).toMatchObject({ outcome: 'refused' });
      expect(items()).toMatchObject([{ proven: true }]);
      expect(store.memory.heads.size).toBe(0);
    },
  );

  test('under a number of several digits uses that up', async () => {
    const { receive, head } = stage();
    await receive(unreadable({ sequence: '12' }));
    expect(head()?.sequences).toEqual({ [HMSI]: { last: 0, ahead: [12] } });
  });

  test('about what is no Zielvereinbarung uses none up', async () => {
    const { receive, items, store } = stage();
    await receive(unreadable({ subject: 'AQB-25' }));
    expect(items()).toMatchObject([{ proven: true, subject: 'AQB-25' }]);
    expect(store.memory.heads.size).toBe(0);
  });

  test('is refused once, with the field that is wrong, and is a repeat afterwards', async () => {
    const { receive, items } = stage();
    const body = bodyOf(drafted(), { data: {} });
    const { detail, ...first } = { detail: undefined, ...(await receive(body)) };
    expect(first).toEqual({ outcome: 'refused', reason: 'schema-violated' });
    expect(detail).toContain('data.');
    expect(await receive(body)).toEqual({ outcome: 'duplicate', versions: [] });
    expect(items()).toMatchObject([{ detail, proven: true }]);
  });

  test('says nothing of a field where there is none', async () => {
    const { receive, items } = stage();
    expect(await receive('{')).toStrictEqual({ outcome: 'refused', reason: 'body-unreadable' });
    expect(items()[0]).not.toHaveProperty('detail');
  });
});

describe('a sender that is known', () => {
  test('and may not say this proves nothing by it, but uses its number up', async () => {
    const { receive, items, head } = stage();
    const event = numbered({ ...bescheid('zuwendung', 890_000), source: KREIS }, 1);
    expect(await receive(bodyOf(event))).toStrictEqual({ outcome: 'refused', reason: 'sender-not-allowed' });
    expect(items()).toMatchObject([{ proven: false }]);
    expect(head()?.sequences).toEqual({ [KREIS]: { last: 1 } });
  });

  test('only to another role is not known', async () => {
    const { reception, items, store, clock } = stage();
    const principals = [{ id: 'AROAFACHVERFAHREN' }];
    const senders = [{ source: HMSI, voice: 'land', types: ['*'], principals } as const];
    const sentBy = (senderId: string, body: string) =>
      receiveMessage({ ...reception, senders }, { body, door: 'ingress', sentAt: clock.at, senderId });
    await sentBy('AROAOTHER:session', unreadable());
    expect(items()).toMatchObject([{ proven: false }]);
    expect(store.memory.heads.size).toBe(0);
    await sentBy('AROAFACHVERFAHREN:session', unreadable({ sequence: '2' }));
    expect(store.memory.heads.size).toBe(1);
  });
});

describe('the time of an event', () => {
  test.each(['2010-01-01T00:00:00Z', '2025-09-01T10:05:00Z'])('may be %s', async (time) => {
    expect(await stage().send(drafted({}, { time }))).toMatchObject({ outcome: 'recorded' });
  });

  test.each(['2009-12-31T23:59:59Z', '2025-09-01T10:05:01Z'])('may not be %s', async (time) => {
    const { send, items } = stage();
    const why = { reason: 'event-time-invalid', detail: detailOf('time') };
    expect(await send(drafted({}, { time }))).toEqual({ outcome: 'refused', ...why });
    expect(items()).toMatchObject([{ ...why, proven: true }]);
  });
});

describe('a message at an impossible time', () => {
  const other = (event: IncomingEvent) => ({ ...event, time: NEVER });
  const refused = { outcome: 'refused', reason: 'event-time-invalid' };

  test('is no repeat of what was recorded where it says something else', async () => {
    const { send } = stage();
    await send(drafted());
    const haushaltsmittel = { amountCent: 1_000_000, currency: 'EUR' } as const;
    expect(await send(other(drafted({ haushaltsmittel })))).toMatchObject(refused);
  });

  test('is no repeat of what waits where it says something else', async () => {
    const { send } = stage();
    await send(signature('land'));
    expect(await send(other(signature('land', { place: 'Kassel' })))).toMatchObject(refused);
  });

  test('that repeats what waits leaves its number to it', async () => {
    const { send, store, head } = stage();
    await send(numbered(drafted(), 1));
    expect(await send(numbered(strategie(), 3))).toMatchObject({ outcome: 'parked' });
    expect(await send(other(numbered(strategie(), 3)))).toEqual({ outcome: 'duplicate', versions: [] });
    expect(head()?.sequences).toEqual({ [HMSI]: { last: 1 } });
    await send(numbered(released(), 2));
    expect(head()).toMatchObject({ parked: 0, sequences: { [HMSI]: { last: 3 } } });
    expect(store.memory.clearing.size).toBe(0);
  });

  test('that repeats what waits under another number uses that up', async () => {
    const { send, head } = stage();
    await send(numbered(drafted(), 1));
    await send(numbered(signature('land'), 2));
    expect(head()?.sequences).toEqual({ [HMSI]: { last: 1 } });
    expect(await send(other(numbered(signature('land'), 3)))).toMatchObject({ outcome: 'duplicate' });
    expect(head()?.sequences).toEqual({ [HMSI]: { last: 1, ahead: [3] } });
  });

  test('that repeats what waits without a number uses its own up', async () => {
    const { send, head } = stage();
    await send(numbered(drafted(), 1));
    await send(signature('land'));
    expect(await send(other(numbered(signature('land'), 2)))).toMatchObject({ outcome: 'duplicate' });
    expect(head()).toMatchObject({ parked: 1, sequences: { [HMSI]: { last: 2 } } });
  });
});

describe('a refusal of a message that the desk has already', () => {
  test('uses the number up that is known now, once, and lets its followers go on', async () => {
    const { receive, receiveAsUnknown, send, items, head } = stage();
    await send(numbered(drafted(), 1));
    await send(numbered(strategie(), 3));
    const body = bodyOf(numbered(released(), 2), { data: {} });
    expect(await receiveAsUnknown(body)).toMatchObject({ reason: 'sender-not-allowed' });
    expect(head()).toMatchObject({ parked: 1, sequences: { [HMSI]: { last: 1 } } });
    expect(await receive(body)).toEqual({ outcome: 'duplicate', versions: [] });
    const after = head();
    expect(after).toMatchObject({ parked: 0, sequences: { [HMSI]: { last: 3 } } });
    expect(await receive(body)).toEqual({ outcome: 'duplicate', versions: [] });
    expect(head()).toEqual(after);
    expect(items()).toHaveLength(1);
  });
});

describe('a refusal while others write', () => {
  test('of a numbered message is written on the head as it is then', async () => {
    const { receive, send, store, items, head } = stage();
    await send(drafted());
    store.ahead.push(() => send(released()));
    expect(await receive(unreadable())).toMatchObject({ outcome: 'refused' });
    expect(head()).toMatchObject({ revision: 3, version: 2, sequences: { [HMSI]: { last: 1 } } });
    expect(items()).toHaveLength(1);
  });

  test.each([
    ['with a number', unreadable()],
    ['without a number', unreadable({ sequence: undefined })],
  ])('of a message %s is tried as often as it may be, and is machinery after that', async (_, body) => {
    const { receive, store, items } = stage();
    const moves = (times: number) => store.ahead.push(...Array<'head-moved'>(times).fill('head-moved'));
    moves(TRIES);
    await expect(receive(body)).rejects.toThrow(new VersionConflict(SUBJECT));
    expect(store.commits).toHaveLength(TRIES);
    expect(items()).toEqual([]);
    moves(TRIES - 1);
    expect(await receive(body)).toMatchObject({ outcome: 'refused' });
    expect(items()).toHaveLength(1);
  });

  test('of the same message in two runs is one refusal and one repeat', async () => {
    const { receive, store, items } = stage();
    store.ahead.push(() => receive('{'));
    expect(await receive('{')).toEqual({ outcome: 'duplicate', versions: [] });
    expect(items()).toHaveLength(1);
  });

  test('looks for nothing that waits where the head says that nothing does', async () => {
    const { receive, send, store } = stage();
    await send(drafted());
    store.waiting = () => Promise.reject(new Error('nobody waits'));
    expect(await receive(unreadable())).toMatchObject({ outcome: 'refused' });
  });
});

test('two senders have their own numbers', async () => {
  const { receive, head } = stage();
  await receive(unreadable());
  await receive(unreadable({ source: RP_KASSEL }));
  expect(head()?.sequences).toEqual({ [HMSI]: { last: 1 }, [RP_KASSEL]: { last: 1 } });
});
