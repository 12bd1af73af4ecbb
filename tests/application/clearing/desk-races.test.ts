import { describe, expect, test } from 'vitest';
import { detailOf } from '../../../events/reading/detail.ts';
import type { DeskOrder } from '../../../shared/application/clearing/decide-at-desk.ts';
import { VersionConflict } from '../../../shared/application/recording/while-head-moves.ts';
import { TRIES as ALL_TRIES } from '../../../shared/application/ports/patience.ts';
import type { ParkedItem } from '../../../shared/application/ports/event-store.ts';
import {
  HMSI,
  RP_KASSEL,
  SUBJECT,
  drafted,
  published,
  released,
  revised,
  signature,
} from '../../support/facts/given.ts';
import { strategie } from '../../support/facts/given-year.ts';
import {
  abweichung,
  bodyOf,
  deskStage,
  numbered,
  refusedAbweichung,
} from '../../support/stages/desk-stage.ts';

/** As often as the recorder of these tests tries. */
const TRIES = ALL_TRIES.person;

const DECIDED = { outcome: 'refused', reason: 'clearing-decided' };
const GAP = { source: HMSI, subject: SUBJECT, sequence: '2' };

/** An event that could go on but waits uncounted, as after a run that was cut off. */
const stranded = (): ParkedItem => {
  const { subject, source, id } = strategie();
  const rest = { reason: 'zielvereinbarung-unknown', parkedAt: '2025-09-01T09:00:00.000Z' } as const;
  const body = bodyOf(strategie());
  return { ...rest, subject, source, id, body, digest: 'd', until: '2026-03-31', outcome: 'waiting' };
};

/** One number recorded, the next in an unreadable message, the one after it waiting for that. */
async function unreadableInBetween() {
  const parts = deskStage();
  await parts.send(numbered(drafted(), 1));
  await parts.receive('{');
  await parts.send(numbered(revised(2), 3));
  return { ...parts, item: parts.only() };
}

describe('two people decide about the same message', () => {
  test.each<DeskOrder['action']>(['replay', 'discard'])(
    'who comes second to %s it hears that it is decided, and writes nothing',
    async (action) => {
      const { conclude, decide, item, order, items, store, types } = await refusedAbweichung();
      await conclude();
      await store.commit({ subject: SUBJECT, expected: 0, park: stranded() });
      store.ahead.push(() => decide(item, order('discard', { by: 'sub-pruefung' })));
      expect(await decide(item, order(action))).toEqual(DECIDED);
      expect(items()).toMatchObject([{ decisions: [{ by: 'sub-pruefung' }] }]);
      expect(await types()).not.toContain('BudgetAmended');
      expect(await store.waiting(SUBJECT)).toHaveLength(1);
    },
  );

  test('who closes its gap second hears it as well', async () => {
    const { decide, item, order, items, store, head } = await unreadableInBetween();
    store.ahead.push(() => decide(item, order('discard', { by: 'sub-pruefung' })));
    expect(await decide(item, order('discard', { gap: GAP }))).toEqual(DECIDED);
    expect(items()).toMatchObject([{ decisions: [{ by: 'sub-pruefung' }] }]);
    expect(head()).toMatchObject({ parked: 1, sequences: { [HMSI]: { last: 1 } } });
  });

  test.each([{}, { gap: GAP }])('the same order in two runs at once is answered alike: %j', async (over) => {
    const { decide, item, order, items, store } = await unreadableInBetween();
    const twice = order('discard', over);
    store.ahead.push(() => decide(item, twice));
    expect(await decide(item, twice)).toEqual({ outcome: 'discarded' });
    expect(items()).toMatchObject([{ decisions: [{ action: 'discard' }] }]);
  });

  test('the key of one is not the key of the other', async () => {
    const { conclude, decide, item, order } = await refusedAbweichung();
    await conclude();
    const first = order('replay');
    await decide(item, first);
    expect(await decide(item, { ...first, by: 'sub-pruefung' })).toEqual(DECIDED);
  });
});

