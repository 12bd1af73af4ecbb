import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { waitingSentence } from '../../../events/reasons.ts';
import type { Commit } from '../../../shared/application/ports/event-store.ts';
import type { Outcome } from '../../../shared/application/recording/recorder.ts';
import { previewEvent, previewInTurn } from '../../../shared/application/foresight/preview.ts';
import { FOLLOWERS } from '../../../shared/domain/zielvereinbarung/telling/followers-sentence.ts';
import { together, type Preview } from '../../../shared/application/foresight/previews-together.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';
import { runs } from '../../support/histories/runs.ts';

/** Right and wrong, early and repeated, numbered and not. */
const POOL: readonly IncomingEvent[] = [
  drafted(),
  drafted({ haushaltsmittel: { amountCent: 0, currency: 'EUR' } }, { id: 'wrong-draft' }),
  { ...released(), sequence: '2' },
  { ...released(), sequence: '4' },
  { ...drafted({}, { id: 'numbered-draft' }), sequence: '1' },
  { ...revised(2), sequence: '3' },
  released(2),
  signature('land'),
  signature('kommune'),
  { ...signature('land', { place: 'Kassel' }), id: 'signature-land-1' },
  withdrawn('land'),
  scanArchived(),
  scanChecked(),
  amended('correction', [895_210, 900_000]),
  amended('aenderungsvereinbarung', [895_210, 850_000]),
  amended('abweichung', [895_210, 845_210]),
  bescheid('zuwendung', 890_000),
  bescheid('aenderung', 880_000),
  published(),
];

/** A stage that counts what is written. */
function stageThatCounts() {
  const store = inMemoryEventStore();
  const writes = { count: 0 };
  const counting = {
    ...store,
    commit: (commit: Commit) => {
      writes.count += 1;
      return store.commit(commit);
    },
  };
  const stage = recorderOn(counting);
  const preview = (incoming: IncomingEvent) =>
    previewEvent(stage.reception.recorder, {
      incoming,
      body: JSON.stringify(asCloudEvent(incoming)),
      door: 'ingress',
      receivedAt: stage.clock.at,
    });
  const inTurn = (events: readonly IncomingEvent[]) =>
    previewInTurn(
      stage.reception.recorder,
      events.map((incoming) => ({
        incoming,
        body: JSON.stringify(asCloudEvent(incoming)),
        door: 'staff',
        receivedAt: stage.clock.at,
      })),
    );
  /** Names of what waits. */
  const waits = async () => (await store.waiting(SUBJECT)).map(({ source, id }) => `${source} ${id}`);
  return { ...stage, preview, inTurn, waits, writes };
}

/** Whether a preview says that what waits is judged behind it. */
const isAwaited = (said: Preview) =>
  said.outcome === 'would-record' && said.consequences.at(-1) === FOLLOWERS;

/** What happened, in the words of a preview. */
function asSaid(outcome: Outcome, said: Preview, facts: readonly (string | undefined)[]) {
  if (outcome.outcome === 'recorded') return { ...said, outcome: 'would-record', facts };
  // The desk keeps a message once: its second coming is a repeat of the same refusal.
  const isRepeated = outcome.outcome === 'duplicate' && said.outcome === 'refused';
  return isRepeated ? { outcome: 'refused', reason: 'event-id-reused' } : outcome;
}

test('what a preview says is what then happens, and looking changes nothing', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: POOL.length - 1 }), { minLength: 1, maxLength: 40 }),
      async (indexes) => {
        const { preview, send, store, writes } = stageThatCounts();
        for (const event of indexes.flatMap((index) => POOL[index] ?? [])) {
          const [before, memory] = [writes.count, structuredClone(store.memory)];
          const said = await preview(event);
          expect(writes.count).toBe(before);
          expect(store.memory).toEqual(memory);
          const outcome = await send(event);
          const log = (await store.history(SUBJECT)).map(({ event: { type } }) => type);
          const facts = 'versions' in outcome ? outcome.versions.map((version) => log[version - 1]) : [];
          expect(asSaid(outcome, said, facts)).toEqual(said);
        }
      },
    ),
    { numRuns: runs(300) },
  ));

