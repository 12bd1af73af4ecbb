import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { AnyPrincipal, ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';
import { AgeAlarm, DeadLetterAlarm } from '../alarms/dead-letter-alarm.ts';
import type { NodeFunction } from '../functions/node-function.ts';
import { EVERY_QUEUE, MAX_RECEIVE_COUNT, ORDERED, visibilityFor } from './queue-settings.ts';
import type { StageContext } from '../functions/stage-context.ts';

export interface FifoConsumerProps<Environment> {
  readonly context: StageContext;
  /** The function that drains the queue, one message at a time. */
  readonly worker: NodeFunction<Environment>;
  /** Who is hurt when messages end in the dead-letter queue, in one sentence. */
  readonly impact: string;
}

/** An ordered queue, its dead letters, the function that drains it, and the alarm that says who is hurt. */
export class FifoConsumer<Environment> extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(scope: Construct, id: string, { context, worker, impact }: FifoConsumerProps<Environment>) {
    super(scope, id);
    this.dead = new Queue(this, 'Dead', { ...EVERY_QUEUE, ...ORDERED });
    this.queue = new Queue(this, 'Queue', {
      ...EVERY_QUEUE,
      ...ORDERED,
      visibilityTimeout: visibilityFor(worker.timeout),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    worker.fn.addEventSource(new SqsEventSource(this.queue, { batchSize: 1, reportBatchItemFailures: true }));
    new DeadLetterAlarm(this, 'DeadAlarm', { context, queue: this.dead, impact });
    new AgeAlarm(this, 'AgeAlarm', {
      context,
      queue: this.queue,
      impact: `Messages wait in ${id} for more than an hour before ${worker.functionName} works on them, and what they say appears late.`,
    });
    acknowledge(this.dead, { 'AwsSolutions-SQS3': 'This is the dead-letter queue.' });
  }

  /** Lets the roles of other systems send here; everybody else needs a grant of their own in this account. */
  admit(roleArns: readonly string[]): void {
    if (roleArns.length === 0) return;
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'SendersOfTheStage',
        principals: roleArns.map((arn) => new ArnPrincipal(arn)),
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
      }),
    );
  }

  /** Refuses every sender but these roles, also administrators: trust follows the door. */
  admitOnly(roleArns: readonly string[]): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyOurFunctions',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArns } },
      }),
    );
  }
}
