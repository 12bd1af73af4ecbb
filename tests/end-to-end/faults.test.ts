import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFunction } from '../../infra/constructs/functions/function-bundles.ts';
import { audit } from '../auditor/audit.ts';
import { emulatorForTests, withoutEmulator } from '../support/processes/emulator.ts';
import type { ForcedFault, PassedCall, PassingCall } from '../support/processes/faulty-way.ts';
import { outcomeOf } from '../support/histories/recording-outcome.ts';
import { LETTERS, LIMBURG } from '../support/histories/recording-story.ts';
import { record, type Play, type Recording } from './recording.ts';

// The simulator proves every fault at every call; here the same faults meet real processes, the real FIFO queue and
// the real transactions of the emulator. What the emulator does otherwise than AWS:
// - It never throttles, never meets a conflict, loses no answer: a proxy before it does.
// - Its own mapping deletes a batch whose answer it cannot read: ours fails it, as Lambda does.
// - Killed, it would lose its state: only the process of the function is ever killed.
// - One batch at a time, every SenderId is the account: parallel groups and roles are for the simulator.
const ROOT = join(import.meta.dirname, '../..');
const BATCHES = [1, 3, 10] as const;
/** With the ten receives of the stack, which delivers one by one. */
const AT_EVERY_COMMIT = [
  { batch: 1, faults: ['killed-before', 'killed-after'] },
  { batch: 3, faults: ['killed-after'] },
] as const;
/** Recordings at the same time, each with a queue, a table and a process of its own. */
const SIDE_BY_SIDE = 3;

describe.skipIf(withoutEmulator)('record-event on the real queue and the real table', () => {
  const emulator = emulatorForTests();
  const faults: PassedCall[] = [];
  let folder = '';
  let calm: Recording;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aqb-record-event-'));
    await bundleFunction('record-event', { root: ROOT, outdir: folder });
    calm = await play({ batch: 10 });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    const counts = Map.groupBy(faults, ({ fault }) => fault);
    console.log(`Forced in all: ${[...counts].map(([fault, met]) => `${met.length} ${fault}`).join(', ')}`);
  });

  async function play(how: Omit<Play, 'endpoint' | 'bundle'>): Promise<Recording> {
    const bundle = join(folder, 'record-event', 'index.mjs');
    const recording = await record(LETTERS, { endpoint: emulator.endpoint(), bundle, ...how });
    faults.push(...faultsIn(recording));
    return recording;
  }

  /** What is not as it is without faults; and whatever the auditor finds. */
  function deviationsOf({ evidence }: Recording): readonly object[] {
    const [expected, found] = [outcomeOf(calm.evidence), outcomeOf(evidence)];
    return [
      ...expected.filter((item) => !found.includes(item)).map((missing) => ({ missing })),
      ...found.filter((item) => !expected.includes(item)).map((unexpected) => ({ unexpected })),
      ...audit(evidence),
      ...evidence.dead.map((dead) => ({ dead })),
      ...evidence.unhandled.map((unhandled) => ({ unhandled })),
    ];
  }

  test('without faults leaves the same table in batches of 1, 3 and 10, and the auditor finds nothing', async () => {
    const recordings = await sideBySide(BATCHES, (batch) => play({ batch }));
    expect(recordings.flatMap(deviationsOf)).toEqual([]);
    expect(recordings.map(({ runs }) => runs.length)).toEqual([16, 6, 2]);
    const log = outcomeOf(calm.evidence).filter((item) => item.includes('"SK":"EVENT#'));
    expect(log).toHaveLength(13);
  });

  test('killed in mid-batch after any of its commits, before it hears of it, ends in the same table', async () => {
    const commits = calm.calls.filter(isCommit).map(({ nth }) => nth);
    const recordings = await sideBySide(commits, (n) =>
      play({ batch: 10, faultOf: (call) => (isCommit(call) && call.nth === n ? 'killed-after' : undefined) }),
    );
    console.log(`A batch of 10, one kill each: ${told(recordings.flatMap(faultsIn))}`);
    expect(recordings.map(killsIn)).toEqual(commits.map(() => 1));
    expect(recordings.flatMap(deviationsOf)).toEqual([]);
  });

  test('killed at every commit, one by one before and after it, in batches after it, ends in the same table', async () => {
    const recordings = await sideBySide(AT_EVERY_COMMIT, ({ faults: kills, ...how }) =>
      play({ ...how, faultOf: atEveryCommit(...kills) }),
    );
    for (const [index, { batch }] of AT_EVERY_COMMIT.entries()) {
      const met = recordings[index] === undefined ? [] : faultsIn(recordings[index]);
      console.log(`In batches of ${batch}: ${told(met)}`);
    }
    expect(recordings.map(killsIn)).toEqual(recordings.map((recording) => faultsIn(recording).length));
    expect(Math.min(...recordings.map(killsIn))).toBeGreaterThan(15);
    expect(recordings.flatMap(deviationsOf)).toEqual([]);
  });

  test.concurrent('what a killed process held comes back when its visibility ends, its groups behind it', async () => {
    const faultOf = (call: PassingCall) => (isCommit(call) && call.nth === 3 ? 'killed-after' : undefined);
    const recording = await play({ batch: 10, comesBack: 'in time', faultOf });
    expect(recording.runs.map(({ end, received }) => [end, received.length])).toEqual([
      ['killed', 10],
      ['answered', 10],
      ['answered', 6],
    ]);
    expect(deviationsOf(recording)).toEqual([]);
  });

  test.concurrent('a lost answer to any commit is asked for again under the same token, and nothing is doubled', async () => {
    const recording = await play({ batch: 10, faultOf: atEveryCommit('answer-lost') });
    const commits = recording.calls.filter(isCommit);
    const lost = commits.filter(({ fault }) => fault === 'answer-lost');
    expect(lost).toHaveLength(calm.calls.filter(isCommit).length);
    expect(commits.filter(({ fault }) => fault === undefined).map(({ body }) => body)).toEqual(
      lost.map(({ body }) => body),
    );
    expect(recording.runs.flatMap(({ failed }) => failed)).toEqual([]);
    expect(deviationsOf(recording)).toEqual([]);
  });

  test.concurrent.each([
    ['is throttled', 'throttled'],
    ['meets another transaction', 'conflict'],
  ] as const)('where every commit %s at first, each is done in the same run', async (_, fault) => {
    const recording = await play({ batch: 10, faultOf: atEveryCommit(fault) });
    expect(faultsIn(recording)).toHaveLength(calm.calls.filter(isCommit).length);
    expect(recording.runs.flatMap(({ failed }) => failed)).toEqual([]);
    expect(deviationsOf(recording)).toEqual([]);
  });

  test.concurrent.each([
    [1, 1],
    [3, 1],
    [10, 4],
  ] as const)(
    'a warm process in batches of %i fails the rest of one group, takes the others, and retries that group (R17)',
    async (batch, failures) => {
      // As often as the client asks: then the message fails.
      const recording = await play({ batch, faultOf: atTheDraft('throttled', 'throttled', 'throttled') });
      const [failing, next, ...others] = recording.runs.slice(
        recording.runs.findIndex(({ failed }) => failed.length > 0),
      );
      const limburg = failing?.received.filter(
        ({ Attributes }) => Attributes?.['MessageGroupId'] === LIMBURG,
      );
      expect(failing?.failed).toEqual(limburg?.map(({ MessageId }) => MessageId).slice(-failures));
      expect(next?.received.map(({ MessageId }) => MessageId).slice(0, failures)).toEqual(failing?.failed);
      expect([next, ...others].flatMap((run) => run?.failed)).toEqual([]);
      expect(new Set(recording.runs.map(({ pid }) => pid)).size).toBe(1);
      expect(deviationsOf(recording)).toEqual([]);
    },
  );
});

