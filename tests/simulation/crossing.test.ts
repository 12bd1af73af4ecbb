import { expect, test } from 'vitest';
import { calmCrossing, crossWith, nameOfCrossing, objectionsTo } from './histories/crossing.ts';
import { isPipeline } from './checking/extent.ts';

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
