import { type CfnResource, Stack } from 'aws-cdk-lib';
import { CfnEventSourceMapping, CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { z } from 'zod';

const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_TIMEOUT_SECONDS = 3;

const reference = z.union([
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }).transform((it) => it['Fn::GetAtt'][0]),
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
]);

/** Whether a mapping connects a queue to a function that may run longer than a sixth of the queue's visibility timeout. */
export function isImpatientQueue(node: CfnResource): boolean {
  if (!(node instanceof CfnEventSourceMapping)) return false;
  const queue = siblings(node).find(
    (it) => it instanceof CfnQueue && pointsAt(node, node.eventSourceArn, it),
  );
  const fn = siblings(node).find((it) => it instanceof CfnFunction && pointsAt(node, node.functionName, it));
  if (!(queue instanceof CfnQueue) || !(fn instanceof CfnFunction)) return false;
  const visibility = queue.visibilityTimeout ?? DEFAULT_VISIBILITY_SECONDS;
  return visibility < 6 * (fn.timeout ?? DEFAULT_TIMEOUT_SECONDS);
}

function siblings(node: CfnResource) {
  return Stack.of(node).node.findAll();
}

function pointsAt(node: CfnResource, token: unknown, target: CfnResource): boolean {
  const stack = Stack.of(node);
  const parsed = reference.safeParse(stack.resolve(token));
  return parsed.success && parsed.data === stack.resolve(target.logicalId);
}
