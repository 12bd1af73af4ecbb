import type { z } from 'zod';
import { detailOf } from './reading/detail.ts';
import type { CloudEvent } from './fact.ts';
import { INCOMING } from './incoming/index.ts';
import type { JsonObject } from './personal.ts';
import type { Unreadable } from './reading/read.ts';
import { answerSentence, type Refusal } from './reasons.ts';
import { DEFAULT_PREFIX } from './wire-type.ts';
import { wireOf } from './wire.ts';

type IncomingFact = (typeof INCOMING)[number];

/** Name of a fact in code, e.g. `SignatureReceived`. */
export type FactName = IncomingFact['name'];

/** What a sender says of a fact: its subject and data, and what orders or traces it. */
export type Statement<Name extends FactName> = {
  /** Programme, Haushaltsjahr and ags, e.g. `AQB-2025-06533`. */
  readonly subject: string;
  readonly data: z.input<Extract<IncomingFact, { name: Name }>['data']>;
  /** Unique per source, for ever. Give your own where you may say the same again: a repeat is then harmless. */
  readonly id?: string;
  /** Decimal from 1, per source and subject; only where order matters. */
  readonly sequence?: string;
  /** When it happened, RFC 3339 with offset; now where absent. */
  readonly time?: string;
  readonly correlationid?: string;
  readonly causationid?: string;
};

/** How a producer says things: who it is, and how an event leaves it. */
export type ProducerSettings<Answer> = {
  /** URI of your system; the stage lists which facts it may say. */
  readonly source: string;
  readonly send: (event: CloudEvent) => Promise<Answer>;
  /**
   * Prefix of event types of the stage, `de.hessen.aqb` where absent: senders that were written for the released
   * package name none, and mean the stage of the ministry. Name it for any other stage.
   */
  readonly prefix?: string;
  readonly now?: () => string;
  readonly newId?: () => string;
};

/** A sender of facts. `emit` holds the event against the contract before it leaves. */
export type Producer<Answer> = {
  /**
   * Sends one fact; gives the event, to be sent again as it is where the answer got lost, and the answer.
   * @throws EventInvalid where it breaks the contract; nothing was sent.
   */
  readonly emit: <Name extends FactName>(
    name: Name,
    statement: Statement<Name>,
  ) => Promise<{ readonly event: CloudEvent; readonly answer: Answer }>;
};

/**
 * An event breaks the contract: `reason` of the closed list, `detail` says in German which field and what is expected, never the value. It
 * was not sent, so nothing of it lies at the clearing desk.
 */
export class EventInvalid extends Error {
  readonly reason: Refusal;
  readonly detail: string;

  constructor({ reason, detail = '' }: Pick<Unreadable, 'reason' | 'detail'>) {
    super(`${reason} (${detail}): ${answerSentence(reason)}`);
    this.name = 'EventInvalid';
    this.reason = reason;
    this.detail = detail;
  }
}

/** A producer of facts for one source. */
export function producer<Answer>(settings: ProducerSettings<Answer>): Producer<Answer> {
  // oxlint-disable-next-line no-restricted-globals -- a producer stands outside the core: its ids and its clock are its own
  const { source, send, newId = () => crypto.randomUUID() } = settings;
  const { now = () => new Date().toISOString() } = settings;
  const wire = wireOf(settings.prefix ?? DEFAULT_PREFIX);
  return {
    async emit(name, { id = newId(), time = now(), data, ...statement }) {
      const written = { ...statement, type: name, id, time, source, data: asSent(data) };
      const event = wire.toCloudEvent(written);
      const problem = wire.problemOf(event) ?? problemOfOrigin(name);
      if (problem !== undefined) throw new EventInvalid(problem);
      return { event, answer: await send(event) };
    },
  };
}

/** Data as JSON carries it: what is undefined is absent. */
function asSent(data: object): JsonObject {
  const sent: JsonObject = JSON.parse(JSON.stringify(data));
  return sent;
}

/**
 * What a recorder would refuse in this event by its form alone; undefined where nothing. For senders outside, with the
 * default of {@link ProducerSettings}; whoever has a stage asks its wire.
 */
export function problemOf(event: unknown, prefix: string = DEFAULT_PREFIX): Unreadable | undefined {
  return wireOf(prefix).problemOf(event);
}

function problemOfOrigin(name: FactName): Pick<Unreadable, 'reason' | 'detail'> | undefined {
  const isOurs = INCOMING.some((fact) => fact.name === name && fact.origin !== 'outside');
  return isOurs ? { reason: 'sender-not-allowed', detail: detailOf('type') } : undefined;
}

/**
 * Parameters of SQS SendMessage for the queue `ingress`: one message group per Zielvereinbarung. The queue
 * deduplicates by the body's content, so there is no MessageDeduplicationId.
 */
export function sqsMessage(
  queueUrl: string,
  event: CloudEvent,
): { readonly QueueUrl: string; readonly MessageBody: string; readonly MessageGroupId: string } {
  return { QueueUrl: queueUrl, MessageBody: JSON.stringify(event), MessageGroupId: event.subject };
}

/** The API did not take an event: its status and its problem document, if it gave one. */
export class EventNotTaken extends Error {
  readonly status: number;
  readonly problem: unknown;

  constructor(status: number, problem: unknown) {
    super(`The API did not take the event: ${status}`);
    this.name = 'EventNotTaken';
    this.status = status;
    this.problem = problem;
  }
}

/** Where the API stands and how to sign in to it. */
export type HttpSettings = {
  /** Address of the API, without `/v1`. */
  readonly apiUrl: string;
  /** Gives a valid access token (client credentials). */
  readonly token: () => Promise<string>;
  readonly fetch?: typeof globalThis.fetch;
};

/**
 * Sends events to `POST /v1/events`, for systems without an AWS account; the answer is the receipt.
 * @throws EventNotTaken where the API did not take it; whatever `fetch` throws. Sending again is harmless.
 */
export function overHttp(settings: HttpSettings): (event: CloudEvent) => Promise<unknown> {
  // oxlint-disable-next-line no-restricted-globals -- a producer stands outside the core
  const { apiUrl, token, fetch: ask = fetch } = settings;
  return async (event) => {
    const response = await ask(`${apiUrl.replace(/\/$/u, '')}/v1/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await token()}`,
        'content-type': 'application/cloudevents+json',
      },
      body: JSON.stringify(event),
    });
    const answer = jsonOf(await response.text());
    if (!response.ok) throw new EventNotTaken(response.status, answer);
    return answer;
  };
}

/** An answer that is no JSON, for example of a proxy on the way, is kept as text. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
