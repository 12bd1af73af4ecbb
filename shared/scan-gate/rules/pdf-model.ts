/**
 * A PDF as the rules see it: every object of every revision, reachable or not, as plain values. Whoever
 * reads the bytes fills it; the rules know no library.
 */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDict
  | PdfStream;

/** Entries of a dictionary; names are unescaped (`/#4aS` is `JS`). */
export type PdfEntries = ReadonlyMap<string, PdfValue>;
/** A dictionary. */
export type PdfDict = { readonly kind: 'dict'; readonly entries: PdfEntries };
/** A stream: its dictionary and its bytes as they lie in the file. */
export type PdfStream = { readonly kind: 'stream'; readonly entries: PdfEntries; readonly raw: Uint8Array };

/** One version of an indirect object. `offset` is where it (or the object stream that holds it) begins. */
export type PdfObject = {
  readonly id: string;
  readonly offset: number;
  /** White space directly before it: a cross reference may point there. */
  readonly slack: number;
  readonly packed: boolean;
  readonly value: PdfValue;
};

/** A cross-reference section: where it begins, and where it says that objects begin. */
export type PdfCrossReference = {
  readonly offset: number;
  readonly slack: number;
  readonly targets: readonly number[];
  /** Object numbers of the object streams that it names. */
  readonly packs: readonly number[];
};

/** A whole file, in the order of its bytes. */
export type PdfFile = {
  readonly headerOffset: number;
  readonly objects: readonly PdfObject[];
  readonly trailers: readonly PdfEntries[];
  readonly crossReferences: readonly PdfCrossReference[];
  /** The `startxref` values with the place of the end mark that follows each. */
  readonly starts: readonly { readonly value: number; readonly end: number }[];
  /** Values that a later entry of the same key hides, where both differ. */
  readonly shadowed: readonly PdfValue[];
};

/** Finds objects by reference. */
export type PdfIndex = ReadonlyMap<string, readonly PdfValue[]>;

/** Indexes all versions of all objects, the oldest first. */
export function indexObjects(objects: readonly PdfObject[]): PdfIndex {
  const index = new Map<string, PdfValue[]>();
  for (const { id, value } of objects) {
    const versions = index.get(id);
    if (versions === undefined) index.set(id, [value]);
    else versions.push(value);
  }
  return index;
}

/** Follows references to the newest version; a dangling or circular one is null, as readers see it. */
export function resolve(index: PdfIndex, value: PdfValue | undefined): PdfValue {
  let current: PdfValue = value ?? { kind: 'null' };
  for (let step = 0; current.kind === 'reference' && step < 16; step += 1) {
    current = index.get(current.id)?.at(-1) ?? { kind: 'null' };
  }
  return current.kind === 'reference' ? { kind: 'null' } : current;
}

/** Every version that a value may mean: itself, or all versions of what it refers to. */
export function versionsOf(index: PdfIndex, value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined) return [];
  return value.kind === 'reference' ? (index.get(value.id) ?? []) : [value];
}

/** Every name that a value may mean in any revision: a name hidden behind a reference is still a name. */
export function namesAt(index: PdfIndex, entries: PdfEntries, key: string): readonly string[] {
  return versionsOf(index, entries.get(key)).flatMap((value) => {
    if (value.kind === 'name') return [value.name];
    const target = resolve(index, value);
    return target.kind === 'name' ? [target.name] : [];
  });
}

/** Entries of a dictionary or stream; none for anything else. */
export function entriesOf(value: PdfValue | undefined): PdfEntries {
  return value?.kind === 'dict' || value?.kind === 'stream' ? value.entries : new Map();
}

/** The name under a key, references followed. */
export function nameAt(index: PdfIndex, entries: PdfEntries, key: string): string | undefined {
  const value = resolve(index, entries.get(key));
  return value.kind === 'name' ? value.name : undefined;
}

/** The number under a key, references followed. */
export function numberAt(index: PdfIndex, entries: PdfEntries, key: string): number | undefined {
  const value = resolve(index, entries.get(key));
  return value.kind === 'number' ? value.value : undefined;
}

/** Items of an array, or the value alone; none for null. */
export function itemsOf(value: PdfValue): readonly PdfValue[] {
  if (value.kind === 'array') return value.items;
  return value.kind === 'null' ? [] : [value];
}

/** Whether a value holds nothing that could refer to anything. */
export function isPlain(value: PdfValue): boolean {
  return ['null', 'boolean', 'number', 'name', 'text'].includes(value.kind);
}

/** Whether two values say the same. Streams are compared by their dictionary and length only. */
export function sameValue(one: PdfValue | undefined, other: PdfValue | undefined): boolean {
  return one === other || write(one) === write(other);
}

function write(value: PdfValue | undefined): string {
  if (value === undefined) return 'null';
  if (value.kind === 'array') return `[${value.items.map(write).join(' ')}]`;
  if (value.kind === 'dict') return writeEntries(value.entries);
  if (value.kind === 'stream') return `${writeEntries(value.entries)}stream ${value.raw.length}`;
  return JSON.stringify(value);
}

function writeEntries(entries: PdfEntries): string {
  return `<<${[...entries.entries()]
    .map(([key, value]) => `${JSON.stringify(key)} ${write(value)}`)
    .sort()
    .join(' ')}>>`;
}
