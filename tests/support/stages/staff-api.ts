import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import type { ClientRight, Gate } from '../../../functions/staff-api/access/access.ts';
import type { Deps } from '../../../functions/staff-api/deps.ts';
import { createHandler } from '../../../functions/staff-api/handler.ts';
import contract from '../../../functions/staff-api/openapi.json' with { type: 'json' };
import { inMemoryNoticeSettings } from '../../../shared/adapters/memory/in-memory-mailbox.ts';
import { inMemoryReceipts } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { Findings } from '../../../shared/application/ports/intake.ts';
import type { Upload } from '../../../shared/application/ports/uploads.ts';
import { telemetryOf, type Telemetry } from '../../../shared/lambda/telemetry.ts';
import { expectByContract } from './api-contract.ts';
import { PSEUDONYMS } from './pseudonyms.ts';
import { recorder } from './recorder.ts';
import { memoryUploads } from './uploads.ts';

const CLIENT = 'client-1';
/** Claims of a person's access token. */
export const claimsOf = (groups: string, over: object = {}) => ({
  sub: `sub-${groups}`,
  token_use: 'access',
  client_id: CLIENT,
  exp: String(Date.parse('2025-09-01T11:00:00Z') / 1000),
  iat: String(Date.parse('2025-09-01T09:50:00Z') / 1000),
  'cognito:groups': `[${groups}]`,
  ...over,
});
export const LAND = claimsOf('land');
export const KREIS = claimsOf('kommune ags-06533');
export const OTHER_KREIS = claimsOf('kommune ags-06531');

const RP_TYPES = ['bescheid.issued', 'mittelabruf.reported'];
const KREIS_TYPES = ['signature.received', 'signature.withdrawn', 'budget.amended'];

/** App clients of the tests: the Land's own system, a Bewilligungsstelle and two Kreise. */
const CLIENTS: readonly ClientRight[] = [
  {
    clientId: 'machine-land',
    source: 'https://hmsi.example/fachverfahren',
    rule: {
      source: 'https://hmsi.example/fachverfahren',
      voice: 'land',
      types: ['*'],
      principals: [{ id: 'machine-land' }],
    },
  },
  {
    clientId: 'machine-rp',
    source: 'https://rp-kassel.example/foerderung',
    rule: {
      source: 'https://rp-kassel.example/foerderung',
      voice: 'bewilligungsstelle',
      types: RP_TYPES,
      principals: [{ id: 'machine-rp' }],
    },
  },
  ...['06533', '06531'].map((ags) => ({
    clientId: `machine-${ags}`,
    source: `https://kreis.example/${ags}`,
    rule: {
      source: 'https://kreis.example/<ags>',
      voice: 'kommune' as const,
      types: KREIS_TYPES,
      principals: [{ id: `machine-${ags}`, ags: [ags] }],
    },
  })),
];

/** Claims of a system's access token. */
export const machineOf = (name: string, over: object = {}) => ({
  sub: `machine-${name}`,
  token_use: 'access',
  client_id: `machine-${name}`,
  scope: 'events/send',
  exp: String(Date.parse('2025-09-01T10:15:00Z') / 1000),
  ...over,
});

const context = {
  awsRequestId: 'r',
  functionName: 'staff-api',
  memoryLimitInMB: '512',
  invokedFunctionArn: '',
} as unknown as Context;

