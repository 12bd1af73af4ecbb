import { createHash } from 'node:crypto';
import { audit } from '../auditor/audit.ts';
import { calmCourse, nameOfCase, outcomeOf, playWith, printOf, type Case, type Course } from './battery.ts';
import { evidenceOf } from './evidence.ts';
import type { Simulation } from './simulation.ts';

/** What a case of the fault battery came to. */
export type CaseVerdict = {
  readonly name: string;
  readonly violations: readonly string[];
  readonly digest: string;
};

let calm: Promise<Course> | undefined;
const courseOnce = () => (calm ??= calmCourse());

/** What is said where there is no such case. */
const NO_CASE: CaseVerdict = { name: 'none', violations: [], digest: '' };

/** Plays the main job with the fault that this name tells, and says what differs from the main job without it. */
export async function checkCase(name: string): Promise<CaseVerdict> {
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
  return NO_CASE;
}

async function verdictOn(course: Course, one: Case): Promise<CaseVerdict> {
  const name = nameOfCase(one);
  try {
    const simulation = await playWith(course, [one]);
    const digest = createHash('sha256').update(printOf(simulation)).digest('hex').slice(0, 16);
    return { name, violations: differences(course, simulation), digest };
  } catch (error) {
    return { name, violations: [`The main job ended early: ${String(error)}`], digest: '' };
  }
}

/** What the auditor says of an outcome that is not that of a run without faults; that it is another one, if nothing. */
function differences({ atRest }: Course, simulation: Simulation): readonly string[] {
  const end = atRest.at(-1);
  if (end === undefined || outcomeOf(simulation) === outcomeOf(end)) return [];
  const violations = audit(evidenceOf({ simulation, promised: [], confirmed: [] })).map(
    ({ invariant, subject = '', what }) => `${invariant} ${subject} ${what}`,
  );
  return violations.length > 0
    ? violations
    : ['Log, pages, archive, desk or dead letters are others than without the fault'];
}
