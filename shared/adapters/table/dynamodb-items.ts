import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Fact, type FormerVersion } from '../../../events/fact.ts';
import { joinPersonal, type Json, type JsonObject } from '../../../events/personal.ts';
import { RECORDED, type RecordedEvent } from '../../../events/recorded/index.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { partsOfEvent } from '../../domain/facts/personal-parts.ts';
import { isUndecided, type ClearingItem } from '../../application/ports/clearing.ts';
import type { ParkedItem, StoredEvent } from '../../application/ports/event-store.ts';
import { KEY, TABLE_KEYS, eventKey } from './event-table.ts';
import { streamKey } from './table-keys.ts';

/** An item as DynamoDB takes it. */
export type TableItem = Record<string, AttributeValue>;

/** Partition and sort key. */
export function keyOf(partition: string, sort: string): TableItem {
  return marshall({ [TABLE_KEYS.partition]: partition, [TABLE_KEYS.sort]: sort });
}

/** A readable item: keys, and plain maps and strings. */
export function itemOf(partition: string, sort: string, content: object): TableItem {
  return { ...marshall(content, { removeUndefinedValues: true }), ...keyOf(partition, sort) };
}

/** The plain content of an item, without its keys. */
export function contentOf(item: TableItem): Record<string, Json> {
  const { [TABLE_KEYS.partition]: _, [TABLE_KEYS.sort]: __, ...content } = unmarshall(item);
  return content;
}

/** A recorded event with wire type, public data, and the personal part apart. */
export function eventItem(stored: StoredEvent, wire: WireWriter): TableItem {
  const { shared, personal } = partsOfEvent(stored.event);
  const { event, salt, personalHash, previousHash, hash } = stored;
  const { type: _, ...rest } = shared;
  return itemOf(streamKey(event.subject), eventKey(event.version), {
    ...rest,
    type: typeOnWire(event, wire),
    ...(salt === undefined ? {} : { personal: { salt, data: personal } }),
    ...(personalHash === undefined ? {} : { personalHash }),
    previousHash,
    hash,
  });
}

/**
 * Reads a recorded event back, an older version as the newest. An erased personal part leaves its hash; the
 * leaves are then absent.
 */
export function storedEvent(
  item: TableItem,
  wire: WireWriter,
  facts: readonly Fact[] = RECORDED,
): StoredEvent {
  const { personal, personalHash, previousHash, hash, type, data, ...rest } = contentOf(item);
  const parts = asObject(personal);
  const recorded = joinPersonal(asObject(data), asObject(parts['data']));
  const { name, former } = namedBy(asText(type), wire, facts);
  return {
    event: asRecorded({ ...rest, type: name, data: former?.upcast(recorded) ?? recorded }),
    previousHash: asText(previousHash),
    hash: asText(hash),
    ...(typeof parts['salt'] === 'string' ? { salt: parts['salt'] } : {}),
    ...(typeof personalHash === 'string' ? { personalHash } : {}),
    ...(former && { sealed: { data: recorded, personal: former.personal } }),
  };
}

function typeOnWire({ type }: RecordedEvent, wire: WireWriter): string {
  const fact = RECORDED.find(({ name }) => name === type);
  return fact === undefined ? type : wire.typeOf(fact);
}

type Named = { readonly name: string; readonly former?: FormerVersion };

function namedBy(type: string, wire: WireWriter, facts: readonly Fact[]): Named {
  for (const { stem, name, version, formerly = [] } of facts) {
    if (wire.typeOf({ stem, version }) === type) return { name };
    const former = formerly.find((older) => wire.typeOf({ stem, version: older.version }) === type);
    if (former !== undefined) return { name, former };
  }
  return { name: type };
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}; // oxlint-disable-line typescript/no-unsafe-type-assertion -- Array.isArray does not narrow readonly arrays
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function asRecorded(event: object): RecordedEvent {
  return event as RecordedEvent; // oxlint-disable-line typescript/no-unsafe-type-assertion -- only the recorder writes these items; its schema was applied before
}

/** What a new item of the table tells, for the readers of its stream. */
export type TableNews =
  | { readonly kind: 'event'; readonly stored: StoredEvent }
  | { readonly kind: 'parked'; readonly item: ParkedItem }
  | { readonly kind: 'refused'; readonly item: ClearingItem }
  | { readonly kind: 'other' };

/** Reads a new item by its keys. */
export function newsOf(item: TableItem, wire: WireWriter): TableNews {
  const [partition = '', sort = ''] = [item[TABLE_KEYS.partition]?.S, item[TABLE_KEYS.sort]?.S];
  // A sender names its events as it likes, `EVENT#1` too: only what lies in a stream of ours is one.
  const isOfStream = partition.startsWith(KEY.zielvereinbarung);
  if (isOfStream && sort.startsWith(KEY.event)) return { kind: 'event', stored: storedEvent(item, wire) };
  if (isOfStream && sort.startsWith(KEY.parked)) return { kind: 'parked', item: written(item) };
  return partition.startsWith(KEY.clearing) ? newsOfDesk(written(item)) : { kind: 'other' };
}

/** Refused now, or open again after it had waited; a decision itself is no news to the sender. */
function newsOfDesk(item: ClearingItem): TableNews {
  return isUndecided(item) ? { kind: 'refused', item } : { kind: 'other' };
}

/** Content in the shape in which the store wrote it: only the store writes to this table. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller says what it wrote there
export function written<Content>(item: TableItem): Content {
  return contentOf(item) as Content; // oxlint-disable-line typescript/no-unsafe-type-assertion -- see above
}
