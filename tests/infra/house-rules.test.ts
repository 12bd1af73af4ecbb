import { App, CfnResource, Duration, Stack, Token } from 'aws-cdk-lib';
import { type EventPattern, Match, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, EventSourceMapping, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { isAnonymousRule } from '../../infra/aspects/named-source.ts';
import { isImpatientQueue } from '../../infra/aspects/queue-patience.ts';
import {
  forbiddenActions,
  unboundedActions,
  wildcardActions,
} from '../../infra/aspects/policy-statements.ts';
import { addHouseRules } from '../../infra/aspects/house-rules.ts';
import { stageNamed } from '../../infra/stages/stages.ts';
import { addStacks } from '../../infra/zielvereinbarungen.ts';
import { WORKPLACE, production } from './stage-templates.ts';

describe('the house rules', () => {
  test('hold for the stacks of every stage', () => {
    const code = { of: () => Code.fromInline('exports.handler = 1') };
    for (const stage of [stageNamed('local'), stageNamed('test', WORKPLACE), production]) {
      const app = new App();
      addStacks(app, { stage, code });
      expect(() => app.synth()).not.toThrow();
    }
  });

  test('stop a synthesis that breaks one', () => {
    const { app } = emptyStack('eu-west-1');
    expect(() => app.synth()).toThrow(/House-Region/u);
  });

  test('find actions that are granted by wildcard, that destroy, or that name no resource', () => {
    const { stack } = emptyStack('eu-central-1');
    const policy = new Policy(stack, 'Policy', {
      roles: [new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })],
      statements: [
        new PolicyStatement({ actions: ['s3:*'], resources: ['arn:aws:s3:::bucket'] }),
        new PolicyStatement({ actions: ['dynamodb:UpdateItem', 'xray:PutTraceSegments'], resources: ['*'] }),
      ],
    });
    const node = resourceOf(policy);
    expect(wildcardActions(node)).toEqual(['s3:*']);
    expect(forbiddenActions(node)).toEqual(['dynamodb:UpdateItem']);
    expect(unboundedActions(node)).toEqual(['dynamodb:UpdateItem']);
  });

  test('let reconcile alone take files away, and from the portal alone', () => {
    const { stack } = emptyStack('eu-central-1');
    const portal = { 'Fn::ImportValue': 'Portal:ExportsOutputFnGetAttPortalBucketArn' };
    const forbiddenTo = (role: string, ...resources: readonly string[]) => {
      const scope = new Stack(stack, `${role}${resources.length}`);
      const reconciling = new Construct(new Construct(scope, 'Reconciling'), role);
      const owner = new Role(reconciling, 'Role', {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      });
      owner.addToPolicy(new PolicyStatement({ actions: ['s3:DeleteObject'], resources: [...resources] }));
      const policy = owner.node.findChild('DefaultPolicy');
      return forbiddenActions(resourceOf(policy));
    };
    const pages = Token.asString(portal);
    expect(forbiddenTo('Reconcile', pages)).toEqual([]);
    expect(forbiddenTo('Publish', pages)).toEqual(['s3:DeleteObject']);
    expect(forbiddenTo('Reconcile', pages, 'arn:aws:s3:::archive/*')).toEqual(['s3:DeleteObject']);
  });

  test.each<[string, EventPattern, boolean]>([
    ['its source', { source: ['de.hessen.aqb'], detailType: ['a'] }, false],
    ['a type alone', { detailType: ['a'] }, true],
    ['the beginning of a source', { source: Match.prefix('de.hessen') }, true],
    ['what the source is not', { source: Match.anythingBut('aws.s3') }, true],
    ['an account alone', { account: ['111122223333'] }, true],
    ['a source that is empty', { source: [''] }, true],
  ])('call a rule that names %s anonymous or not', (_, eventPattern, anonymous) => {
    const { stack } = emptyStack('eu-central-1');
    expect(isAnonymousRule(resourceOf(new Rule(stack, 'Rule', { eventPattern })))).toBe(anonymous);
  });

  test('hear a clock without a source', () => {
    const { stack } = emptyStack('eu-central-1');
    const clock = new Rule(stack, 'Clock', { schedule: Schedule.rate(Duration.minutes(5)) });
    expect(isAnonymousRule(resourceOf(clock))).toBe(false);
  });

  test.each([
    [180, false],
    [179, true],
  ])('call a queue of %i s impatient with a function of 30 s: %s', (seconds, impatient) => {
    const { stack } = emptyStack('eu-central-1');
    const queue = new Queue(stack, 'Queue', { visibilityTimeout: Duration.seconds(seconds) });
    const target = new LambdaFunction(stack, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = 1'),
      timeout: Duration.seconds(30),
    });
    const mapping = new EventSourceMapping(stack, 'Mapping', { target, eventSourceArn: queue.queueArn });
    expect(isImpatientQueue(resourceOf(mapping))).toBe(impatient);
  });
});

function emptyStack(region: string) {
  const app = new App();
  addHouseRules(app, stageNamed('local'));
  const stack = new Stack(app, 'Stack', { env: { region } });
  new Queue(stack, 'Any', { enforceSSL: true });
  return { app, stack } as const;
}

function resourceOf({ node }: { readonly node: Construct['node'] }): CfnResource {
  const { defaultChild } = node;
  if (!(defaultChild instanceof CfnResource)) throw new Error('A construct without its resource.');
  return defaultChild;
}
