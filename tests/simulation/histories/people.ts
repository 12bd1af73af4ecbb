import { hash } from 'node:crypto';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { signature } from '../../support/facts/given.ts';
import { SENDER_ID } from '../cloud/cloud.ts';
import { CLIENT_ID } from '../cloud/functions.ts';
import type { Sent } from '../cloud/queue.ts';
import type { Simulation } from '../simulation.ts';
import { WIRE } from '../../support/facts/wire.ts';

/** Who asks the API. */
export type Person = { readonly sub: string; readonly groups: readonly string[] };

/** Somebody at the ministry. */
export const MINISTRY: Person = { sub: 'land-1', groups: ['land'] };
/** Somebody at this Kreis. */
export const kreisOf = (ags: string): Person => ({ sub: `kreis-${ags}`, groups: ['kommune', `ags-${ags}`] });

/** An answer of the API. */
export type Reply = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

type Question = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly query?: object;
  readonly body?: object;
  readonly key?: string;
};

const PATIENCE = 30;

/**
 * Asks the API as a browser does: where the answer is missing or says that machinery failed, the same question
 * once more, under the same Idempotency-Key. @throws Error where it is never answered.
 */
export async function ask(simulation: Simulation, person: Person, question: Question): Promise<Reply> {
  for (let attempt = 1; attempt <= PATIENCE; attempt += 1) {
    const end = await simulation.call('staff-api', requestOf(person, question));
    const reply = end === 'killed' || 'error' in end ? undefined : replyOf(end.value);
    const isSettled = reply !== undefined && reply.status < 500 && reply.body['code'] !== 'version-changed';
    if (isSettled) return reply;
    await simulation.wait(1000);
  }
  throw new Error(`${question.method} ${question.path} was never answered`);
}

function replyOf(value: unknown): Reply {
  const { statusCode, body } = value as { readonly statusCode: number; readonly body: string };
  return { status: statusCode, body: JSON.parse(body) as Reply['body'] };
}