describe('a key that was used', () => {
  const body = bodyOf(numbered(released(), 2));

  test.each<[string, Partial<DeskOrder>, Partial<DeskOrder>]>([
    ['reason', { action: 'discard' }, { reason: 'Doch anders.' }],
    ['gap', { action: 'discard', gap: GAP }, { gap: { ...GAP, source: RP_KASSEL } }],
    ['message', { action: 'replace', body }, { body: bodyOf(released()) }],
    ['action', { action: 'replace', body, reason: 'Irrläufer.' }, { action: 'discard' }],
  ])('is refused for an order with another %s', async (_, given, change) => {
    const { decide, item, order } = await unreadableInBetween();
    const first = order(given.action ?? 'replay', given);
    expect((await decide(item, first))?.outcome).not.toBe('refused');
    expect(await decide(item, { ...first, ...change })).toEqual({
      outcome: 'refused',
      reason: 'command-id-reused',
    });
  });
});

describe('what a decision keeps', () => {
  test('of a replacement is its message', async () => {
    const { decide, item, order, items } = await unreadableInBetween();
    const body = bodyOf(numbered(released(), 2));
    await decide(item, order('replace', { body }));
    expect(items()).toMatchObject([{ body: '{', decisions: [{ action: 'replace', replacement: body }] }]);
  });

  test('of a replacement is the meaning of the refused message, so that its repeat is one still', async () => {
    const { conclude, decide, item, order, send, store } = await refusedAbweichung();
    await conclude();
    const marker = () => store.marker(abweichung.source, abweichung.id);
    const refused = (await marker())?.digest;
    const mended = { ...abweichung, data: { ...abweichung.data, reason: 'Neue Kürzung.' } };
    expect(
      await decide(item, order('replace', { body: bodyOf(abweichung, { data: mended.data }) })),
    ).toMatchObject({
      outcome: 'recorded',
    });
    expect(await marker()).toMatchObject({ replaced: refused });
    expect(await send(abweichung)).toMatchObject({ outcome: 'duplicate' });
  });

  test('of a replay is no other meaning', async () => {
    const { conclude, decide, item, order, store } = await refusedAbweichung();
    await conclude();
    await decide(item, order('replay'));
    expect(await store.marker(abweichung.source, abweichung.id)).not.toHaveProperty('replaced');
  });

  test('of a replay is no other message, whatever was sent along', async () => {
    const { conclude, decide, item, order, items } = await refusedAbweichung();
    await conclude();
    await decide(item, order('replay', { body: bodyOf(released()) }));
    expect(items()[0]?.decisions?.[0]).not.toHaveProperty('replacement');
  });

  test('of a discarded message without reason is nothing, and the field is named', async () => {
    const { decide, item, order, items } = await refusedAbweichung();
    const { reason: _, ...without } = order('discard');
    expect(await decide(item, without)).toEqual({
      outcome: 'refused',
      reason: 'reason-missing',
      detail: detailOf('reason'),
    });
    expect(items()).toEqual([item]);
  });

  test('of a replay that is refused again is nothing, and nobody who waits goes on by it', async () => {
    const { decide, item, order, store } = await refusedAbweichung();
    await store.commit({ subject: SUBJECT, expected: 0, park: stranded() });
    const before = structuredClone(store.memory);
    expect(await decide(item, order('replay'))).toMatchObject({ reason: 'not-concluded' });
    expect(store.memory).toEqual(before);
  });
});

describe('a run that is cut off after its decision is completed by its repeat', () => {
  test('where a gap was closed', async () => {
    const { cutOff, decide, item, order, types } = await unreadableInBetween();
    const first = order('discard', { gap: GAP });
    await cutOff(() => decide(item, first));
    expect(await types()).toEqual(['ZielvereinbarungDrafted']);
    expect(await decide(item, first)).toEqual({ outcome: 'discarded' });
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'ZielvereinbarungRevised']);
  });

  test('where another message took the place of the refused one', async () => {
    const { cutOff, decide, item, order, types } = await unreadableInBetween();
    const first = order('replace', { body: bodyOf(numbered(released(), 2)) });
    await cutOff(() => decide(item, first));
    expect(await decide(item, first)).toEqual({ outcome: 'recorded', versions: [2] });
    expect(await types()).toContain('ZielvereinbarungRevised');
  });

  test('where the message was judged again', async () => {
    const { cutOff, send, receive, decide, only, order, types } = deskStage();
    await receive(bodyOf(drafted({}, { source: 'https://new.example/system' })));
    await send(released());
    const [item, first] = [only(), order('replay')];
    await cutOff(async () => {
      await decide(item, first);
    });
    expect(await decide(item, first)).toEqual({ outcome: 'recorded', versions: [1] });
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'ZielvereinbarungReleasedForSignature']);
  });
});

