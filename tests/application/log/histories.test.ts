import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { eventItem } from '../../../shared/adapters/table/dynamodb-items.ts';
import { foldLog } from '../../../shared/application/log/fold-log.ts';
import { recordIncoming } from '../../../shared/application/recording/record-incoming.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import { evolve } from '../../../shared/domain/aggregate.ts';
import { termsOf } from '../../../shared/domain/zielvereinbarung/terms/fixed-terms.ts';
import { isSignedByBoth } from '../../../shared/domain/zielvereinbarung/signing/signing.ts';
import {
  INITIAL,
  fassungBeingSigned,
  type Zielvereinbarung,
} from '../../../shared/domain/zielvereinbarung/state.ts';
import { fassungHash, type FixedTerms } from '../../../shared/domain/zielvereinbarung/circumstances.ts';
import { courseOf } from '../../auditor/course/course.ts';
import { factOf } from '../../auditor/fact.ts';
import { plainItem } from '../../auditor/json.ts';
import { mayPass } from '../../../shared/domain/facts/passing-refusals.ts';
import { POOL } from '../../support/facts/pool.ts';
import { anyHistory as history } from '../../support/histories/any-history.ts';
import { SUBJECT, bescheid, signature } from '../../support/facts/given.ts';
import { becameFinal, mittelabruf, signatureRefused } from '../../support/facts/given-year.ts';
import { asCloudEvent, recorder } from '../../support/stages/recorder.ts';
import { runs } from '../../support/histories/runs.ts';
import { YEAR } from '../../support/histories/year-story.ts';
import { WIRE } from '../../support/facts/wire.ts';

const PREFIX = 'de.hessen.aqb';

const numRuns = runs(300);

async function play(events: readonly IncomingEvent[]) {
  const stage = recorder();
  const outcomes: string[] = [];
  const deliver = async (arriving: readonly IncomingEvent[]) => {
    for (const event of arriving) outcomes.push((await stage.send(event)).outcome);
  };
  await deliver(events);
  return { ...stage, outcomes, deliver };
}

type Stage = Awaited<ReturnType<typeof play>>;

function snapshot({ store }: Stage) {
  const { heads, events, parked, clearing, rows } = store.memory;
  const state = heads.get(SUBJECT);
  return structuredClone({ state: state && { ...state, revision: 0 }, events, parked, clearing, rows });
}

/** What was refused for a reason that passes by itself (rule 5), and what the clock says again as long as it is so. */
function mayBeJudgedAnew({ store }: Stage, { source, id, type }: IncomingEvent): boolean {
  const reason = [...store.memory.clearing.values()].find(
    (item) => item.source === source && item.id === id,
  )?.reason;
  return type === 'PublicationDue' || (reason !== undefined && mayPass(reason));
}

async function logOf({ store }: Stage): Promise<readonly RecordedEvent[]> {
  return (await store.history(SUBJECT)).map(({ event }) => event);
}

/** The states after each event of the log, beginning with nothing. */
function statesAlong(log: readonly RecordedEvent[]): readonly Zielvereinbarung[] {
  const states: Zielvereinbarung[] = [INITIAL];
  for (const event of log) states.push(evolve(states.at(-1) ?? INITIAL, event));
  return states;
}

const holds = (property: (stage: Stage, events: readonly IncomingEvent[]) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(history, async (events) => property(await play(events), events)),
    { numRuns },
  );

