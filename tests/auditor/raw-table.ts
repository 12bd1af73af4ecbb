import type { Evidence } from './evidence.ts';
import { factOf, type Fact } from './fact.ts';
import { plainItem, textAt, type JsonObject } from './json.ts';

/** What lies in the partition of one subject. */
export type Stream = {
  readonly subject: string;
  readonly facts: Fact[];
  readonly parked: JsonObject[];
  head?: JsonObject;
};

/** The table, each item read once and put where it belongs. */
export type RawTable = {
  readonly streams: ReadonlyMap<string, Stream>;
  /** By `nameOf` source and id. */
  readonly markers: ReadonlyMap<string, JsonObject>;
  readonly rows: readonly JsonObject[];
  readonly clearing: readonly JsonObject[];
  readonly waiting: readonly JsonObject[];
};

/** One name for source and id; neither holds a line break. */
export const nameOf = (source: string, id: string) => `${source}\n${id}`;

/** Sorts the items by their keys. */
export function rawTable({ items, prefix }: Pick<Evidence, 'items' | 'prefix'>): RawTable {
  const streams = new Map<string, Stream>();
  const markers = new Map<string, JsonObject>();
  const lists = { rows: [] as JsonObject[], clearing: [] as JsonObject[], waiting: [] as JsonObject[] };
  for (const raw of items) {
    const item = plainItem(raw);
    const [partition, sort] = [textAt(item, 'PK'), textAt(item, 'SK')];
    if (partition.startsWith('ZV#')) intoStream(streamAt(streams, partition.slice(3)), item, prefix);
    else if (partition.startsWith('SEEN#')) markers.set(nameOf(partition.slice(5), sort), item);
    else if (partition.startsWith('YEAR#')) lists.rows.push(item);
    else if (partition.startsWith('CLEARING#')) lists.clearing.push(item);
    else if (partition.startsWith('WAITING#')) lists.waiting.push(item);
  }
  for (const { facts } of streams.values()) facts.sort((one, other) => one.version - other.version);
  return { streams, markers, ...lists };
}

function streamAt(streams: Map<string, Stream>, subject: string): Stream {
  const known = streams.get(subject);
  if (known !== undefined) return known;
  const stream: Stream = { subject, facts: [], parked: [] };
  streams.set(subject, stream);
  return stream;
}

function intoStream(stream: Stream, item: JsonObject, prefix: string): void {
  const sort = textAt(item, 'SK');
  if (sort.startsWith('EVENT#')) stream.facts.push(factOf(item, stream.subject, prefix));
  else if (sort.startsWith('PARKED#')) stream.parked.push(item);
  else if (sort === 'HEAD') stream.head = item;
}
