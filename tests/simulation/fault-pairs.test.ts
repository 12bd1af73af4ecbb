import { expect, test } from 'vitest';
import { seededChance } from '../../cli/story/chance.ts';
import { calmCourse, casesOf, deviations } from './checking/battery.ts';
import { PAIRS } from './checking/extent.ts';

test(
  `the main job ends in the same log and the same pages with two faults: ${PAIRS} pairs`,
  { timeout: 3_600_000 },
  async () => {
    const course = await calmCourse();
    const chance = seededChance(20_251_124);
    const cases = casesOf(course);
    const one = () => cases[Math.floor(chance() * cases.length)];
    const pairs = Array.from({ length: PAIRS }, () => [one(), one()].filter((fault) => fault !== undefined));
    expect(await deviations(course, pairs)).toEqual([]);
  },
);
