import { beforeAll, describe, expect, test } from 'vitest';
import { seededChance } from '../../cli/story/chance.ts';
import { calmCrossing, crossWith, nameOfCrossing, objectionsTo } from './crossing.ts';
import { calmCourse, logOf, nameOfCase, outcomeOf, playWith, type Case, type Course } from './battery.ts';

/** `AQB_PAIRS=1000` looks at more pairs of faults than a run of every day does. */
const PAIRS = Number(process.env['AQB_PAIRS'] ?? 150);
/** The nightly comparison looks at every possible log, so it has as many calls as all the rest: in the pipeline only. */
const isPipeline = PAIRS >= 1000;
const mayMeet = ({ by }: Case) => isPipeline || by !== 'reconcile';

let course: Course;

beforeAll(async () => {
  course = await calmCourse();
});

/** What differs from the main job without faults, each case by its name. */
async function deviations(cases: readonly (readonly Case[])[]): Promise<readonly string[]> {
  const calm = course.atRest.at(-1);
  const found: string[] = [];
  for (const faults of cases) {
    const name = faults.map(nameOfCase).join(' + ');
    try {
      const simulation = await playWith(course, faults);
      if (calm !== undefined && outcomeOf(simulation) !== outcomeOf(calm)) found.push(name);
    } catch (error) {
      found.push(`${name}: ${String(error)}`);
    }
  }
  return found;
}

describe('the main job', { timeout: 600_000 }, () => {
  test('without faults is published once per revision, and nothing is a dead letter', () => {
    const calm = course.atRest.at(-1);
    const log = calm === undefined ? '' : logOf(calm);
    expect(log.match(/zielvereinbarung\.published\.v1/gu)).toHaveLength(4);
    expect(calm?.cloud.ingress.dead.concat(calm.cloud.internal.dead)).toEqual([]);
  });

  test('ends in the same log, byte for byte, and the same pages whatever single fault meets whatever call', async () => {
    const cases = course.cases.filter(mayMeet);
    const calls = isPipeline
      ? 'every call of the main job'
      : 'every call of the main job but those of reconcile';
    console.log(`${cases.length} cases: ${calls} × every fault that it can meet`);
    expect(cases.length).toBeGreaterThan(1500);
    expect(await deviations(cases.map((one) => [one]))).toEqual([]);
  });

  test(`ends in the same log and the same pages with two faults: ${PAIRS} pairs`, async () => {
    const chance = seededChance(20_251_124);
    const cases = course.cases.filter(mayMeet);
    const one = () => cases[Math.floor(chance() * cases.length)];
    const pairs = Array.from({ length: PAIRS }, () => [one(), one()].filter((fault) => fault !== undefined));
    expect(await deviations(pairs)).toEqual([]);
  });
});

test(
  'two revisions of a page and two first pages cross whatever single fault meets whatever call of it',
  { timeout: 600_000 },
  async () => {
    const crossing = await calmCrossing();
    expect(crossing.revisions).toEqual([1, 1, 3]);
    const cases = crossing.cases.filter((_, index) => isPipeline || index % 5 === 0);
    console.log(
      `${cases.length} of ${crossing.cases.length} cases: every call × every fault that it can meet`,
    );
    expect(crossing.cases.length).toBeGreaterThan(1000);
    const found: string[] = [];
    for (const one of cases) {
      const objections = objectionsTo(await crossWith(crossing, one));
      if (objections.length > 0) found.push(`${nameOfCrossing(one)}: ${objections.join('; ')}`);
    }
    expect(found).toEqual([]);
  },
);
