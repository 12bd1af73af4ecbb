import { berlinDay } from '../../shared/domain/dates/berlin.ts';
import { roleOf, type SenderRule } from '../../shared/domain/senders.ts';
import { attempt, carryOut } from './cloud/calls.ts';
import type { Command } from './cloud/command.ts';
import { Cloud, SENDER_ID, type NoticePlan } from './cloud/cloud.ts';
import { LATE, nameOfFault, NO_FAULTS, placesOf, type FaultPlan } from './cloud/faults.ts';
import { FUNCTIONS, type FunctionName, type Handler, type Stage } from './cloud/functions.ts';
import {
  failuresOf,
  FILTERS,
  passes,
  queueEvent,
  shardOf,
  streamEvent,
  type Reader,
} from './cloud/lambda.ts';
import { Process, type End, type Pending, type Rest } from './cloud/process.ts';
import { MAX_RECEIVES, VISIBILITY_MS, type Queue } from './cloud/queue.ts';
import type { Change } from './cloud/table.ts';

/** What differs between runs; without it everything takes place in one fixed order and nothing fails. */
export type Settings = {
  readonly start: string;
  readonly senders: readonly SenderRule[];
  readonly salt: () => string;
  readonly undoWindowMinutes: number;
  /** Most messages and records of a batch. */
  readonly batch: number;
  /** Most runs of one function at once. */
  readonly concurrency: number;
  readonly shards: number;
  /** Receives before a message is a dead letter. */
  readonly maxReceives: number;
  /** No process runs twice. */
  readonly coldStarts?: boolean;
  /** Which of so many possible steps comes next; 0 is the oldest. */
  readonly pick: (length: number) => number;
  /** How long a step takes, in milliseconds. */
  readonly pace: () => number;
  /** What makes pauses differ, from 0 up to 1. */
  readonly chance: () => number;
  readonly notices: NoticePlan;
  /** What becomes of a batch of the stream: worked off once, twice, or lost. */
  readonly streamFate: () => 'once' | 'twice' | 'lost';
  /** By how many milliseconds the clock of a function is ahead in the run that begins now. */
  readonly ahead: () => number;
  /** Whether the functions' clock stands where `start` put it until it is moved by hand. */
  readonly standingClock: boolean;
  /** Hears every line that a function logs; without it nobody does. */
  readonly logged?: (line: object) => void;
};

/** In one fixed order, one at a time, without faults, with a clock that stands. */
export const CALM: Omit<Settings, 'senders'> = {
  start: '2025-09-01T10:00:00.000Z',
  salt: () => '5a'.repeat(16),
  undoWindowMinutes: 0,
  batch: 1,
  concurrency: 1,
  shards: 1,
  maxReceives: MAX_RECEIVES,
  pick: () => 0,
  pace: () => 1,
  chance: () => 0.5,
  notices: () => [{ after: 0 }],
  streamFate: () => 'once',
  ahead: () => 0,
  standingClock: true,
};

type Run = { readonly process: Process; readonly onEnd: (end: End | 'killed') => void };
/** A write that takes place later than its caller believes. */
type LateWrite = {
  readonly by: string;
  readonly command: Command;
  readonly when: (typeof LATE)[number];
};
type Step = () => Promise<void> | void;

/** A person or a system outside: what they do next, and when. */
export type Errand = { readonly due: number; readonly run: () => Promise<void> | void };

const RETRY_MS = 1000;
/** How soon whoever got no answer asks again; a queue waits for its visibility. */
const COMES_AGAIN_MS: Readonly<Record<string, number>> = {
  'publish-portal': RETRY_MS,
  'relay-events': RETRY_MS,
  'staff-api': RETRY_MS,
  remind: 60_000,
  reconcile: 60_000,
};
const LONG_AFTER_MS = 600_000;
/** Tries of a stream batch; stands for the hour after which the mapping gives a record up. */
const STREAM_TRIES = 10;