const isCommit = ({ operation }: PassingCall) => operation === 'TransactWriteItems';
const faultsIn = ({ calls }: Recording) => calls.filter(({ fault }) => fault !== undefined);
const killsIn = ({ runs }: Recording) => runs.filter(({ end }) => end === 'killed').length;

/** Each commit, told by the items that it writes, meets these faults one after the other, and then no more. */
function atEveryCommit(...faults: readonly ForcedFault[]): NonNullable<Play['faultOf']> {
  const met = new Map<string, number>();
  return (call) => {
    if (!isCommit(call)) return undefined;
    const items = call.body.match(/"[PS]K":\{"S":"[^"]*"/gu)?.join() ?? '';
    const before = met.get(items) ?? 0;
    met.set(items, before + 1);
    return faults[before];
  };
}

/** Only the commit that begins the log of Limburg-Weilburg meets them. */
function atTheDraft(...faults: readonly ForcedFault[]): NonNullable<Play['faultOf']> {
  const fault = atEveryCommit(...faults);
  return (call) =>
    call.body.includes(`"ZV#${LIMBURG}"`) && call.body.includes('"EVENT#000001"') ? fault(call) : undefined;
}

/** `18 killed-after at TransactWriteItems 1, 2, 3 …`. */
function told(calls: readonly PassedCall[]): string {
  const kinds = Map.groupBy(calls, ({ fault, operation }) => `${fault} at ${operation}`);
  return [...kinds]
    .map(([kind, met]) => `${met.length} ${kind} ${met.map(({ nth }) => nth).join(', ')}`)
    .join('; ');
}

async function sideBySide<Entry, Result>(
  entries: readonly Entry[],
  run: (entry: Entry) => Promise<Result>,
): Promise<readonly Result[]> {
  const left = [...entries.entries()];
  const results: Result[] = [];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, entry] = next;
      results[index] = await run(entry);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return results;
}
