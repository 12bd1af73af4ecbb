import type { EventPattern, IEventBus } from 'aws-cdk-lib/aws-events';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';
import type { AlarmSettings } from '../alarms/ring.ts';
import { AgeAlarm, DeadLetterAlarm } from '../alarms/queue-alarms.ts';
import type { NodeFunction } from '../functions/node-function.ts';
import { DOOR, EVERY_QUEUE, MAX_RECEIVE_COUNT, ORDERED, visibilityFor } from './queue-settings.ts';

/** What is heard, and whom: a type alone can be put on a bus by anybody who may put something there. */
type NamedPattern = EventPattern & { readonly source: string[] };

export interface QueueConsumerProps<Environment> extends AlarmSettings {
  /** The function that drains the queue, one message at a time. */
  readonly worker: NodeFunction<Environment>;
  /** Whether the messages of one Zielvereinbarung stay in order. A rule of a bus knows no Zielvereinbarung: what it fills has none. */
  readonly ordered: boolean;
  /** Whether the recorder reads here: what it cannot store as one item is not let in. */
  readonly isDoor: boolean;
  /** Facts of this shape on this bus fill the queue. Default: whoever is admitted sends here. */
  readonly facts?: { readonly bus?: IEventBus; readonly pattern: NamedPattern };
}

/** A queue that keeps messages until they are worked off, its dead letters, the function that drains it, and the alarms that say who is hurt. */
export class QueueConsumer<Environment> extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(scope: Construct, id: string, props: QueueConsumerProps<Environment>) {
    super(scope, id);
    const { context, worker, ordered, isDoor, facts, impact } = props;
    const settings = { ...EVERY_QUEUE, ...(ordered && ORDERED), ...(isDoor && DOOR) };
    this.dead = new Queue(this, 'Dead', settings);
    this.queue = new Queue(this, 'Queue', {
      ...settings,
      visibilityTimeout: visibilityFor(worker.timeout),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    worker.fn.addEventSource(new SqsEventSource(this.queue, { batchSize: 1, reportBatchItemFailures: true }));
    if (facts !== undefined) this.fillWith(facts);
    new DeadLetterAlarm(this, 'DeadAlarm', { context, queue: this.dead, impact });
    new AgeAlarm(this, 'AgeAlarm', {
      context,
      queue: this.queue,
      impact: `Messages wait in ${id} for more than an hour before ${worker.functionName} works on them, and what they say appears late.`,
    });
    acknowledge(this.dead, { 'AwsSolutions-SQS3': 'This is the dead-letter queue.' });
  }

  private fillWith({ bus, pattern }: NonNullable<QueueConsumerProps<Environment>['facts']>): void {
    new Rule(this, 'Rule', {
      ...(bus === undefined ? {} : { eventBus: bus }),
      eventPattern: pattern,
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.dead })],
    });
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
