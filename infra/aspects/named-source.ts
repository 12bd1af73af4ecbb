import { type CfnResource, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { z } from 'zod';

/** Sources letter by letter: a prefix or „anything but“ would let others in. */
const named = z.object({ source: z.array(z.string().min(1)).min(1) });

/** Whether a rule of a bus hears whoever puts the right type there, because its pattern names no source. */
export function isAnonymousRule(node: CfnResource): boolean {
  if (!(node instanceof CfnRule)) return false;
  const pattern: unknown = Stack.of(node).resolve(node.eventPattern);
  return pattern !== undefined && !named.safeParse(pattern).success;
}
