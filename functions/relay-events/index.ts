import { wireWriterOf } from '../../events/wire-writer.ts';
import { eventBridgeClient } from '../../shared/adapters/aws-clients.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { eventBridgeBus } from '../../shared/adapters/messages/event-bus.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';

const { EVENT_BUS_NAME: name, EVENT_PREFIX } = readEnvironment(environment, process.env);
const wire = wireWriterOf(EVENT_PREFIX);

/** Composition root of relay-events. */
export const handler = createHandler({
  bus: eventBridgeBus({ client: eventBridgeClient(), name, wire }),
  crypto: nodeCrypto,
  wire,
  telemetry: telemetryOf('relay-events', process.env),
});
