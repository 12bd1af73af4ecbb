import { CfnOutput, Duration } from 'aws-cdk-lib';
import { type EventPattern, type IEventBus, type IRuleTarget, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ArnPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';
import type { Subscriber } from '../../stages/stages.ts';
import { AgeAlarm, DeadLetterAlarm } from '../alarms/queue-alarms.ts';
import { EVERY_QUEUE, MAX_RECEIVE_COUNT } from './queue-settings.ts';
import type { StageContext } from '../functions/stage-context.ts';

export interface SubscriptionProps {
  readonly context: StageContext;
  readonly bus: IEventBus;
  readonly subscriber: Subscriber;
}

/**
 * One system that hears what is recorded: a rule on the bus, the queue that the system reads, the dead letters
 * of both and their alarm. The queue is a standard one, on purpose: a rule knows one fixed message group for a
 * FIFO queue and none per Zielvereinbarung, so order comes from `sequence`, which each fact carries.
 */
export class Subscription extends Construct {
  constructor(scope: Construct, id: string, { context, bus, subscriber }: SubscriptionProps) {
    super(scope, id);
    const dead = new Queue(this, 'Dead', EVERY_QUEUE);
    const target =
      subscriber.queueArn === undefined
        ? new SqsQueue(this.ownQueue(context, subscriber, dead), { deadLetterQueue: dead })
        : this.foreignQueue(subscriber.queueArn, dead);
    new Rule(this, 'Rule', {
      eventBus: bus,
      description: `Zielvereinbarungen: what ${subscriber.name} hears`,
      eventPattern: patternOf(subscriber, context.stage.eventPrefix),
      targets: [target],
    });
    const impact =
      `The system ${subscriber.name} does not hear of facts that were recorded; everybody else does. ` +
      'A person finds out why its queue did not take or keep them, and sends the dead letters to it again.';
    new DeadLetterAlarm(this, 'DeadAlarm', { context, queue: dead, impact });
    acknowledge(dead, { 'AwsSolutions-SQS3': 'This is the dead-letter queue.' });
  }

  private ownQueue(context: StageContext, { name, readerRoleArn }: Subscriber, dead: Queue): Queue {
    const queue = new Queue(this, 'Queue', {
      ...EVERY_QUEUE,
      // Time enough to work on ten facts before they are shown to another reader.
      visibilityTimeout: Duration.minutes(1),
      deadLetterQueue: { queue: dead, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
    if (readerRoleArn !== undefined) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          sid: 'ReaderOfTheStage',
          principals: [new ArnPrincipal(readerRoleArn)],
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          resources: [queue.queueArn],
        }),
      );
    }
    new AgeAlarm(this, 'AgeAlarm', {
      context,
      queue,
      impact: `The system ${name} has not read its queue for an hour and works with facts that are out of date.`,
    });
    // The name says whose queue it is, also where several listen: `SubscriberQueueUrl`.
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl }).overrideLogicalId(
      `${pascalCase(name)}QueueUrl`,
    );
    return queue;
  }

  /** In another account the bus needs a role of ours to send with, and the queue's own policy has to admit that role. */
  private foreignQueue(arn: string, dead: Queue): IRuleTarget {
    const events = new ServicePrincipal('events.amazonaws.com');
    const role = new Role(this, 'Delivery', { assumedBy: events });
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [arn] }));
    return {
      bind: ({ ruleRef }) => {
        dead.addToResourcePolicy(
          new PolicyStatement({
            principals: [events],
            actions: ['sqs:SendMessage'],
            resources: [dead.queueArn],
            conditions: { ArnEquals: { 'aws:SourceArn': ruleRef.ruleArn } },
          }),
        );
        return { arn, role, deadLetterConfig: { arn: dead.queueArn } };
      },
    };
  }
}

/** What this subscriber hears: our facts, of these types in every version, of subjects that begin so. */
function patternOf({ types, subjects }: Subscriber, prefix: string): EventPattern {
  return {
    source: [prefix],
    ...(types === undefined
      ? {}
      : { detailType: Match.anyOf(...types.map((stem) => Match.prefix(`${prefix}.${stem}.v`))) }),
    ...(subjects === undefined
      ? {}
      : { detail: { subject: Match.anyOf(...subjects.map((beginning) => Match.prefix(beginning))) } }),
  };
}

function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
