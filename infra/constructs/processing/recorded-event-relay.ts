import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Environment } from '../../../functions/relay-events/environment.ts';
import type { Foundation } from '../functions/foundation.ts';
import { NodeFunction } from '../functions/node-function.ts';
import { CLEARING_ITEM, PARKED_EVENT, RECORDED_EVENT } from '../messages/stream-filters.ts';
import { StreamReader } from '../messages/stream-reader.ts';

/** The second reader of the stream: recorded facts, refusals and parked events on a bus that others listen to. */
export class RecordedEventRelay extends Construct {
  readonly bus: EventBus;
  readonly worker: NodeFunction<Environment>;

  constructor(scope: Construct, id: string, { context, log }: Foundation) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus');
    this.worker = new NodeFunction<Environment>(this, 'RelayEvents', {
      context,
      name: 'relay-events',
      timeout: Duration.seconds(30),
      environment: { EVENT_BUS_NAME: this.bus.eventBusName, EVENT_PREFIX: context.stage.eventPrefix },
    });
    this.worker.allow(['events:PutEvents'], [this.bus.eventBusArn]);
    new StreamReader(this, 'Reader', {
      context,
      worker: this.worker,
      streamArn: log.streamArn,
      filters: [RECORDED_EVENT, PARKED_EVENT, CLEARING_ITEM],
      impact:
        'Other systems do not hear of recorded facts and refusals, and released Fassungen get no PDF for signing. ' +
        'A person finds the cause in the log of relay-events and invokes it again with the items that were given up.',
    });
  }
}
