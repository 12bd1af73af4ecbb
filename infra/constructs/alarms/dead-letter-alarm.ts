import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StageContext } from '../functions/stage-context.ts';

export interface DeadLetterAlarmProps {
  readonly context: StageContext;
  readonly queue: IQueue;
  /** Who is hurt and what to do, in one sentence; it becomes the alarm's description. */
  readonly impact: string;
}

/** Rings as soon as one message lies in a dead-letter queue: machinery failed, never content. */
export class DeadLetterAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, queue, impact }: DeadLetterAlarmProps) {
    super(scope, id);
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) });
    ring(this, { context, metric, threshold: 1, impact });
  }
}

export interface AgeAlarmProps {
  readonly context: StageContext;
  readonly queue: IQueue;
  /** Who does not read, and who is hurt by that, in one sentence. */
  readonly impact: string;
}

/** Rings when a message has waited for an hour, long before the queue forgets it (R18). */
export class AgeAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, queue, impact }: AgeAlarmProps) {
    super(scope, id);
    const metric = queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1) });
    ring(this, {
      context,
      metric,
      threshold: Duration.hours(1).toSeconds(),
      impact: `${impact} What is not read within 14 days is lost; a person finds out why it waits.`,
    });
  }
}

export interface StandstillAlarmProps {
  readonly context: StageContext;
  /** Age of the oldest record that waits, in milliseconds. */
  readonly age: IMetric;
  /** Who is hurt and what to do, in one sentence. */
  readonly impact: string;
}

/** Rings when the oldest waiting record is older than a quarter of an hour. */
export class StandstillAlarm extends Construct {
  constructor(scope: Construct, id: string, { context, age, impact }: StandstillAlarmProps) {
    super(scope, id);
    ring(this, { context, metric: age, threshold: Duration.minutes(15).toMilliseconds(), impact });
  }
}

type Ring = Pick<AlarmProps, 'metric' | 'threshold'> &
  Partial<Pick<AlarmProps, 'comparisonOperator' | 'treatMissingData'>> & {
    readonly context: StageContext;
    readonly impact: string;
  };

/** Rings at the threshold, unless another comparison is asked for, and tells the alarm address of the stage. */
export function ring(scope: Construct, { context, impact, ...asked }: Ring): void {
  const alarm = new Alarm(scope, 'Alarm', {
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...asked,
    alarmDescription: impact,
  });
  if (context.alarmTopic !== undefined) alarm.addAlarmAction(new SnsAction(context.alarmTopic));
}