/** What the gateway hands over: text as text, bytes that it did not read as text in Base64. */
function bodyOf(body: unknown): object {
  if (body instanceof Uint8Array)
    return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  return { body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A query by its names, or as it stands in the address. */
type Query = string | object;

/** What the gateway makes of a query: as it came, and its values by name, those of one name joined. */
function asGateway(query: Query) {
  const pairs =
    typeof query === 'string'
      ? `?${query}`
      : Object.entries(query).map(([name, value]) => [name, String(value)]);
  const asked = new URLSearchParams(pairs);
  const values = [...new Set(asked.keys())].map((name) => [name, asked.getAll(name).join(',')]);
  const raw = typeof query === 'string' ? query : asked.toString();
  return { rawQueryString: raw, queryStringParameters: Object.fromEntries(values) };
}

type Handler = ReturnType<typeof createHandler>;

/** How a request is made. */
type Asked = { claims?: object; body?: unknown; headers?: object; query?: Query };

/** Asks a handler as the gateway does. */
export function asking(handler: Handler) {
  return async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { claims = LAND, body, headers = {}, query = {} }: Asked = {},
  ) => {
    const event = {
      version: '2.0',
      rawPath: path,
      ...asGateway(query),
      // A header that a test gives as undefined is not sent at all.
      headers: Object.fromEntries(
        Object.entries({ 'content-type': 'application/json', ...headers }).filter(
          ([, value]) => value !== undefined,
        ),
      ),
      ...bodyOf(body),
      requestContext: { requestId: 'r', http: { method, path }, authorizer: { jwt: { claims } } },
    } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;
    const answer = await handler(event, context);
    return {
      status: answer.statusCode ?? 0,
      type: answer.headers?.['content-type'],
      headers: answer.headers,
      body: JSON.parse(answer.body ?? '{}'),
    };
  };
}

type Parts = Pick<Deps, 'recorder' | 'uploads' | 'receipts' | 'settings'>;

type StageSettings = { readonly fourEyes?: boolean; readonly uploadsPerDay?: number };

/** What staff-api works with in tests: the given stores, and twins of everything else. */
export function staffParts(parts: Parts, { fourEyes = false, uploadsPerDay = 100 }: StageSettings = {}) {
  const findings = new Map<string, Findings>();
  const assigned: object[] = [];
  /** What was logged. */
  const noted: object[] = [];
  /** Whose access was revoked, and when. */
  const revoked = new Map<string, string>();
  const queue: { body: string; subject: string }[] = [];
  const deps: Deps = {
    ...parts,
    desk: {
      form: (upload) =>
        Promise.resolve({
          post: { url: 'https://inbox.example/', fields: { key: upload.uploadId } },
          expiresAt: 'soon',
        }),
      findings: (id) => Promise.resolve(findings.get(id)),
      previewLink: (id, page) => Promise.resolve(`https://inbox.example/findings/${id}/page-${page}.png`),
      link: ({ key }) => Promise.resolve(`https://archive.example/${key}`),
    },
    pseudonyms: PSEUDONYMS,
    ingress: (body, subject) => Promise.resolve(void queue.push({ body, subject })),
    contract,
    uploadsPerDay,
    fourEyes,
    assign: (assignment) => Promise.resolve(void assigned.push(assignment)),
  };
  const gate: Gate = {
    clientId: CLIENT,
    clients: CLIENTS,
    pseudonyms: PSEUDONYMS,
    now: () => '2025-09-01T10:00:00.000Z',
    revokedAt: (subject) => Promise.resolve(revoked.get(subject)),
  };
  const telemetry: Telemetry = {
    ...telemetryOf('test'),
    note: (message, fields) => void noted.push({ message, ...fields }),
  };
  return { deps, gate, telemetry, findings, assigned, queue, revoked, noted };
}

/** staff-api on twins. Every answer is held against the contract. */
export function staffApi(settings: StageSettings = {}) {
  const { reception, store, send, receive, clock } = recorder();
  const uploads = new Map<string, Upload>();
  const { deps, gate, telemetry, ...seen } = staffParts(
    {
      recorder: reception.recorder,
      uploads: memoryUploads(uploads),
      receipts: inMemoryReceipts(store.memory),
      settings: inMemoryNoticeSettings(),
    },
    settings,
  );
  const asked = asking(createHandler(deps, gate, telemetry));
  const ask: typeof asked = async (method, path, request) => {
    const reply = await asked(method, path, request);
    expectByContract(method, path, reply);
    return reply;
  };
  return { ask, store, send, receive, clock, reception, uploads, ...seen };
}

/** The method of an operation of the contract. @throws where no route could have it. */
export function methodNamed(name = ''): 'GET' | 'POST' | 'PUT' {
  if (name === 'GET' || name === 'POST' || name === 'PUT') return name;
  throw new Error(`No route answers to ${name}.`);
}