/** Ahead of what they build on more often than not, so that much waits. */
const AHEAD: readonly IncomingEvent[] = [
  ...POOL,
  { ...signature('land'), id: 'ahead-land', sequence: '5' },
  signature('kommune', { fassung: 2 }),
  { ...released(3), id: 'ahead-release' },
  { ...revised(3), id: 'ahead-revised' },
  { ...scanChecked(), id: 'ahead-check' },
];

test('people are told that what waits is judged afterwards exactly where it then has its outcome', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...AHEAD), { minLength: 1, maxLength: 40 }), async (events) => {
      const { inTurn, send, waits } = stageThatCounts();
      for (const event of events) {
        const own = `${event.source} ${event.id}`;
        const before = (await waits()).filter((name) => name !== own);
        const { said } = await inTurn([event]);
        await send(event);
        const after = await waits();
        const isJudged = before.some((name) => !after.includes(name));
        expect(isAwaited(said)).toBe(said.outcome === 'would-record' && isJudged);
      }
    }),
    { numRuns: runs(300) },
  ));

test('a system is not told of what waits, and otherwise hears the same', async () => {
  const { preview, inTurn, send } = stageThatCounts();
  await send(drafted());
  await send(signature('land'));
  const { said } = await inTurn([released()]);
  if (said.outcome !== 'would-record') throw new Error(said.outcome);
  expect(isAwaited(said)).toBe(true);
  expect(await preview(released())).toEqual({ ...said, consequences: said.consequences.slice(0, -1) });
});

test('looking for what waits costs no read where the head counts nothing', async () => {
  const { inTurn, send, store } = stageThatCounts();
  for (const fact of [drafted(), released()]) await send(fact);
  store.waiting = () => Promise.reject(new Error('asked for what waits'));
  expect((await inTurn([signature('land')])).said.outcome).toBe('would-record');
});

test('of several in turn it is enough that one of them is waited for', async () => {
  const { inTurn, send, waits } = stageThatCounts();
  for (const fact of [drafted(), released(), revised(2), { ...signature('kommune', { fassung: 2 }) }])
    await send(fact);
  expect(await waits()).toHaveLength(1);
  const rest = [released(2), bescheid('aenderung', 880_000)];
  expect(isAwaited((await inTurn([bescheid('zuwendung', 890_000), ...rest])).said)).toBe(true);
  expect(isAwaited((await inTurn([signature('land', { fassung: 3 }), revised(3), released(3)])).said)).toBe(
    true,
  );
  const { said: unawaited } = await inTurn([bescheid('zuwendung', 890_000)]);
  expect(isAwaited(unawaited)).toBe(false);
});

const UNNUMBERED = POOL.filter(({ sequence }) => sequence === undefined);

test('what a preview says of several events in turn is what then happens, and looking changes nothing', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: UNNUMBERED.length - 1 }), { maxLength: 20 }),
      fc.array(fc.nat({ max: UNNUMBERED.length - 1 }), { minLength: 2, maxLength: 6 }),
      async (before, then) => {
        const { inTurn, send, store } = stageThatCounts();
        for (const event of before.flatMap((index) => UNNUMBERED[index] ?? [])) await send(event);
        // What waits goes on by itself in between; a preview does not look at it.
        fc.pre((await store.waiting(SUBJECT)).length === 0);
        const memory = structuredClone(store.memory);
        const events = then.flatMap((index) => UNNUMBERED[index] ?? []);
        const { turns } = await inTurn(events);
        expect(store.memory).toEqual(memory);
        for (const [at, turn] of turns.entries()) {
          const outcome = await send(events[at] ?? drafted());
          const log = (await store.history(SUBJECT)).map(({ event: { type } }) => type);
          const facts = 'versions' in outcome ? outcome.versions.map((version) => log[version - 1]) : [];
          const said = together([turn]);
          expect(asSaid(outcome, said, facts)).toEqual(said);
          if (turn.outcome === 'parked') return;
        }
      },
    ),
    { numRuns: runs(300) },
  ));

