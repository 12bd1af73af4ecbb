import { describe, expect, test } from 'vitest';
import { type Stage, stageNamed } from '../../../infra/stages/stages.ts';
import release from './release-0.1.0.json' with { type: 'json' };
import { production, synthesise } from '../stage-templates.ts';
import { heldBy, releaseHeld } from './what-is-held.ts';

/**
 * Made by the release, never by the code under test: a stage that runs holds what is named here, and under another id
 * or name CloudFormation would make it anew and empty. What is added is no matter.
 */
const { stages: deployed } = releaseHeld.parse(release);

const STAGES: Readonly<Record<string, Stage>> = { local: stageNamed('local'), prod: production };

describe.each(Object.entries(STAGES))('a deployment over release 0.1.0 in the stage %s', (name, stage) => {
  const now = Object.values(synthesise(stage).stacks).map(heldBy);

  test('finds its stacks under their names', () => {
    expect(now.map(({ stack }) => stack)).toEqual(deployed[name]?.map(({ stack }) => stack));
  });

  test.each(deployed[name] ?? [])(
    'finds all that holds data or messages in $stack: same id, type, and nothing that replaces it',
    ({ stack, resources }) => {
      const found = now.find((one) => one.stack === stack)?.resources;
      expect(resources.length).toBeGreaterThan(0);
      expect(resources.map(({ id }) => found?.find((one) => one.id === id) ?? `${id} is gone`)).toEqual(
        resources,
      );
    },
  );

  test.each(deployed[name] ?? [])('finds every export of $stack that others import', ({ stack, exports }) => {
    expect(now.find((one) => one.stack === stack)?.exports).toMatchObject(exports);
  });
});
