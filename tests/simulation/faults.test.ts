import { beforeAll, describe, expect, test } from 'vitest';
import { calmCourse, casesOf, deviations, logOf, type Course } from './checking/battery.ts';
import { isPipeline } from './checking/extent.ts';

let course: Course;

beforeAll(async () => {
  course = await calmCourse();
});

describe('the main job', { timeout: 900_000 }, () => {
  test('without faults is published once per revision, and nothing is a dead letter', () => {
    const calm = course.atRest.at(-1);
    const log = calm === undefined ? '' : logOf(calm);
    expect(log.match(/zielvereinbarung\.published\.v1/gu)).toHaveLength(4);
    expect(calm?.cloud.ingress.dead.concat(calm.cloud.internal.dead)).toEqual([]);
  });

  test('ends in the same log, byte for byte, and the same pages whatever single fault meets whatever call', async () => {
    const cases = casesOf(course);
    const calls = isPipeline
      ? 'every call of the main job'
      : 'every call of the main job but those of reconcile';
    console.log(`${cases.length} cases: ${calls} × every fault that it can meet`);
    expect(cases.length).toBeGreaterThan(1500);
    expect(
      await deviations(
        course,
        cases.map((one) => [one]),
      ),
    ).toEqual([]);
  });
});