/** The whole of Zielvereinbarungen in one process: real handlers, imitated services, and somebody who decides what comes next. */
export class Simulation {
  readonly cloud: Cloud;
  readonly settings: Settings;
  /** Every call in order, with the name of the fault that it met. */
  readonly calls: { readonly by: string; readonly command: string; readonly fault?: string }[] = [];
  /** Records that a reader gave up after all its tries. */
  readonly givenUp: { readonly fn: string }[] = [];
  /** Bodies of dead letters that were sent back. */
  readonly sentBack: string[] = [];
  /** Failures of a function that no service caused. */
  readonly mistakes: string[] = [];
  /** Changes of the table that no reader will ever see again. */
  readonly lostRecords: { readonly fn: string; readonly change: Change }[] = [];
  /** Which faults meet the calls from now on. */
  faults: FaultPlan;
  private readonly stage: Stage;
  private readonly instant: () => number;
  private readonly runs: Run[] = [];
  private readonly warm = new Map<FunctionName, { readonly process: Process; readonly handler: Handler }[]>();
  private readonly errands: Errand[] = [];
  /** What callers believe undone, and will be done. */
  private readonly late: LateWrite[] = [];
  private readonly readers: readonly Reader[];
  private clockAt: number;
  private callsBefore = 0;
  private isSomebodyStirred = false;

  constructor(settings: Settings, faults = NO_FAULTS) {
    this.settings = settings;
    this.faults = faults;
    this.clockAt = Date.parse(settings.start);
    const instant = () => (settings.standingClock ? this.clockAt : this.cloud.now);
    this.instant = instant;
    const { notices, maxReceives } = settings;
    this.cloud = new Cloud({ now: this.clockAt, instant, notices, maxReceives });
    this.stage = {
      clock: clockOf(instant),
      salt: settings.salt,
      senders: settings.senders,
      internalQueueArn: this.cloud.internal.arn,
      operatorId: roleOf(SENDER_ID.operator),
      undoWindowMinutes: settings.undoWindowMinutes,
      chance: settings.chance,
      noted: (line) => settings.logged?.(line),
      failed: (error) => {
        settings.logged?.({ error: error instanceof Error ? error.message : String(error) });
        if (isMistake(error)) this.mistakes.push(error instanceof Error ? (error.stack ?? '') : '');
      },
    };
    const shards = Array.from({ length: settings.shards }, (_, shard) => shard);
    this.readers = shards.flatMap((shard) =>
      (['publish-portal', 'relay-events'] as const).map((fn) => ({
        fn,
        shard,
        shards: settings.shards,
        at: 0,
        retryAt: 0,
        tries: 0,
        isBusy: false,
      })),
    );
  }

  /** Instant of the functions' clock, RFC 3339. */
  now(): string {
    return this.stage.clock.now();
  }

  /** Lets this much time pass, for queues and for the functions' clock. */
  pass(milliseconds: number): void {
    this.cloud.now += milliseconds;
    this.clockAt += milliseconds;
  }

  /** Only the queues grow older, by more than they remember; the functions' clock stands. */
  letTheQueuesForget(): void {
    this.cloud.now += 10 * 60_000;
  }

  /** Somebody outside does this once the time has come. */
  expect(errand: Errand): void {
    this.errands.push(errand);
  }

  /** Calls a function and tells how that ended; `killed` where nobody will ever answer. */
  call(fn: FunctionName, event: object): Promise<End | 'killed'> {
    return new Promise((resolve) => {
      const answer = (end: End | 'killed') => {
        this.isSomebodyStirred = true;
        resolve(end);
      };
      this.errands.push({ due: this.cloud.now, run: () => this.start(fn, event, answer) });
    });
  }

  /** Resolves once this much time has passed. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const due = this.cloud.now + milliseconds;
      const run = () => {
        this.isSomebodyStirred = true;
        resolve();
      };
      this.errands.push({ due, run });
    });
  }

  /** Goes on until nothing is left that could take place by itself. */
  async settle(): Promise<void> {
    await tick();
    for (;;) {
      const steps = this.steps();
      if (steps.length > 0) await steps[this.settings.pick(steps.length)]?.();
      else if (!this.skipToNext()) return;
      this.cloud.now += this.settings.pace();
      // Who waited outside goes on and says what is next, before anything else takes place.
      if (this.isSomebodyStirred) await tick();
      this.isSomebodyStirred = false;
    }
  }

