import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incomingOf } from '../../../events/reading/read.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { CloudEvent } from '../../../events/fact.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { decideAtDesk, type DeskOrder } from '../../../shared/application/clearing/decide-at-desk.ts';
import { digestOf } from '../../../shared/domain/facts/digest-of.ts';
import { judgeDelivery, loadFor } from '../../../shared/application/recording/judge.ts';
import { remindOfExpiry } from '../../../shared/application/reminding/remind-expiry.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import { evolve } from '../../../shared/domain/aggregate.ts';
import { INITIAL, type Zielvereinbarung } from '../../../shared/domain/zielvereinbarung/state.ts';
import {
  HMSI,
  SUBJECT,
  amended,
  bescheid,
  drafted,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { asCloudEvent, recorder } from '../../support/stages/recorder.ts';
import { runs } from '../../support/histories/runs.ts';
import { WIRE } from '../../support/facts/wire.ts';

const numbered = (event: IncomingEvent, sequence: number): IncomingEvent => ({
  ...event,
  sequence: String(sequence),
});

/** What other systems send: right, wrong, early, numbered, unreadable, and the same again under another number. */
const MESSAGES: readonly (IncomingEvent | string)[] = [
  numbered(drafted(), 1),
  numbered(released(), 2),
  numbered(signature('land'), 3),
  numbered(signature('land'), 4),
  numbered(amended('correction', [895_210, 900_000]), 4),
  numbered(revised(2), 5),
  numbered(released(), 6),
  drafted({ haushaltsmittel: { amountCent: 0, currency: 'EUR' } }, { id: 'wrong-draft' }),
  numbered(drafted({ haushaltsmittel: { amountCent: 0, currency: 'EUR' } }, { id: 'wrong-draft' }), 7),
  { ...signature('land', { place: 'Kassel' }), id: 'signature-land-1' },
  signature('kommune'),
  signature('kommune', { fassung: 2 }),
  withdrawn('kommune'),
  scanArchived(),
  scanChecked(),
  amended('abweichung', [895_210, 845_210]),
  bescheid('zuwendung', 890_000),
  bescheid('aenderung', 880_000),
  drafted({}, { source: 'https://new.example/system', id: 'foreign', sequence: '3' }),
  { ...drafted(), id: 'ahead', time: '2025-09-01T11:00:00Z', sequence: '5' },
  '{',
  JSON.stringify({ ...asCloudEvent(numbered(released(), 8)), data: {} }),
];

type Step =
  | { readonly kind: 'message'; readonly index: number }
  | { readonly kind: 'desk'; readonly item: number; readonly order: number; readonly sequence: number }
  | { readonly kind: 'expire' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      index: fc.nat({ max: MESSAGES.length - 1 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('desk' as const),
      item: fc.nat({ max: 9 }),
      order: fc.nat({ max: 3 }),
      sequence: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'expire' as const }) },
);
const histories = fc.array(step, { minLength: 1, maxLength: 60 });

/** What a person at the desk may try: again, something else in its place, away, away with its number. */
function orderOf(
  kind: number,
  body: string,
  sequence: number,
): Pick<DeskOrder, 'action' | 'reason' | 'body' | 'gap'> {
  if (kind === 0) return { action: 'replay' };
  if (kind === 1) return { action: 'replace', body: replacementOf(body, sequence) };
  if (kind === 2) return { action: 'discard', reason: 'Irrläufer.' };
  return {
    action: 'discard',
    reason: 'Unlesbar.',
    gap: { source: HMSI, subject: SUBJECT, sequence: String(sequence) },
  };
}

function replacementOf(body: string, sequence: number): string {
  if (body === '{')
    return JSON.stringify(
      asCloudEvent(numbered({ ...bescheid('zuwendung', 5), source: HMSI, id: 'new' }, sequence)),
    );
  const { data: _, ...envelope } = JSON.parse(body);
  return JSON.stringify({ ...envelope, data: asCloudEvent(drafted()).data });
}

