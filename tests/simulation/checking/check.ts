import { hash } from 'node:crypto';
import { audit } from '../../auditor/audit.ts';
import { printOf } from './battery.ts';
import { MAX_RECEIVES } from '../cloud/queue.ts';
import { evidenceOf } from './evidence.ts';
import { playHistory, type Played } from '../histories/history.ts';
import { sendBody } from '../histories/people.ts';

/** What one history came to: what does not hold, and how much there was of everything. */
export type Verdict = {
  readonly seed: number;
  readonly violations: readonly string[];
  /** Of every call, fault and byte, where it is asked for: the same seed gives the same every time. */
  readonly digest?: string;
  readonly events: number;
  readonly messages: number;
  readonly calls: number;
  readonly faults: number;
  /** Records of the stream and notices of the inbox that were lost. */
  readonly lost: number;
};

/** Plays a seed and looks at what it left behind with the auditor's eyes; one in four is then told everything again. */
export async function check(
  seed: number,
  asked: { readonly digest: boolean } = { digest: false },
): Promise<Verdict> {
  try {
    const played = await playHistory(seed);
    const violations = [
      ...audit(evidenceOf(played)).map(
        ({ invariant, subject = '', what }) => `${invariant} ${subject} ${what}`,
      ),
      ...machinery(played),
    ];
    const digest = asked.digest ? { digest: digestOf(played) } : {};
    const verdict = { ...verdictOf(seed, played), ...digest, violations };
    return seed % 4 === 0 && violations.length === 0
      ? { ...verdict, violations: await toldAgain(played) }
      : verdict;
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const nothing = { events: 0, messages: 0, calls: 0, faults: 0, lost: 0 };
    return { seed, violations: [`The simulation ended early: ${what}`], ...nothing };
  }
}

/**
 * A machine that fails for good is no fault of the dice: with fewer faults than receives nothing becomes a dead
 * letter and no record of the stream is given up (d-4); sent back without faults, every dead letter is judged.
 */
function machinery({ simulation }: Played): readonly string[] {
  const { cloud, calls, settings, givenUp, sentBack, mistakes } = simulation;
  const faults = calls.filter(({ fault }) => fault !== undefined).length;
  const mayDie = faults >= MAX_RECEIVES || settings.maxReceives < MAX_RECEIVES;
  const queues = [cloud.ingress, cloud.internal, cloud.inspection, cloud.production];
  return [
    ...queues.flatMap(({ dead, settings: { name } }) =>
      dead.map(({ body }) => `I3 A dead letter remains in ${name}: ${body.slice(0, 200)}`),
    ),
    ...(mayDie ? [] : sentBack.map((body) => `I3 A message became a dead letter: ${body.slice(0, 200)}`)),
    ...(faults >= MAX_RECEIVES ? [] : givenUp.map(({ fn }) => `I3 ${fn} gave a record of the stream up`)),
    ...mistakes.map((mistake) => `A mistake in the program: ${mistake}`),
  ];
}

function verdictOf(seed: number, { simulation }: Played): Verdict {
  const { cloud, calls } = simulation;
  const events = cloud.table.all().filter((item) => item['SK']?.S?.startsWith('EVENT#'));
  return {
    seed,
    violations: [],
    events: events.length,
    messages: cloud.ingress.taken.length + cloud.internal.taken.length,
    calls: calls.length,
    faults: calls.filter(({ fault }) => fault !== undefined).length,
    lost: simulation.lostCount(),
  };
}

function digestOf({ simulation }: Played): string {
  const trace = simulation.calls.map(({ by, command, fault = '' }) => `${by} ${command} ${fault}`).join('\n');
  return hash('sha256', trace + printOf(simulation)).slice(0, 16);
}

/**
 * I10: every message of other systems comes once more, long after; nothing changes. Only what was refused for a
 * reason that passes by itself is meant to be judged anew (rule 5).
 */
async function toldAgain({ simulation }: Played): Promise<readonly string[]> {
  const { cloud } = simulation;
  const before = keptOf(cloud);
  simulation.pass(24 * 3_600_000);
  const passing = new Set(
    cloud.table
      .all()
      .filter(mayPass)
      .map(({ id }) => id?.S),
  );
  const messages = cloud.ingress.taken.filter(({ body }) => !passing.has(idOf(body)));
  for (const { body, ...sent } of messages) sendBody(simulation, body, { group: groupOf(body), ...sent });
  await simulation.settle();
  const after = keptOf(cloud);
  return [
    ...after
      .filter((line) => !before.includes(line))
      .map((line) => `I10 Told again, everything makes this anew: ${line}`),
    ...before
      .filter((line) => !after.includes(line))
      .map((line) => `I10 Told again, everything loses this: ${line}`),
  ];
}

const PASSING = ['date-in-future', 'event-time-invalid', 'gebietskoerperschaft-not-valid-in-year'];

function mayPass({ PK, reason }: Readonly<Record<string, { readonly S?: string }>>): boolean {
  return PK?.S?.startsWith('CLEARING#') === true && PASSING.includes(reason?.S ?? '');
}

function idOf(body: string): string | undefined {
  return /"id":"([^"]+)"/u.exec(body)?.[1];
}

function groupOf(body: string): string {
  return /"subject":"([^"]+)"/u.exec(body)?.[1] ?? 'unreadable';
}

/** Logs, what waits, what lies at the desk, lists, archive and pages. */
function keptOf({ table, portal, archive }: Played['simulation']['cloud']): readonly string[] {
  const kept = table
    .all()
    .filter(
      (item) =>
        /^(?:EVENT|PARKED)#/u.test(item['SK']?.S ?? '') || /^(?:CLEARING|YEAR)#/u.test(item['PK']?.S ?? ''),
    );
  const pages = [...portal.newest(), ...archive.newest()].map(({ key, sha256 }) => [key, sha256]);
  return [...kept.map((item) => JSON.stringify(item)), ...pages.map(String)];
}
