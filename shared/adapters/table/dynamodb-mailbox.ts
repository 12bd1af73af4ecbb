import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Mailbox, Slip, SlipState } from '../../application/ports/mail.ts';
import { itemOf, storedEvent, written, type TableItem } from './dynamodb-items.ts';
import { queryAll } from './dynamodb-queries.ts';
import type { TableSettings } from './dynamodb-event-store.ts';
import { KEY, TABLE_KEYS, eventKey, slipKey } from './event-table.ts';
import { streamKey } from './table-keys.ts';

type StoredSlip = Slip & { readonly state: SlipState; readonly mail?: string };

/** Later than every key of its kind. */
const END = '\uFFFF';

/**
 * Slips and positions in the one table. A claim names its mail, so that the client's own repeat of a put whose
 * answer was lost finds its own claim and not somebody else's.
 */
export function dynamoDbMailbox(settings: TableSettings): Mailbox {
  const put = (item: TableItem, condition: Condition) => putIf(settings, item, condition);
  const itemFor = (person: string, slip: StoredSlip) => itemOf(`${KEY.mail}${person}`, slipKey(slip), slip);
  return {
    async positions() {
      const items = await queryAll(settings, { partition: KEY.mailPositions, from: ' ', to: END });
      return new Map(
        items.map((item) => [
          item[TABLE_KEYS.sort]?.S ?? '',
          written<{ readonly position: number }>(item).position,
        ]),
      );
    },
    async advance(subject, version) {
      await put(itemOf(KEY.mailPositions, subject, { position: version }), {
        ConditionExpression: 'attribute_not_exists(PK) OR #position < :position',
        ExpressionAttributeNames: { '#position': 'position' },
        ExpressionAttributeValues: marshall({ ':position': version }),
      });
    },
    async eventsAfter(subject, version) {
      const items = await queryAll(settings, {
        partition: streamKey(subject),
        from: eventKey(version + 1),
        to: `${KEY.event}${END}`,
      });
      return items.map((item) => storedEvent(item, settings.wire).event);
    },
    async lay(person, slip) {
      await put(itemFor(person, { ...slip, state: 'waiting' }), {
        ConditionExpression: 'attribute_not_exists(PK)',
      });
    },
    async waiting(person, since) {
      const items = await queryAll(settings, {
        partition: `${KEY.mail}${person}`,
        from: `${KEY.slip}${since}`,
        to: `${KEY.slip}${END}`,
      });
      return items
        .map((item) => written<StoredSlip>(item))
        .filter(({ state }) => state === 'waiting')
        .map(slipOf);
    },
    claim: (person, slip, mail) =>
      put(itemFor(person, { ...slip, state: 'claimed', mail }), {
        ConditionExpression: '#state = :waiting OR (#state = :claimed AND #mail = :mail)',
        ExpressionAttributeNames: { '#state': 'state', '#mail': 'mail' },
        ExpressionAttributeValues: marshall({ ':waiting': 'waiting', ':claimed': 'claimed', ':mail': mail }),
      }),
    async settle(person, slip, { mail, state }) {
      const stored: StoredSlip = state !== 'waiting' ? { ...slip, state, mail } : { ...slip, state };
      await put(itemFor(person, stored), {
        ConditionExpression: '#state = :claimed AND #mail = :mail',
        ExpressionAttributeNames: { '#state': 'state', '#mail': 'mail' },
        ExpressionAttributeValues: marshall({ ':claimed': 'claimed', ':mail': mail }),
      });
    },
  };
}

/** A release before kept the text with it; what is said now is written at the sending. */
function slipOf({ day, matter }: StoredSlip): Slip {
  return { day, matter };
}

type Condition = {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: TableItem;
};

/** Whether the condition held. */
async function putIf(
  { client, tableName }: TableSettings,
  item: TableItem,
  condition: Condition,
): Promise<boolean> {
  try {
    await client.send(new PutItemCommand({ TableName: tableName, Item: item, ...condition }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
