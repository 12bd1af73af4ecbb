import { hash } from 'node:crypto';
import { calmCourse, nameOfCase, outcomeOf, playWith, printOf, type Case, type Course } from './battery.ts';
import {
  calmCrossing,
  crossWith,
  nameOfCrossing,
  objectionsTo,
  type Crossing,
} from '../histories/crossing.ts';
import type { Simulation } from '../simulation.ts';

/** What a case of the fault battery came to. */
export type CaseVerdict = {
  readonly name: string;
  readonly violations: readonly string[];
  readonly digest: string;
};

let calm: Promise<Course> | undefined;
const courseOnce = () => (calm ??= calmCourse());
let crossing: Promise<Crossing> | undefined;
const crossingOnce = () => (crossing ??= calmCrossing());

/** What is said where there is no such case. */
const NO_CASE: CaseVerdict = { name: 'none', violations: [], digest: '' };

/**
 * Plays the main job with the fault that this name tells, and says what differs from the main job without it; or what
 * crosses, and what the auditor objects to.
 */
export async function checkCase(name: string): Promise<CaseVerdict> {
  if (name.startsWith('crossing ')) {
    const crossed = await crossingOnce();
    const one = crossed.cases.find((each) => nameOfCrossing(each) === name);
    return one === undefined ? NO_CASE : crossingVerdict(crossed, one);
  }
  const course = await courseOnce();
  const found = course.cases.find((one) => nameOfCase(one) === name);
  return found === undefined ? NO_CASE : verdictOn(course, found);
}

/** The first case of the battery that goes wrong; without violations where none does. */
export async function firstWrongCase(): Promise<CaseVerdict> {
  const course = await courseOnce();
  for (const one of course.cases) {
    const verdict = await verdictOn(course, one);
    if (verdict.violations.length > 0) return verdict;
  }
  const crossed = await crossingOnce();
  for (const one of crossed.cases) {
    const verdict = await crossingVerdict(crossed, one);
    if (verdict.violations.length > 0) return verdict;
  }
  return NO_CASE;
}

function crossingVerdict(crossed: Crossing, one: Case): Promise<CaseVerdict> {
  return verdictOf(nameOfCrossing(one), async () => {
    const simulation = await crossWith(crossed, one);
    return { simulation, violations: objectionsTo(simulation) };
  });
}

type Looked = { readonly simulation: Simulation; readonly violations: readonly string[] };

async function verdictOf(name: string, look: () => Promise<Looked>): Promise<CaseVerdict> {
  try {
    const { simulation, violations } = await look();
    const digest = hash('sha256', printOf(simulation)).slice(0, 16);
    return { name, violations, digest };
  } catch (error) {
    return { name, violations: [`The simulation ended early: ${String(error)}`], digest: '' };
  }
}

function verdictOn(course: Course, one: Case): Promise<CaseVerdict> {
  return verdictOf(nameOfCase(one), async () => {
    const simulation = await playWith(course, [one]);
    return { simulation, violations: differences(course, simulation) };
  });
}

/** What the auditor says of an outcome that is not that of a run without faults; that it is another one, if nothing. */
function differences({ atRest }: Course, simulation: Simulation): readonly string[] {
  const end = atRest.at(-1);
  if (end === undefined || outcomeOf(simulation) === outcomeOf(end)) return [];
  const violations = objectionsTo(simulation);
  return violations.length > 0
    ? violations
    : ['Log, pages, archive, desk or dead letters are others than without the fault'];
}
