import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';

const MINISTACK = join(import.meta.dirname, '../../../.local/venv/bin/ministack');

const isInstalled = existsSync(MINISTACK);

/**
 * Whether this run goes without the emulator: only where it is missing and `AQB_WITHOUT_EMULATOR=1` says that
 * this is meant. Otherwise a missing emulator fails the tests that need it; `npm test` installs it first.
 */
export const withoutEmulator = !isInstalled && process.env['AQB_WITHOUT_EMULATOR'] === '1';

if (withoutEmulator)
  console.log('Skipped for AQB_WITHOUT_EMULATOR=1: what runs on the emulator. `npm test` installs it.');

/**
 * An emulator of its own on a free loopback port, without persistence.
 * @throws Error where it is not installed.
 */
async function startEmulator(): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  if (!isInstalled)
    throw new Error(
      'The emulator is missing: run `npm test`, which installs it, or set AQB_WITHOUT_EMULATOR=1.',
    );
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'aqb-emulator-'));
  const child = spawn(MINISTACK, [], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      LAMBDA_EXECUTOR: 'local',
      PERSIST_STATE: '0',
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await ready(endpoint);
  return { endpoint, stop: () => stop(child, folder) };
}

/** An emulator for the tests of the enclosing `describe`: started before the first, ended after the last. */
export function emulatorForTests(): { readonly endpoint: () => string } {
  let running: Awaited<ReturnType<typeof startEmulator>> | undefined;
  beforeAll(async () => {
    running = await startEmulator();
  }, 60_000);
  afterAll(() => running?.stop());
  return { endpoint: () => running?.endpoint ?? '' };
}

async function ready(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const isUp = await fetch(`${endpoint}/_ministack/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await sleep(200);
  }
  throw new Error('The emulator did not come up');
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  await end(child);
  await rm(folder, { recursive: true, force: true });
}

/** Ends a process that a test started, and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** A port of the loopback interface that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** A client with made-up keys. */
export function localDynamoDb(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/** A table of the shape that the archive stack deploys. */
export async function createTable(client: DynamoDBClient, tableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'PK', AttributeType: 'S' },
        { AttributeName: 'SK', AttributeType: 'S' },
      ],
    }),
  );
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 20 }, { TableName: tableName });
}
