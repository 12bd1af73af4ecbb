import type { EventPattern, IEventBus } from 'aws-cdk-lib/aws-events';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';
import { AgeAlarm, DeadLetterAlarm } from '../alarms/dead-letter-alarm.ts';
import type { NodeFunction } from '../functions/node-function.ts';
import { EVERY_QUEUE, MAX_RECEIVE_COUNT, visibilityFor } from './queue-settings.ts';
import type { StageContext } from '../functions/stage-context.ts';

/** What is heard, and whom: a type alone can be put on a bus by anybody who may put something there. */
type NamedPattern = EventPattern & { readonly source: string[] };

export interface QueueConsumerProps<Environment> {
  readonly context: StageContext;
  /** The function that drains the queue, one message at a time. */
  readonly worker: NodeFunction<Environment>;
  /** What fills the queue: facts of this shape on this bus. */
  readonly facts: { readonly bus?: IEventBus; readonly pattern: NamedPattern };
  /** Who is hurt when messages end in the dead-letter queue, in one sentence. */
  readonly impact: string;
}

/** Facts of a bus, a queue that keeps them until they are worked off, its dead letters and their alarm. */
export class QueueConsumer<Environment> extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    { context, worker, facts, impact }: QueueConsumerProps<Environment>,
  ) {
    super(scope, id);
    const dead = new Queue(this, 'Dead', EVERY_QUEUE);
    this.queue = new Queue(this, 'Queue', {
      ...EVERY_QUEUE,
      visibilityTimeout: visibilityFor(worker.timeout),
      deadLetterQueue: { queue: dead, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    worker.fn.addEventSource(new SqsEventSource(this.queue, { batchSize: 1, reportBatchItemFailures: true }));
    new Rule(this, 'Rule', {
      ...(facts.bus === undefined ? {} : { eventBus: facts.bus }),
      eventPattern: facts.pattern,
      targets: [new SqsQueue(this.queue, { deadLetterQueue: dead })],
    });
    new DeadLetterAlarm(this, 'DeadAlarm', { context, queue: dead, impact });
    new AgeAlarm(this, 'AgeAlarm', {
      context,
      queue: this.queue,
      impact: `Messages wait in ${id} for more than an hour before ${worker.functionName} works on them, and what they say appears late.`,
    });
    acknowledge(dead, { 'AwsSolutions-SQS3': 'This is the dead-letter queue.' });
  }
}
