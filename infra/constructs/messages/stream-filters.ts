import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import { KEY, TABLE_KEYS } from '../../../shared/adapters/table/event-table.ts';

/** A new item of the log; heads, markers and year rows wake nobody. */
export const RECORDED_EVENT = inserted(TABLE_KEYS.sort, KEY.event);

/** An early event that waits for its predecessor. */
export const PARKED_EVENT = inserted(TABLE_KEYS.sort, KEY.parked);

/** A refused event at the clearing desk, new or changed there: what waited by a decision may be refused again. */
export const CLEARING_ITEM = {
  ...inserted(TABLE_KEYS.partition, KEY.clearing),
  eventName: FilterRule.or('INSERT', 'MODIFY'),
};

function inserted(key: string, prefix: string) {
  return {
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { [key]: { S: FilterRule.beginsWith(prefix) } } },
  };
}