test('several events in turn are told as one: all facts, and the states before the first and after the last', async () => {
  const { inTurn, send } = stageThatCounts();
  for (const fact of [drafted(), released(), signature('land'), scanArchived()]) await send(fact);
  const { said } = await inTurn([scanChecked(), signature('kommune')]);
  expect(said).toMatchObject({
    outcome: 'would-record',
    facts: ['ScanChecked', 'SignatureReceived', 'ZielvereinbarungConcluded', 'PublicationDue'],
    states: { before: { vereinbarung: 'released' }, after: { vereinbarung: 'concluded' } },
  });
});

test('of several events in turn the first that is refused ends it, and is the answer', async () => {
  const { inTurn, send } = stageThatCounts();
  for (const fact of [drafted(), released(), scanArchived()]) await send(fact);
  const { said, turns } = await inTurn([scanChecked(), amended('correction', [1, 2]), signature('land')]);
  expect(turns.map(({ outcome }) => outcome)).toEqual(['would-record', 'refused']);
  expect(said).toEqual(turns[1]);
});

test('the same event twice in turn is a repeat', async () => {
  const { inTurn, send } = stageThatCounts();
  for (const fact of [drafted(), released()]) await send(fact);
  const { turns } = await inTurn([signature('land'), signature('land')]);
  expect(turns).toMatchObject([{ outcome: 'would-record' }, { outcome: 'duplicate', versions: [3] }]);
});

test('what waits in turn stands among what will happen of the rest, and the same event waits once', async () => {
  const { inTurn, send } = stageThatCounts();
  for (const fact of [drafted(), released()]) await send(fact);
  const signed = signature('kommune', { fassung: 2 });
  const { said, turns } = await inTurn([signed, signed, signature('land')]);
  expect(turns.map(({ outcome }) => outcome)).toEqual(['parked', 'duplicate', 'would-record']);
  const [waiting] = turns;
  if (waiting?.outcome !== 'parked' || said.outcome !== 'would-record') throw new Error(said.outcome);
  expect(said.facts).toEqual(['SignatureReceived']);
  expect(said.consequences).toContain(waitingSentence(waiting.reason));
});

test('a preview names the facts that would follow, the states and what would still be open', async () => {
  const { preview, send } = stageThatCounts();
  const facts = concludedFacts();
  for (const fact of facts.slice(0, -1)) await send(fact);
  const last = facts.at(-1) ?? drafted();
  expect(await preview(last)).toMatchObject({
    outcome: 'would-record',
    facts: ['ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue'],
    states: { before: { vereinbarung: 'released' }, after: { vereinbarung: 'concluded' } },
    hints: [],
  });
});

test('a correction between two signatures shows that the first would be void', async () => {
  const { preview, send } = stageThatCounts();
  for (const fact of [drafted(), released(), scanArchived(), scanChecked(), signature('land')])
    await send(fact);
  const said = await preview(amended('correction', [895_210, 900_000]));
  if (said.outcome !== 'would-record') throw new Error(`Was ${said.outcome}`);
  expect(said.openConditions.before.map(({ code }) => code)).not.toContain('signature-voided');
  expect(said.openConditions.after.map(({ code }) => code)).toContain('signature-voided');
});

test('a waiting event under another number is a repeat that waits for its own turn', async () => {
  const { preview, send } = stageThatCounts();
  const early = { ...signature('land'), sequence: '2' };
  await send(early);
  for (const fact of [drafted(), released()]) await send(fact);
  const other = { ...early, sequence: '1' };
  const said = await preview(other);
  expect(await send(other)).toEqual(said);
  expect(said).toMatchObject({ outcome: 'duplicate' });
});
