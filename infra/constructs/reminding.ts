import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/remind/environment.ts';
import { acknowledge } from '../aspects/acknowledge.ts';
import { DeadLetterAlarm } from './dead-letter-alarm.ts';
import type { RecordingFoundation } from './foundation.ts';
import { NodeFunction } from './node-function.ts';
import { READ_LOG, SEND } from './permissions.ts';
import { EVERY_QUEUE } from './queue-settings.ts';

/** The clock: what waits for a time is told when the time has come. */
export class Reminding extends Construct {
  readonly worker: NodeFunction<Environment>;

  constructor(scope: Construct, id: string, props: RecordingFoundation) {
    super(scope, id);
    const { context, log, internal } = props;
    this.worker = new NodeFunction<Environment>(this, 'Remind', {
      context,
      name: 'remind',
      timeout: Duration.seconds(60),
      environment: {
        TABLE_NAME: log.table.tableName,
        INTERNAL_QUEUE_URL: internal.queue.queueUrl,
        EVENT_PREFIX: context.stage.eventPrefix,
      },
    });
    this.worker.allow(READ_LOG, [log.table.tableArn]);
    this.worker.allow(SEND, [internal.queue.queueArn]);
    const dead = new Queue(this, 'Undelivered', EVERY_QUEUE);
    acknowledge(dead, { 'AwsSolutions-SQS3': 'This is the queue of reminders that were given up.' });
    new Schedule(this, 'EveryFiveMinutes', {
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      target: new LambdaInvoke(this.worker.fn, { deadLetterQueue: dead }),
    });
    new Schedule(this, 'Daily', {
      schedule: ScheduleExpression.cron({ hour: '3', minute: '10', timeZone: TimeZone.EUROPE_BERLIN }),
      target: new LambdaInvoke(this.worker.fn, {
        deadLetterQueue: dead,
        input: ScheduleTargetInput.fromObject({ run: 'daily' }),
      }),
    });
    new DeadLetterAlarm(this, 'Alarm', {
      context,
      queue: dead,
      impact:
        'Concluded Zielvereinbarungen do not become public when their undo window is over. ' +
        'Events that waited too long stay where they are. ' +
        'The next run in five minutes, or on the next day, makes up for a missed one; a person finds out why runs do not start.',
    });
  }
}
