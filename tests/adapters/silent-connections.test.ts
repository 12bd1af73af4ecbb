import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { clientsOf } from '../../cli/stage/connection.ts';
import * as factory from '../../shared/adapters/aws-clients.ts';
import { DeadlineHandler, type Limits } from '../../shared/adapters/deadline-handler.ts';
import {
  answers,
  BREAKS,
  fullPort,
  readsNothing,
  scriptedServer,
  SILENCES,
  type Served,
} from '../support/processes/silent-server.ts';

/** Short, so that nobody waits for the proof; what they are on a stage is another test's matter. */
const SHORT: Limits = { connectMs: 100, answerMs: 100 };
/** Where an answer has to be in time on a machine that is busy. */
const ROOMY: Limits = { connectMs: 300, answerMs: 300 };
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

type AnyClient = { send(command: unknown): Promise<{ readonly $metadata: { readonly attempts?: number } }> };
type Made = {
  readonly at: (endpoint: string, limits: Limits) => AnyClient;
  readonly attempts: number;
  readonly silences: readonly string[];
};

const EVERY_SILENCE = Object.keys(SILENCES);

/** Whatever the factory exports as a client: a new one is in it unasked. */
const OF_FUNCTIONS = Object.entries(factory)
  .filter(([name]) => name.endsWith('Client'))
  .map(([name, make]): readonly [string, Made] => {
    const made = make as (settings: factory.ClientSettings) => unknown;
    const at = (endpoint: string, limits: Limits) =>
      made({ endpoint, region: 'eu-central-1', credentials: CREDENTIALS, limits }) as AnyClient;
    return [name, { at, attempts: name === 'sesClient' ? 1 : 3, silences: EVERY_SILENCE }];
  });

/** Whatever a command works with: made by the same factory, so that two kinds of silence prove that its limits arrive. */
const OF_COMMANDS = Object.keys(clientsOf({ region: 'eu-central-1' })).map(
  (name): readonly [string, Made] => {
    const at = (endpointUrl: string, limits: Limits) => {
      const reach = { endpointUrl, region: 'eu-central-1', ...CREDENTIALS };
      return Object.entries(clientsOf(reach, limits)).find(([key]) => key === name)?.[1] as AnyClient;
    };
    const silences = ['says nothing', 'says half a body'];
    return [`${name} of a command`, { at, attempts: name === 'ses' ? 1 : 5, silences }];
  },
);

/** A question to each service, by the name of its client's class. */
const QUESTIONS: Readonly<Record<string, () => object>> = {
  DynamoDBClient: () => new GetItemCommand({ TableName: 't', Key: { PK: { S: 'a' } } }),
  S3Client: () => new GetObjectCommand({ Bucket: 'b', Key: 'k' }),
  SQSClient: () => new ReceiveMessageCommand({ QueueUrl: 'http://127.0.0.1/1/q' }),
  EventBridgeClient: () => new PutEventsCommand({ Entries: [] }),
  CognitoIdentityProviderClient: () => new ListUsersCommand({ UserPoolId: 'eu-central-1_pool' }),
  SecretsManagerClient: () => new GetSecretValueCommand({ SecretId: 'key' }),
  SESv2Client: () => new SendEmailCommand({ Content: {} }),
  CloudWatchLogsClient: () => new DescribeLogGroupsCommand({}),
};

function ask(client: AnyClient) {
  const question = QUESTIONS[client.constructor.name];
  if (question === undefined) throw new Error(`Nobody knows what to ask a ${client.constructor.name}`);
  return client.send(question());
}

const listening: Served[] = [];
afterAll(() => Promise.all(listening.map((one) => one.close())));

/** Closed after the last test, for the tests run side by side. */
async function kept<Listening extends Served>(starting: Promise<Listening>): Promise<Listening> {
  const one = await starting;
  listening.push(one);
  return one;
}

const serve = (...behaviours: Parameters<typeof scriptedServer>) => kept(scriptedServer(...behaviours));

const refusalOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: unknown) => error,
  );

describe.each([...OF_FUNCTIONS, ...OF_COMMANDS])('%s', (_, made) => {
  test.concurrent.each(made.silences)('gives up a server that %s, as often as it may try', async (kind) => {
    const silence = SILENCES[kind] ?? answers();
    const server = await serve(silence);
    expect(await refusalOf(ask(made.at(`http://127.0.0.1:${server.port}`, SHORT)))).toMatchObject({
      name: 'TimeoutError',
      $metadata: { attempts: made.attempts },
    });
    expect(server.heard.requests).toBeLessThanOrEqual(made.attempts);
    await vi.waitFor(() => expect(server.heard.open).toBe(0));
  });

  const second = made.attempts > 1 ? 'answers the second' : 'would answer a second and is not asked';
  test.concurrent.each([...made.silences, ...Object.keys(BREAKS)])(
    `hears a server that %s and ${second}`,
    async (kind) => {
      const failure = { ...SILENCES, ...BREAKS }[kind] ?? answers();
      const server = await serve(failure, answers());
      const heard = await refusalOf(ask(made.at(`http://127.0.0.1:${server.port}`, ROOMY)));
      const givenUp: unknown = expect.objectContaining({
        $metadata: expect.objectContaining({ attempts: 1 }),
      });
      expect(heard).toEqual(made.attempts > 1 ? 'answered' : givenUp);
      // more than two only where this machine was too busy to hear the second answer in time
      expect(server.heard.requests).toBeGreaterThanOrEqual(Math.min(2, made.attempts));
      expect(server.heard.requests).toBeLessThanOrEqual(made.attempts);
    },
  );
});

