import { describe, expect, test } from 'vitest';
import { detailOf } from '../../../events/reading/detail.ts';
import { inMemoryReceipts } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { receiptOf } from '../../../shared/application/viewing/receipt-of.ts';
import { clearingList } from '../../../shared/application/clearing/clearing-list.ts';
import {
  HMSI,
  KREIS,
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  signature,
} from '../../support/facts/given.ts';
import {
  abweichung,
  bodyOf,
  deskStage,
  numbered,
  refusedAbweichung,
} from '../../support/stages/desk-stage.ts';

describe('replay', () => {
  test('records what was refused once things have changed, and keeps who decided and when', async () => {
    const { conclude, decide, item, order, types, store, items } = await refusedAbweichung();
    await conclude();
    const answer = await decide(item, order('replay', { reason: 'Der Abschluss liegt jetzt vor.' }));
    expect(answer).toMatchObject({ outcome: 'recorded' });
    expect(await types()).toContain('BudgetAmended');
    expect(await store.marker(abweichung.source, abweichung.id)).toMatchObject({
      versions: answer?.outcome === 'recorded' ? answer.versions : [],
    });
    expect(items()[0]).toMatchObject({
      body: item.body,
      reason: 'not-concluded',
      revision: 1,
      decisions: [
        {
          action: 'replay',
          by: 'sub-land',
          at: '2025-09-01T10:00:00.000Z',
          reason: 'Der Abschluss liegt jetzt vor.',
          end: { outcome: 'recorded' },
        },
      ],
    });
  });

  test('that is refused again writes nothing and tells the new reason', async () => {
    const { decide, item, order, store } = await refusedAbweichung();
    const before = structuredClone(store.memory);
    expect(await decide(item, order('replay'))).toMatchObject({
      outcome: 'refused',
      reason: 'not-concluded',
    });
    expect(store.memory).toEqual(before);
  });

  test('keeps its number and does not wait for the ones before it', async () => {
    const { decide, order, receive, only, head } = deskStage();
    const source = 'https://new.example/system';
    await receive(bodyOf(numbered(drafted({}, { source }), 9)));
    expect(await decide(only(), order('replay'))).toMatchObject({ outcome: 'recorded' });
    expect(head()?.sequences).toEqual({ [source]: { last: 0, ahead: [9] } });
  });

  test('with its number used up meanwhile records it with that number', async () => {
    const { conclude, decide, item, order, send, store, head } = await refusedAbweichung(
      numbered(abweichung, 1),
    );
    await conclude();
    await send(numbered({ ...amended('abweichung', [895_210, 845_000]), id: 'next' }, 2));
    const before = head()?.sequences;
    const answer = await decide(item, order('replay'));
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'budget-from-mismatch' });
    const replacement = numbered({ ...amended('abweichung', [845_000, 800_000]), id: abweichung.id }, 1);
    expect(await decide(item, order('replace', { body: bodyOf(replacement) }))).toMatchObject({
      outcome: 'recorded',
    });
    expect(head()?.sequences).toEqual(before);
    const last = (await store.history(SUBJECT)).at(-1);
    expect(last?.event).toMatchObject({ id: abweichung.id, sequence: '1' });
  });

  test('of what is recorded already is a repeat and closes the item', async () => {
    const { send, receive, decide, order, only, items, types, store } = deskStage();
    const ahead = { ...drafted(), time: '2025-09-01T10:20:00Z' };
    await send(ahead);
    // As an earlier release left it.
    store.memory.markers.clear();
    const item = only();
    await receive(bodyOf(drafted()));
    expect(await decide(item, order('replay'))).toMatchObject({
      outcome: 'refused',
      reason: 'event-time-invalid',
    });
    const mended = bodyOf(drafted());
    expect(await decide(item, order('replace', { body: mended }))).toEqual({
      outcome: 'duplicate',
      versions: [1],
    });
    expect(items()[0]?.decisions).toHaveLength(1);
    expect(await types()).toEqual(['ZielvereinbarungDrafted']);
  });

  test('never takes the id of another event', async () => {
    const { send, decide, order, only } = deskStage();
    await send(drafted());
    await send(drafted({ haushaltsmittel: { amountCent: 1_000_000, currency: 'EUR' } }));
    expect(await decide(only(), order('replay'))).toMatchObject({
      outcome: 'refused',
      reason: 'event-id-reused',
    });
  });

  test('of an unknown item is answered as unknown', async () => {
    const { decide, order } = deskStage();
    expect(await decide({ month: '2025-09', key: 'a'.repeat(64) }, order('replay'))).toBeUndefined();
  });
});