  /**
   * Another simulation that goes on from here, under other faults, with cold processes. Only at rest: what is
   * under way is not taken along.
   */
  fork(faults: FaultPlan): Simulation {
    const other = new Simulation(this.settings, faults);
    other.cloud.goOnFrom(this.cloud);
    other.clockAt = this.clockAt;
    other.callsBefore = this.callCount();
    other.lostRecords.push(...this.lostRecords);
    for (const [index, reader] of other.readers.entries()) reader.at = this.readers[index]?.at ?? 0;
    return other;
  }

  /** How many records of the stream and notices of the inbox nobody will ever hear of. */
  lostCount(): number {
    return this.lostRecords.length + this.cloud.lostNotices;
  }

  /** Calls since the beginning, those before a fork included. */
  callCount(): number {
    return this.callsBefore + this.calls.length;
  }

  private steps(): readonly Step[] {
    const awake = this.runs.filter(({ process }) => (process.goesOnAt ?? 0) <= this.cloud.now);
    const calls = awake.flatMap(({ process }) =>
      process.pending.map((pending) => () => this.carryOut(process, pending)),
    );
    if (this.settings.concurrency === 1 && calls.length > 0) return calls;
    const rests = awake.flatMap(({ process }) =>
      process.rests.map((rest) => ({ until: rest.until, run: () => this.goOn(process, rest) })),
    );
    // One at a time: whoever pauses keeps its turn.
    if (this.settings.concurrency === 1 && rests.length > 0) return rests.map(({ run }) => run);
    const rested = rests.filter(({ until }) => until <= this.cloud.now).map(({ run }) => run);
    return [...calls, ...rested, ...this.readerSteps(), ...this.queueSteps(), ...this.errandSteps()];
  }

  private readerSteps(): readonly Step[] {
    return this.readers.flatMap((reader) => {
      const isReady = !reader.isBusy && reader.retryAt <= this.cloud.now;
      return isReady && this.hasNext(reader) ? [() => this.read(reader)] : [];
    });
  }

  private queueSteps(): readonly Step[] {
    const { internal, inspection, production, ingress } = this.cloud;
    const mappings = [
      [internal, 'record-event'],
      [inspection, 'inspect-scan'],
      [production, 'produce-documents'],
      [ingress, 'record-event'],
    ] as const;
    return mappings.flatMap(([queue, fn]) =>
      this.running(fn) < this.settings.concurrency && queue.hasVisible(this.cloud.now)
        ? [() => this.drain(queue, fn)]
        : [],
    );
  }

  private errandSteps(): readonly Step[] {
    const due = this.errands.filter((errand) => errand.due <= this.cloud.now);
    return due.map((errand) => () => {
      this.errands.splice(this.errands.indexOf(errand), 1);
      return errand.run();
    });
  }

  /** Nothing is possible now: time goes on to what comes next, if anything does. */
  private skipToNext(): boolean {
    const { internal, inspection, production, ingress } = this.cloud;
    const later = [
      ...[internal, inspection, production, ingress].map((queue) => queue.nextVisible(this.cloud.now)),
      ...this.readers.filter((reader) => this.hasNext(reader)).map(({ retryAt }) => retryAt),
      ...this.errands.map(({ due }) => due),
      ...this.runs.map(({ process }) => process.goesOnAt),
      ...this.runs.flatMap(({ process }) => process.rests.map(({ until }) => until)),
    ].filter((at): at is number => at !== undefined && at > this.cloud.now);
    if (later.length === 0) return false;
    this.cloud.now = Math.max(this.cloud.now, Math.min(...later));
    return true;
  }

  private running(fn: FunctionName): number {
    return this.runs.filter(({ process }) => process.fn === fn && process.goesOnAt === undefined).length;
  }