describe.each(OF_FUNCTIONS)('%s', (_, made) => {
  test.concurrent('gives up a TLS handshake that never ends', async () => {
    const server = await serve(answers());
    expect(await refusalOf(ask(made.at(`https://127.0.0.1:${server.port}`, SHORT)))).toMatchObject({
      name: 'TimeoutError',
      $metadata: { attempts: made.attempts },
    });
    expect(server.heard.requests).toBe(0);
  });

  test.concurrent('gives up a connection that never stands', async () => {
    const server = await kept(fullPort());
    expect(await refusalOf(ask(made.at(`http://127.0.0.1:${server.port}`, SHORT)))).toMatchObject({
      name: 'TimeoutError',
      $metadata: { attempts: made.attempts },
    });
  });

  test.concurrent('gives up a kept connection that went silent, and closes it', async () => {
    const server = await serve(answers(), SILENCES['says nothing'] ?? answers());
    const client = made.at(`http://127.0.0.1:${server.port}`, ROOMY);
    await ask(client);
    expect(await refusalOf(ask(client))).toMatchObject({ name: 'TimeoutError' });
    expect(server.heard).toMatchObject({ connections: made.attempts, requests: 1 + made.attempts });
    await vi.waitFor(() => expect(server.heard.open).toBe(0));
  });
});

describe('an answer that is too long to be held', () => {
  const LONG = 65 * 1024 * 1024;
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${LONG}\r\n\r\n`;
  const s3At = (port: number): S3Client =>
    factory.s3Client({
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: CREDENTIALS,
      limits: ROOMY,
    });
  const bodyAt = async (port: number) => {
    const { Body } = await s3At(port).send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    if (Body === undefined) throw new Error('There is no body');
    return Body;
  };

  test('comes piece by piece, however long it takes altogether', async () => {
    const server = await serve((socket) => {
      socket.write(head);
      const piece = Buffer.alloc(LONG / 13);
      const say = (left: number) => {
        if (left > 0) socket.write(piece, () => setTimeout(() => say(left - 1), 10));
      };
      say(13);
    });
    let size = 0;
    for await (const piece of (await bodyAt(server.port)).transformToWebStream()) size += piece.length;
    expect(size).toBe(LONG);
  });

  test('is given up where it stalls, by whoever reads it', async () => {
    const server = await serve((socket) => void socket.write(`${head}some`));
    const body = await bodyAt(server.port);
    await expect(body.transformToString()).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test.each([
  ['says nothing', SILENCES['says nothing'] ?? answers()],
  ['asks for it and reads nothing', readsNothing],
])('a large file on its way to a server that %s is given up in time', async (_, behaviour) => {
  const server = await serve(behaviour);
  const s3 = factory.s3Client({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'eu-central-1',
    credentials: CREDENTIALS,
    limits: ROOMY,
  });
  const put = new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: new Uint8Array(16 * 1024 * 1024) });
  await expect(s3.send(put)).rejects.toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 3 } });
});

test('an attempt that nobody waits for any more is ended', async () => {
  const server = await serve(SILENCES['says nothing'] ?? answers());
  const client = factory.dynamoDbClient({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'eu-central-1',
    credentials: CREDENTIALS,
  });
  const call = client.send(new GetItemCommand({ TableName: 't', Key: { PK: { S: 'a' } } }), {
    abortSignal: AbortSignal.timeout(30),
  });
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
});

test('no client is made by hand outside of the factory without its limits', () => {
  const root = join(import.meta.dirname, '..', '..');
  const byHand = globSync('{shared,functions,cli,infra}/**/*.ts', { cwd: root }).flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    const made = source.match(/new \w+Client\((?!\{ \.\.\.configOf\(|configOf\()/gu) ?? [];
    return made.map((what) => `${file}: ${what}`);
  });
  expect(byHand).toEqual([]);
  const { requestHandler } = factory.dynamoDbClient({ region: 'eu-central-1' }).config;
  expect(requestHandler).toBeInstanceOf(DeadlineHandler);
});
