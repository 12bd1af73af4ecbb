import {
  GetItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  type DynamoDBClient,
  type QueryCommandInput,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Commit, CommitOutcome, EventStore } from '../application/ports.ts';
import { noteOf } from '../application/receipts.ts';
import { eventItem, itemOf, keyOf, storedEvent, written, type Item } from './dynamodb-items.ts';
import { KEY, receiptKey } from './event-table.ts';

/** Where the log lies. */
export type TableSettings = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly prefix: string;
};

/**
 * The log in DynamoDB: one consistent read per judgement, one TransactWriteItems per outcome, puts only. The
 * answer to a lost race comes from the cancellation reason of each position, never from an error alone (d-1).
 */
export function dynamoDbEventStore(settings: TableSettings): EventStore {
  const { client, tableName } = settings;
  const read = async <Content>(partition: string, sort: string): Promise<Content | undefined> => {
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: keyOf(partition, sort), ConsistentRead: true }),
    );
    return item === undefined ? undefined : written<Content>(item);
  };
  const query = (condition: Range) => queryAll(settings, condition);
  const stream = (subject: string) => `${KEY.zielvereinbarung}${subject}`;
  return {
    load: (subject) => read(stream(subject), KEY.head),
    async loadWithTerms(subject) {
      const items = await query({ partition: stream(subject), from: KEY.head, to: KEY.terms });
      const [head, terms] = [KEY.head, KEY.terms].map((key) => items.find((item) => item['SK']?.S === key));
      return { ...(head && { head: written(head) }), ...(terms && { terms: written(terms) }) };
    },
    commit: (commit) => write(settings, commit),
    marker: (source, id) => read(`${KEY.seen}${source}`, id),
    parkedItem: (subject, { source, id }) => read(stream(subject), parkedKey(source, id)),
    async waiting(subject) {
      const items = await query({ partition: stream(subject), from: KEY.parked, to: `${KEY.parked}\uFFFF` });
      return items.filter((item) => item['outcome']?.S === 'waiting').map(written<never>);
    },
    async history(subject) {
      const items = await query({ partition: stream(subject), from: KEY.event, to: `${KEY.event}\uFFFF` });
      return items.map((item) => storedEvent(item, settings.prefix));
    },
    async yearRows(programme, haushaltsjahr) {
      const items = await query({
        partition: `${KEY.year}${programme}-${haushaltsjahr}`,
        from: '0',
        to: '9\uFFFF',
      });
      return items.map(written<never>);
    },
  };
}

const parkedKey = (source: string, id: string) => `${KEY.parked}${source}#${id}`;

type Range = { readonly partition: string; readonly from: string; readonly to: string };

async function queryAll(
  { client, tableName }: TableSettings,
  { partition, from, to }: Range,
): Promise<Item[]> {
  const items: Item[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'PK = :partition AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':partition': partition, ':from': from, ':to': to }),
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

type Position = { readonly put: TransactWriteItem; readonly ifTaken: Exclude<CommitOutcome, 'committed'> };

async function write(settings: TableSettings, commit: Commit): Promise<CommitOutcome> {
  const positions = positionsOf(settings, commit);
  try {
    // The client makes one ClientRequestToken per call and keeps it through its own retries: a lost answer is
    // answered again. A later call is another one, so that the conditions tell a repeat from a first time.
    await settings.client.send(
      new TransactWriteItemsCommand({
        TransactItems: positions.map(({ put }) => put),
      }),
    );
    return 'committed';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    const taken = positions
      .filter((_, index) => reasons[index] === 'ConditionalCheckFailed')
      .map(({ ifTaken }) => ifTaken);
    // A marker tells more than a moved head: the head moves with every event, the marker only with this one.
    const [first] = [...taken].sort((one, other) => PRECEDENCE.indexOf(one) - PRECEDENCE.indexOf(other));
    if (first !== undefined) return first;
    if (reasons.includes('TransactionConflict')) return 'head-moved';
    throw error;
  }
}

const PRECEDENCE = ['marker-exists', 'already-parked', 'already-refused', 'head-moved'];

function positionsOf({ tableName, prefix }: TableSettings, commit: Commit): readonly Position[] {
  const put = (item: Item, condition?: Condition): TransactWriteItem => ({
    Put: { TableName: tableName, Item: item, ...condition },
  });
  const stream = `${KEY.zielvereinbarung}${commit.subject}`;
  const { head, marker, row, terms, park, settle, refuse } = commit;
  const note = noteOf(commit);
  const positions: (Position | undefined)[] = [
    ...(commit.events ?? []).map((event) => ({
      put: put(eventItem(event, prefix), IF_ABSENT),
      ifTaken: 'head-moved' as const,
    })),
    marker && {
      put: put(itemOf(`${KEY.seen}${marker.source}`, marker.id, marker), IF_ABSENT),
      ifTaken: 'marker-exists',
    },
    head && { put: put(itemOf(stream, KEY.head, head), ifRevision(commit.expected)), ifTaken: 'head-moved' },
    row && { put: put(itemOf(`${KEY.year}${yearOf(row.subject)}`, row.ags, row)), ifTaken: 'head-moved' },
    terms && { put: put(itemOf(stream, KEY.terms, terms)), ifTaken: 'head-moved' },
    park && {
      put: put(itemOf(stream, parkedKey(park.source, park.id), park), IF_ABSENT),
      ifTaken: 'already-parked',
    },
    settle && {
      put: put(itemOf(stream, parkedKey(settle.source, settle.id), settle), IF_WAITING),
      ifTaken: 'already-parked',
    },
    refuse && {
      put: put(itemOf(`${KEY.clearing}${refuse.month}`, refuse.key, refuse), IF_ABSENT),
      ifTaken: 'already-refused',
    },
    note && { put: put(itemOf(...receiptKey(note), note)), ifTaken: 'head-moved' },
  ];
  return positions.filter((position) => position !== undefined);
}

type Condition = Pick<
  NonNullable<TransactWriteItem['Put']>,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const IF_ABSENT: Condition = { ConditionExpression: 'attribute_not_exists(PK)' };
const IF_WAITING: Condition = {
  ConditionExpression: '#outcome = :waiting',
  ExpressionAttributeNames: { '#outcome': 'outcome' },
  ExpressionAttributeValues: { ':waiting': { S: 'waiting' } },
};

function ifRevision(expected: number): Condition {
  if (expected === 0) return IF_ABSENT;
  return {
    ConditionExpression: '#revision = :expected',
    ExpressionAttributeNames: { '#revision': 'revision' },
    ExpressionAttributeValues: { ':expected': { N: String(expected) } },
  };
}

/** `AQB-2025-06533` → `AQB-2025`. */
function yearOf(subject: string): string {
  return subject.slice(0, subject.lastIndexOf('-'));
}
