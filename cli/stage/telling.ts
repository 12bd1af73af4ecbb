import type { CloudEvent } from '../../events/fact.ts';
import { incomingOf } from '../../events/reading/read.ts';
import type { Wire } from '../../events/wire.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { digestOf } from '../../shared/domain/facts/digest-of.ts';
import type { Marker } from '../../shared/application/ports/event-store.ts';
import { formatDate } from '../../shared/domain/dates/german-dates.ts';
import { obstacle, type Judged } from './receipts.ts';

/** What telling what became of a sent event works with. */
export type Telling = {
  readonly wire: Wire;
  /** What is known of an event at the moment; undefined where nobody judged it. */
  readonly receipt: (event: CloudEvent) => Promise<Judged | undefined>;
  /** Waits for what became of an event; undefined where nobody judged it in time. */
  readonly judged: (event: CloudEvent) => Promise<Judged | undefined>;
  /** As `judged`, but waits until the receipt tells of another content under the same name. */
  readonly contradicted: (event: CloudEvent) => Promise<Judged | undefined>;
  /** What the log knows of this name. */
  readonly marker: (event: CloudEvent) => Promise<Marker | undefined>;
  readonly say: (line: string) => void;
};

/** How a sent event can stand at the end. */
export const ENDS = [
  'verzeichnet',
  'wiederholt',
  'wartend',
  'zurückgewiesen',
  'noch nicht beurteilt',
] as const;

export type EventEnd = (typeof ENDS)[number];

/** An end with its sentence in German. */
export type ToldEnd = { readonly end: EventEnd; readonly sentence: string };

/** How an event stood before it was sent: unknown, judged with this very content, or with another one. */
export type Before = 'new' | 'same content' | 'another content';

/** How an event stands that is sent now: beside the one under the same name that went before it, or in the log. */
export async function standingOf(
  event: CloudEvent,
  earlier: readonly CloudEvent[],
  { wire, receipt, marker }: Telling,
): Promise<Before> {
  const before = earlier.find(({ source, id }) => source === event.source && id === event.id);
  if (before !== undefined)
    return digest(event, wire) === digest(before, wire) ? 'same content' : 'another content';
  const [known, marked] = await Promise.all([receipt(event), marker(event)]);
  if (known === undefined) return 'new';
  return marked === undefined || [marked.digest, marked.replaced].includes(digest(event, wire))
    ? 'same content'
    : 'another content';
}

/** Whether nobody judged it. */
export const isOpen = (end: EventEnd) => end === 'noch nicht beurteilt';

/** How many ended how, `2 verzeichnet, 1 wartend`; ends that did not happen are left out. */
export function endCounts(ends: readonly EventEnd[]): string {
  const counts = ENDS.map((end) => [end, ends.filter((one) => one === end).length] as const);
  return counts
    .filter(([, count]) => count > 0)
    .map(([end, count]) => `${count} ${end}`)
    .join(', ');
}

/** 2 where something was refused or nobody judged it in time, else 0. */
export function exitCodeFor(ends: readonly EventEnd[]): 0 | 2 {
  return ends.some((end) => end === 'zurückgewiesen' || isOpen(end)) ? 2 : 0;
}

/** Digest of what an event says, as the recorder keeps it. */
function digest(event: CloudEvent, wire: Wire): string | undefined {
  const read = incomingOf(wire.readEnvelope(JSON.stringify(event)));
  return read.ok ? digestOf(read, nodeCrypto) : undefined;
}

/**
 * What became of an event that was sent. Where one was not judged in time, nobody judges at the moment: the
 * others are not waited for (`isStuck`).
 */
export async function endOf(
  event: CloudEvent,
  before: Before,
  { tools, isStuck }: { readonly tools: Telling; readonly isStuck: boolean },
): Promise<ToldEnd> {
  if (isStuck) return told(await tools.receipt(event), before);
  return told(await (before === 'another content' ? tools.contradicted(event) : tools.judged(event)), before);
}

function told(judged: Judged | undefined, before: Before): ToldEnd {
  if (judged === undefined) return { end: 'noch nicht beurteilt', sentence: 'noch nicht beurteilt.' };
  // That another content came later under this name is no answer to a repeat of the first.
  const isRepeat = before === 'same content' && judged.state === 'recorded';
  const why = isRepeat ? undefined : obstacle(judged);
  if (why === undefined) return recorded(judged, before);
  if (judged.state !== 'parked' || judged.otherContent !== undefined)
    return { end: 'zurückgewiesen', sentence: why };
  const until = judged.until === undefined ? '' : ` Längstens bis ${formatDate(judged.until)}.`;
  return { end: 'wartend', sentence: `${why}${until}` };
}

function recorded({ versions = [] }: Judged, before: Before): ToldEnd {
  const numbers = versions.length === 0 ? '' : ` (Nr. ${versions.join(', ')})`;
  if (before === 'same content')
    return { end: 'wiederholt', sentence: `schon verzeichnet${numbers}; die Wiederholung ändert nichts.` };
  return versions.length === 0
    ? { end: 'wiederholt', sentence: 'wiederholt, was schon verzeichnet ist; das ändert nichts.' }
    : { end: 'verzeichnet', sentence: `verzeichnet${numbers}.` };
}
