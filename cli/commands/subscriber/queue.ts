import { randomUUID } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { outgoingEnvelope, type OutgoingEvent } from '../../../events/fact.ts';
import { parseJson } from '../../../events/reading/parse-json.ts';
import type { Wire } from '../../../events/wire.ts';
import { clientsOf, type Connection } from '../../stage/connection.ts';

/** A message of the queue; without an event where it is none of the bus's. */
export type Message = { readonly receipt: string; readonly event?: OutgoingEvent };

const BATCH = 10;

const message = z.object({ detail: outgoingEnvelope });

/** A subscriber's queue, as the system that reads it sees it. */
export function subscriberQueue(stage: Connection, queueUrl: string) {
  const { sqs } = clientsOf(stage);
  return {
    /**
     * Up to ten messages; waits for the first one up to so many seconds. Not to be broken off: the queue would
     * hand out messages to nobody and hide them from everybody until their time is over.
     */
    async receive(seconds: number): Promise<readonly Message[]> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: BATCH,
          WaitTimeSeconds: seconds,
        }),
      );
      return Messages.map(({ ReceiptHandle: receipt = '', Body: body = '' }) => ({ receipt, ...read(body) }));
    },
    /** Takes messages off the queue for good. @throws Error where the queue kept one. */
    async remove(messages: readonly Message[]): Promise<void> {
      if (messages.length === 0) return;
      const { Failed = [] } = await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: messages.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt })),
        }),
      );
      if (Failed.length > 0) throw new Error(`The queue kept ${Failed.length} messages: ${Failed[0]?.Code}`);
    },
    /** Sends facts as the bus delivers them, marked as a replay. @throws Error where the queue did not take one. */
    async send(events: readonly OutgoingEvent[], wire: Wire): Promise<void> {
      const name = `replay-${randomUUID()}`;
      for (let at = 0; at < events.length; at += BATCH) {
        const { Failed = [] } = await sqs.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: events.slice(at, at + BATCH).map((event, index) => ({
              Id: String(index),
              MessageBody: JSON.stringify(asDelivered(event, wire, name)),
            })),
          }),
        );
        if (Failed.length > 0)
          throw new Error(`The queue did not take ${Failed.length} messages: ${Failed[0]?.Code}`);
      }
    },
  };
}

function read(body: string): { event?: OutgoingEvent } {
  const parsed = message.safeParse(parseJson(body));
  return parsed.success ? { event: parsed.data.detail } : {};
}

/** The envelope of the bus; `replay-name` marks what the bus itself replays, too. */
function asDelivered(event: OutgoingEvent, wire: Wire, name: string) {
  const { type, time } = event;
  return { version: '0', source: wire.prefix, 'detail-type': type, time, 'replay-name': name, detail: event };
}
