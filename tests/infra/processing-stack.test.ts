import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BOUNDS } from '../../events/reading/strict-json.ts';
import { HEARD } from '../../shared/lambda/metric-names.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { functionsOf, referencesIn, resourcesOf, statementsOf } from './resources.ts';
import { stageNamed } from '../../infra/stages/stages.ts';
import { WORKPLACE, production, synthesise } from './stage-templates.ts';

const { processing } = synthesise(production);
const mappings = resourcesOf(processing, 'AWS::Lambda::EventSourceMapping');
const queues = resourcesOf(processing, 'AWS::SQS::Queue');
const fifoQueues = queues.filter(({ Properties }) => Properties['FifoQueue'] === true);
const withDeadLetters = queues.filter(({ Properties }) => 'RedrivePolicy' in Properties);

/** All kinds of subscribers. */
const SUBSCRIBERS = [
  { name: 'everything' },
  { name: 'some', types: ['bescheid.issued'], subjects: ['AQB-'] },
];
const filterCriteria = z.object({ Filters: z.array(z.object({ Pattern: z.string() })) });

describe('the stream of the table', () => {
  const readers = mappings.filter(({ Properties }) => 'StartingPosition' in Properties);

  test('has exactly two readers, because AWS throttles a third', () => {
    const names = readers.map(({ Properties }) => String(referencesIn(Properties['FunctionName'])[0]));
    expect(names.map((name) => name.replace(/Function.*/u, '')).sort()).toEqual([
      'PublicationPublishPortal',
      'RelayRelayEvents',
    ]);
  });

  test('outlasts an outage of an hour: tried by age and not by number, alone, then given up into a queue', () => {
    for (const { Properties } of readers) {
      expect(Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRecordAgeInSeconds: 60 * 60,
      });
      // without a number AWS tries until the record expires
      expect(Properties).not.toHaveProperty('MaximumRetryAttempts');
      const [queue] = referencesIn(Properties['DestinationConfig']);
      expect(queues.map(({ id }) => id)).toContain(queue);
    }
  });

  test('wakes its readers only for what they are there for', () => {
    const patterns = readers.map(({ id, Properties }) => [
      id.replace(/Reader.*/u, ''),
      patternsOf(Properties),
    ]);
    const inserted = (key: string, prefix: string) => ({
      eventName: ['INSERT'],
      dynamodb: { Keys: { [key]: { S: [{ prefix }] } } },
    });
    expect(Object.fromEntries(patterns)).toEqual({
      Publication: [inserted('SK', 'EVENT#')],
      Relay: [
        inserted('SK', 'EVENT#'),
        inserted('SK', 'PARKED#'),
        { ...inserted('PK', 'CLEARING#'), eventName: ['INSERT', 'MODIFY'] },
      ],
    });
  });
});

