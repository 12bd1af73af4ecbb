import { INCOMING } from '../../../events/incoming/index.ts';
import { parseJson } from '../../../events/reading/parse-json.ts';
import { incomingOf } from '../../../events/reading/read.ts';
import type { Wire } from '../../../events/wire.ts';
import type { Writable } from '../../../events/wire-writer.ts';
import type { ClearingItem, DeskPlace } from '../ports/clearing.ts';
import type { EventStore, StoredEvent } from '../ports/event-store.ts';

/** What the first of two messages under one id became. */
type FirstEnd =
  | {
      readonly end: 'recorded';
      readonly subject: string;
      readonly version: number;
      readonly at: string;
      /** Names and free text were taken out of the log (rule 10): they are missing here. */
      readonly isErased: boolean;
    }
  | { readonly end: 'waiting' | 'waited'; readonly subject: string; readonly at: string }
  | { readonly end: 'refused'; readonly at: string; readonly clearing: DeskPlace }
  /** Judged, and nothing of it was kept: it said what was known. */
  | { readonly end: 'not-kept' };

/** One field of both messages, as JSON; absent where the message does not have it. */
export type FieldOfBoth = {
  /** Its path, `data.from.amountCent`. */
  readonly field: string;
  readonly first?: string;
  readonly second?: string;
  readonly differs: boolean;
};

/** Two messages under one source and id: the first one counts, the second one was refused. */
export type SideBySide = {
  readonly first: FirstEnd;
  /** Every field of both, in the order of the first; empty where the first one was not kept. */
  readonly fields: readonly FieldOfBoth[];
};

type Named = { readonly source: string; readonly id: string; readonly subject: string };
type Told = { readonly first: FirstEnd; readonly said?: unknown };

/**
 * Both versions of a message whose id was used before, field by field: what was recorded first, waits or waited, or was
 * refused first, and the refused one; each as its newest version has it, without what the recorder added. Undefined for
 * every other item, and where nobody knows the first one any more. Cost: the marker and what it leads to, at most two
 * reads more.
 */
export async function versionsSideBySide(
  { store, wire }: Stage,
  item: ClearingItem,
): Promise<SideBySide | undefined> {
  const { reason, source, id, subject } = item;
  if (reason !== 'event-id-reused' || source === undefined || id === undefined || subject === undefined)
    return undefined;
  const named = { source, id, subject };
  const told = (await judgedFirst({ store, wire }, named)) ?? (await waitedFirst({ store, wire }, named));
  if (told === undefined) return undefined;
  const { first, said } = told;
  return { first, fields: said === undefined ? [] : fieldsOfBoth(said, saidIn(item, wire)) };
}

type Stage = { readonly store: EventStore; readonly wire: Wire };

const NOT_KEPT: Told = { first: { end: 'not-kept' } };

async function judgedFirst(
  { store, wire }: Stage,
  { source, id, subject }: Named,
): Promise<Told | undefined> {
  const marker = await store.marker(source, id);
  if (marker === undefined) return undefined;
  if (marker.refusal !== undefined) return refusedFirst({ store, wire }, marker.refusal.clearing);
  const log = await store.history(marker.subject ?? subject);
  const stored = log.find(({ event }) => event.version === marker.versions[0]);
  return stored === undefined ? NOT_KEPT : recordedFirst(stored, wire);
}

function recordedFirst({ event, salt, personalHash }: StoredEvent, wire: Wire): Told {
  const { subject, version, recordedAt: at } = event;
  const isErased = personalHash !== undefined && salt === undefined;
  return { first: { end: 'recorded', subject, version, at, isErased }, said: asTold(event, wire) };
}

async function refusedFirst({ store, wire }: Stage, { month, key }: DeskPlace): Promise<Told> {
  const item = await store.clearingItem(month, key);
  if (item === undefined) return NOT_KEPT;
  return {
    first: { end: 'refused', at: item.receivedAt, clearing: { month, key } },
    said: saidIn(item, wire),
  };
}

async function waitedFirst({ store, wire }: Stage, named: Named): Promise<Told | undefined> {
  const waited = await store.parkedItem(named.subject, named);
  if (waited === undefined) return undefined;
  const end = waited.outcome === 'waiting' ? 'waiting' : 'waited';
  return { first: { end, subject: named.subject, at: waited.parkedAt }, said: saidIn(waited, wire) };
}

/** What a body says, in the newest version where it can be read; else as it came. */
function saidIn({ body }: Pick<ClearingItem, 'body'>, wire: Wire): unknown {
  const read = incomingOf(wire.readStored(body));
  return read.ok ? asTold(read.incoming, wire) : (parseJson(body) ?? body);
}

/** Without what every event has, what only traces it, and what the recorder added to its data. */
function asTold({ data, ...event }: Writable, wire: Wire): unknown {
  const told = INCOMING.find(({ name }) => name === event.type)?.data.safeParse(data);
  const { type, subject, time, sequence } = wire.toCloudEvent({ ...event, data });
  return { type, subject, time, sequence, data: told?.success === true ? told.data : data };
}

/** Every leaf of both, those of the first in its order, then what only the second one has. */
function fieldsOfBoth(first: unknown, second: unknown): readonly FieldOfBoth[] {
  const [ones, others] = [leavesOf(first), leavesOf(second)];
  return [...new Set([...ones.keys(), ...others.keys()])].map((field) => {
    const [one, other] = [ones.get(field), others.get(field)];
    return {
      field,
      ...(one !== undefined && { first: one }),
      ...(other !== undefined && { second: other }),
      differs: one !== other,
    };
  });
}

function leavesOf(value: unknown, path: readonly string[] = []): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (parts.length === 0) return new Map([[path.join('.'), JSON.stringify(value)]]);
  return new Map(parts.flatMap(([name, part]: [string, unknown]) => [...leavesOf(part, [...path, name])]));
}
