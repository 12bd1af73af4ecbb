import { eventBridgeClient } from '../../shared/adapters/aws-clients.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { eventBridgeBus } from '../../shared/adapters/messages/event-bus.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';

const { EVENT_BUS_NAME: name, EVENT_PREFIX: prefix } = readEnvironment(environment, process.env);

/** Composition root of relay-events. */
export const handler = createHandler({
  bus: eventBridgeBus({ client: eventBridgeClient(), name, prefix }),
  crypto: nodeCrypto,
  prefix,
  telemetry: telemetryOf('relay-events', process.env),
});