describe('whatever happens in whatever order', () => {
  test('everything again changes nothing', () =>
    holds(async (stage, events) => {
      const before = snapshot(stage);
      stage.outcomes.length = 0;
      await stage.deliver(events.filter((event) => !mayBeJudgedAnew(stage, event)));
      expect(snapshot(stage)).toEqual(before);
      expect(stage.outcomes.every((outcome) => outcome === 'duplicate')).toBe(true);
    }));

  test('the log folds to the head, in one unbroken chain, and every number on the head is true', () =>
    holds(async ({ store }) => {
      const log = await store.history(SUBJECT);
      const head = store.memory.heads.get(SUBJECT);
      const folded = log.map(({ event }) => event).reduce<Zielvereinbarung>(evolve, INITIAL);
      expect(folded).toEqual(head?.state ?? INITIAL);
      expect(firstBrokenLink(log, nodeCrypto)).toBeUndefined();
      expect(head?.version ?? 0).toBe(log.length);
      const waiting = (await store.waiting(SUBJECT)).length;
      expect(head?.parked ?? waiting).toBe(waiting);
    }));

  test('head, terms and list row are the fold of the log, transaction by transaction', () =>
    holds(async ({ store }) => {
      const folded = foldLog(SUBJECT, await store.history(SUBJECT));
      const { memory } = store;
      const { state, publicRow, publishedOn, version = 0 } = memory.heads.get(SUBJECT) ?? { state: INITIAL };
      expect(folded.head).toMatchObject({ state, version });
      expect([folded.head.publicRow, folded.head.publishedOn]).toEqual([publicRow, publishedOn]);
      expect(folded.row).toEqual(memory.rows.get(SUBJECT));
      expect(folded.terms).toEqual(memory.terms.get(SUBJECT));
    }));

  test('nothing waits that could go on', () =>
    holds(async (stage) => {
      const before = (await stage.store.waiting(SUBJECT)).length;
      await stage.send({ ...bescheid('zuwendung', 1, { aktenzeichen: 'another' }), id: 'another' });
      const isKnown = (stage.store.memory.heads.get(SUBJECT)?.state.status ?? 'none') !== 'none';
      expect((await stage.store.waiting(SUBJECT)).length).toBe(isKnown ? before : before + 1);
    }));

  test('nothing is concluded that both sides have not signed, with evidence, on that Fassung', () =>
    holds(async (stage) => {
      const log = await logOf(stage);
      const states = statesAlong(log);
      const unproven = log.filter((event, index) => {
        if (event.type !== 'ZielvereinbarungConcluded') return false;
        const state = states[index] ?? INITIAL;
        const fassung = state.status === 'none' ? undefined : fassungBeingSigned(state);
        if (state.status === 'none' || fassung?.hash !== event.data.fassungHash) return true;
        return state.cancelledOn !== undefined || !isSignedByBoth(fassung, state.scans);
      });
      expect(unproven).toEqual([]);
    }));

  test('nothing is published whose signatures are not declared, archived and checked on that Fassung and hash', () =>
    holds(async (stage) => {
      const items = (await stage.store.history(SUBJECT)).map((stored) => eventItem(stored, WIRE));
      const facts = items.map((item) => factOf(plainItem(item), SUBJECT, PREFIX));
      expect(courseOf(SUBJECT, facts).problems).toEqual([]);
    }));

  test('a voided signature never counts again', () =>
    holds(async (stage) => {
      const log = await logOf(stage);
      const states = statesAlong(log);
      log.forEach((event, index) => {
        if (event.type !== 'SignatureVoided') return;
        const after = states.slice(index + 1).flatMap((state) => (state.status === 'none' ? [] : [state]));
        for (const state of after)
          expect([state.fassung.number, fassungBeingSigned(state)?.number]).not.toContain(event.data.fassung);
        // The Fassung that took its place begins unsigned.
        const [next] = after;
        expect(next && fassungBeingSigned(next)).toMatchObject({ released: false, declarations: [] });
      });
    }));

  test('the retention never moves earlier', () =>
    holds(async (stage) => {
      const days = statesAlong(await logOf(stage)).map((state) =>
        state.status === 'none' ? '' : (state.akte.retainUntil ?? ''),
      );
      expect(days.toSorted()).toEqual(days);
    }));

  test('items never exceed the total, and the terms are those of the newest Fassung', () =>
    holds(async (stage) => {
      const log = await logOf(stage);
      let terms: FixedTerms | undefined;
      for (const [index, state] of statesAlong(log).slice(1).entries()) {
        const event = log[index];
        terms = event && termsOf(event, terms);
        if (state.status === 'none' || terms === undefined) continue;
        const { haushaltsmittel, budgetItems = [] } = terms.terms;
        const items = budgetItems.reduce((sum, { amount }) => sum + amount.amountCent, 0);
        expect(items).toBeLessThanOrEqual(haushaltsmittel.amountCent);
        const newest = fassungBeingSigned(state) ?? state.fassung;
        expect(newest).toMatchObject({
          amountCent: haushaltsmittel.amountCent,
          hash: fassungHash(terms, nodeCrypto.fingerprint),
        });
      }
    }));

  test('received is recorded, duplicate, parked and refused, each message in one of them', () =>
    holds(async ({ store, outcomes }, events) => {
      const first = (end: string) => outcomes.filter((outcome) => outcome === end).length;
      expect(first('recorded') + first('duplicate') + first('parked') + first('refused')).toBe(events.length);
      const ends = [...store.memory.parked.values()].map(({ outcome }) => outcome);
      const later = (end: string) => ends.filter((outcome) => outcome === end).length;
      const told = [...store.memory.events.values()].filter(
        ({ event }) => event.source !== 'urn:aqb:record-event',
      );
      expect(first('parked')).toBe(ends.length);
      expect(told.length).toBe(first('recorded') + later('recorded'));
      expect(store.memory.clearing.size).toBe(first('refused') + later('refused'));
    }));
});

