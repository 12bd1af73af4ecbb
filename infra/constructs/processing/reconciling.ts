import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment, NightlyRun } from '../../../functions/reconcile/environment.ts';
import { acknowledge } from '../../aspects/acknowledge.ts';
import { DeadLetterAlarm } from '../alarms/queue-alarms.ts';
import { judgingSettings, type RecordingFoundation, retentionVariables } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import {
  APPEND_TO_LOG,
  GUARD_ARCHIVE,
  LOOK_THROUGH_TABLE,
  READ_ARCHIVE,
  REPLACE_PAGES,
  SEND,
  WRITE_ARCHIVE,
} from '../functions/permissions.ts';
import { EVERY_QUEUE } from '../messages/queue-settings.ts';
import { HeartbeatAlarm, OutcomeAlarm } from '../alarms/outcome-alarm.ts';

export interface ReconcilingProps extends RecordingFoundation {
  /** Where an upload is told of again that nobody inspected. */
  readonly inspectionQueue: IQueue;
}

/** Whatever a lost hint left undone, or somebody changed behind the log, is found within a quarter of an hour. */
export class Reconciling extends Construct {
  readonly worker: NodeFunction<Environment>;

  constructor(scope: Construct, id: string, props: ReconcilingProps) {
    super(scope, id);
    const { context, log, archive, inbox, portal, internal, inspectionQueue, portalUrl } = props;
    this.worker = new NodeFunction<Environment>(this, 'Reconcile', {
      context,
      name: 'reconcile',
      timeout: Duration.minutes(10),
      memory: 1024,
      // a slow run is waited for: two at once would do everything twice, harmlessly and for nothing
      reservedConcurrency: 1,
      environment: {
        TABLE_NAME: log.table.tableName,
        PORTAL_BUCKET: portal.bucket.bucketName,
        ARCHIVE_BUCKET: archive.bucket.bucketName,
        INBOX_BUCKET: inbox.bucket.bucketName,
        INTERNAL_QUEUE_URL: internal.queue.queueUrl,
        INSPECTION_QUEUE_URL: inspectionQueue.queueUrl,
        EVENT_PREFIX: context.stage.eventPrefix,
        PORTAL_URL: portalUrl,
        ...judgingSettings(context),
        ...retentionVariables(context),
      },
    });
    this.permit(props);
    this.schedule(props);
  }

  private permit({ log, archive, inbox, portal, internal, inspectionQueue }: ReconcilingProps): void {
    const { worker } = this;
    worker.allow([...APPEND_TO_LOG, ...LOOK_THROUGH_TABLE], [log.table.tableArn]);
    worker.allow(REPLACE_PAGES, [portal.bucket.arnForObjects('*')]);
    worker.allow([...READ_ARCHIVE, ...GUARD_ARCHIVE], [archive.bucket.arnForObjects('*')]);
    // what was never produced is produced now, by the same use cases
    worker.allow(WRITE_ARCHIVE, [archive.allOf('reading'), archive.allOf('signing')]);
    worker.allow(['s3:GetObject'], [inbox.findings]);
    worker.allow(
      ['s3:ListBucket'],
      [portal.bucket.bucketArn, inbox.bucket.bucketArn, archive.bucket.bucketArn],
    );
    worker.allow(['s3:ListBucketVersions'], [archive.bucket.bucketArn]);
    worker.allow(SEND, [internal.queue.queueArn, inspectionQueue.queueArn]);
  }

  private schedule({ context }: ReconcilingProps): void {
    const dead = new Queue(this, 'Undelivered', EVERY_QUEUE);
    acknowledge(dead, { 'AwsSolutions-SQS3': 'This is the queue of comparisons that were given up.' });
    new Schedule(this, 'EveryQuarterHour', {
      schedule: ScheduleExpression.rate(Duration.minutes(15)),
      target: new LambdaInvoke(this.worker.fn, { deadLetterQueue: dead }),
    });
    new Schedule(this, 'Nightly', {
      schedule: ScheduleExpression.cron({ hour: '3', minute: '30', timeZone: TimeZone.EUROPE_BERLIN }),
      target: new LambdaInvoke(this.worker.fn, {
        deadLetterQueue: dead,
        input: ScheduleTargetInput.fromObject({ run: 'nightly' } satisfies NightlyRun),
      }),
    });
    new DeadLetterAlarm(this, 'Alarm', {
      context,
      queue: dead,
      impact:
        'A comparison of log, portal and archive was not even started: what a lost hint left undone waits for the next one. ' +
        'A person finds out why runs do not start.',
    });
    new OutcomeAlarm(this, 'FindingsAlarm', {
      context,
      service: this.worker.functionName,
      outcome: 'findings',
      // What a run could not put right stays until a person does.
      threshold: 1,
      impact:
        'Log, portal, archive or inbox of a Zielvereinbarung do not agree, and that could not be put right by itself: ' +
        'its page may be missing, or somebody changed what was recorded. A person reads the findings in the log of the function.',
    });
    new HeartbeatAlarm(this, 'HeartbeatAlarm', {
      context,
      service: this.worker.functionName,
      outcome: 'reconciled',
      impact:
        'No comparison of log, portal and archive came to its end for an hour: lost hints are not made up for, ' +
        'and nobody would notice a changed page. A person finds the cause in the log of the function.',
    });
  }
}
