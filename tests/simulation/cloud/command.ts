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
