import fc from 'fast-check';
import { POOL, TAKING_BACK } from '../facts/pool.ts';
import { STORIES, YEAR } from './year-story.ts';

const anything = fc.array(fc.constantFrom(...POOL, ...YEAR), { minLength: 1, maxLength: 60 });

/** A story with some of its facts missing and others in between. */
const disturbed = fc.constantFrom(...STORIES).chain((story) => {
  const strange = fc.tuple(
    fc.nat({ max: story.length }),
    fc.oneof(fc.constantFrom(...POOL), fc.constantFrom(...TAKING_BACK)),
  );
  return fc
    .tuple(fc.array(strange, { maxLength: 8 }), fc.array(fc.nat({ max: story.length - 1 }), { maxLength: 3 }))
    .map(([inserted, missing]) =>
      [...story, undefined].flatMap((event, at) => [
        ...inserted.flatMap(([where, other]) => (where === at ? [other] : [])),
        ...(event === undefined || missing.includes(at) ? [] : [event]),
      ]),
    );
});

/** A year as it may go: a story that is disturbed, or anything at all. */
export const anyHistory = fc.oneof({ arbitrary: disturbed, weight: 3 }, { arbitrary: anything, weight: 1 });
