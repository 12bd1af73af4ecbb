import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { until } from '../../cli/borders.ts';
import type { RunningStage } from '../../cli/local/stage.ts';
import { RP_KASSEL, SUBJECT, bescheid, drafted } from '../support/given.ts';
import { expectByContract } from '../support/api-contract.ts';
import { asCloudEvent } from '../support/recorder.ts';
import { clientsOf, logOf, stageFolder, start } from './stage.ts';

let remove: () => Promise<void> = () => Promise.resolve();
let stage: RunningStage;

beforeAll(async () => {
  const made = await stageFolder();
  remove = made.remove;
  stage = await start(made.folder);
}, 300_000);

afterAll(async () => {
  await stage?.stop();
  await remove();
});

/** The way of an authority without an AWS account: client credentials, nothing else. */
async function tokenOf(name: string): Promise<string> {
  const { tokenUrl, clients } = stage.endpoints;
  const client = clients.find((one) => one.name === name);
  const credentials = Buffer.from(`${client?.clientId}:${client?.clientSecret}`).toString('base64');
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'events/send' }),
  });
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

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