describe('the queues', () => {
  test('are drained one message at a time, with partial answers', () => {
    const readers = mappings.filter(({ Properties }) => !('StartingPosition' in Properties));
    expect(readers).toHaveLength(4);
    for (const { Properties } of readers) {
      expect(Properties).toMatchObject({ BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] });
      // maximum concurrency would keep more pollers awake around the clock
      expect(Properties).not.toHaveProperty('ScalingConfig');
    }
  });

  test('hide a message six times as long as its function may run', () => {
    const functions = resourcesOf(processing, 'AWS::Lambda::Function');
    for (const queue of withDeadLetters) {
      const readers = mappings.filter(({ Properties }) =>
        referencesIn(Properties['EventSourceArn']).includes(queue.id),
      );
      const names = readers.flatMap(({ Properties }) => referencesIn(Properties['FunctionName']));
      const timeouts = functions
        .filter(({ id }) => names.includes(id))
        .map(({ Properties }) => Properties['Timeout']);
      expect(timeouts).toHaveLength(1);
      expect(queue.Properties['VisibilityTimeout']).toBe(6 * Number(timeouts[0]));
    }
  });

  test('give a message ten tries, then keep it beside for fourteen days', () => {
    expect(withDeadLetters).toHaveLength(4);
    for (const { Properties } of withDeadLetters) {
      expect(Properties['RedrivePolicy']).toMatchObject({ maxReceiveCount: 10 });
    }
    for (const { Properties } of queues) expect(Properties['MessageRetentionPeriod']).toBe(14 * 24 * 60 * 60);
  });

  test('are encrypted and answer TLS only', () => {
    const policies = resourcesOf(processing, 'AWS::SQS::QueuePolicy');
    for (const { id, Properties } of queues) {
      expect(Properties['SqsManagedSseEnabled']).toBe(true);
      const [own] = policies.filter(({ Properties: it }) => referencesIn(it['Queues']).includes(id));
      expect(statementsOf(own?.Properties['PolicyDocument'])).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: ['sqs:*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  test('keep order and deduplicate by content per Zielvereinbarung', () => {
    expect(fifoQueues).toHaveLength(4);
    for (const { Properties } of fifoQueues) {
      expect(Properties).toMatchObject({
        ContentBasedDeduplication: true,
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
    }
  });

  test('let in what fits into an item of the table where the recorder reads, dead letters too, and nowhere else', () => {
    const doors = mappings
      .filter(({ Properties }) => String(referencesIn(Properties['FunctionName'])[0]).includes('RecordEvent'))
      .flatMap(({ Properties }) => referencesIn(Properties['EventSourceArn']));
    const dead = queues
      .filter(({ id }) => doors.includes(id))
      .flatMap(({ Properties }) => referencesIn(Properties['RedrivePolicy']));
    const bounded = queues.filter(({ Properties }) => Properties['MaximumMessageSize'] === BOUNDS.bytes);
    expect(doors).toHaveLength(2);
    expect(bounded.map(({ id }) => id).sort()).toEqual([...doors, ...dead].sort());
  });

  test('admit the senders of the stage to ingress', () => {
    expect(statementOf('SendersOfTheStage')).toMatchObject({
      Effect: 'Allow',
      Action: ['sqs:SendMessage'],
      Principal: { AWS: production.senders[0]?.roles?.[0]?.arn },
    });
  });

  test('admit nobody but five functions of ours, and the operator of the stage, to internal', () => {
    const { Condition, ...rest } = statementOf('OnlyOurFunctions') ?? {};
    expect(rest).toMatchObject({ Effect: 'Deny', Action: ['sqs:SendMessage'], Principal: { AWS: '*' } });
    const operator = production.operatorRole?.arn;
    expect(Condition).toMatchObject({
      ArnNotEquals: { 'aws:PrincipalArn': expect.arrayContaining([operator]) },
    });
    const roles = referencesIn(Condition).map((id) => id.replace(/Role.*/u, ''));
    expect(roles.sort()).toEqual([
      'DocumentsProduceDocuments',
      'PublicationPublishPortal',
      'ReconcilingReconcile',
      'RemindingRemind',
      'ScansInspectScan',
    ]);
  });
});

describe('the rules of the buses', () => {
  const rules = ['local', 'test', 'prod'].flatMap((name) => {
    const stage = name === 'prod' ? production : stageNamed(name, name === 'local' ? {} : WORKPLACE);
    const { archive, portal, processing: stack } = synthesise({ ...stage, subscribers: SUBSCRIBERS });
    return [archive, portal, stack].flatMap((template) => resourcesOf(template, 'AWS::Events::Rule'));
  });
  const patternOf = ({ Properties }: (typeof rules)[number]) =>
    z.looseObject({ source: z.array(z.string()) }).parse(Properties['EventPattern']);

  test('each name the one source that they hear, in every stage', () => {
    expect(rules).toHaveLength(3 * (2 + SUBSCRIBERS.length));
    for (const rule of rules)
      expect(patternOf(rule).source).toEqual([rule.id.startsWith('Scans') ? 'aws.s3' : 'de.hessen.aqb']);
  });

  test('have documents made of what relay-events says, and of nobody else', () => {
    const [documents] = rules.filter(({ id }) => id.startsWith('Documents'));
    expect(documents?.Properties['EventPattern']).toEqual({
      source: ['de.hessen.aqb'],
      'detail-type': ['de.hessen.aqb.zielvereinbarung.released-for-signature.v1'],
    });
  });
});

describe('the functions', () => {
  const functions = functionsOf(processing);

  test('are nine, run on Node 24 and keep their logs for a set time, also when the stack is gone', () => {
    expect(functions).toHaveLength(9);
    const logs = resourcesOf(processing, 'AWS::Logs::LogGroup');
    for (const { Properties } of functions) {
      expect(Properties['Runtime']).toBe('nodejs24.x');
      const [log] = logs.filter(({ id }) => referencesIn(Properties['LoggingConfig']).includes(id));
      expect(log).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 365 } });
    }
  });

  test('compare one run after the other, with the time that a slow one needs', () => {
    processing.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 1,
      MemorySize: 1024,
      Timeout: 600,
      Description: Match.stringLikeRegexp('reconcile'),
    });
  });

  test('inspect at most five uploads at a time, each with room for a large scan', () => {
    processing.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 5,
      MemorySize: 1024,
      Timeout: 60,
      Environment: { Variables: Match.objectLike({ RETENTION_DAYS: '10958', LOCK_MODE: 'GOVERNANCE' }) },
    });
  });

  test('answer staff before the HTTP API gives up', () => {
    const [door] = functions.filter(({ id }) => id.startsWith('StaffStaffApi'));
    expect(Number(door?.Properties['Timeout'])).toBeLessThan(30);
  });
});

