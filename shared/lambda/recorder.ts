import { z } from 'zod';
import type { Recorder } from '../application/judgement.ts';
import { dynamoDbClient } from '../adapters/aws-clients.ts';
import { nodeCrypto } from '../adapters/crypto.ts';
import { dynamoDbEventStore, type TableSettings } from '../adapters/dynamodb-event-store.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { startOfBerlinDay } from '../domain/berlin.ts';
import { judgingVariables, variable } from './environment.ts';

const recorderVariables = z.object({
  TABLE_NAME: variable.name,
  EVENT_PREFIX: variable.eventPrefix,
  ...judgingVariables,
});

/** The one recorder, as record-event and staff-api run it. */
export function recorderOf(environment: z.infer<typeof recorderVariables>): Recorder {
  return recorderOn(dynamoDbClient(), environment);
}

/** The same over a connection that there is already. */
export function recorderOn(
  client: TableSettings['client'],
  environment: z.infer<typeof recorderVariables>,
): Recorder {
  const { TABLE_NAME: tableName, EVENT_PREFIX: prefix, PUBLISH_NOT_BEFORE: notBefore } = environment;
  return {
    store: dynamoDbEventStore({ client, tableName, prefix }),
    clock: systemClock,
    crypto: nodeCrypto,
    settings: {
      undoWindowMinutes: environment.UNDO_WINDOW_MINUTES,
      retentionDays: environment.RETENTION_DAYS,
      ...(notBefore === undefined ? {} : { publishNotBefore: startOfBerlinDay(notBefore) }),
    },
  };
}
