import { ArnFormat, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DailyRun, Environment } from '../../../functions/remind/environment.ts';
import { acknowledge } from '../../aspects/acknowledge.ts';
import { DeadLetterAlarm } from '../alarms/queue-alarms.ts';
import type { RecordingFoundation } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import { APPEND_TO_LOG, READ_LOG, READ_SECRET, SEND } from '../functions/permissions.ts';
import { EVERY_QUEUE } from '../messages/queue-settings.ts';
import { OutcomeAlarm } from '../alarms/outcome-alarm.ts';

export interface RemindingProps extends RecordingFoundation {
  /** Base address of the workplace with trailing slash; mails link there. */
  readonly workplaceUrl: string;
}

/** The clock: what waits for a time is told when the time has come. */
export class Reminding extends Construct {
  readonly worker: NodeFunction<Environment>;

  constructor(scope: Construct, id: string, props: RemindingProps) {
    super(scope, id);
    const { context, log, internal } = props;
    this.worker = new NodeFunction<Environment>(this, 'Remind', {
      context,
      name: 'remind',
      // the mails of a day go out one after the other
      timeout: Duration.minutes(3),
      environment: {
        TABLE_NAME: log.table.tableName,
        INTERNAL_QUEUE_URL: internal.queue.queueUrl,
        EVENT_PREFIX: context.stage.eventPrefix,
        ...mailVariables(props),
      },
    });
    this.worker.allow(READ_LOG, [log.table.tableArn]);
    this.worker.allow(SEND, [internal.queue.queueArn]);
    this.allowMail(props);
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
        input: ScheduleTargetInput.fromObject({ run: 'daily' } satisfies DailyRun),
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

  /** Where the stage names no sender, remind has no right that mails need. */
  private allowMail({ context, log, staff, accountKey }: RemindingProps): void {
    const { mailSender } = context.stage;
    if (mailSender === undefined) return;
    this.worker.allow(APPEND_TO_LOG, [log.table.tableArn]);
    this.worker.allow(['cognito-idp:ListUsersInGroup'], [staff.pool.userPoolArn]);
    this.worker.allow(READ_SECRET, [accountKey.secretArn]);
    this.worker.allow(['ses:SendEmail'], [identityOf(this, mailSender)]);
    new OutcomeAlarm(this, 'MailAlarm', {
      context,
      service: 'remind',
      outcome: 'mail-unsent',
      // Each is a mail that somebody misses.
      threshold: 1,
      impact:
        'A mail to staff was not sent. Everything it would have said stands in the workplace. ' +
        'A refused one is tried again on the next day; one without an answer never (docs/operations.md, Mails).',
    });
  }
}

/** What the service is called where the stage says nothing else. */
const SERVICE = 'Zielvereinbarungen';

function mailVariables({ context, staff, accountKey, workplaceUrl }: RemindingProps) {
  const { mailSender, mailSenderName = SERVICE, mailReplyTo } = context.stage;
  if (mailSender === undefined) return {};
  return {
    MAIL_SENDER: mailSender,
    MAIL_SENDER_NAME: mailSenderName,
    ...(mailReplyTo !== undefined && { MAIL_REPLY_TO: mailReplyTo }),
    WORKPLACE_URL: workplaceUrl,
    USER_POOL_ID: staff.pool.userPoolId,
    ACCOUNT_KEY_ARN: accountKey.secretArn,
  };
}

/** The domain of the sender, verified in SES for this account and region. */
function identityOf(scope: Construct, mailSender: string): string {
  return Stack.of(scope).formatArn({
    service: 'ses',
    resource: 'identity',
    resourceName: mailSender.slice(mailSender.indexOf('@') + 1),
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}
