import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { countedBy, type Telemetry } from './telemetry.ts';

/** The one chain of everything that runs by the clock; a failure is retried by the scheduler. */
export function scheduleHandler(telemetry: Telemetry, onTick: (tick: object) => Promise<void>) {
  return middy<object, void>()
    .use(injectLambdaContext(telemetry.logger, { resetKeys: true }))
    .use(countedBy(telemetry))
    .handler((tick) => onTick(tick));
}