  private drain(queue: Queue, fn: FunctionName): Promise<void> | void {
    const batch = queue.receive(this.settings.batch, this.cloud.now, this.settings.pick);
    if (batch.length === 0) return;
    const receipts = batch.map((message) => [message, message.receipt] as const);
    return this.start(fn, queueEvent(queue, batch), (end) => {
      // Nobody answers for a process that is gone: its messages come back when their time is over.
      if (end === 'killed') return;
      const failed = failuresOf(
        end,
        batch.map(({ messageId }) => messageId),
      );
      for (const [message, receipt] of receipts)
        if (!failed.includes(message.messageId)) queue.delete(message, receipt);
    });
  }

  /** Whether there is a change for this reader; its place moves on to it. */
  private hasNext(reader: Reader): boolean {
    const { changes } = this.cloud.table;
    while (reader.at < changes.length && !this.isFor(reader, changes[reader.at])) reader.at += 1;
    return reader.at < changes.length;
  }

  private isFor(reader: Reader, change: Change | undefined): change is Change {
    const isMine = change !== undefined && shardOf(change.partition, reader.shards) === reader.shard;
    return isMine && passes(FILTERS[reader.fn], change);
  }

  private batchOf(reader: Reader): readonly (readonly [number, Change])[] {
    const batch: (readonly [number, Change])[] = [];
    const { changes } = this.cloud.table;
    for (let index = reader.at; index < changes.length && batch.length < this.settings.batch; index += 1) {
      const change = changes[index];
      if (this.isFor(reader, change)) batch.push([index, change]);
    }
    return batch;
  }

  private read(reader: Reader): Promise<void> | void {
    const batch = this.batchOf(reader);
    const after = (batch.at(-1)?.[0] ?? reader.at) + 1;
    const fate = this.settings.streamFate();
    if (fate === 'lost') {
      for (const [, change] of batch) this.lostRecords.push({ fn: reader.fn, change });
      reader.at = after;
      return;
    }
    reader.isBusy = true;
    return this.start(reader.fn, streamEvent(batch), (end) => {
      reader.isBusy = false;
      const ids = batch.map(([index]) => String(index));
      const [failed] = end === 'killed' ? ids : failuresOf(end, ids);
      if (failed === undefined) {
        reader.tries = 0;
        // The place of a reader is kept now and then only: what was worked off may come once more.
        if (fate === 'once') reader.at = after;
        return;
      }
      reader.at = Number(failed);
      reader.tries += 1;
      reader.retryAt = this.cloud.now + RETRY_MS;
      if (reader.tries >= STREAM_TRIES) this.giveUp(reader);
    });
  }

  private giveUp(reader: Reader): void {
    const change = this.cloud.table.changes[reader.at];
    if (change !== undefined) this.lostRecords.push({ fn: reader.fn, change });
    this.givenUp.push({ fn: reader.fn });
    reader.at += 1;
    reader.tries = 0;
  }

  private async start(fn: FunctionName, event: object, onEnd: Run['onEnd']): Promise<void> {
    const idle = this.warm.get(fn)?.pop();
    const process = idle?.process ?? new Process(fn, () => this.cloud.now);
    process.ahead = this.settings.ahead();
    const handler = idle?.handler ?? FUNCTIONS[fn](process, this.stageOf(process));
    const run: Run = {
      process,
      onEnd: (end) => {
        this.runs.splice(this.runs.indexOf(run), 1);
        if (end !== 'killed' && this.settings.coldStarts !== true)
          this.warm.set(fn, [...(this.warm.get(fn) ?? []), { process, handler }]);
        onEnd(end);
      },
    };
    this.runs.push(run);
    await process.begin(() => handler(event));
    this.reap(run);
  }

  /** The stage as this process sees it: by a clock of its own. */
  private stageOf(process: Process): Stage {
    return { ...this.stage, clock: clockOf(() => this.instant() + process.ahead) };
  }

  private async goOn(process: Process, rest: Rest): Promise<void> {
    this.cloud.now = Math.max(this.cloud.now, rest.until);
    await process.goOn(rest);
    const run = this.runs.find((one) => one.process === process);
    if (run !== undefined) this.reap(run);
  }

