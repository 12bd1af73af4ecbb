import {
  GetItemCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import type { WireWriter } from '../../../events/wire-writer.ts';
import type {
  Commit,
  CommitOutcome,
  EventStore,
  ParkedItem,
  SubjectCommit,
} from '../../application/ports/event-store.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import type { ClearingItem, DeskPlace } from '../../application/ports/clearing.ts';
import { eventItem, itemOf, keyOf, storedEvent, written, type TableItem } from './dynamodb-items.ts';
import { KEY, eventKey, receiptKey } from './event-table.ts';
import {
  clearingKey,
  clearingMonthKey,
  clearingPointerKey,
  parkedKey,
  rowKey,
  streamKey,
  waitingUntilKey,
  yearKey,
} from './table-keys.ts';
import { queryAll, queryPage, type KeyRange } from './dynamodb-queries.ts';
import { waitingEntryOf, waitingKey, waitingMonth } from './waiting-index.ts';

/** Where the log lies. */
export type TableSettings = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly wire: WireWriter;
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
  const query = (range: KeyRange) => queryAll(settings, range);
  return {
    load: async (subject) => read(streamKey(subject), KEY.head),
    async loadWithTerms(subject) {
      const items = await query({ partition: streamKey(subject), from: KEY.head, to: KEY.terms });
      const [head, terms] = [KEY.head, KEY.terms].map((key) => items.find((item) => item['SK']?.S === key));
      return { ...(head && { head: written(head) }), ...(terms && { terms: written(terms) }) };
    },
    commit: (commit) => write(settings, commit),
    marker: (source, id) => read(`${KEY.seen}${source}`, id),
    parkedItem: async (subject, name) => read(streamKey(subject), parkedKey(name)),
    async waiting(subject) {
      const items = await query({
        partition: streamKey(subject),
        from: KEY.parked,
        to: `${KEY.parked}\uFFFF`,
      });
      return items.filter((item) => item['outcome']?.S === 'waiting').map(written<never>);
    },
    waitingUntil: async (month, page) => queryPage(settings, waitingUntilKey(month), page),
    clearingItem: async (month, key) => read(clearingKey(month), key),
    async clearingMonth(key) {
      return (await read<Pick<DeskPlace, 'month'>>(...clearingPointerKey(key)))?.month;
    },
    async clearingMonths() {
      const months = await query({ partition: KEY.clearingMonths, from: '0', to: '9\uFFFF' });
      return months.map((item) => item['SK']?.S ?? '');
    },
    clearing: async (month, page) => queryPage(settings, clearingKey(month), page),
    async history(subject) {
      const items = await query({ partition: streamKey(subject), from: KEY.event, to: `${KEY.event}\uFFFF` });
      return items.map((item) => storedEvent(item, settings.wire));
    },
    async yearRow(subject) {
      const [partition, ags] = rowKey(subject);
      const row = await read<YearRow>(partition, ags);
      return row && { ...row, subject, ags };
    },
    async yearRows(programme, haushaltsjahr) {
      const items = await query({
        partition: yearKey(programme, haushaltsjahr),
        from: '0',
        to: '9\uFFFF',
      });
      // What a row is about is its key's word: its content may have been written by somebody else.
      return items.map((item) => {
        const ags = item['SK']?.S ?? '';
        return { ...written<YearRow>(item), subject: `${programme}-${haushaltsjahr}-${ags}`, ags };
      });
    },
  };
}

type Position = { readonly put: TransactWriteItem; readonly ifTaken: Exclude<CommitOutcome, 'committed'> };