describe('what the desk lets wait', () => {
  async function waitingByDesk() {
    const parts = deskStage();
    const early = { ...signature('land'), time: '2025-09-01T10:20:00Z' };
    await parts.send(numbered({ ...early, id: 'one' }, 1));
    const item = parts.only();
    parts.clock.at = '2025-09-01T10:30:00.000Z';
    expect(await parts.decide(item, parts.order('replay'))).toEqual({
      outcome: 'parked',
      reason: 'zielvereinbarung-unknown',
    });
    return { ...parts, item };
  }

  test('is recorded in its turn, under the number that its refusal used up', async () => {
    const { send, types, head, store } = await waitingByDesk();
    for (const event of [drafted(), released()]) await send(event);
    expect(await types()).toContain('SignatureReceived');
    expect(head()).toMatchObject({ parked: 0 });
    expect([...store.memory.parked.values()]).toMatchObject([{ outcome: 'recorded' }]);
  });

  test('overtakes the empty marker of its refusal when its turn comes', async () => {
    const { send, decide, order, only, types, store } = deskStage();
    for (const event of [drafted(), released()]) await send(event);
    const second = signature('land', {
      place: 'Kassel',
      signatory: { name: 'Erika Muster', office: 'Ministerin' },
    });
    await send(signature('land'));
    await send({ ...second, id: 'second' });
    const item = only();
    expect(item.reason).toBe('slot-taken');
    await send(revised(2));
    const forNext = { ...signature('land', { fassung: 2 }), id: 'second' };
    expect(await decide(item, order('replace', { body: bodyOf(forNext) }))).toMatchObject({
      outcome: 'parked',
      reason: 'fassung-not-released',
    });
    expect(await store.marker(HMSI, 'second')).toMatchObject({
      versions: [],
      refusal: { reason: 'slot-taken' },
    });
    const receipts = inMemoryReceipts(store.memory);
    expect(await receiptOf({ store, receipts }, { source: HMSI, id: 'second' })).toMatchObject({
      state: 'parked',
      reason: 'fassung-not-released',
    });
    expect(await send({ ...second, id: 'second' })).toMatchObject({ outcome: 'duplicate' });
    await send(released(2));
    expect((await types()).filter((type) => type === 'SignatureReceived')).toHaveLength(2);
    expect(await store.marker(HMSI, 'second')).not.toHaveProperty('refused');
    expect(await send({ ...second, id: 'second' })).toMatchObject({ outcome: 'duplicate' });
    expect(await send(forNext)).toMatchObject({ outcome: 'duplicate' });
    expect(store.memory.clearing.size).toBe(1);
  });

  test('lies open at the desk again when it is refused in its turn, under the same item', async () => {
    const { send, items, head, decide, order, item, store } = await waitingByDesk();
    for (const event of [drafted(), revised(2), released(2)]) await send(event);
    expect(items()).toMatchObject([
      {
        key: item.key,
        reason: 'fassung-outdated',
        decisions: [{ reopened: { reason: 'fassung-outdated' } }],
      },
    ]);
    expect(head()?.parked).toBe(0);
    const { source = '', id = '' } = item;
    const receipts = inMemoryReceipts(store.memory);
    expect(await receiptOf({ store, receipts }, { source, id })).toMatchObject({
      state: 'refused',
      reason: 'fassung-outdated',
      clearing: { key: item.key },
    });
    expect(await decide(item, order('discard'))).toEqual({ outcome: 'discarded' });
    expect(items()[0]?.decisions).toHaveLength(2);
  });
});

