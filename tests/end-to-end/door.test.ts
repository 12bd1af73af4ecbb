import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { until } from '../../cli/stage/borders.ts';
import { writeEndpoints } from '../../cli/stage/endpoints.ts';
import type { RunningStage } from '../../cli/local/stage.ts';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { RP_KASSEL, SUBJECT, bescheid, drafted, released, scanArchived } from '../support/facts/given.ts';
import { OPERATIONS, expectByContract } from '../support/stages/api-contract.ts';
import { forgedTokens } from '../support/stages/forged-tokens.ts';
import { asCloudEvent } from '../support/stages/recorder.ts';
import { command } from './command.ts';
import { clearingReasons, clientsOf, itemsUnder, logOf, stageFolder, start, systemToken } from './stage.ts';

let folder = '';
let remove: () => Promise<void> = () => Promise.resolve();
let stage: RunningStage;

beforeAll(async () => {
  ({ folder, remove } = await stageFolder());
  stage = await start(folder);
  writeEndpoints(folder, stage.endpoints);
}, 300_000);

afterAll(async () => {
  await stage?.stop();
  await remove();
});

const tokenOf = (name: string) => systemToken(stage.endpoints, name);

async function ask(method: string, path: string, { token, body }: { token?: string; body?: object }) {
  const answer = await fetch(`${stage.endpoints.apiUrl}${path}`, {
    method,
    headers: {
      'content-type': 'application/cloudevents+json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const reply = {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    headers: Object.fromEntries(answer.headers),
    body: z.record(z.string(), z.unknown()).parse(await answer.json()),
  };
  expectByContract(method, path.split('?')[0] ?? path, reply);
  return reply;
}

const grant = bescheid('zuwendung', 890_000);
const event = asCloudEvent(grant);
const links = z.object({ self: z.string() });

describe('an authority without an AWS account', () => {
  test('sends an event and follows it by its receipt until it is recorded', async () => {
    const token = await tokenOf('rp-kassel-foerderung');
    expect(await ask('POST', '/v1/events?preview', { token, body: event })).toMatchObject({
      status: 200,
      body: { outcome: 'parked', reason: 'zielvereinbarung-unknown' },
    });
    const sent = await ask('POST', '/v1/events', { token, body: event });
    expect(sent).toMatchObject({ status: 202, body: { state: 'received' } });
    const { self } = links.parse(sent.body['links']);
    const reach = (state: string) =>
      until(`the receipt to be ${state}`, async () => {
        const { body } = await ask('GET', self, { token });
        return body['state'] === state ? body : undefined;
      });
    expect(await reach('parked')).toMatchObject({ reason: 'zielvereinbarung-unknown' });
    await clientsOf(stage.endpoints).borders.emit(asCloudEvent(drafted()));
    expect(await reach('recorded')).toMatchObject({ subject: SUBJECT, versions: [2, 3] });
    expect(await logOf(stage.endpoints, SUBJECT)).toContain('bescheid.issued.v1');
    const once = `/v1/events/${encodeURIComponent(RP_KASSEL)}/${encodeURIComponent(grant.id)}`;
    expect(await ask('GET', once, { token })).toMatchObject({ status: 200, body: { state: 'recorded' } });
  });

  test('speaks for itself only', async () => {
    const token = await tokenOf('kreis-06533');
    expect(await ask('POST', '/v1/events', { token, body: event })).toMatchObject({
      status: 403,
      body: { code: 'sender-not-allowed' },
    });
  });

  test('gets no further than the gate on the addresses of staff, nor staff on its own', async () => {
    const token = await tokenOf('rp-kassel-foerderung');
    expect(await ask('GET', '/v1/zielvereinbarungen', { token })).toMatchObject({ status: 401 });
    const { borders } = clientsOf(stage.endpoints);
    const land = await borders.signIn('land');
    expect(await land.post('/v1/events', event)).toMatchObject({ status: 401 });
    expect(await ask('POST', '/v1/events', { body: event })).toMatchObject({ status: 401 });
  });
});

test('the contract of the API is there for everybody', async () => {
  expect(await ask('GET', '/v1/openapi.json', {})).toMatchObject({
    status: 200,
    body: { openapi: '3.1.1' },
  });
});

test('forged tokens get nowhere, on no route', async () => {
  const { borders } = clientsOf(stage.endpoints);
  // The issuer's name is AWS's; the emulator gives its keys under its own address.
  const { endpointUrl, userPoolId } = stage.endpoints;
  const keys = await (await fetch(`${endpointUrl}/${userPoolId}/.well-known/jwks.json`)).json();
  const [key] = z.object({ keys: z.array(z.looseObject({})).min(1) }).parse(keys).keys;
  const tokens = forgedTokens(await borders.tokenOf('land'), key ?? {});
  for (const operation of OPERATIONS.keys()) {
    const [method = '', path = ''] = operation.split(' ');
    if (path === '/v1/openapi.json') continue;
    const address = path.replaceAll(/[{}]/gu, '');
    for (const [name, token] of Object.entries(tokens)) {
      const body = method === 'POST' ? { body: {} } : {};
      const answer = await ask(method, address, { ...body, ...(token !== undefined && { token }) });
      expect(answer.status, `${name} at ${operation}`).toBe(401);
    }
  }
});

describe('an operator', () => {
  const GIESSEN = 'AQB-2025-06531';
  const of = (fact: IncomingEvent, sequence?: string) =>
    asCloudEvent({ ...fact, subject: GIESSEN, ...(sequence !== undefined && { sequence }) });
  const draft = of({ ...drafted({ ags: '06531' }), id: 'giessen-draft' }, '1');
  const release = of({ ...released(), id: 'giessen-release' }, '2');
  const early = asCloudEvent(scanArchived());
  let written = 0;

  /** What ended there after ten failures of the machinery, put there by hand. */
  async function bury(queueUrl: string, body: string, group: string): Promise<void> {
    await clientsOf(stage.endpoints).sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        MessageGroupId: group,
        MessageDeduplicationId: `buried-${(written += 1)}`,
      }),
    );
  }

  test('sends dead letters of both doors back in order, each to exactly one end, and then has nothing to do', async () => {
    const { ingressDlqUrl, internalDlqUrl } = stage.endpoints;
    for (const one of [release, draft, event]) await bury(ingressDlqUrl, JSON.stringify(one), one.subject);
    await bury(ingressDlqUrl, '{', 'unknown');
    await bury(internalDlqUrl, JSON.stringify(early), SUBJECT);

    const listed = await command('redrive', '--dry-run', '--folder', folder).ended;
    expect([listed.code, listed.stderr]).toEqual([0, '']);
    expect(listed.stdout).toMatch(/giessen-draft .*Nr[.] 1[^]*giessen-release .*Nr[.] 2[^]*unlesbar/u);
    expect(listed.stdout).toContain('ingress: 4 tote Nachrichten. Nichts wurde gesendet.');
    expect(listed.stdout).toContain('internal: 1 tote Nachricht. Nichts wurde gesendet.');

    const ended = await command('redrive', '--folder', folder).ended;
    expect([ended.code, ended.stderr]).toEqual([2, '']);
    expect(ended.stdout).toContain(
      '5 zurückgesendet: 2 verzeichnet, 1 wiederholt, 1 wartend, 1 zurückgewiesen.',
    );
    expect(ended.stdout).toMatch(/^unknown \S+ [(]unlesbar[)]: zurückgewiesen [(]body-unreadable[)]/mu);
    // The document for signing follows the release by itself, now or later.
    const told = await logOf(stage.endpoints, GIESSEN);
    expect(told.filter((type) => type !== 'document.archived.v1')).toEqual([
      'zielvereinbarung.drafted.v1',
      'zielvereinbarung.released-for-signature.v1',
    ]);
    const log = await logOf(stage.endpoints, SUBJECT);
    expect(log.filter((type) => type === 'bescheid.issued.v1')).toHaveLength(1);
    const waiting = (await itemsUnder(stage.endpoints, 'ZV#')).filter(({ outcome }) => outcome === 'waiting');
    expect(waiting.map(({ id }) => id)).toEqual([early.id]);
    expect(await clearingReasons(stage.endpoints)).toEqual(['body-unreadable']);

    const again = await command('redrive', '--folder', folder).ended;
    expect(again).toEqual({
      code: 0,
      stdout: 'Nichts zu tun: Keine tote Nachricht liegt bereit.\n',
      stderr: '',
    });
  });
});
