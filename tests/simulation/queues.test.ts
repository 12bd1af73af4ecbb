import { describe, expect, test } from 'vitest';
import { event, money, RP_KASSEL, drafted, released, signature, SUBJECT } from '../support/facts/given.ts';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { SENDER_ID } from './cloud/cloud.ts';
import { about } from './histories/letters.ts';
import { sendBody, tell } from './histories/people.ts';
import { AGS, SIMULATED_SENDERS, senderOf } from './histories/senders.ts';
import { CALM, Simulation } from './simulation.ts';
import { WIRE } from '../support/facts/wire.ts';

function calm(over: object = {}): Simulation {
  return new Simulation({ ...CALM, senders: SIMULATED_SENDERS, ...over });
}

const tagung = (number: number, ags: string): IncomingEvent =>
  about(
    event(
      'ParticipationReported',
      { kind: 'tagung', on: '2025-06-05', title: `Tagung ${number}` },
      { id: `tagung-${number}` },
    ),
    ags,
  );

/** Ids of the recorded events of one Zielvereinbarung, in order. */
function recordedOf({ cloud }: Simulation, ags: string): readonly string[] {
  const events = cloud.table
    .all()
    .filter((item) => item['PK']?.S === `ZV#AQB-2025-${ags}` && item['SK']?.S?.startsWith('EVENT#'));
  return events
    .toSorted((one, other) => ((one['SK']?.S ?? '') < (other['SK']?.S ?? '') ? -1 : 1))
    .map((item) => item['id']?.S ?? '');
}

function desk({ cloud }: Simulation): readonly { reason: string; body: string }[] {
  return cloud.table
    .all()
    .filter((item) => item['PK']?.S?.startsWith('CLEARING#'))
    .map((item) => ({ reason: item['reason']?.S ?? '', body: item['body']?.S ?? '' }));
}

const PLACES = [
  ['at the head of its group', 0],
  ['amid its group', 12],
] as const;
const WAYS = PLACES.flatMap(([where, place]) => [1, 3, 10].map((batch) => ({ where, place, batch })));

describe.each(WAYS)('a poison event among 200, $where, in batches of $batch', ({ place, batch }) => {
  const POISONED = AGS[0];
  const poison = JSON.stringify({
    ...WIRE.toCloudEvent(tagung(50, POISONED)),
    data: { kind: 'eins' },
  });

  async function play(hasPoison: boolean): Promise<Simulation> {
    const simulation = calm({ batch });
    for (let number = 0; number <= 24; number += 1) {
      for (const ags of AGS) {
        const isPoison = hasPoison && number === place && ags === POISONED;
        if (isPoison) sendBody(simulation, poison, { group: `AQB-2025-${ags}` });
        // At the head it comes before the draft, amid in the place of a fact.
        if (number === 0) tell(simulation, about(drafted(), ags));
        else if (!isPoison) tell(simulation, tagung(number, ags));
      }
    }
    await simulation.settle();
    return simulation;
  }

  test('lies at the desk, and the rest of its own group goes on at once', async () => {
    const [sound, poisoned] = [await play(false), await play(true)];
    const without = recordedOf(sound, POISONED).filter((id) => id !== `${POISONED}/tagung-${place}`);
    expect(recordedOf(poisoned, POISONED)).toEqual(without);
    expect(without).toHaveLength(place === 0 ? 25 : 24);
    expect(desk(poisoned)).toEqual([{ reason: 'schema-violated', body: poison }]);
    expect(poisoned.cloud.ingress.dead).toEqual([]);
    // Nothing came a second time, so nobody waited for a visibility to end.
    expect(poisoned.cloud.now - Date.parse(CALM.start)).toBeLessThan(60_000);
  });

  test('leaves the logs of the others byte for byte as they are without it', async () => {
    const [sound, poisoned] = [await play(false), await play(true)];
    for (const ags of AGS.slice(1)) {
      expect(recordedOf(poisoned, ags)).toHaveLength(25);
      expect(recordedOf(poisoned, ags)).toEqual(recordedOf(sound, ags));
    }
  });
});

test('a message that ends its process each time is a dead letter after its last receive, and its group goes on', async () => {
  // Alone in its batch, as the stacks have it: it would take the others of a larger one with it.
  const simulation = calm({ batch: 1 });
  const { ingress } = simulation.cloud;
  simulation.faults = () => (ingress.dead.length === 0 ? { kind: 'killed-before', at: 0 } : undefined);
  sendBody(simulation, '{"heavy":', { group: SUBJECT });
  for (const said of [drafted(), released()]) tell(simulation, said);
  await simulation.settle();
  expect(ingress.dead.map(({ body }) => body)).toEqual(['{"heavy":']);
  expect(recordedOf(simulation, '06533').slice(0, 2)).toEqual(['ZielvereinbarungDrafted-1', 'released-1']);
});