async function write(settings: TableSettings, commit: Commit): Promise<CommitOutcome> {
  const positions = await positionsOf(settings, commit);
  // All that was to be erased is gone already.
  if (positions.length === 0) return 'committed';
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

const PRECEDENCE = ['already-decided', 'marker-exists', 'already-parked', 'already-refused', 'head-moved'];

type Puts = (Position | undefined)[];
type Put = (item: TableItem, condition?: Condition) => TransactWriteItem;

async function positionsOf(settings: TableSettings, commit: Commit): Promise<readonly Position[]> {
  const { tableName } = settings;
  const put: Put = (item, condition) => ({ Put: { TableName: tableName, Item: item, ...condition } });
  const beside = [
    ...deskPuts(put, commit),
    ...(await monthPuts(settings, put, commit)),
    ...receiptPuts(put, commit),
  ];
  const positions =
    commit.subject === undefined
      ? beside
      : [
          ...eventPuts(put, commit, settings.wire),
          ...logPuts(put, commit),
          ...waitingPuts(put, commit),
          ...beside,
          ...(await erasurePuts(settings, commit)),
        ];
  return positions.filter((position) => position !== undefined);
}

function eventPuts(put: Put, { events = [] }: SubjectCommit, wire: WireWriter): Puts {
  return events.map((event) => ({ put: put(eventItem(event, wire), IF_ABSENT), ifTaken: 'head-moved' }));
}

/** The items of the log without their personal parts: what the chain covers stays byte for byte. */
async function erasurePuts(
  { client, tableName }: TableSettings,
  { subject, erase = [] }: SubjectCommit,
): Promise<readonly Position[]> {
  const positions: Position[] = [];
  for (const version of erase) {
    const key = keyOf(streamKey(subject), eventKey(version));
    const found = await client.send(
      new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
    );
    if (found.Item?.['personal'] === undefined) continue;
    const { personal: _, ...item } = found.Item;
    positions.push({ put: { Put: { TableName: tableName, Item: item } }, ifTaken: 'head-moved' });
  }
  return positions;
}

function logPuts(put: Put, { subject, expected, head, marker, overtakes, row, terms }: SubjectCommit): Puts {
  const stream = () => streamKey(subject);
  return [
    marker && {
      put: put(
        itemOf(`${KEY.seen}${marker.source}`, marker.id, marker),
        overtakes === true ? IF_REFUSED : IF_ABSENT,
      ),
      ifTaken: 'marker-exists',
    },
    head && { put: put(itemOf(stream(), KEY.head, head), ifRevision(expected)), ifTaken: 'head-moved' },
    row && { put: put(itemOf(...rowKey(row.subject), row)), ifTaken: 'head-moved' },
    terms && { put: put(itemOf(stream(), KEY.terms, terms)), ifTaken: 'head-moved' },
  ];
}

/** What waits lies beside its Zielvereinbarung, and in the index of the month in which its time is over. */
function waitingPuts(put: Put, { subject, park, settle }: SubjectCommit): Puts {
  const at = (item: ParkedItem) => [streamKey(subject), parkedKey(item)] as const;
  const index = (parked: ParkedItem): Position => ({
    put: put(itemOf(waitingUntilKey(waitingMonth(parked)), waitingKey(parked), waitingEntryOf(parked))),
    ifTaken: 'already-parked',
  });
  return [
    park && {
      put: put(itemOf(...at(park), park), park.desk === undefined ? IF_ABSENT : IF_NOT_WAITING),
      ifTaken: 'already-parked',
    },
    park && index(park),
    settle && { put: put(itemOf(...at(settle), settle), IF_WAITING), ifTaken: 'already-parked' },
    settle && index(settle),
  ];
}

function deskPuts(put: Put, { refuse, decide, file }: Commit): Puts {
  const at = ({ month, key }: ClearingItem) => [clearingKey(month), key] as const;
  const pointer = ({ month, key }: DeskPlace): Position => ({
    put: put(itemOf(...clearingPointerKey(key), { month }), IF_ABSENT),
    ifTaken: 'already-refused',
  });
  return [
    refuse && { put: put(itemOf(...at(refuse), refuse), IF_ABSENT), ifTaken: 'already-refused' },
    refuse && pointer(refuse),
    file?.key === undefined ? undefined : pointer({ month: file.month, key: file.key }),
    decide && {
      put: put(itemOf(...at(decide), decide), ifChangedTo(decide.revision ?? 0)),
      ifTaken: 'already-decided',
    },
  ];
}

/**
 * The months of items in the list of months, where they are new there: one read spares every other refusal of the month
 * a put of the same item, at which their transactions would meet.
 */
async function monthPuts(settings: TableSettings, put: Put, { refuse, file }: Commit): Promise<Puts> {
  const { client, tableName } = settings;
  const puts: Position[] = [];
  for (const month of new Set([refuse, file].flatMap((place) => place?.month ?? []))) {
    const [partition, sort] = clearingMonthKey(month);
    const { Item: listed } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: keyOf(partition, sort), ConsistentRead: true }),
    );
    if (listed === undefined) puts.push({ put: put(itemOf(partition, sort, {})), ifTaken: 'head-moved' });
  }
  return puts;
}

/** A receipt tells of what no marker tells. */
function receiptPuts(put: Put, { note }: Commit): Puts {
  return [note && { put: put(itemOf(...receiptKey(note), note)), ifTaken: 'head-moved' }];
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

const IF_NOT_WAITING: Condition = {
  ...IF_WAITING,
  ConditionExpression: 'attribute_not_exists(PK) OR #outcome <> :waiting',
};
const IF_REFUSED: Condition = {
  ConditionExpression: 'attribute_not_exists(PK) OR attribute_exists(#refusal)',
  ExpressionAttributeNames: { '#refusal': 'refusal' },
};

/** An item of the clearing desk that stands one change before this one. */
function ifChangedTo(revision: number): Condition {
  if (revision > 1) return ifRevision(revision - 1);
  return {
    ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(#revision)',
    ExpressionAttributeNames: { '#revision': 'revision' },
  };
}

function ifRevision(expected: number): Condition {
  if (expected === 0) return IF_ABSENT;
  return {
    ConditionExpression: '#revision = :expected',
    ExpressionAttributeNames: { '#revision': 'revision' },
    ExpressionAttributeValues: { ':expected': { N: String(expected) } },
  };
}