async function play(steps: readonly Step[]) {
  const stage = recorder();
  const { reception, store, clock } = stage;
  const desk = reception.recorder;
  const outcomes: string[] = [];
  const sent: string[] = [];
  let orders = 0;
  const send = async (message: IncomingEvent | string) => {
    const isEvent = typeof message !== 'string';
    sent.push(isEvent ? JSON.stringify(asCloudEvent(message)) : message);
    outcomes.push((await (isEvent ? stage.send(message) : stage.receive(message))).outcome);
  };
  const expire = async () => {
    clock.at = '2026-04-02T03:00:00.000Z';
    const due: CloudEvent[] = [];
    const queue = { send: (events: readonly CloudEvent[]) => Promise.resolve(void due.push(...events)) };
    await remindOfExpiry({
      store,
      queue,
      clock: reception.recorder.clock,
      crypto: nodeCrypto,
      wire: WIRE,
    });
    for (const event of due) await stage.receive(JSON.stringify(event), 'internal');
  };
  for (const one of steps) {
    if (one.kind === 'expire') await expire();
    else if (one.kind === 'message') await send(MESSAGES[one.index] ?? '{');
    else {
      const items = [...store.memory.clearing.values()];
      const item = items[one.item % Math.max(1, items.length)];
      if (item === undefined) continue;
      const order = orderOf(one.order, item.body, one.sequence);
      const idempotencyKey = `order-${(orders += 1)}`;
      await decideAtDesk(desk, item, {
        ...order,
        by: 'sub',
        vouches: true,
        idempotencyKey,
        parties: ['land'],
      });
    }
  }
  return { ...stage, outcomes, sent };
}

const inPlay = (check: (played: Awaited<ReturnType<typeof play>>) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(histories, async (steps) => check(await play(steps))),
    { numRuns: runs(400) },
  );

test('received = recorded + duplicate + parked + refused, and nothing that was received is lost', () =>
  inPlay(async ({ outcomes, sent, store }) => {
    const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    expect(count('recorded') + count('duplicate') + count('parked') + count('refused')).toBe(sent.length);
    const lost = await Promise.all([...new Set(sent)].map(async (body) => !(await isKept(store, body))));
    expect(lost).not.toContain(true);
  }));

/** As it came at the desk, or in its meaning by marker or parking. */
async function isKept(store: Awaited<ReturnType<typeof play>>['store'], body: string): Promise<boolean> {
  if ([...store.memory.clearing.values()].some((item) => item.body === body)) return true;
  const read = WIRE.readEnvelope(body);
  const event = incomingOf(read);
  if (!event.ok) return false;
  const { source, id, subject } = event.incoming;
  const marker = await store.marker(source, id);
  const waits = await store.parkedItem(subject, { source, id });
  const meanings = [marker?.digest, marker?.replaced, waits?.digest, waits?.desk?.replaced];
  return meanings.includes(digestOf(event, nodeCrypto));
}

test('nothing is recorded twice, and the log folds to the head in one unbroken chain', () =>
  inPlay(async ({ store }) => {
    const log = await store.history(SUBJECT);
    const recorded = log.map(({ event }) => `${event.source} ${event.id} ${event.type}`);
    expect(new Set(recorded).size).toBe(recorded.length);
    expect(firstBrokenLink(log, nodeCrypto)).toBeUndefined();
    const head = store.memory.heads.get(SUBJECT);
    expect(log.map(({ event }) => event).reduce<Zielvereinbarung>(evolve, INITIAL)).toEqual(
      head?.state ?? INITIAL,
    );
    const marked = [...store.memory.markers.values()].flatMap(({ versions }) => versions);
    expect(new Set(marked).size).toBe(marked.length);
  }));

test('the count on the head is true, and nothing waits that could go on', () =>
  inPlay(async ({ store, reception }) => {
    const waiting = await store.waiting(SUBJECT);
    const head = store.memory.heads.get(SUBJECT);
    expect(head?.parked ?? waiting.length).toBe(waiting.length);
    for (const parked of waiting) {
      const read = WIRE.readEnvelope(parked.body);
      const event = incomingOf(read);
      if (!event.ok) throw new Error('Only what can be read waits');
      const { incoming } = event;
      const delivery = {
        incoming,
        body: parked.body,
        door: 'parked',
        receivedAt: parked.parkedAt,
        parked,
      } as const;
      const decision = judgeDelivery(reception.recorder, delivery, await loadFor(store, incoming));
      expect(decision.outcome, parked.body).toBe('early');
    }
  }));

test('an item of the desk is open or decided once, and open again only for what waited', () =>
  inPlay(async ({ store }) => {
    for (const { decisions = [], revision = 0 } of store.memory.clearing.values()) {
      const unfinished = decisions.slice(0, -1).filter(({ reopened }) => reopened === undefined);
      expect(unfinished).toEqual([]);
      expect(decisions.filter(({ reopened }) => reopened).every(({ end }) => end.outcome === 'parked')).toBe(
        true,
      );
      // A refusal that passed and gave way to another changes its item once more, and nobody decided (ADR 0044).
      const decided = decisions.length + decisions.filter(({ reopened }) => reopened).length;
      expect([0, 1]).toContain(revision - decided);
    }
    await Promise.resolve();
  }));
