import { auditForward } from '../../auditor/public/portal.ts';
import { objectOf } from '../cloud/command.ts';
import { faultsOf, nameOfFault, type Fault, type FaultPlan } from '../cloud/faults.ts';
import { isPipeline } from './extent.ts';
import { MAIN_JOB, playStage } from '../histories/main-job.ts';
import { SIMULATED_SENDERS } from '../histories/senders.ts';
import { CALM, Simulation } from '../simulation.ts';

/** One fault at one call of the main job. */
export type Case = {
  readonly call: number;
  readonly by: string;
  readonly name: string;
  readonly fault: Fault;
};

/**
 * `<function> <command> <object> <how many times by then> <fault>`: how a case is told and repeated. It says what it
 * meets, not at which call: what is read before does not change it.
 */
export const nameOfCase = ({ name, fault }: Case) => `${name} ${nameOfFault(fault)}`;

/** Names every fault that a call can meet, for every call of a run without faults. */
export function notingCases(cases: Case[]): FaultPlan {
  const times = new Map<string, number>();
  return ({ index, by, command }) => {
    const met = `${by} ${command.name} ${objectOf(command)}`;
    const time = (times.get(met) ?? 0) + 1;
    times.set(met, time);
    const call = { call: index, by, name: `${met} ${time}` };
    cases.push(...faultsOf(command).map((fault) => ({ ...call, fault })));
    return undefined;
  };
}

/** The main job without faults: at rest before each of its stages, and after the last. */
export type Course = {
  readonly atRest: readonly Simulation[];
  readonly prints: readonly string[];
  readonly cases: readonly Case[];
};

/** Plays the main job without faults and names every fault that each of its calls can meet. */
export async function calmCourse(): Promise<Course> {
  const atRest = [new Simulation({ ...CALM, senders: SIMULATED_SENDERS })];
  const cases: Case[] = [];
  const noting = notingCases(cases);
  for (const stage of MAIN_JOB) {
    const next = (atRest.at(-1) ?? fail()).fork(noting);
    await playStage(next, stage);
    atRest.push(next);
  }
  return { atRest, prints: atRest.map(printOf), cases };
}

/**
 * Plays the main job with these faults, and ends as soon as everything that is kept is as it is without them: from
 * there on both are one. Gives the simulation at the end of the job.
 */
export async function playWith(course: Course, cases: readonly Case[]): Promise<Simulation> {
  const planned = new Map(cases.map(({ call, fault }) => [call, fault]));
  const plan: FaultPlan = ({ index }) => planned.get(index);
  const first = Math.min(...cases.map(({ call }) => call));
  let at = course.atRest.findLastIndex((simulation) => simulation.callCount() <= first);
  let simulation = (course.atRest[at] ?? fail()).fork(plan);
  while (at < MAIN_JOB.length) {
    await playStage(simulation, MAIN_JOB[at] ?? fail());
    auditForward(simulation.cloud.portalWrites, (_, what) => {
      throw new Error(`I7 ${what}`);
    });
    at += 1;
    const isAsCalm = printOf(simulation) === course.prints[at];
    const left = cases.filter(({ call }) => call >= (course.atRest[at]?.callCount() ?? 0));
    if (!isAsCalm) continue;
    if (left.length === 0) return course.atRest.at(-1) ?? fail();
    const next = Math.min(...left.map(({ call }) => call));
    at = course.atRest.findLastIndex((one) => one.callCount() <= next);
    simulation = (course.atRest[at] ?? fail()).fork(plan);
  }
  return simulation;
}

/** What differs from the main job without faults, each case by its name. */
export async function deviations(
  course: Course,
  cases: readonly (readonly Case[])[],
): Promise<readonly string[]> {
  const calm = outcomeOf(course.atRest.at(-1) ?? fail());
  const found: string[] = [];
  for (const faults of cases) {
    const name = faults.map(nameOfCase).join(' + ');
    try {
      if (outcomeOf(await playWith(course, faults)) !== calm) found.push(name);
    } catch (error) {
      found.push(`${name}: ${String(error)}`);
    }
  }
  return found;
}

/**
 * Those of a run of every day: the nightly comparison looks at every possible log, so it has half as many cases as all
 * the rest; the pipeline leaves none out.
 */
export const casesOf = ({ cases }: Course): readonly Case[] =>
  isPipeline ? cases : cases.filter(({ by }) => by !== 'reconcile');

/** Everything that is kept: the table, the archive, the portal and the dead letters. Not what is on its way. */
export function printOf({ cloud }: Simulation): string {
  const items = cloud.table
    .all()
    .map((item) => JSON.stringify(item))
    .toSorted();
  const objects = [cloud.archive, cloud.portal, cloud.inbox].map((bucket) =>
    [...bucket.objects.values()]
      .flat()
      .map(({ key, sha256, metadata, retainUntil }) => [key, sha256, metadata, retainUntil]),
  );
  const queues = [cloud.ingress, cloud.internal, cloud.inspection, cloud.production];
  const dead = queues.map((queue) => queue.dead.map(({ body }) => body));
  return JSON.stringify([items, objects, dead, told(cloud)]);
}

/** What the bus got, each once: it may hear of a fact again, and in another order (ADR 0016). */
function told({ bus }: Simulation['cloud']): readonly string[] {
  return [...new Set(bus.map((event) => JSON.stringify(event)))].toSorted();
}

/** The logs alone, byte for byte. */
export function logOf({ cloud }: Simulation): string {
  const events = cloud.table.all().filter((item) => item['SK']?.S?.startsWith('EVENT#'));
  return events
    .map((item) => JSON.stringify(item))
    .toSorted()
    .join('\n');
}

/** What must be the same under every fault: logs, what is public, archived, set aside and told. */
export function outcomeOf(simulation: Simulation): string {
  const { cloud } = simulation;
  const aside = cloud.table.all().filter((item) => /^(?:CLEARING|YEAR)#/u.test(item['PK']?.S ?? ''));
  const objects = [cloud.archive, cloud.portal].map((bucket) =>
    bucket.newest().map(({ key, sha256, metadata }) => [key, sha256, metadata]),
  );
  const dead = [cloud.ingress, cloud.internal, cloud.inspection, cloud.production].map((queue) => queue.dead);
  return JSON.stringify([
    logOf(simulation),
    aside.map((item) => JSON.stringify(item)).toSorted(),
    objects,
    dead,
    told(cloud),
  ]);
}

function fail(): never {
  throw new Error('The course of the main job has no such stage');
}