describe('the HTTP API', () => {
  const routes = resourcesOf(processing, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties);
  const routeOf = (key: string) => routes.find(({ RouteKey }) => RouteKey === key);
  const audienceOf = (key: string) => {
    const [id] = referencesIn(routeOf(key)?.['AuthorizerId']);
    const authorizer = resourcesOf(processing, 'AWS::ApiGatewayV2::Authorizer').find((one) => one.id === id);
    return JSON.stringify(authorizer?.Properties['JwtConfiguration']);
  };

  test('asks a token for every path but that of its own contract', () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT');
    expect(open.map(({ RouteKey }) => RouteKey)).toEqual(['GET /v1/openapi.json']);
    expect(routes).toHaveLength(7);
  });

  test('lets systems in where they have something to do, with their scope, and nowhere else', () => {
    expect(routeOf('POST /v1/events')).toMatchObject({ AuthorizationScopes: ['events/send'] });
    expect(audienceOf('POST /v1/events')).toMatch(/System/u);
    expect(audienceOf('POST /v1/events')).not.toMatch(/Workplace/u);
    expect(audienceOf('GET /v1/events/{proxy+}')).toMatch(/Workplace.*System/u);
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      expect(audienceOf(`${method} /{proxy+}`)).not.toMatch(/System/u);
  });

  test('without systems has only the routes of staff', () => {
    const stage = {
      ...production,
      senders: production.senders.filter(({ clients }) => clients === undefined),
    };
    const keys = resourcesOf(synthesise(stage).processing, 'AWS::ApiGatewayV2::Route').map(
      ({ Properties }) => Properties['RouteKey'],
    );
    expect(keys).toHaveLength(5);
    expect(keys).not.toContain('POST /v1/events');
  });

  test('sends to ingress, and the recorder believes its role for the sources that have app clients only', () => {
    const recorder = resourcesOf(processing, 'AWS::Lambda::Function').find(({ id }) =>
      id.includes('RecordEvent'),
    );
    const { Variables } = z
      .object({
        Variables: z.looseObject({
          SENDERS: z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
        }),
      })
      .parse(recorder?.Properties['Environment']);
    const [, parts] = Variables.SENDERS['Fn::Join'];
    const text = parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('');
    const [byQueue = '', byHttp = ''] = text.split('},{');
    expect(byQueue).toContain('AROAEXAMPLEEXAMPLEEX');
    expect(byQueue).not.toContain('RoleId');
    expect(byHttp).toMatch(/kreis\.behoerde.*"Fn::GetAtt":\["StaffStaffApiRole[^"]*","RoleId"\]/u);
  });

  test('logs no address, no token and no name of a person', () => {
    const [stage] = resourcesOf(processing, 'AWS::ApiGatewayV2::Stage');
    const format = JSON.stringify(stage?.Properties['AccessLogSettings']);
    expect(format).toContain('$context.requestId');
    expect(format).not.toMatch(/sourceIp|authorizer\.claims|userAgent|\$context\.path/u);
  });
});

