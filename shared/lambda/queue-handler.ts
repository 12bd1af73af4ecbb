import {
  SqsFifoPartialProcessorAsync,
  processPartialResponse,
  BatchProcessor,
  EventType,
} from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { countedBy, type Telemetry } from './telemetry.ts';

type OnRecord = (record: SQSRecord) => Promise<void>;

/** The one chain of every ordered queue: a failed group stops, the other groups go on. */
export function fifoHandler(telemetry: Telemetry, onRecord: OnRecord) {
  return chain(telemetry, (event, context) =>
    // A processor per run: a group that failed before is really retried in a warm process (R17).
    processPartialResponse(event, loudly(telemetry, onRecord), new SqsFifoPartialProcessorAsync(), {
      context,
      skipGroupOnError: true,
      throwOnFullBatchFailure: false,
    }),
  );
}

/** The one chain of every unordered queue: each record by itself, one after the other. */
export function queueHandler(telemetry: Telemetry, onRecord: OnRecord) {
  return chain(telemetry, (event, context) =>
    processPartialResponse(event, loudly(telemetry, onRecord), new BatchProcessor(EventType.SQS), {
      context,
      processInParallel: false,
      throwOnFullBatchFailure: false,
    }),
  );
}

function chain(telemetry: Telemetry, run: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>) {
  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(telemetry.logger, { resetKeys: true }))
    .use(countedBy(telemetry))
    .handler(run);
}

/** The partial answer swallows the error: it is named here once, then the record counts as failed. */
function loudly(telemetry: Telemetry, onRecord: OnRecord): OnRecord {
  return async (record) => {
    try {
      await onRecord(record);
    } catch (error) {
      telemetry.failed('A record failed and is delivered again', error);
      throw error;
    }
  };
}
