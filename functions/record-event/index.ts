import { readEnvironment } from '../../shared/lambda/environment.ts';
import { recorderOf } from '../../shared/lambda/recorder.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { environment } from './environment.ts';
import { createHandler } from './handler.ts';
import { readSenders } from './senders.ts';

const variables = readEnvironment(environment, process.env);
const recorder = recorderOf(variables);

/** Composition root of record-event. */
export const handler = createHandler({
  reception: {
    recorder,
    senders: readSenders(variables.SENDERS),
  },
  telemetry: telemetryOf('record-event', process.env),
  internalQueueArn: variables.INTERNAL_QUEUE_ARN,
  operatorId: variables.OPERATOR_ID,
  now: recorder.clock.now,
});
