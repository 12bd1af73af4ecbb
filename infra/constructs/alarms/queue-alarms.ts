import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EVERY_QUEUE } from '../messages/queue-settings.ts';
import { type AlarmSettings, ring } from './ring.ts';

export interface QueueAlarmProps extends AlarmSettings {
  readonly queue: IQueue;
}

/** Rings as soon as one message lies in a dead-letter queue: machinery failed, never content. */
export class DeadLetterAlarm extends Construct {
  constructor(scope: Construct, id: string, { queue, ...settings }: QueueAlarmProps) {
    super(scope, id);
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) });
    ring(this, { ...settings, metric, threshold: 1 });
  }
}

/** Rings when a message has waited for an hour, long before the queue forgets it (R18). */
export class AgeAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, queue, impact }: QueueAlarmProps) {
    super(scope, id);
    const days = EVERY_QUEUE.retentionPeriod.toDays();
    ring(this, {
      context,
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) }),
      threshold: Duration.hours(1).toSeconds(),
      impact: `${impact} What is not read within ${days} days is lost; a person finds out why it waits.`,
    });
  }
}