describe('who may say what through which door', () => {
  const roleOf = (senderId: string) => senderId.split(':')[0];

  test('a Zielvereinbarung is told by the role of its sender, stated as SQS states it: the unique id and a session', async () => {
    const simulation = calm();
    expect(roleOf(SENDER_ID.hmsi)).toMatch(/^AROA[A-Z0-9]+$/u);
    tell(simulation, drafted());
    await simulation.settle();
    expect(recordedOf(simulation, '06533')).toEqual(['ZielvereinbarungDrafted-1']);
  });

  test.each([
    ['a stranger under a known source', drafted(), SENDER_ID.stranger, 'sender-not-allowed'],
    ['one sender under the source of another', drafted(), SENDER_ID.rpKassel, 'sender-not-allowed'],
    [
      'the name of a role instead of its id',
      drafted(),
      'arn:aws:iam::123456789012:role/hmsi',
      'sender-not-allowed',
    ],
    [
      'a sender that may not say this',
      event('BudgetAmended', CUT, { source: RP_KASSEL }),
      SENDER_ID.rpKassel,
      'sender-not-allowed',
    ],
    [
      'a Kreis about another',
      { ...signature('kommune'), source: 'https://kreis.example/06531' },
      senderOf('https://kreis.example/06531'),
      'subject-not-allowed',
    ],
  ])('%s is refused and kept', async (_, said, senderId, reason) => {
    const simulation = calm();
    tell(simulation, said, { senderId });
    await simulation.settle();
    expect(desk(simulation)).toMatchObject([{ reason }]);
    expect(recordedOf(simulation, '06533')).toEqual([]);
  });

  test('what only our functions say is refused from outside, whoever says it', async () => {
    const simulation = calm();
    const due = event(
      'PublicationDue',
      { fassung: 1, publishAt: '2025-09-01T10:00:00.000Z' },
      { source: 'urn:aqb:remind' },
    );
    tell(simulation, due, { senderId: SENDER_ID.function('remind') });
    await simulation.settle();
    expect(desk(simulation)).toMatchObject([{ reason: 'sender-not-allowed' }]);
  });

  test('what others say is refused inside, for nobody of ours speaks for them', async () => {
    const simulation = calm();
    const body = JSON.stringify(WIRE.toCloudEvent(drafted()));
    const { cloud } = simulation;
    cloud.deliver(cloud.internal, { body, group: SUBJECT, senderId: SENDER_ID.function('remind') });
    await simulation.settle();
    expect(desk(simulation)).toMatchObject([{ reason: 'sender-not-allowed' }]);
  });
});

describe('deduplication by content', () => {
  test('keeps a repeat within five minutes to one delivery, and the marker does so for ever', async () => {
    const simulation = calm();
    const reached: boolean[] = [];
    for (const pause of [0, 60_000, 10 * 60_000, 400 * 24 * 3_600_000]) {
      simulation.pass(pause);
      const before = simulation.callCount();
      tell(simulation, drafted());
      await simulation.settle();
      reached.push(simulation.calls.slice(before).some(({ by }) => by === 'record-event'));
    }
    expect(reached).toEqual([true, false, true, true]);
    const writes = simulation.calls.filter(
      ({ by, command }) => by === 'record-event' && command === 'TransactWriteItems',
    );
    expect(writes).toHaveLength(1);
    expect(recordedOf(simulation, '06533')).toEqual(['ZielvereinbarungDrafted-1']);
    expect(desk(simulation)).toEqual([]);
  });

  test('lets another content under the same id through to the recorder within those minutes, which keeps both', async () => {
    const simulation = calm();
    const other = { ...released(), id: 'ZielvereinbarungDrafted-1' };
    for (const said of [drafted(), other]) tell(simulation, said);
    await simulation.settle();
    expect(recordedOf(simulation, '06533')).toEqual(['ZielvereinbarungDrafted-1']);
    expect(desk(simulation)).toMatchObject([{ reason: 'event-id-reused' }]);
  });
});

const CUT = {
  kind: 'correction',
  from: money(895_210),
  to: money(900_000),
  reason: 'Nachtrag.',
  effectiveOn: '2025-08-20',
} as const;

describe('thirty conflicts in a row', () => {
  /** Somebody else is at the same item thirty times, while record-event writes the draft. */
  async function play(over: object = {}) {
    let left = 30;
    const simulation = new Simulation({ ...CALM, senders: SIMULATED_SENDERS, ...over }, ({ command }) =>
      command.name === 'TransactWriteItems' && (left -= 1) >= 0 ? { kind: 'conflict', at: 0 } : undefined,
    );
    const from = simulation.cloud.now;
    tell(simulation, drafted());
    await simulation.settle();
    return { simulation, lasted: simulation.cloud.now - from };
  }

  test('are outlasted in one run, in the time of the simulation and well within that of the function', async () => {
    const { simulation, lasted } = await play();
    expect(recordedOf(simulation, '06533')).toEqual([drafted().id]);
    expect(simulation.calls.filter(({ fault }) => fault === 'conflict')).toHaveLength(30);
    expect(lasted).toBeGreaterThan(6_000);
    expect(lasted).toBeLessThan(20_000);
  });

  test('take the same course again for the same chance, and another one for another', async () => {
    const at = (chance: number) => play({ chance: () => chance, concurrency: 3 });
    const [one, again, other] = [await at(0.2), await at(0.2), await at(0.8)];
    expect(again.lasted).toBe(one.lasted);
    expect(other.lasted).toBeGreaterThan(one.lasted);
  });
});
