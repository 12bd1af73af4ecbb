import { get as httpGet } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { sqsMessage } from '../../events/emit.ts';
import type { CloudEvent } from '../../events/fact.ts';
import type { Party } from '../../events/primitives.ts';
import { sha256Hex } from '../../shared/adapters/crypto.ts';
import { clientsOf } from './connection.ts';
import type { LocalStage } from './endpoints.ts';

/** Message group of whatever is sent as mere text; no function of ours ever uses it. */
export const UNKNOWN_GROUP = 'unknown';

/** How long an answer over HTTP may take: a person gives up after a minute, and so does a command. */
const PATIENCE_MS = 60_000;

/** Asks an address over HTTP. @throws TimeoutError where the whole answer is not there within a minute. */
export function asked(url: string, request: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
}

/** An answer of the API. */
export type StaffAnswer = { readonly status: number; readonly body: unknown };

/** One signed-in person, and what they do over HTTP. */
export type Staff = {
  get(path: string): Promise<StaffAnswer>;
  post(path: string, body: object, key?: string): Promise<StaffAnswer>;
  /** Announces and uploads a file, and gives its upload id once the inspection has ended. */
  upload(
    scan: Uint8Array,
    claim: ScanClaim,
  ): Promise<{ readonly uploadId: string; readonly status: UploadStatus }>;
};

/** What the uploader says of a file. */
export type ScanClaim = {
  readonly zielvereinbarung: string;
  readonly parties: readonly Party[];
  readonly fileName: string;
  readonly originalLocation?: string;
};

const uploadStatus = z.looseObject({ state: z.string(), reason: z.string().optional(), sha256: z.string() });

/** State of an upload as the API tells it. */
export type UploadStatus = z.infer<typeof uploadStatus>;

/** The public borders of a stage: the queue that other systems write to, and the API that staff use. */
export function bordersOf(stage: LocalStage) {
  const { sqs, cognito } = clientsOf(stage);
  return {
    /** Sends one event to the ingress queue. `deduplicationId` overrides the queue's own hash of the body. */
    async emit(event: CloudEvent | string, deduplicationId?: string): Promise<void> {
      const url = stage.ingressQueueUrl;
      await sqs.send(
        new SendMessageCommand({
          ...(typeof event === 'string'
            ? { QueueUrl: url, MessageBody: event, MessageGroupId: UNKNOWN_GROUP }
            : sqsMessage(url, event)),
          ...(deduplicationId === undefined ? {} : { MessageDeduplicationId: deduplicationId }),
        }),
      );
    },
    /** Signs in the first demo user with all of these groups. */
    async signIn(...groups: readonly string[]): Promise<Staff> {
      return staffWith(stage.apiUrl, await this.tokenOf(...groups));
    },
    /** Access token of that user, good for fifteen minutes. */
    async tokenOf(...groups: readonly string[]): Promise<string> {
      const user = stage.users.find((known) => groups.every((group) => known.groups.includes(group)));
      if (user === undefined) throw new Error(`There is no demo user with ${groups.join(' and ')}`);
      const { AuthenticationResult: result } = await cognito.send(
        new InitiateAuthCommand({
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: stage.userPoolClientId,
          AuthParameters: { USERNAME: user.email, PASSWORD: user.password },
        }),
      );
      return result?.AccessToken ?? '';
    },
  };
}

function staffWith(apiUrl: string, token: string): Staff {
  const ask = async (
    path: string,
    request: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<StaffAnswer> => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...request.headers,
    };
    const answer = await asked(`${apiUrl.replace(/\/$/u, '')}${path}`, { ...request, headers });
    return { status: answer.status, body: await answer.json() };
  };
  const post = (path: string, body: object, key?: string) =>
    ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  const get = (path: string) => ask(path);
  return {
    get,
    post,
    async upload(scan, claim) {
      const sha256 = sha256Hex(scan);
      const announced = await post('/v1/uploads', { ...claim, sha256, size: scan.length });
      const { uploadId, post: form } = announcement.parse(announced.body);
      await sendForm(form, scan, claim.fileName);
      const status = await until(`the inspection of ${claim.fileName}`, async () => {
        const { body } = await get(`/v1/uploads/${uploadId}`);
        const read = uploadStatus.parse(body);
        return read.state === 'announced' ? undefined : read;
      });
      return { uploadId, status };
    },
  };
}

const announcement = z.looseObject({
  uploadId: z.string(),
  post: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
});

async function sendForm(
  { url, fields }: z.infer<typeof announcement>['post'],
  scan: Uint8Array,
  fileName: string,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(scan)], { type: 'application/pdf' }), fileName);
  const answer = await asked(url, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`The inbox did not take the file: ${answer.status} ${await answer.text()}`);
}

/** A public page as anybody reads it. */
export type PublicPage = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

/** Reads a public page. Browsers and curl know that every name under `localhost` is this machine; Node does not. */
export function readPortal(url: string | URL): Promise<PublicPage> {
  return new Promise((resolve, reject) => {
    const request = httpGet(
      url,
      {
        family: 4,
        lookup: (_, __, found) => found(null, '127.0.0.1', 4),
        signal: AbortSignal.timeout(PATIENCE_MS),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('error', reject);
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
  });
}

/** What was awaited did not come. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Asks again until there is an answer. @throws TooLate naming what did not come within two minutes. */
export async function until<Found>(what: string, ask: () => Promise<Found | undefined>): Promise<Found> {
  for (let attempt = 0; attempt < 480; attempt += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(250);
  }
  throw new TooLate(`Nothing came of ${what} within two minutes`);
}