describe('a head that moves while a gap is closed', () => {
  test('is read again, and the gap is closed on what was written meanwhile', async () => {
    const { decide, item, order, send, store, types } = await unreadableInBetween();
    store.ahead.push(() => send(strategie()));
    expect(await decide(item, order('discard', { gap: GAP }))).toEqual({ outcome: 'discarded' });
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'StrategieUpdated', 'ZielvereinbarungRevised']);
  });

  test('by the very number leaves no gap to close, and the message open', async () => {
    const { decide, item, order, items, send, store } = await unreadableInBetween();
    store.ahead.push(() => send(numbered(released(), 2)));
    expect(await decide(item, order('discard', { gap: GAP }))).toEqual({
      outcome: 'refused',
      reason: 'gap-not-open',
      detail: detailOf('sequence'),
    });
    expect(items()).toEqual([item]);
  });

  test('is tried as often as it may be', async () => {
    const { decide, item, order, store } = await unreadableInBetween();
    store.ahead.push(...Array<'head-moved'>(TRIES - 1).fill('head-moved'));
    expect(await decide(item, order('discard', { gap: GAP }))).toEqual({ outcome: 'discarded' });
  });

  test('is machinery after that, and says whose head it was', async () => {
    const { decide, item, order, store } = await unreadableInBetween();
    store.ahead.push(...Array<'head-moved'>(TRIES).fill('head-moved'));
    const failing = decide(item, order('discard', { gap: GAP }));
    await expect(failing).rejects.toThrow(new VersionConflict(SUBJECT));
  });

  test('is named by the message where the person names none', async () => {
    const { decide, only, order, receive, store } = deskStage();
    await receive(bodyOf(drafted(), { datacontenttype: 'text/plain' }));
    store.ahead.push(...Array<'head-moved'>(TRIES).fill('head-moved'));
    const failing = decide(only(), order('discard', { gap: { sequence: '1' } }));
    await expect(failing).rejects.toThrow(new VersionConflict(SUBJECT));
  });
});

describe('a gap at the desk', () => {
  const unreadable = { datacontenttype: 'text/plain' };

  test('has the number that the message says', async () => {
    const { decide, only, order, receive, head } = deskStage();
    const source = 'https://new.example/system';
    await receive(bodyOf(numbered(drafted({}, { source }), 1), unreadable));
    expect(await decide(only(), order('discard', { gap: { sequence: '2' } }))).toEqual({
      outcome: 'refused',
      reason: 'replacement-differs',
      detail: detailOf('sequence'),
    });
    expect(await decide(only(), order('discard', { gap: { sequence: '1' } }))).toEqual({
      outcome: 'discarded',
    });
    expect(head()?.sequences).toEqual({ [source]: { last: 1 } });
  });

  test('has the number that the person says where the message says none', async () => {
    const { decide, only, order, receive, send, head } = deskStage();
    await send(numbered(drafted(), 1));
    await receive(bodyOf(released(), unreadable));
    expect(await decide(only(), order('discard', { gap: { sequence: '2' } }))).toEqual({
      outcome: 'discarded',
    });
    expect(head()?.sequences).toEqual({ [HMSI]: { last: 2 } });
  });

  test('is none where one of several that wait has the number', async () => {
    const { decide, item, order, send } = await unreadableInBetween();
    await send(numbered(released(2), 4));
    expect(await decide(item, order('discard', { gap: { ...GAP, sequence: '3' } }))).toEqual({
      outcome: 'refused',
      reason: 'gap-not-open',
      detail: detailOf('sequence'),
    });
  });

  test('is one where the number waits of another sender', async () => {
    const { decide, item, order, send, head } = await unreadableInBetween();
    await send(numbered({ ...signature('kommune'), id: 'other' }, 2));
    expect(await decide(item, order('discard', { gap: GAP }))).toEqual({ outcome: 'discarded' });
    expect(head()?.sequences[HMSI]).toEqual({ last: 3 });
  });
});

