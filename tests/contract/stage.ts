import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { LocalStage } from '../../cli/stage/endpoints.ts';
import bescheid from '../../events/examples/bescheid-issued.json' with { type: 'json' };
import { clientsOf, stageFolder, start, systemToken } from '../end-to-end/stage.ts';
import { drafted, released } from '../support/facts/given.ts';
import { asCloudEvent } from '../support/stages/recorder.ts';

/** A request over HTTP exactly as it is written: no header is added but those of the connection and the token. */
export type Sent = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** An answer of the API. */
export type Heard = { readonly status: number; readonly text: string };

const receipt = z.looseObject({ state: z.string(), otherContent: z.unknown().optional() });

/** The receipt of an event; `missing` while nobody knows it. */
export type Receipt = z.infer<typeof receipt>;

/** A local stage as other systems meet it: a Zielvereinbarung is drafted and released, its Bescheid is issued. */
export type ContractStage = {
  readonly apiUrl: string;
  /** Access token of a person with this group, good for fifteen minutes. */
  readonly personToken: (group: string) => Promise<string>;
  /** Access token of the Bewilligungsstelle by client credentials, good for fifteen minutes. */
  readonly systemToken: () => Promise<string>;
  /** Puts a body on the queue. */
  readonly toQueue: (body: string, subject: string) => Promise<void>;
  /** Sends it to `POST /v1/events` as the Bewilligungsstelle. */
  readonly toApi: (sent: Sent) => Promise<Heard>;
  /** The receipt of an event of the Bewilligungsstelle, once it is judged. */
  readonly judged: (id: string) => Promise<Receipt>;
  readonly stop: () => Promise<void>;
};

/** Under which the Bewilligungsstelle speaks. */
const SOURCE = bescheid.source;

/** Starts it, in a folder of its own. */
export async function contractStage(): Promise<ContractStage> {
  const { folder, remove } = await stageFolder();
  const { endpoints, stop } = await start(folder);
  const stopAll = async () => {
    await stop();
    await remove();
  };
  try {
    return { ...(await told(endpoints)), stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** What other systems do with it, once it was told what the parts build on. */
async function told(endpoints: LocalStage): Promise<Omit<ContractStage, 'stop'>> {
  const { borders, sqs } = clientsOf(endpoints);
  const apiUrl = endpoints.apiUrl.replace(/\/$/u, '');
  for (const fact of [drafted(), released()]) await borders.emit(asCloudEvent(fact));
  await borders.emit(JSON.stringify({ ...bescheid, sequence: undefined }));
  const token = () => systemToken(endpoints, 'rp-kassel-foerderung');

  async function judged(id: string): Promise<Receipt> {
    const authorization = `Bearer ${await token()}`;
    const name = [SOURCE, id].map((part) => encodeURIComponent(encodeURIComponent(part))).join('/');
    for (let tries = 0; tries < 60; tries += 1) {
      const answer = await fetch(`${apiUrl}/v1/events/${name}`, {
        headers: { authorization },
      });
      const read = answer.status === 200 ? receipt.parse(await answer.json()) : { state: 'missing' };
      if (read.state !== 'missing' && read.state !== 'received') return read;
      await sleep(500);
    }
    return { state: 'missing' };
  }

  return {
    apiUrl,
    personToken: (group) => borders.tokenOf(group),
    systemToken: token,
    async toQueue(body, subject) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: endpoints.ingressQueueUrl,
          MessageBody: body,
          MessageGroupId: subject,
        }),
      );
    },
    toApi: async ({ headers, body }) =>
      post(`${apiUrl}/v1/events`, {
        headers: { ...headers, authorization: `Bearer ${await token()}` },
        body,
      }),
    judged,
  };
}

/** `fetch` would add a content type where an SDK writes none. */
function post(url: string, { headers, body }: Sent): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body, 'utf8');
    const sending = request(
      url,
      { method: 'POST', headers: { ...headers, 'content-length': String(bytes.length) } },
      (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => (text += part.toString('utf8')));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    sending.on('error', reject);
    sending.end(bytes);
  });
}