describe('replace', () => {
  test.each([
    ['id', { id: 'another' }],
    ['source', { source: KREIS }],
    ['subject', { subject: 'AQB-2025-06531' }],
    ['sequence', { sequence: '7' }],
  ])('by a message with another %s is refused', async (field, change) => {
    const { conclude, decide, item, order } = await refusedAbweichung();
    await conclude();
    expect(await decide(item, order('replace', { body: bodyOf(abweichung, change) }))).toEqual({
      outcome: 'refused',
      reason: 'replacement-differs',
      detail: detailOf(field),
    });
  });

  test('of a message without a readable body brings the whole message, and its followers go on', async () => {
    const { send, receive, decide, order, only, types, head } = deskStage();
    await send(numbered(drafted(), 1));
    expect(await receive('{"specversion":')).toMatchObject({ reason: 'body-unreadable' });
    expect(await send(numbered(revised(2), 3))).toMatchObject({ outcome: 'parked', reason: 'sequence-gap' });
    const body = bodyOf(numbered(released(), 2));
    expect(await decide(only(), order('replace', { body }))).toMatchObject({ outcome: 'recorded' });
    expect(await types()).toEqual([
      'ZielvereinbarungDrafted',
      'ZielvereinbarungReleasedForSignature',
      'ZielvereinbarungRevised',
    ]);
    expect(head()).toMatchObject({ parked: 0, sequences: { [HMSI]: { last: 3 } } });
  });

  test('of a message in NFD is no other one for its form', async () => {
    const { send, receive, decide, order, only } = deskStage();
    await send(drafted());
    const label = 'Qualifizierung für Ältere';
    const again = drafted({ massnahmen: [{ art: 1, label }] }, { id: 'again' });
    expect(await receive(bodyOf(again).normalize('NFD'))).toMatchObject({ reason: 'already-exists' });
    const body = bodyOf({ ...revised(2), id: 'again' });
    expect(await decide(only(), order('replace', { body }))).toMatchObject({ outcome: 'recorded' });
  });

  test('that is early closes the gap all the same', async () => {
    const { send, receive, decide, order, only, types, head } = deskStage();
    await send(numbered(drafted(), 1));
    await receive('{');
    await send(numbered(revised(2), 3));
    const body = bodyOf(numbered(released(3), 2));
    expect(await decide(only(), order('replace', { body }))).toMatchObject({ outcome: 'parked' });
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'ZielvereinbarungRevised']);
    expect(head()).toMatchObject({ parked: 1, sequences: { [HMSI]: { last: 3 } } });
  });

  test('is judged by the contract like everything else', async () => {
    const { decide, item, order } = await refusedAbweichung();
    const body = bodyOf(abweichung, { data: {} });
    expect(await decide(item, order('replace', { body }))).toMatchObject({ reason: 'schema-violated' });
    expect(await decide(item, order('replace'))).toMatchObject({
      reason: 'request-invalid',
      detail: detailOf('body'),
    });
    const huge = bodyOf(abweichung, { note: 'x'.repeat(100_000) });
    expect(await decide(item, order('replace', { body: huge }))).toMatchObject({ reason: 'event-too-large' });
  });
});

test('an item takes no replacement that would outgrow the table', async () => {
  const { receive, decide, order, only } = deskStage();
  await receive('x'.repeat(290_000));
  const body = bodyOf(drafted(), { note: 'x'.repeat(80_000) });
  expect(await decide(only(), order('replace', { body }))).toMatchObject({ reason: 'event-too-large' });
  expect(await decide(only(), order('replace', { body: bodyOf(drafted()) }))).toMatchObject({
    outcome: 'recorded',
  });
});

