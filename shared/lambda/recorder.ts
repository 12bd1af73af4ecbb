import { z } from 'zod';
import { wireOf } from '../../events/wire.ts';
import type { Recorder } from '../application/recording/recorder.ts';
import { dynamoDbClient } from '../adapters/aws-clients.ts';
import { nodeCrypto } from '../adapters/crypto.ts';
import { dynamoDbEventStore, type TableSettings } from '../adapters/table/dynamodb-event-store.ts';
import { systemClock, systemPatience } from '../adapters/system-clock.ts';
import { unhurried } from '../adapters/table/unhurried-event-store.ts';
import { startOfBerlinDay } from '../domain/berlin.ts';
import { judgingVariables, variable } from './environment.ts';

const recorderVariables = z.object({
  TABLE_NAME: variable.name,
  EVENT_PREFIX: variable.eventPrefix,
  ...judgingVariables,
});

/** The one recorder, as record-event and staff-api run it; with the patience of whoever waits for it. */
export function recorderOf(
  environment: z.infer<typeof recorderVariables>,
  patience = systemPatience('queue'),
): Recorder {
  return recorderOn(dynamoDbClient(), environment, patience);
}

/** The same over a connection that there is already. */
export function recorderOn(
  client: TableSettings['client'],
  environment: z.infer<typeof recorderVariables>,
  patience = systemPatience('queue'),
): Recorder {
  const { TABLE_NAME: tableName, EVENT_PREFIX, PUBLISH_NOT_BEFORE: notBefore } = environment;
  const wire = wireOf(EVENT_PREFIX);
  return {
    wire,
    store: unhurried(dynamoDbEventStore({ client, tableName, wire }), patience),
    clock: systemClock,
    crypto: nodeCrypto,
    patience,
    settings: {
      undoWindowMinutes: environment.UNDO_WINDOW_MINUTES,
      retentionDays: environment.RETENTION_DAYS,
      ...(notBefore === undefined ? {} : { publishNotBefore: startOfBerlinDay(notBefore) }),
    },
  };
}