  private async carryOut(process: Process, pending: Pending): Promise<void> {
    const run = this.runs.find((one) => one.process === process);
    if (run === undefined) return;
    const call = { index: this.callCount(), by: process.fn, command: pending.command };
    const planned = this.faults(call);
    // After an earlier fault another call may stand in this place.
    const fault = planned && planned.at < placesOf(planned.kind, call.command) ? planned : undefined;
    this.calls.push({ by: call.by, command: call.command.name, ...(fault && { fault: nameOfFault(fault) }) });
    const command = withToken(call.command, call.index);
    this.land(call, 'before');
    const answer = carryOut(command, fault, (asked) => this.cloud.perform(asked, process.fn));
    this.land(call, 'after');
    if (fault?.kind === 'late') this.expectLate({ by: call.by, command, when: LATE[fault.at] ?? 'before' });
    if (answer === 'process-ended') return this.forget(run);
    if (fault?.kind === 'overdue') this.goOnUnheard(run, fault.at);
    await process.answer(pending, answer);
    this.reap(run);
  }

  /** A write that its caller believes undone takes place later: at the latest long after its repeat. */
  private expectLate(write: LateWrite): void {
    this.late.push(write);
    const after = this.comesAgainAfter(write.by) + (1 + this.settings.pick(2)) * LONG_AFTER_MS;
    this.expect({ due: this.cloud.now + after, run: () => this.perform(write) });
  }

  /** What is late takes place around the next call of the same kind, where it is to. */
  private land({ by, command }: Pick<LateWrite, 'by' | 'command'>, when: LateWrite['when']): void {
    const landing = this.late.filter(
      (write) => write.when === when && write.by === by && write.command.name === command.name,
    );
    for (const write of landing) this.perform(write);
  }

  /** Once; nobody hears whether the service refused it. */
  private perform(write: LateWrite): void {
    const at = this.late.indexOf(write);
    if (at < 0) return;
    this.late.splice(at, 1);
    attempt(write.command, (asked) => this.cloud.perform(asked, write.by));
  }

  private comesAgainAfter(fn: string): number {
    return COMES_AGAIN_MS[fn] ?? VISIBILITY_MS;
  }

  private forget(run: Run): void {
    const at = this.runs.indexOf(run);
    run.onEnd('killed');
    if (this.runs[at] === run) this.runs.splice(at, 1);
  }

  /**
   * The run counts as ended and failed, but its process goes on and is not heard any more: while its message is
   * worked off again, or long after.
   */
  private goOnUnheard(run: Run, late: number): void {
    const { process } = run;
    const again = this.comesAgainAfter(process.fn);
    process.goesOnAt = this.cloud.now + again + 2 + late * (1 + this.settings.pick(2)) * LONG_AFTER_MS;
    run.onEnd('killed');
    this.runs.push({ process, onEnd: () => undefined });
  }

  private reap({ process }: Run): void {
    const run = this.runs.find((one) => one.process === process);
    if (run === undefined || process.end === undefined) return;
    if (process.goesOnAt !== undefined) this.runs.splice(this.runs.indexOf(run), 1);
    else run.onEnd(process.end);
  }
}

/** An error of the language, never of a service. */
function isMistake(error: unknown): boolean {
  return [TypeError, ReferenceError, RangeError].some((kind) => error instanceof kind);
}

/** An instant as RFC 3339: written anew only once it has moved. */
function clockOf(instant: () => number): Stage['clock'] {
  const now = writtenOnce(instant);
  return { now, today: () => dayAt(now()) };
}

function writtenOnce(instant: () => number): () => string {
  let [at, written] = [Number.NaN, ''];
  return () => {
    if (instant() !== at) [at, written] = [instant(), new Date(instant()).toISOString()];
    return written;
  };
}

const days = new Map<string, string>();

/** Days change at full hours only: each hour is looked up once. */
function dayAt(now: string): string {
  const hour = now.slice(0, 13);
  const day = days.get(hour) ?? berlinDay(now);
  days.set(hour, day);
  return day;
}

/** The SDK gives a transaction a token and keeps it through its own tries: what was done is answered again. */
function withToken({ name, input }: Command, index: number): Command {
  if (name !== 'TransactWriteItems') return { name, input };
  return { name, input: { ClientRequestToken: `call-${index}`, ...input } };
}

/** Lets what was promised before go on until it waits for something. */
function tick(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
