import { describe, expect, test } from 'vitest';
import { StageRefused } from '../../../infra/stages/refusal.ts';
import { refuseUnfitSubscribers, stageNamed, type Subscriber } from '../../../infra/stages/stages.ts';
import { referencesIn, resourcesOf, statementsOf } from '../resources.ts';
import { WORKPLACE, production, synthesise } from '../stage-templates.ts';

const READER = 'arn:aws:iam::444455556666:role/reader';
const QUEUE = 'arn:aws:sqs:eu-central-1:777788889999:facts';
const subscribers: readonly Subscriber[] = [
  { name: 'everything', readerRoleArn: READER },
  { name: 'money-2025', types: ['budget.amended', 'bescheid.issued'], subjects: ['AQB-2025-'] },
  { name: 'elsewhere', queueArn: QUEUE },
];
const { processing } = synthesise({ ...production, subscribers });
const of = (type: string, name: string) =>
  resourcesOf(processing, type).filter(({ id }) => id.startsWith(`Subscription${name}`));
const ruleOf = (name: string) => of('AWS::Events::Rule', name)[0]?.Properties ?? {};

describe('a subscription', () => {
  test('brings every fact of ours into a standard queue of its own, by default', () => {
    expect(ruleOf('everything')).toMatchObject({
      EventPattern: { source: [production.eventPrefix] },
      Targets: [{ Arn: expect.anything(), DeadLetterConfig: expect.anything() }],
    });
    const queues = of('AWS::SQS::Queue', 'everything');
    expect(queues).toHaveLength(2);
    expect(queues.filter(({ Properties }) => 'FifoQueue' in Properties)).toEqual([]);
    expect(referencesIn(ruleOf('everything')['Targets'])).toContain(
      queues.find(({ Properties }) => 'RedrivePolicy' in Properties)?.id,
    );
  });

  test('chooses by type in every version and by the beginning of the subject', () => {
    expect(ruleOf('money2025')['EventPattern']).toEqual({
      source: ['de.hessen.aqb'],
      'detail-type': [
        { prefix: 'de.hessen.aqb.budget.amended.v' },
        { prefix: 'de.hessen.aqb.bescheid.issued.v' },
      ],
      detail: { subject: [{ prefix: 'AQB-2025-' }] },
    });
  });

  test('lets one role of another account read, and nobody but the bus send', () => {
    const [policy] = of('AWS::SQS::QueuePolicy', 'everythingQueue');
    const allowed = statementsOf(policy?.Properties['PolicyDocument']).filter(
      ({ Effect }) => Effect === 'Allow',
    );
    expect(allowed).toEqual([
      expect.objectContaining({
        Principal: { AWS: READER },
        Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      }),
      expect.objectContaining({
        Principal: { Service: 'events.amazonaws.com' },
        Condition: expect.anything(),
      }),
    ]);
  });

  test('sends to a queue of another account with a role that may do nothing else', () => {
    expect(ruleOf('elsewhere')).toMatchObject({ Targets: [{ Arn: QUEUE, RoleArn: expect.anything() }] });
    const [policy] = of('AWS::IAM::Policy', 'elsewhere');
    expect(statementsOf(policy?.Properties['PolicyDocument'])).toEqual([
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: QUEUE },
    ]);
    expect(of('AWS::SQS::Queue', 'elsewhere')).toHaveLength(1);
    const [dead] = of('AWS::SQS::QueuePolicy', 'elsewhereDead');
    const [rule] = of('AWS::Events::Rule', 'elsewhere');
    const admitted = statementsOf(dead?.Properties['PolicyDocument']).filter(
      ({ Effect }) => Effect === 'Allow',
    );
    expect(admitted).toHaveLength(1);
    expect(admitted[0]?.Condition).toEqual({
      ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule?.id, 'Arn'] } },
    });
  });

  test('rings with its name when something could not be delivered, and keeps it', () => {
    for (const { name } of subscribers) {
      const [alarm] = of('AWS::CloudWatch::Alarm', name.replaceAll('-', '')).filter(({ id }) =>
        id.includes('DeadAlarm'),
      );
      expect(String(alarm?.Properties['AlarmDescription'])).toContain(`The system ${name} does not hear`);
      const [dead] = referencesIn(alarm?.Properties['Dimensions']);
      expect(referencesIn(ruleOf(name.replaceAll('-', ''))['Targets'])).toContain(dead);
    }
  });

  test('rings when its system has read nothing for an hour, where the queue is ours', () => {
    const aged = ({ name }: Subscriber) =>
      of('AWS::CloudWatch::Alarm', name.replaceAll('-', '')).filter(
        ({ Properties }) =>
          Properties['MetricName'] === 'ApproximateAgeOfOldestMessage' && Properties['Threshold'] === 3600,
      );
    expect(subscribers.map((one) => aged(one).length)).toEqual([1, 1, 0]);
    const [alarm] = subscribers.flatMap(aged);
    expect(String(alarm?.Properties['AlarmDescription'])).toContain('The system everything has not read');
    const [queue] = of('AWS::SQS::Queue', 'everything').filter(({ id }) => !id.includes('Dead'));
    expect(referencesIn(alarm?.Properties['Dimensions'])).toEqual([queue?.id]);
  });

  test('says where its queue is', () => {
    expect(
      Object.keys(processing.findOutputs('*'))
        .filter((name) => name.endsWith('QueueUrl'))
        .sort(),
    ).toEqual([
      'EverythingQueueUrl',
      'IngressQueueUrl',
      'InspectionQueueUrl',
      'InternalQueueUrl',
      'Money2025QueueUrl',
    ]);
  });

  test('stands once in the local stage and in no other until somebody names one', () => {
    expect(stageNamed('local').subscribers).toEqual([{ name: 'subscriber' }]);
    expect(stageNamed('test', WORKPLACE).subscribers).toEqual([]);
    expect(production.subscribers).toEqual([]);
    expect(
      Object.keys(synthesise(stageNamed('local')).processing.findOutputs('SubscriberQueueUrl')),
    ).toHaveLength(1);
  });

  test.each<[string, Subscriber[]]>([
    ['without a proper name', [{ name: 'Not Kebab' }]],
    ['under a name that is taken', [{ name: 'one' }, { name: 'one' }]],
    ['with a queue elsewhere and a reader here', [{ name: 'one', queueArn: QUEUE, readerRoleArn: READER }]],
    ['with an empty choice of types', [{ name: 'one', types: [] }]],
    ['with an empty choice of subjects', [{ name: 'one', subjects: [] }]],
  ])('%s is refused', (_, unfit) => {
    expect(() => refuseUnfitSubscribers({ name: 'test', subscribers: unfit })).toThrow(StageRefused);
  });
});
