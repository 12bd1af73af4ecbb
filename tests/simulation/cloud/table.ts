import {
  ConditionalCheckFailedException,
  IdempotentParameterMismatchException,
  TransactionCanceledException,
  type AttributeValue,
  type GetItemCommandInput,
  type PutItemCommandInput,
  type QueryCommandInput,
  type ScanCommandInput,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';

/** An item as the service keeps it. */
export type Item = Record<string, AttributeValue>;

/** A change as the stream tells it. */
export type Change = {
  readonly eventName: 'INSERT' | 'MODIFY';
  readonly image: Item;
  readonly partition: string;
};

type Conditional = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const META = { $metadata: {} } as const;

/** The most items of one transaction. Source: Amazon DynamoDB quotas. */
const MOST_ITEMS = 100;
/** How far it goes with what the service may do. */
export type TableSettings = {
  /** A query gives at most 1 MB at once and says that there may be more; here so many items, that it happens at all. */
  readonly pageItems?: number;
  /** A read that is not consistent does not see the newest change of an item yet, if it is among so many of the table. */
  readonly unseen?: number;
};

/**
 * A DynamoDB table with its stream: conditional puts, transactions with a reason per position, consistent reads.
 * Only what is asked of it is imitated; anything else is an error, never a guess.
 */
export class Table {
  readonly partitions = new Map<string, Map<string, Item>>();
  /** Every change in order: the stream. */
  readonly changes: Change[] = [];
  /** What was written under which token of a client. */
  private readonly done = new Map<string, TransactWriteItemsCommandInput['TransactItems']>();
  /** Each item before its newest change, and how many changes there were by then. */
  private readonly before = new Map<string, { readonly item: Item | undefined; readonly at: number }>();
  /** Whether a key holds a character beyond the basic plane. */
  private isAstral = false;
  private readonly pageItems: number;
  private readonly unseen: number;

  constructor({ pageItems = 12, unseen = 30 }: TableSettings = {}) {
    this.pageItems = pageItems;
    this.unseen = unseen;
  }

  get({ Key, ConsistentRead }: GetItemCommandInput): { Item?: Item } {
    const [partition, sort] = [text(Key?.['PK']), text(Key?.['SK'])];
    const newest = this.partitions.get(partition)?.get(sort);
    const before = ConsistentRead === true ? undefined : this.before.get(`${partition}\n${sort}`);
    const isUnseen = before !== undefined && this.changes.length - before.at < this.unseen;
    const found = isUnseen ? before.item : newest;
    return found === undefined ? {} : { Item: found };
  }

  put({ Item: item = {}, ...condition }: PutItemCommandInput): object {
    if (!this.holds(item, condition))
      throw new ConditionalCheckFailedException({ ...META, message: 'The conditional request failed' });
    this.write(item);
    return {};
  }

  transact({ TransactItems = [], ClientRequestToken }: TransactWriteItemsCommandInput): object {
    if (ClientRequestToken !== undefined && this.wasDone(ClientRequestToken, TransactItems)) return {};
    if (TransactItems.length === 0 || TransactItems.length > MOST_ITEMS)
      throw new Error(`ValidationException: ${TransactItems.length} items in one transaction`);
    const puts = TransactItems.map(({ Put }) => {
      if (Put === undefined) throw new Error('Only puts are written here');
      return Put;
    });
    if (new Set(puts.map(({ Item: item }) => nameOf(item))).size < puts.length)
      throw new Error('ValidationException: two operations on one item in one transaction');
    const reasons = puts.map((put) => ({
      Code: this.holds(put.Item ?? {}, put) ? 'None' : 'ConditionalCheckFailed',
    }));
    if (reasons.some(({ Code }) => Code !== 'None'))
      throw new TransactionCanceledException({ ...META, message: 'Cancelled', CancellationReasons: reasons });
    for (const { Item: item = {} } of puts) this.write(item);
    if (ClientRequestToken !== undefined) this.done.set(ClientRequestToken, TransactItems);
    return {};
  }

  query(input: QueryCommandInput): { Items: Item[]; LastEvaluatedKey?: Item } {
    const { ExpressionAttributeValues: values = {}, Limit } = input;
    const { from, to, after } = stretchOf(input);
    const order = this.isAstral ? inBytes : inUnits;
    const found = [...(this.partitions.get(text(values[':partition'])) ?? [])]
      .filter(([key]) => order(key, from) >= 0 && (to === undefined || order(key, to) <= 0))
      .filter(([key]) => after === undefined || order(key, after) > 0)
      .toSorted(([one], [other]) => order(one, other));
    const most = Math.min(Limit ?? this.pageItems, this.pageItems);
    const page = found.slice(0, most).map(([, item]) => item);
    // As the service does: a page that is full names its last key, also where nothing follows.
    const last = page.length === most ? page.at(-1) : undefined;
    return {
      Items: page,
      ...(last && { LastEvaluatedKey: keysOf(last) }),
    };
  }

  /** Only keys are fetched, and of the filter only beginnings and equalities of the partition are imitated. */
  scan(input: ScanCommandInput): { Items: Item[]; LastEvaluatedKey?: Item } {
    const { FilterExpression = '', ExpressionAttributeValues: values = {}, ExclusiveStartKey } = input;
    if (input.ProjectionExpression !== 'PK, SK' || input.ConsistentRead !== true)
      throw new Error('Not imitated: a look through the table for more than keys, or not consistent');
    const all = this.all();
    const start = ExclusiveStartKey === undefined ? undefined : nameOf(ExclusiveStartKey);
    const from = start === undefined ? 0 : all.findIndex((item) => nameOf(item) === start) + 1;
    const read = all.slice(from, from + this.pageItems);
    const last = from + read.length < all.length ? read.at(-1) : undefined;
    return {
      // A page holds what passes of what was read, perhaps nothing.
      Items: read.filter((item) => passes(text(item['PK']), FilterExpression, values)).map(keysOf),
      ...(last && { LastEvaluatedKey: keysOf(last) }),
    };
  }

  /** Takes over the items and the stream of another table. */
  goOnFrom(other: Table): void {
    for (const [partition, items] of other.partitions) this.partitions.set(partition, new Map(items));
    this.changes.push(...other.changes);
    this.isAstral = other.isAstral;
  }

  /** Every item, for whoever looks at the table with own eyes. */
  all(): readonly Item[] {
    return [...this.partitions.values()].flatMap((partition) => [...partition.values()]);
  }

  /** Puts an item past every condition, as somebody with the console does: the stream tells of it. */
  write(item: Item): void {
    const [partition, sort] = [text(item['PK']), text(item['SK'])];
    const items = this.partitions.get(partition) ?? new Map<string, Item>();
    const eventName = items.has(sort) ? 'MODIFY' : 'INSERT';
    this.before.set(`${partition}\n${sort}`, { item: items.get(sort), at: this.changes.length });
    this.partitions.set(partition, items.set(sort, item));
    this.isAstral ||= ASTRAL.test(sort);
    this.changes.push({ eventName, image: item, partition });
  }

  /** The same once more under a token is answered and not done; something else under it is refused. */
  private wasDone(token: string, asked: TransactWriteItemsCommandInput['TransactItems']): boolean {
    const done = this.done.get(token);
    if (done !== undefined && done !== asked && JSON.stringify(done) !== JSON.stringify(asked))
      throw new IdempotentParameterMismatchException({
        ...META,
        message: 'Another transaction has this token',
      });
    return done !== undefined;
  }

  private holds(item: Item, { ConditionExpression, ...names }: Conditional): boolean {
    if (ConditionExpression === undefined) return true;
    const there = this.partitions.get(text(item['PK']))?.get(text(item['SK']));
    return ConditionExpression.split(' OR ').some((all) =>
      all.split(' AND ').every((one) => atomHolds(one.trim(), there, names)),
    );
  }
}

const keysOf = ({ PK, SK }: Item): Item => ({ PK: PK ?? { S: '' }, SK: SK ?? { S: '' } });

/** Whether a partition passes one of the parts of a filter. */
function passes(partition: string, filter: string, values: Item): boolean {
  return filter.split(' OR ').some((part) => {
    const [, beginning, whole] = /^(?:begins_with\(PK, (:\w+)\)|PK = (:\w+))$/u.exec(part) ?? [];
    if (beginning !== undefined) return partition.startsWith(text(values[beginning]));
    if (whole !== undefined) return partition === text(values[whole]);
    throw new Error(`Not imitated: ${part}`);
  });
}

type Stretch = { readonly from: string; readonly to?: string; readonly after?: string };

/** First and last sort key that are asked for, and the one after which the page begins. */
function stretchOf(input: QueryCommandInput): Stretch {
  const { KeyConditionExpression, ExpressionAttributeValues: values = {}, ExclusiveStartKey } = input;
  if (input.ConsistentRead !== true) throw new Error('Not imitated: a query that is not consistent');
  const after = ExclusiveStartKey === undefined ? {} : { after: text(ExclusiveStartKey['SK']) };
  if (KeyConditionExpression === 'PK = :partition') return { from: '', ...after };
  if (KeyConditionExpression !== 'PK = :partition AND SK BETWEEN :from AND :to')
    throw new Error(`Not imitated: ${KeyConditionExpression}`);
  return { from: text(values[':from']), to: text(values[':to']), ...after };
}

/** Keys are in the order of their bytes. */
const inBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
/** The same wherever no character is astral, and quicker. */
const inUnits = (one: string, other: string) => Number(one > other) - Number(one < other);

const ASTRAL = /\p{Surrogate}|[\u{10000}-\u{10FFFF}]/u;

function atomHolds(
  atom: string,
  there: Item | undefined,
  { ExpressionAttributeNames, ExpressionAttributeValues }: Conditional,
): boolean {
  const attribute = (name: string) => there?.[ExpressionAttributeNames?.[name] ?? name];
  const presence = /^attribute_(not_)?exists\((#?\w+)\)$/u.exec(atom);
  if (presence !== null) return (attribute(presence[2] ?? '') !== undefined) === (presence[1] === undefined);
  const comparison = /^(#\w+) (=|<>) (:\w+)$/u.exec(atom);
  if (comparison === null) throw new Error(`Not imitated: ${atom}`);
  const [, name = '', operator, value = ''] = comparison;
  const isEqual = JSON.stringify(attribute(name)) === JSON.stringify(ExpressionAttributeValues?.[value]);
  return operator === '=' ? isEqual : !isEqual;
}

/** Partition and sort key are strings: anything else is a mistake of the caller. */
function nameOf(item: Item | undefined): string {
  const { PK, SK } = item ?? {};
  if (PK?.S === undefined || SK?.S === undefined) throw new Error('Partition and sort key are strings');
  return `${PK.S}\n${SK.S}`;
}

function text(value: AttributeValue | undefined): string {
  return value?.S ?? '';
}
