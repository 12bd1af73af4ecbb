import { type CfnResource, Stack } from 'aws-cdk-lib';
import { CfnPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { z } from 'zod';

/** Destroys or rewrites what the log and the archive promise to keep. */
const FORBIDDEN: readonly string[] = [
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:BypassGovernanceRetention',
  's3:PutBucketVersioning',
  'iam:PassRole',
];

/** X-Ray knows no resources. */
const WITHOUT_RESOURCE: readonly string[] = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

const oneOrMany = z.union([z.string().transform((only) => [only]), z.array(z.string())]);
const resources = z.union([z.array(z.unknown()), z.unknown().transform((only) => [only])]);

const statement = z.object({
  Effect: z.string(),
  Action: oneOrMany.optional().default([]),
  Resource: resources.optional().default([]),
});

const policyDocument = z.object({ Statement: z.array(statement) });

/** Actions that a resource grants by wildcard. */
export function wildcardActions(node: CfnResource): readonly string[] {
  return granted(node)
    .filter(({ action }) => action.includes('*'))
    .map(({ action }) => action);
}

/** The portal is built again from the log: what nobody published may go there, and nowhere else. */
const REBUILDABLE = /"Fn::ImportValue":"[^"]*:ExportsOutputFnGetAttPortalBucket[^"]*"/u;

/** The one role that may do so: that of reconcile. */
const SWEEPER = '/Reconciling/Reconcile/Role/DefaultPolicy/Resource';

/** Actions that nobody may have. */
export function forbiddenActions(node: CfnResource): readonly string[] {
  return granted(node)
    .filter(({ action, on }) => FORBIDDEN.includes(action) && !isSweeping(node, action, on))
    .map(({ action }) => action);
}

function isSweeping({ node }: CfnResource, action: string, on: readonly unknown[]): boolean {
  const isOnPagesOnly = on.length > 0 && on.every((resource) => REBUILDABLE.test(JSON.stringify(resource)));
  return action === 's3:DeleteObject' && node.path.endsWith(SWEEPER) && isOnPagesOnly;
}

/** Actions that a role has on everything, where they could name their resources. */
export function unboundedActions(node: CfnResource): readonly string[] {
  return granted(node)
    .filter(({ action, on }) => on.includes('*') && !WITHOUT_RESOURCE.includes(action))
    .map(({ action }) => action);
}

function granted(node: CfnResource) {
  return documentsOf(node)
    .flatMap((document) => policyDocument.parse(document).Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) => Action.map((action) => ({ action, on: Resource })));
}

function documentsOf(node: CfnResource): readonly unknown[] {
  const resolve = (value: unknown): unknown => Stack.of(node).resolve(value);
  if (node instanceof CfnPolicy) return [resolve(node.policyDocument)];
  if (!(node instanceof CfnRole)) return [];
  const inline = z.array(z.object({ PolicyDocument: z.unknown() })).safeParse(resolve(node.policies));
  return inline.success ? inline.data.map(({ PolicyDocument }) => PolicyDocument) : [];
}