function requestOf({ sub, groups }: Person, { method, path, query, body, key }: Question): object {
  const claims = {
    sub,
    token_use: 'access',
    client_id: CLIENT_ID,
    exp: String(Date.parse('2099-01-01T00:00:00Z') / 1000),
    'cognito:groups': `[${groups.join(' ')}]`,
  };
  return {
    version: '2.0',
    rawPath: path,
    ...(query && { queryStringParameters: query }),
    headers: {
      'content-type': 'application/json',
      'if-match': '*',
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    requestContext: { requestId: 'request', http: { method, path }, authorizer: { jwt: { claims } } },
  };
}

/** A command of a person: what happened, under a key by which it can be repeated. */
export function command(
  simulation: Simulation,
  person: Person,
  { subject, type, data, key }: { subject: string; type: string; data: object; key: string },
): Promise<Reply> {
  const path = `/v1/zielvereinbarungen/${subject}/events`;
  return ask(simulation, person, { method: 'POST', path, key, body: { type, data } });
}

/** A signed sheet that somebody scanned; without a Zielvereinbarung it is assigned later. */
export type Sheet = {
  readonly subject?: string;
  readonly fassung?: number;
  readonly bytes: Uint8Array;
  readonly parties: readonly Side[];
  readonly key: string;
};

/** Who signs. */
export type Side = 'land' | 'kommune';

/** The bytes of a scan: `%SCAN <pages>` is what the inspector reads. */
export function scanBytes(text: string): Uint8Array {
  return new TextEncoder().encode(`%SCAN 5\n${text}`);
}

/** The id of an upload follows from who announced it under which key. */
export function uploadIdOf(key: string, { sub }: Person): string {
  return nodeCrypto.fingerprint({ by: sub, key }).slice(0, 32);
}

/** Announces and uploads a scan; gives the id of the upload, nothing where the API refuses. */
export async function uploadScan(
  simulation: Simulation,
  person: Person,
  sheet: Sheet,
): Promise<string | undefined> {
  const { subject, fassung, bytes, parties, key } = sheet;
  const body = {
    ...(subject !== undefined && { zielvereinbarung: subject }),
    ...(fassung !== undefined && { fassung }),
    parties,
    sha256: sha256Of(bytes),
    size: bytes.length,
    fileName: 'scan.pdf',
  };
  const reply = await ask(simulation, person, { method: 'POST', path: '/v1/uploads', key, body });
  const { uploadId } = reply.body;
  if (typeof uploadId !== 'string') return undefined;
  // What the signed form would send along.
  const announced = await ask(simulation, person, { method: 'GET', path: `/v1/uploads/${uploadId}` });
  const { fassung: _, ...rest } = sheet;
  const signed = announced.body['fassung'];
  const form = typeof signed === 'number' ? { ...rest, fassung: signed } : rest;
  sendFile(simulation, uploadId, { form, bytes });
  return uploadId;
}

/** What the form of an upload sends: the file, and what was announced of it. Sent again, it is another version. */
export function sendFile(
  { cloud }: Simulation,
  uploadId: string,
  { form, bytes }: { readonly form: Sheet; readonly bytes: Uint8Array },
): void {
  const { subject, fassung, parties } = form;
  cloud.upload({
    Key: `uploads/${uploadId}/scan`,
    Body: bytes,
    Metadata: {
      'upload-id': uploadId,
      sha256: sha256Of(form.bytes),
      size: String(form.bytes.length),
      parties: parties.join(','),
      ...(subject !== undefined && { zielvereinbarung: subject }),
      ...(fassung !== undefined && { fassung: String(fassung) }),
    },
  });
}

const sha256Of = (bytes: Uint8Array) => hash('sha256', bytes);

/** What a side declares of its own signature. */
export function declarationOf(side: Side): object {
  const { party, signatory, place, signedOn, method } = signature(side).data as SignatureData;
  return { party, signatory, place, signedOn, method };
}

type SignatureData = Readonly<Record<'party' | 'signatory' | 'place' | 'signedOn' | 'method', unknown>>;

/** What somebody says that a scan shows; with the Zielvereinbarung where the upload named none. */
export type Confirmation = {
  readonly uploadId: string;
  readonly zielvereinbarung?: string;
  readonly fassung: number;
  readonly signaturesVisible: readonly Side[];
  readonly signatures: readonly object[];
  /** Why the scan counts although its codes name something else. */
  readonly reason?: string;
};

/** Waits until the scan is archived, looks and declares; gives up after some minutes. */
export async function confirmScan(
  simulation: Simulation,
  person: Person,
  { uploadId, ...said }: Confirmation,
): Promise<Reply | undefined> {
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    const reply = await ask(simulation, person, {
      method: 'POST',
      path: `/v1/uploads/${uploadId}/confirmation`,
      body: { pagesComplete: true, ...said },
    });
    const isAwaited = reply.body['code'] === 'upload-not-archived' || reply.body['outcome'] === 'assigned';
    if (!isAwaited) return reply;
    await simulation.wait(60_000 * attempt);
  }
  return undefined;
}

/** Sends a fact to the queue of other systems. */
export function tell(simulation: Simulation, event: IncomingEvent, over: { senderId?: string } = {}): void {
  sendBody(simulation, JSON.stringify(WIRE.toCloudEvent(event)), { group: event.subject, ...over });
}

/** Sends any body to the queue of other systems. */
export function sendBody(
  { cloud }: Simulation,
  body: string,
  {
    group,
    senderId = SENDER_ID.hmsi,
    ...sent
  }: Partial<Pick<Sent, 'senderId' | 'originalSenderId'>> & { readonly group: string },
): void {
  cloud.deliver(cloud.ingress, { body, group, senderId, ...sent });
}

/** Lets a scheduled function run, again if the run failed, as the scheduler does. */
export async function tickOf(
  simulation: Simulation,
  fn: 'remind' | 'reconcile',
  event: object = {},
): Promise<void> {
  for (let attempt = 1; attempt <= PATIENCE; attempt += 1) {
    const end = await simulation.call(fn, event);
    if (end !== 'killed' && 'value' in end) return;
    await simulation.wait(60_000);
  }
  throw new Error(`${fn} never ended well`);
}
