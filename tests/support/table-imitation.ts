import { isDeepStrictEqual } from 'node:util';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  type AttributeValue,
  type GetItemCommandInput,
  type PutItemCommandInput,
  type QueryCommandInput,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;
type Put = Pick<
  PutItemCommandInput,
  'Item' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** A client that answers at once from a table in memory, and the means to disturb it. */
export type ImitatedTable = {
  readonly client: DynamoDBClient;
  /** The next command ends with this error, and nothing of it is done. */
  readonly failNext: (error: Error) => void;
};

/**
 * One table of DynamoDB in the test's own process, as far as the adapters use it: GetItem, Query by partition and
 * range, PutItem and TransactWriteItems of puts with conditions. What it does not know it refuses, so that a new
 * expression cannot pass unseen. A read that is not strongly consistent finds nothing, for it may miss anything. A page of a query ends after `pageItems` items, as DynamoDB's does after 1 MB.
 */
export function imitatedTable({ pageItems = Infinity } = {}): ImitatedTable {
  const items = new Map<string, Item>();
  const errors: Error[] = [];
  const answers: Record<string, (input: never) => object> = {
    GetItemCommand: ({ Key, ConsistentRead }: GetItemCommandInput) => ({
      Item: ConsistentRead === true ? items.get(nameOf(Key)) : undefined,
    }),
    QueryCommand: (input: QueryCommandInput) =>
      query(input.ConsistentRead === true ? items : new Map(), input, pageItems),
    PutItemCommand: (input: PutItemCommandInput) => put(items, input),
    TransactWriteItemsCommand: (input: TransactWriteItemsCommandInput) => transact(items, input),
  };
  const client = new DynamoDBClient({ region: 'eu-central-1', endpoint: 'http://127.0.0.1:1' });
  const stack: { add(middleware: object, options: object): void } = client.middlewareStack;
  stack.add(
    (_: unknown, { commandName = '' }: { commandName?: string }) =>
      ({ input }: { input: never }) => {
        const error = errors.shift();
        if (error !== undefined) return Promise.reject(error);
        const answer = answers[commandName];
        if (answer === undefined) return Promise.reject(new Error(`The imitation knows no ${commandName}`));
        return new Promise((resolve) => resolve({ output: structuredClone(answer(input)), response: {} }));
      },
    // Last of the first step: whoever counts calls is asked before.
    { step: 'initialize', priority: 'low' },
  );
  return { client, failNext: (error) => void errors.push(error) };
}

function nameOf(key: Item | undefined): string {
  const { PK, SK } = key ?? {};
  if (PK?.S === undefined || SK?.S === undefined) throw new Error('Partition and sort key are strings');
  return `${PK.S}\u0000${SK.S}`;
}

const inBytes = (one = '', other = '') => Buffer.compare(Buffer.from(one), Buffer.from(other));

function query(items: ReadonlyMap<string, Item>, input: QueryCommandInput, pageItems: number) {
  const { ExpressionAttributeValues: values = {}, ExclusiveStartKey, Limit = Infinity } = input;
  const [from, to] = rangeOf(input.KeyConditionExpression, values);
  const after = ExclusiveStartKey?.['SK']?.S;
  const found = [...items.values()]
    .filter(({ PK }) => PK?.S === values[':partition']?.S)
    .filter(({ SK }) => inBytes(SK?.S, from) >= 0 && (to === undefined || inBytes(SK?.S, to) <= 0))
    .filter(({ SK }) => after === undefined || inBytes(SK?.S, after) > 0)
    .toSorted((one, other) => inBytes(one['SK']?.S, other['SK']?.S));
  // As DynamoDB does: a page that is full names its last key, also where nothing follows.
  const page = found.slice(0, Math.min(Limit, pageItems));
  const last = page.length === Math.min(Limit, pageItems) ? page.at(-1) : undefined;
  return { Items: page, ...(last && { LastEvaluatedKey: { PK: last['PK'], SK: last['SK'] } }) };
}

function rangeOf(expression: string | undefined, values: Item): [from: string, to?: string] {
  if (expression === 'PK = :partition') return [''];
  if (expression === 'PK = :partition AND SK BETWEEN :from AND :to')
    return [values[':from']?.S ?? '', values[':to']?.S ?? ''];
  throw new Error(`The imitation knows no key condition ${expression}`);
}

function put(items: Map<string, Item>, input: PutItemCommandInput): object {
  if (!holds(items, input))
    throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
  items.set(nameOf(input.Item), structuredClone(input.Item ?? {}));
  return {};
}

function transact(items: Map<string, Item>, { TransactItems = [] }: TransactWriteItemsCommandInput): object {
  const puts = TransactItems.map((each): Put => {
    if (each.Put === undefined) throw new Error('The imitation takes puts only');
    return each.Put;
  });
  if (puts.length === 0 || puts.length > 100) throw new Error(`A transaction of ${puts.length} items`);
  if (new Set(puts.map(({ Item: item }) => nameOf(item))).size < puts.length)
    throw new Error('A transaction may not hold two operations on one item');
  const reasons = puts.map((each) => ({ Code: holds(items, each) ? 'None' : 'ConditionalCheckFailed' }));
  if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
  for (const { Item: item } of puts) items.set(nameOf(item), structuredClone(item ?? {}));
  return {};
}

/** How DynamoDB says that a transaction was not carried out: one reason for each of its positions. */
export function cancelled(reasons: { readonly Code: string }[] | undefined): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    ...(reasons && { CancellationReasons: reasons }),
  });
}

function holds(items: ReadonlyMap<string, Item>, each: Put): boolean {
  const { ConditionExpression: condition } = each;
  if (condition === undefined) return true;
  const standing = items.get(nameOf(each.Item)) ?? {};
  const isTrue = (term: string) => termHolds(term, standing, each);
  return condition.split(' OR ').some((part) => part.split(' AND ').every(isTrue));
}

const TERM =
  /^(?:(?<test>attribute_(?:not_)?exists)\((?<tested>\S+)\)|(?<name>\S+) (?<sign>=|<>) (?<value>:\w+))$/u;

function termHolds(term: string, standing: Item, { ExpressionAttributeNames: names = {}, ...each }: Put) {
  const { test, tested, name, sign, value = '' } = TERM.exec(term)?.groups ?? {};
  const attribute = (written = '') => standing[names[written] ?? written];
  if (test !== undefined) return (attribute(tested) !== undefined) === (test === 'attribute_exists');
  const expected = each.ExpressionAttributeValues?.[value];
  if (sign === undefined || expected === undefined)
    throw new Error(`The imitation knows no condition ${term}`);
  return isDeepStrictEqual(attribute(name), expected) === (sign === '=');
}
