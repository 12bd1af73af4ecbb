import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../../aspects/acknowledge.ts';
import { DeadLetterAlarm } from '../alarms/queue-alarms.ts';
import { StandstillAlarm } from '../alarms/standstill-alarm.ts';
import type { NodeFunction } from '../functions/node-function.ts';
import { EVERY_QUEUE } from './queue-settings.ts';
import type { StageContext } from '../functions/stage-context.ts';

export interface StreamReaderProps<Environment> {
  readonly context: StageContext;
  readonly worker: NodeFunction<Environment>;
  readonly streamArn: string;
  /** Which records wake the function; any one is enough. */
  readonly filters: readonly Readonly<Record<string, unknown>>[];
  /** Who is hurt when records are given up or pile up, in one sentence. */
  readonly impact: string;
}

/**
 * One of the two readers of the table's stream. A batch that fails is halved until the record that fails is
 * alone; it is tried again until it is an hour old, whatever the number of tries, while later records of its shard
 * wait: long enough for an outage, short enough that one poison publication does not hold up a day. Then its place in the stream goes to a queue of its own: nothing repairs it but a person.
 */
export class StreamReader<Environment> extends Construct {
  constructor(scope: Construct, id: string, props: StreamReaderProps<Environment>) {
    super(scope, id);
    const { context, worker, streamArn, filters, impact } = props;
    const givenUp = new Queue(this, 'GivenUp', EVERY_QUEUE);
    acknowledge(givenUp, { 'AwsSolutions-SQS3': 'This is the queue of records that were given up.' });
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: worker.fn,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // Age alone ends the tries, never their number; the rest of what the stream keeps stays for a person.
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(givenUp),
      filters: filters.map((filter) => FilterCriteria.filter({ ...filter })),
    });
    worker.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [streamArn],
    );
    mapping.node.addDependency(worker.role);
    new DeadLetterAlarm(this, 'GivenUpAlarm', { context, queue: givenUp, impact });
    new StandstillAlarm(this, 'StandstillAlarm', {
      context,
      age: worker.fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
      impact,
    });
  }
}