describe('what the desk let wait and is refused in its turn', () => {
  const AHEAD = '2025-09-01T10:20:00Z';

  /** A signature from the future is refused; half an hour later the desk lets it wait for its draft. */
  async function waitingByDesk(action: 'replay' | 'replace') {
    const parts = deskStage();
    const { send, only, order, decide, clock } = parts;
    await send({ ...signature('land'), time: AHEAD });
    const item = only();
    expect(item.detail).toBe(detailOf('time'));
    clock.at = '2025-09-01T10:30:00.000Z';
    const body = bodyOf(signature('land', { place: 'Kassel' }));
    expect(await decide(item, order(action, { body }))).toMatchObject({ outcome: 'parked' });
    return { ...parts, item };
  }

  test.each(['replay', 'replace'] as const)('lies open under the same item after a %s', async (action) => {
    const { send, items, item, head, store } = await waitingByDesk(action);
    for (const event of [drafted(), revised(2), released(2)]) await send(event);
    const why = { reason: 'fassung-outdated', detail: detailOf('data.fassung') };
    expect(items()).toMatchObject([
      {
        ...why,
        key: item.key,
        body: item.body,
        revision: 2,
        decisions: [{ action, reopened: { at: '2025-09-01T10:30:00.000Z', ...why } }],
      },
    ]);
    expect(head()).toMatchObject({ parked: 0 });
    expect(await store.waiting(SUBJECT)).toEqual([]);
  });

  test('says nothing of a field where the new reason names none', async () => {
    const { send, items, clock } = await waitingByDesk('replay');
    clock.at = '2026-04-02T03:00:00.000Z';
    await send(drafted());
    const [item] = items();
    expect(item).not.toHaveProperty('detail');
    expect(item?.decisions?.[0]?.reopened).toStrictEqual({ at: clock.at, reason: 'parked-expired' });
  });
});

describe('a message that the desk has already comes again', () => {
  const body = bodyOf(abweichung, { time: '2025-09-01T10:20:00Z' });

  /** It came from the future; an earlier release left no marker of it. Half an hour later it can be judged. */
  async function fromTheFuture(...before: Parameters<ReturnType<typeof deskStage>['send']>[0][]) {
    const parts = deskStage();
    for (const event of before) await parts.send(event);
    expect(await parts.receive(body)).toMatchObject({ outcome: 'refused', reason: 'event-time-invalid' });
    parts.store.memory.markers.delete([...parts.store.memory.markers.keys()].at(-1) ?? '');
    parts.clock.at = '2025-09-01T10:30:00.000Z';
    return { ...parts, item: parts.only() };
  }

  test('waits, is refused in its turn, and lies there once, open as it was', async () => {
    const { receive, send, items, item, store, head } = await fromTheFuture();
    expect(await receive(body)).toMatchObject({ outcome: 'parked' });
    await send(drafted());
    expect(items()).toEqual([item]);
    expect([...store.memory.parked.values()]).toMatchObject([{ outcome: 'refused' }]);
    expect(head()).toMatchObject({ parked: 0 });
  });

  test('waits, is refused in its turn, and is open again where it was decided', async () => {
    const { receive, send, items, item, decide, order } = await fromTheFuture();
    await decide(item, order('discard'));
    await receive(body);
    await send(drafted());
    expect(items()).toMatchObject([
      {
        reason: 'not-concluded',
        revision: 2,
        decisions: [
          {
            action: 'discard',
            reopened: { at: '2025-09-01T10:30:00.000Z', reason: 'not-concluded' },
          },
        ],
      },
    ]);
  });

  test('is refused at once, and what was decided stays decided', async () => {
    const { receive, items, item, decide, order, store } = await fromTheFuture(drafted());
    await decide(item, order('discard'));
    const decided = items();
    expect(await receive(body)).toEqual({ outcome: 'duplicate', versions: [] });
    expect(items()).toEqual(decided);
    expect(await store.marker(abweichung.source, abweichung.id)).toMatchObject({
      refusal: { reason: 'not-concluded' },
    });
  });
});

test('what nobody may say is refused at the desk for the kind of fact, and stays open', async () => {
  const { receive, decide, order, only, items } = deskStage();
  await receive(bodyOf(published()));
  const item = only();
  expect(await decide(item, order('replay'))).toEqual({
    outcome: 'refused',
    reason: 'sender-not-allowed',
    detail: detailOf('type'),
  });
  expect(items()).toEqual([item]);
});
