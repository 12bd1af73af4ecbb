import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { OutgoingEvent } from '../../../events/fact.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';

/** Where facts go out to other systems. */
export interface EventBus {
  /** Sends one fact; `detail-type` is its type, the whole CloudEvent stands in `detail`. */
  put(event: OutgoingEvent): Promise<void>;
}

/** The EventBridge bus of a stage. @throws Error naming the code where the bus did not take the event. */
export function eventBridgeBus({
  client,
  name,
  wire,
}: {
  client: EventBridgeClient;
  name: string;
  wire: WireWriter;
}): EventBus {
  return {
    async put(event) {
      const { Entries: entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: name,
              Source: wire.prefix,
              DetailType: event.type,
              Detail: JSON.stringify(event),
              Time: new Date(event.time),
            },
          ],
        }),
      );
      const [failed] = entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
      if (failed !== undefined)
        throw new Error(`The bus did not take event ${event.id}: ${failed.ErrorCode}`);
    },
  };
}
