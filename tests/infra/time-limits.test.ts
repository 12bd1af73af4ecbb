import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FUNCTION_NAMES, type FunctionName } from '../../infra/constructs/functions/function-code.ts';
import * as factory from '../../shared/adapters/aws-clients.ts';
import { DeadlineHandler } from '../../shared/adapters/deadline-handler.ts';
import { pauseAfter, TRIES } from '../../shared/application/ports/patience.ts';
import { functionsOf } from './resources.ts';
import { production, synthesise } from './stage-templates.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const { archive, portal, processing } = synthesise(production);

/** A run stops well before its function is stopped (R11). */
const ROOM = 0.8;

/** Most that the SDK waits between the attempts of a call, a busy service included: 1 s, then 2 s. */
const pausesOfSdk = (attempts: number) => 1000 * (2 ** (attempts - 1) - 1);

const makers = new Map(
  Object.entries(factory).flatMap(([name, make]) =>
    name.endsWith('Client') ? [[name, make as typeof factory.dynamoDbClient] as const] : [],
  ),
);

/** The longest that one call of this client can take. */
async function longestCall(name: string): Promise<number> {
  const { config } = makers.get(name)?.({ region: 'eu-central-1' }) ?? {};
  if (!(config?.requestHandler instanceof DeadlineHandler)) throw new Error(`${name} has no limits`);
  const attempts = await config.maxAttempts();
  return attempts * config.requestHandler.limits.answerMs + pausesOfSdk(attempts);
}

/** The clients that a function makes, in its own entry or in what that imports. */
function clientsIn(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file) || !/\.tsx?$/u.test(file)) return [];
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  const made = [...makers.keys()].filter((name) => new RegExp(`\\b${name}\\(`, 'u').test(source));
  if (file.endsWith('aws-clients.ts')) return [];
  const imported = [...source.matchAll(/from '(\.[^']+)'/gu)].map(([, path = '']) =>
    resolve(dirname(file), path),
  );
  return [...made, ...imported.flatMap((path) => clientsIn(path, seen))];
}

const clientsOf = (name: FunctionName) => [...new Set(clientsIn(join(ROOT, 'functions', name, 'index.ts')))];

const timeouts = new Map(
  [archive, portal, processing]
    .flatMap((template) => functionsOf(template))
    .map(({ Properties }) => [
      String(Properties['Description']).replace('Zielvereinbarungen: ', ''),
      Number(Properties['Timeout']) * 1000,
    ]),
);

const timeOf = (name: FunctionName): number => {
  const timeout = timeouts.get(name);
  if (timeout === undefined) throw new Error(`${name} stands in no stack`);
  return timeout;
};

describe.each(FUNCTION_NAMES)('%s', (name) => {
  test('has time for the longest call of each of its clients, with room', async () => {
    const clients = clientsOf(name);
    expect(clients).not.toEqual([]);
    for (const client of clients)
      expect(await longestCall(client), client).toBeLessThanOrEqual(ROOM * timeOf(name));
  });
});

const allPauses = (tries: number) =>
  Array.from({ length: tries - 1 }, (_, at) => pauseAfter(at + 1, 1)).reduce((sum, one) => sum + one, 0);

test.each([
  'record-event',
  'publish-portal',
  'inspect-scan',
  'produce-documents',
  'remind',
  'reconcile',
] as const)('%s has time for all pauses of its tries, with room for the tries', (name) => {
  expect(allPauses(TRIES.queue)).toBeLessThanOrEqual(0.5 * timeOf(name));
});

test('the API has time for all pauses of its tries, and answers a person within a second of them', () => {
  expect(allPauses(TRIES.person)).toBeLessThanOrEqual(1000);
  // the gateway hangs up after 30 s
  expect(timeOf('staff-api')).toBeLessThan(30_000);
});
