import type { SQSRecord } from 'aws-lambda';
import { receiveMessage, type Reception } from '../../shared/application/receiving/receive-message.ts';
import type { Door } from '../../shared/domain/senders.ts';
import { fifoHandler } from '../../shared/lambda/queue-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { ORIGINAL_SENDER, judgedSender, type SentBy } from './original-sender.ts';

/** What the handler works with. */
export type Deps = {
  readonly reception: Reception;
  readonly telemetry: Telemetry;
  /** ARN of the queue of our own functions; whatever comes from elsewhere comes from outside. */
  readonly internalQueueArn: string;
  /** Unique id of the role that sends dead letters back; absent where the stage names none. */
  readonly operatorId?: string | undefined;
  /** Instant for a message that does not say when it was sent. */
  readonly now: () => string;
};

/** Turns incoming facts into recorded ones; every message ends in exactly one lane. */
export function createHandler({ reception, telemetry, internalQueueArn, operatorId, now }: Deps) {
  return fifoHandler(telemetry, async (record) => {
    const outcome = await receiveMessage(reception, {
      body: record.body,
      door: doorOf(record, internalQueueArn),
      senderId: judgedSender(sentBy(record), operatorId),
      sentAt: sentAt(record) ?? now(),
    });
    telemetry.note('judged', { ...outcome, subject: record.attributes.MessageGroupId ?? '' });
  });
}

function doorOf({ eventSourceARN }: SQSRecord, internalQueueArn: string): Door {
  return eventSourceARN === internalQueueArn ? 'internal' : 'ingress';
}

function sentBy({ attributes, messageAttributes }: SQSRecord): SentBy {
  return {
    senderId: attributes.SenderId,
    originalSenderId: messageAttributes[ORIGINAL_SENDER]?.stringValue,
  };
}

function sentAt({ attributes }: SQSRecord): string | undefined {
  const milliseconds = Number(attributes.SentTimestamp);
  return Number.isFinite(milliseconds) && milliseconds > 0 ? new Date(milliseconds).toISOString() : undefined;
}