/** Records these as one sender numbered them: past the doors, because the senders of a year are many. */
async function recordNumbered(events: readonly IncomingEvent[]) {
  const { reception, store } = recorder();
  for (const incoming of events) {
    const body = JSON.stringify(asCloudEvent(incoming));
    const delivery = { incoming, body, door: 'ingress', receivedAt: '2025-09-01T10:00:00.000Z' } as const;
    await recordIncoming(reception.recorder, delivery);
  }
  const head = store.memory.heads.get(SUBJECT);
  return { head, bytes: nodeCrypto.fingerprint({ state: head?.state ?? null }) };
}

const NUMBERED = YEAR.map((event, index) => ({
  ...event,
  source: 'https://one.example/system',
  sequence: String(index + 1),
}));

/** Valid in any order without a number: what came early waits, and what is said of money and meeting commutes. */
const UNNUMBERED: readonly IncomingEvent[] = [
  ...YEAR.filter(({ type }) =>
    [
      'AntragReceived',
      'BescheidBecameFinal',
      'MittelabrufReported',
      'VerwendungsnachweisReceived',
      'VerwendungsnachweisExamined',
      'StrategieUpdated',
      'ParticipationReported',
      'RetentionExtended',
      'LegalHoldPlaced',
      'LegalHoldLifted',
      'UmsetzungsbesprechungScheduled',
    ].includes(type),
  ),
  ...YEAR.slice(0, 3).filter(({ type }) => type !== 'AntragReceived'),
  bescheid('zuwendung', 890_000),
  bescheid('aenderung', 880_000, { aktenzeichen: 'AZ-2', refersTo: 'RPKS-31-2025-06533' }),
  becameFinal({ aktenzeichen: 'AZ-2' }),
  mittelabruf(1, 3_000, { aktenzeichen: 'AZ-2' }),
  signature('land'),
  signature('kommune'),
  signatureRefused('kommune'),
  ...POOL.filter(({ id }) => ['upload-0001:archived', 'upload-0001:checked'].includes(id)),
];

describe('any order of the same valid events', () => {
  test('of a whole year, numbered, ends in the same state byte for byte', async () => {
    const inOrder = await recordNumbered(NUMBERED);
    expect(inOrder.head).toMatchObject({ parked: 0, state: { akte: { status: 'offered' } } });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(NUMBERED, { minLength: NUMBERED.length }), async (order) => {
        expect((await recordNumbered(order)).bytes).toBe(inOrder.bytes);
      }),
      { numRuns: Math.ceil(numRuns / 10) },
    );
  });

  test('that need no number ends in the same state byte for byte', async () => {
    const inOrder = await recordNumbered(UNNUMBERED.toReversed());
    expect(inOrder.head).toMatchObject({ parked: 0, state: { status: 'concluded' } });
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...UNNUMBERED], { minLength: UNNUMBERED.length }),
        async (order) => {
          expect((await recordNumbered(order)).bytes).toBe(inOrder.bytes);
        },
      ),
      { numRuns },
    );
  });
});

test('the year of one Zielvereinbarung is recorded to its end, with no message left over', async () => {
  const stage = await play(YEAR);
  expect(stage.outcomes.map((outcome, index) => [YEAR[index]?.id, outcome])).toEqual(
    YEAR.map(({ id }) => [id, 'recorded']),
  );
  expect(stage.store.memory.heads.get(SUBJECT)?.state).toMatchObject({
    status: 'concluded',
    fassung: { number: 3 },
    abweichungen: 4,
    steering: { isAssessed: true },
    akte: { status: 'offered', retainUntil: '2040-12-31' },
  });
});