describe('discard', () => {
  test('needs a reason and keeps it', async () => {
    const { decide, item, order, items } = await refusedAbweichung();
    const { reason: _, ...without } = order('discard');
    expect(await decide(item, without)).toMatchObject({ outcome: 'refused', reason: 'reason-missing' });
    expect(await decide(item, order('discard', { reason: 'Doppelt gemeldet.' }))).toEqual({
      outcome: 'discarded',
    });
    expect(items()[0]).toMatchObject({
      body: item.body,
      decisions: [{ action: 'discard', reason: 'Doppelt gemeldet.' }],
    });
  });

  test('closes the gap of an unreadable message, and the followers go on', async () => {
    const { send, receive, decide, order, only, types, head } = deskStage();
    await send(numbered(drafted(), 1));
    await receive('{');
    await send(numbered(revised(2), 3));
    const gap = { source: HMSI, subject: SUBJECT, sequence: '2' };
    expect(await decide(only(), order('discard', { gap }))).toEqual({ outcome: 'discarded' });
    expect(await types()).toEqual(['ZielvereinbarungDrafted', 'ZielvereinbarungRevised']);
    expect(head()).toMatchObject({ parked: 0, sequences: { [HMSI]: { last: 3 } } });
  });

  test.each([
    ['a number that is used up', { source: HMSI, subject: SUBJECT, sequence: '1' }, 'gap-not-open'],
    ['a number that waits', { source: HMSI, subject: SUBJECT, sequence: '3' }, 'gap-not-open'],
    ['no number', { source: HMSI, subject: SUBJECT, sequence: '02' }, 'request-invalid'],
    ['no Zielvereinbarung', { source: HMSI, subject: 'AQB-25', sequence: '2' }, 'request-invalid'],
    ['no source', { subject: SUBJECT, sequence: '2' }, 'request-invalid'],
  ])('closes nothing that is %s', async (_, gap, reason) => {
    const { send, receive, decide, order, only, types } = deskStage();
    await send(numbered(drafted(), 1));
    await receive('{');
    await send(numbered(revised(2), 3));
    expect(await decide(only(), order('discard', { gap }))).toMatchObject({ outcome: 'refused', reason });
    expect(await types()).toEqual(['ZielvereinbarungDrafted']);
  });

  test('closes no gap that the message itself contradicts', async () => {
    const { send, receive, decide, order, only } = deskStage();
    await send(numbered(drafted(), 1));
    await receive(bodyOf(released(), { datacontenttype: 'text/plain' }));
    const gap = { source: KREIS, sequence: '2' };
    expect(await decide(only(), order('discard', { gap }))).toMatchObject({
      reason: 'replacement-differs',
      detail: detailOf('source'),
    });
  });

  test('leaves a repeat of the discarded message a repeat', async () => {
    const { conclude, decide, item, order, send, items } = await refusedAbweichung();
    await decide(item, order('discard'));
    await conclude();
    expect(await send(abweichung)).toMatchObject({ outcome: 'duplicate' });
    expect(items()).toHaveLength(1);
  });
});

describe('a decision', () => {
  test('repeated under its key is answered alike, and with another order refused', async () => {
    const { conclude, decide, item, order, types } = await refusedAbweichung();
    await conclude();
    const first = order('replay');
    const answer = await decide(item, first);
    expect(await decide(item, first)).toEqual(answer);
    expect(await decide(item, { ...first, action: 'discard', reason: 'Doch nicht.' })).toMatchObject({
      reason: 'command-id-reused',
    });
    expect((await types()).filter((type) => type === 'BudgetAmended')).toHaveLength(1);
  });

  test('sent twice at the same time is made once and answered twice', async () => {
    const { conclude, decide, item, order, items } = await refusedAbweichung();
    await conclude();
    const twice = order('replay');
    const [one, other] = await Promise.all([decide(item, twice), decide(item, twice)]);
    expect(one).toMatchObject({ outcome: 'recorded' });
    expect(other).toEqual(one);
    expect(items()[0]?.decisions).toHaveLength(1);
  });

  test('is one of two that come at the same time', async () => {
    const { conclude, decide, item, order, items, types } = await refusedAbweichung();
    await conclude();
    const answers = await Promise.all([
      decide(item, order('replay')),
      decide(item, order('discard', { by: 'sub-pruefung' })),
      decide(item, order('replay', { by: 'sub-other' })),
    ]);
    const won = answers.filter((answer) => answer?.outcome !== 'refused');
    expect(won).toHaveLength(1);
    expect(answers.filter((answer) => answer?.outcome === 'refused')).toMatchObject([
      { reason: 'clearing-decided' },
      { reason: 'clearing-decided' },
    ]);
    expect(items()[0]?.decisions).toHaveLength(1);
    expect((await types()).filter((type) => type === 'BudgetAmended').length).toBe(
      won[0]?.outcome === 'recorded' ? 1 : 0,
    );
  });
});