describe('the alarms', () => {
  test('say in words who is hurt, and tell somebody', () => {
    const alarms = resourcesOf(processing, 'AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(23);
    for (const { Properties } of alarms) {
      expect(String(Properties['AlarmDescription'])).toMatch(/^[A-Z].{40,}\.$/u);
      expect(Properties['AlarmActions']).toHaveLength(1);
    }
  });

  test('send nobody to a command that does not exist', () => {
    for (const { Properties } of resourcesOf(processing, 'AWS::CloudWatch::Alarm'))
      expect(Properties['AlarmDescription']).not.toMatch(/redrive|reconcile|nightly|command/iu);
  });

  test('ring when a message has waited for an hour in a queue that somebody should read', () => {
    const aged = resourcesOf(processing, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties['MetricName'] === 'ApproximateAgeOfOldestMessage',
    );
    for (const { Properties } of aged)
      expect(Properties).toMatchObject({
        Threshold: 3600,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    const watched = aged.flatMap(({ Properties }) => referencesIn(Properties['Dimensions']));
    expect(watched.sort()).toEqual(withDeadLetters.map(({ id }) => id).sort());
  });

  test('ring when a run left something open, and when none came to its end for an hour', () => {
    processing.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Zielvereinbarungen',
      MetricName: 'findings',
      Dimensions: [
        { Name: 'service', Value: 'reconcile' },
        { Name: 'stage', Value: 'prod' },
      ],
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
    processing.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'reconciled',
      Period: 3600,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test.each([
    ['record-event', 'event-id-reused', 1, 900],
    ['record-event', 'sender-not-allowed', 1, 900],
    ['record-event', 'subject-not-allowed', 3, 3600],
    ['staff-api', 'sender-not-allowed', 1, 900],
    ['staff-api', 'subject-not-allowed', 3, 3600],
  ])('hear %s count %s, and ring at %i', (service, reason, threshold, period) => {
    processing.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Zielvereinbarungen',
      MetricName: reason,
      Dimensions: [
        { Name: 'service', Value: service },
        { Name: 'stage', Value: 'prod' },
      ],
      Statistic: 'Sum',
      Threshold: threshold,
      Period: period,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmDescription: Match.stringLikeRegexp('Klärungsstelle|Betreiber des Systems'),
    });
  });

  test('hear every reason that is counted', () => {
    const heard = resourcesOf(processing, 'AWS::CloudWatch::Alarm').map(
      ({ Properties }) => Properties['MetricName'],
    );
    expect(heard).toEqual(expect.arrayContaining([...HEARD]));
  });

  test('ring when somebody asked again and again for what belongs to a neighbour', () => {
    processing.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Zielvereinbarungen',
      MetricName: 'access-denied-other-county',
      Dimensions: [
        { Name: 'service', Value: 'staff-api' },
        { Name: 'stage', Value: 'prod' },
      ],
      Statistic: 'Sum',
      Threshold: 5,
      Period: 3600,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test('watch every dead-letter queue', () => {
    const watched = resourcesOf(processing, 'AWS::CloudWatch::Alarm').flatMap(({ Properties }) =>
      referencesIn(Properties['Dimensions']),
    );
    const unattended = queues
      .filter(({ Properties }) => !('RedrivePolicy' in Properties))
      .map(({ id }) => id);
    expect(unattended.filter((id) => !watched.includes(id))).toEqual([]);
  });
});

test('every function counts under the name of its stage, which its alarms hear', () => {
  for (const { Properties } of functionsOf(processing))
    expect(Properties['Environment']).toMatchObject({ Variables: { STAGE: 'prod' } });
  const { metrics } = telemetryOf('reconcile', { STAGE: 'prod' });
  metrics.addMetric('findings', 'Count', 1);
  expect(metrics.serializeMetrics()).toMatchObject({
    service: 'reconcile',
    stage: 'prod',
    _aws: { CloudWatchMetrics: [{ Dimensions: [['service', 'stage']] }] },
  });
  metrics.clearMetrics();
});

test('the recorder alone is told who the operator is, and once', () => {
  const told = functionsOf(processing).filter(({ Properties }) =>
    JSON.stringify(Properties['Environment']).includes(production.operatorRole?.id ?? ''),
  );
  expect(told.map(({ id }) => id.replace(/Function.*/u, ''))).toEqual(['RecordingRecordEvent']);
  const variables = JSON.stringify(told[0]?.Properties['Environment']);
  expect(variables.split(production.operatorRole?.id ?? '')).toHaveLength(2);
  expect(variables).toContain('"OPERATOR_ID":"AROAOPERATOROPERATOR"');
});

test('without an operator role nobody but our functions sends to internal', () => {
  const { operatorRole: _, ...stage } = production;
  const without = synthesise(stage).processing;
  expect(JSON.stringify(without.toJSON())).not.toContain('OPERATOR_ID');
  const policies = resourcesOf(without, 'AWS::SQS::QueuePolicy');
  const guard = policies
    .flatMap(({ Properties }) => statementsOf(Properties['PolicyDocument']))
    .find(({ Sid }) => Sid === 'OnlyOurFunctions');
  expect(referencesIn(guard?.Condition)).toHaveLength(5);
  expect(JSON.stringify(guard?.Condition)).not.toContain('arn:');
});

function patternsOf(properties: Readonly<Record<string, unknown>>): unknown[] {
  const { Filters } = filterCriteria.parse(properties['FilterCriteria']);
  return Filters.map(({ Pattern }): unknown => JSON.parse(Pattern));
}

function statementOf(sid: string) {
  return resourcesOf(processing, 'AWS::SQS::QueuePolicy')
    .flatMap(({ Properties }) => statementsOf(Properties['PolicyDocument']))
    .find(({ Sid }) => Sid === sid);
}

test('the clock runs often without a word, and once a night with the word that the function hears', () => {
  const runs = resourcesOf(processing, 'AWS::Scheduler::Schedule').map(({ Properties }) => ({
    when: Properties['ScheduleExpression'],
    zone: Properties['ScheduleExpressionTimezone'],
    input: z.object({ Input: z.string().optional() }).parse(Properties['Target']).Input,
  }));
  expect(runs).toEqual([
    { when: 'rate(5 minutes)', zone: 'Etc/UTC', input: undefined },
    { when: 'cron(10 3 * * ? *)', zone: 'Europe/Berlin', input: '{"run":"daily"}' },
    { when: 'rate(15 minutes)', zone: 'Etc/UTC', input: undefined },
    { when: 'cron(30 3 * * ? *)', zone: 'Europe/Berlin', input: '{"run":"nightly"}' },
  ]);
});
