import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { TableItem } from '../adapters/table/dynamodb-items.ts';
import { countedBy, type Telemetry } from './telemetry.ts';

/** A new item of the table, as the stream tells it. */
export type NewItem = TableItem;

/**
 * The one chain of every stream reader. Records come in order; the first failure ends the batch and is named
 * in the partial answer, so that what follows is never done before it.
 */
export function streamHandler(telemetry: Telemetry, onItem: (item: NewItem) => Promise<void>) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(injectLambdaContext(telemetry.logger, { resetKeys: true }))
    .use(countedBy(telemetry))
    .handler(async (event) => {
      for (const record of event.Records) {
        try {
          await onItem(newItem(record));
        } catch (error) {
          telemetry.failed('A stream record failed and is delivered again', error);
          return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
        }
      }
      return { batchItemFailures: [] };
    });
}

function newItem(record: DynamoDBRecord): NewItem {
  return (record.dynamodb?.NewImage ?? {}) as NewItem; // oxlint-disable-line typescript/no-unsafe-type-assertion -- two type packages name the same wire format
}
