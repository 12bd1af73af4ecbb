import { describe, expect, test } from 'vitest';
import { stageNamed } from '../../infra/stages/stages.ts';
import { actionsOf, permissionsOf, referencesIn, resourcesOf } from './resources.ts';
import { production, synthesise } from './stage-templates.ts';

const { processing } = synthesise(production);

const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const TRACE = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const RECEIVE = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
const STREAM = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];
const GIVE_UP = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];
const ARCHIVE = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject', 's3:PutObjectRetention'];

/** Everything that each function may do; whoever adds an action adds it here and says why in the review. */
const GRANTS: Readonly<Record<string, readonly string[]>> = {
  RecordEvent: [...RECEIVE, 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
  StaffApi: [
    // a preview promises no mail to a side where nobody is entered
    'cognito-idp:ListUsersInGroup',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    's3:GetObject',
    's3:GetObjectVersion',
    's3:PutObject',
    // the key of the stage, under which accounts have their pseudonyms
    'secretsmanager:GetSecretValue',
    'sqs:SendMessage',
  ],
  InspectScan: [
    ...RECEIVE,
    ...ARCHIVE,
    // the head of a Zielvereinbarung: nothing is archived for a Fassung that nobody drafted
    'dynamodb:GetItem',
    's3:ListBucket',
    's3:ListBucketVersions',
    'sqs:SendMessage',
  ],
  ProduceDocuments: [...RECEIVE, ...ARCHIVE, 'dynamodb:GetItem', 'dynamodb:Query', 'sqs:SendMessage'],
  PublishPortal: [...STREAM, ...GIVE_UP, ...ARCHIVE, 'dynamodb:GetItem', 'dynamodb:Query', 's3:ListBucket'],
  RelayEvents: [...STREAM, ...GIVE_UP, 'events:PutEvents'],
  Remind: [
    'cognito-idp:ListUsersInGroup',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    // nobody gets a mail about what they did themselves
    'secretsmanager:GetSecretValue',
    'ses:SendEmail',
    'sqs:SendMessage',
  ],
  PublishWorkplace: ['s3:PutObject'],
  Reconcile: [
    ...ARCHIVE,
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    // items of earlier releases lie at the clearing desk under months that nobody can guess
    'dynamodb:Scan',
    's3:DeleteObject',
    's3:GetObjectLegalHold',
    's3:GetObjectRetention',
    's3:ListBucket',
    's3:ListBucketVersions',
    's3:PutObjectLegalHold',
    'sqs:SendMessage',
  ],
};

const FUNCTIONS = Object.keys(GRANTS);

describe('what the functions may do', () => {
  test.each(FUNCTIONS)('%s may do exactly this', (name) => {
    const expected = [...new Set([...(GRANTS[name] ?? []), ...LOG, ...TRACE])].sort();
    expect(actionsOf(processing, name)).toEqual(expected);
  });

  test('nobody may update or delete, pass a lock, or hand on a role', () => {
    const all = FUNCTIONS.flatMap((name) =>
      actionsOf(processing, name).filter((action) => !(name === 'Reconcile' && action === 's3:DeleteObject')),
    );
    const forbidden = /UpdateItem|DeleteItem|BatchWrite|DeleteObject|Bypass|PutBucket|PassRole|\*/u;
    expect(all.filter((action) => forbidden.test(action))).toEqual([]);
  });

  test('reconcile removes from the portal, and from nowhere else', () => {
    const removing = permissionsOf(processing, 'Reconcile').filter(({ Action }) =>
      Action.includes('s3:DeleteObject'),
    );
    expect(removing).toHaveLength(1);
    const [resource] = removing.map(({ Resource }) => JSON.stringify(Resource));
    expect(resource).toMatch(/PortalBucket/u);
    expect(resource).not.toMatch(/Archive|Inbox/u);
  });

  test('nobody uses a policy that somebody else maintains', () => {
    // the library's own starter of publish-workplace runs at deployment only, with AWS's rights to write its log
    const roles = resourcesOf(processing, 'AWS::IAM::Role').filter(
      ({ id }) => !id.startsWith('AWSCDKTrigger'),
    );
    for (const { Properties } of roles) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
    expect(FUNCTIONS.every((name) => permissionsOf(processing, name).length > 0)).toBe(true);
  });

  test('only traces are written without naming a resource, and the local stage writes none', () => {
    const boundless = FUNCTIONS.flatMap((name) =>
      permissionsOf(processing, name).filter(({ Resource }) => Resource === '*'),
    );
    expect([...new Set(boundless.flatMap(({ Action }) => Action))].sort()).toEqual(TRACE);
    const local = synthesise(stageNamed('local')).processing;
    expect(FUNCTIONS.flatMap((name) => actionsOf(local, name))).not.toContain('xray:PutTraceSegments');
  });

  test('only who names people by their pseudonym reads its key, and no other secret', () => {
    const readers = FUNCTIONS.filter((name) =>
      actionsOf(processing, name).some((action) => action.startsWith('secretsmanager:')),
    );
    expect(readers).toEqual(['StaffApi', 'Remind']);
    for (const name of readers) {
      const reading = permissionsOf(processing, name).filter(({ Action }) =>
        Action.includes('secretsmanager:GetSecretValue'),
      );
      expect(reading).toHaveLength(1);
      expect(reading.map(({ Resource }) => JSON.stringify(Resource))).toEqual([
        expect.stringMatching(/^\{"Fn::ImportValue":"[^"]*AccountKeySecret[^"]*"\}$/u),
      ]);
    }
  });

  test('remind sends mail from the domain of its sender, and where there is no sender it may not', () => {
    const [mail] = permissionsOf(processing, 'Remind').filter(({ Action }) =>
      Action.includes('ses:SendEmail'),
    );
    expect(JSON.stringify(mail?.Resource)).toMatch(/:identity\/behoerde\.example"/u);
    const { mailSender: _, ...silent } = production;
    expect(actionsOf(synthesise(silent).processing, 'Remind')).toEqual(
      ['dynamodb:GetItem', 'dynamodb:Query', 'sqs:SendMessage', ...LOG, ...TRACE].sort(),
    );
  });

  test('no function sends to a queue that it reads', () => {
    const readers = resourcesOf(processing, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) => ({
      name: String(referencesIn(Properties['FunctionName'])[0]),
      source: referencesIn(Properties['EventSourceArn'])[0],
    }));
    for (const name of FUNCTIONS) {
      const reads = readers.filter((reader) => reader.name.includes(name)).map(({ source }) => source);
      const sendsTo = permissionsOf(processing, name)
        .filter(({ Action }) => Action.includes('sqs:SendMessage'))
        .flatMap(({ Resource }) => referencesIn(Resource));
      expect(sendsTo.filter((queue) => reads.includes(queue))).toEqual([]);
    }
  });

  test('staff-api sends to the inspection and to ingress, never to internal', () => {
    const queues = permissionsOf(processing, 'StaffApi')
      .filter(({ Action }) => Action.includes('sqs:SendMessage'))
      .flatMap(({ Resource }) => referencesIn(Resource))
      .map((id) => id.replace(/Queue.*/u, ''));
    expect(queues.sort()).toEqual(['RecordingIngress', 'ScansUploads']);
  });

  test('archived papers are written under the kind that a function is there for', () => {
    const kinds = Object.fromEntries(
      ['InspectScan', 'ProduceDocuments', 'PublishPortal'].map((name) => [name, archiveKeysOf(name)]),
    );
    expect(kinds).toEqual({
      InspectScan: ['/*/scan/*', '/*/text-copy/*'],
      ProduceDocuments: ['/*/signing/*'],
      PublishPortal: ['/*/reading/*'],
    });
  });

  test('a text that the parties supplied is read where its copy lies, where it came in, and where it was signed', () => {
    const read = ['ProduceDocuments', 'PublishPortal'].map((name) =>
      archiveKeysOf(name, 's3:GetObjectVersion'),
    );
    expect(read).toEqual([
      ['/*/signing/*', '/*/scan/*', '/*/text-copy/*'],
      ['/*/reading/*', '/*/signing/*'],
    ]);
  });
});

function archiveKeysOf(name: string, right = 's3:PutObjectRetention'): string[] {
  const keys = permissionsOf(processing, name)
    .filter(({ Action }) => Action.includes(right))
    .map(({ Resource }) => JSON.stringify(Resource).match(/\/[^"]*\*/gu) ?? []);
  return [...new Set(keys.flat())];
}
