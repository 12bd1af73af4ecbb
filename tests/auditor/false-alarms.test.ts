import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evidenceStage } from '../support/histories/sound-evidence.ts';
import { POOL, TAKING_BACK } from '../support/facts/pool.ts';
import { STORIES, YEAR } from '../support/histories/year-story.ts';
import { audit } from './audit.ts';

/** `AQB_HISTORIES=5000` looks longer than a run of every day does. */
const numRuns = Math.ceil(Number(process.env['AQB_HISTORIES'] ?? 300) / 3);

const anything = fc.array(fc.constantFrom(...POOL, ...YEAR), { minLength: 1, maxLength: 60 });

/** A story in which something else happens now and then. */
const disturbed = fc
  .tuple(
    fc.constantFrom(...STORIES),
    fc.array(fc.tuple(fc.nat({ max: 60 }), fc.constantFrom(...POOL, ...TAKING_BACK)), { maxLength: 8 }),
  )
  .map(([story, strange]) =>
    story.flatMap((fact, place) => [
      ...strange.flatMap(([where, other]) => (where === place ? [other] : [])),
      fact,
    ]),
  );

test('whatever happens, the auditor raises no false alarm', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(disturbed, anything), async (facts) => {
      const stage = evidenceStage();
      // What these stories say of publications and papers is made up: here the portal says it, of its own pages.
      await stage.send(...facts.filter(({ type }) => type !== 'ZielvereinbarungPublished'));
      expect(audit(stage.evidence()).filter(({ invariant }) => invariant !== 'I8')).toEqual([]);
    }),
    { numRuns },
  ));
