import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { production, synthesise } from './stage-templates.ts';

const { archive, portal, processing } = synthesise(production);

/** One line per resource: what a deployment would create, rename or lose. */
function inventoryOf(template: Template): string[] {
  const resources = z.record(
    z.string(),
    z.object({ Type: z.string(), DeletionPolicy: z.string().optional() }),
  );
  return Object.entries(resources.parse(template.toJSON()['Resources']))
    .map(([id, { Type, DeletionPolicy }]) => [Type, id, DeletionPolicy ?? ''].join(' ').trimEnd())
    .sort();
}

describe('the inventory', () => {
  test('of the archive stack changes only on purpose', () => {
    expect(inventoryOf(archive)).toMatchSnapshot();
  });

  test('of the portal stack changes only on purpose', () => {
    expect(inventoryOf(portal)).toMatchSnapshot();
  });

  test('of the processing stack changes only on purpose', () => {
    expect(inventoryOf(processing)).toMatchSnapshot();
  });

  test('names no partition, so that the stacks also stand in a sovereign cloud', () => {
    const { breakGlassRoleArn, operatorRole, workplaceDomain, senders } = production;
    const own = [
      breakGlassRoleArn,
      operatorRole?.arn,
      workplaceDomain?.certificateArn,
      ...senders.flatMap(({ roles = [] }) => roles.map(({ arn }) => arn)),
    ];
    for (const template of [archive, portal, processing]) {
      const named = JSON.stringify(template.toJSON()).match(/arn:aws[a-z-]*:[^"]*/gu) ?? [];
      expect(named.filter((arn) => !own.includes(arn))).toEqual([]);
    }
  });
});