describe('whose word counts at the desk', () => {
  test('the person vouches for an unknown sender of a fact from outside', async () => {
    const { receive, decide, order, only, types } = deskStage();
    await receive(bodyOf(drafted({}, { source: 'https://new.example/system' })));
    expect(only()).toMatchObject({ reason: 'sender-not-allowed', proven: false });
    expect(await decide(only(), order('replay'))).toMatchObject({ outcome: 'recorded' });
    expect(await types()).toEqual(['ZielvereinbarungDrafted']);
  });

  test('nobody makes a foreign sender one of our functions', async () => {
    const { send, receive, decide, order, only } = deskStage();
    for (const event of concludedFacts()) await send(event);
    await receive(bodyOf(published()));
    expect(only().reason).toBe('sender-not-allowed');
    expect(await decide(only(), order('replay'))).toMatchObject({
      reason: 'sender-not-allowed',
      detail: detailOf('type'),
    });
  });

  test.each([
    ['a fact of our functions', scanArchived(), 'type'],
    ['a command of staff', drafted({}, { source: 'urn:aqb:staff-api' }), 'source'],
  ])('nobody writes %s in the place of an unreadable message', async (_, event, detail) => {
    const { receive, decide, order, only } = deskStage();
    await receive('{', 'internal');
    expect(await decide(only(), order('replace', { body: bodyOf(event) }))).toMatchObject({
      reason: 'sender-not-allowed',
      detail: detailOf(detail),
    });
  });

  test('what the recorder says itself is said by nobody else', async () => {
    const { receive, decide, order, only } = deskStage();
    const type = 'de.hessen.aqb.zielvereinbarung.concluded.v1';
    await receive(bodyOf(drafted(), { type }));
    expect(await decide(only(), order('replay'))).toMatchObject({ reason: 'sender-not-allowed' });
  });

  test('a fact of our functions is judged again as it was sent, and not changed', async () => {
    const { send, decide, order, only } = deskStage();
    for (const event of [drafted(), released(), revised(2)]) await send(event);
    const outdated = scanArchived('upload-0001', { fassung: 1 });
    const early = published();
    await send(outdated);
    expect(await send(early)).toMatchObject({ outcome: 'refused' });
    const item = only();
    const again = await decide(item, order('replay'));
    expect(again).toMatchObject({ outcome: 'refused', reason: item.reason });
    expect(await decide(item, order('replace', { body: item.body }))).toMatchObject({
      reason: 'sender-not-allowed',
    });
  });

  test('a declaration is the word of its own side', async () => {
    const { send, receive, decide, order, only } = deskStage();
    for (const event of [drafted(), released()]) await send(event);
    await receive(bodyOf(signature('kommune'), { source: 'https://kreis.example/06531' }));
    const item = only();
    expect(item.reason).toBe('subject-not-allowed');
    expect(await decide(item, order('replay'))).toMatchObject({ reason: 'party-not-own' });
    expect(await decide(item, order('replay', { parties: [] }))).toMatchObject({ reason: 'party-not-own' });
    expect(await decide(item, order('discard'))).toEqual({ outcome: 'discarded' });
  });
});

describe('the list', () => {
  test('goes through the months page by page, with each item once, by state', async () => {
    const { receive, decide, order, items, store } = deskStage();
    const months = ['2025-01', '2025-03', '2025-12'];
    for (const month of months)
      for (const n of [1, 2, 3]) {
        const time = `${month}-05T09:00:00Z`;
        await receive(bodyOf(drafted({}, { id: `${month}-${n}`, source: 'https://x.example', time })));
      }
    const [first] = items();
    if (first !== undefined) await decide(first, order('discard'));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await clearingList(store, {
        from: '2025-01',
        to: '2025-12',
        state: 'open',
        limit: 2,
        ...(after !== undefined && { after }),
      });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ key }) => key));
      after = page.next;
    } while (after !== undefined);
    const open = items().filter(({ decisions }) => decisions === undefined);
    expect(seen.toSorted()).toEqual(open.map(({ key }) => key).toSorted());
    expect(
      await clearingList(store, { from: '2025-01', to: '2025-12', state: 'decided', limit: 50 }),
    ).toMatchObject({
      items: [{ key: first?.key, state: 'decided', decision: { action: 'discard' } }],
    });
  });

  test('answers in time where nearly everything is filtered out, and says where to go on', async () => {
    const { receive, decide, order, items, store } = deskStage();
    for (let n = 0; n < 100; n += 1) await receive(`{"n":${n}`);
    for (const item of items().slice(1)) await decide(item, order('discard'));
    const query = { from: '2025-09', to: '2025-09', state: 'open', limit: 1 } as const;
    let looks = 0;
    const counting = {
      clearingMonths: () => store.clearingMonths(),
      clearing: (...given: Parameters<typeof store.clearing>) => {
        looks += 1;
        return store.clearing(...given);
      },
    };
    const found: string[] = [];
    let after: string | undefined;
    do {
      looks = 0;
      const page = await clearingList(counting, { ...query, ...(after !== undefined && { after }) });
      expect(looks).toBeLessThanOrEqual(40);
      found.push(...page.items.map(({ key }) => key));
      after = page.next;
    } while (after !== undefined);
    expect(found).toEqual(
      items()
        .slice(0, 1)
        .map(({ key }) => key),
    );
  });
});
