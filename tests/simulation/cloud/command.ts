/** A command of the SDK, as far as an imitation reads it. */
export type Command = { readonly name: string; readonly input: object };

/** The items of a transaction; none of any other command. */
export function itemsOf({ name, input }: Command): readonly unknown[] {
  if (name !== 'TransactWriteItems' || !('TransactItems' in input)) return [];
  return Array.isArray(input.TransactItems) ? input.TransactItems : [];
}

/** The entries of a batch that a service takes or refuses one by one; none of any other command. */
export function entriesOf({ name, input }: Command): readonly unknown[] {
  if (!BATCHES.includes(name) || !('Entries' in input)) return [];
  return Array.isArray(input.Entries) ? input.Entries : [];
}

const BATCHES = ['SendMessageBatch', 'PutEvents'];

/** What a command is about: the item, object, message or fact that it names, the first where there are several. */
export function objectOf({ name, input }: Command): string {
  const [first] = [...itemsOf({ name, input }), ...entriesOf({ name, input })];
  const named = { ...fieldsOf(input), ...fieldsOf(first), ...fieldsOf(fieldsOf(first)['Put']) };
  const { PK, SK } = { ...fieldsOf(named['Key']), ...fieldsOf(named['Item']) };
  const { ':partition': partition, ':from': from } = fieldsOf(named['ExpressionAttributeValues']);
  const place = name === 'Query' ? [partition, from] : [PK, SK];
  const words = [...place.map((value) => fieldsOf(value)['S']), named['Key'], named['Prefix'], idIn(named)];
  return words.filter((word) => typeof word === 'string').join(' ');
}

/** Of the CloudEvent in a message or on the bus. */
function idIn({ MessageBody, Detail }: Readonly<Record<string, unknown>>): unknown {
  const text = MessageBody ?? Detail;
  return typeof text === 'string' ? fieldsOf(JSON.parse(text))['id'] : undefined;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
