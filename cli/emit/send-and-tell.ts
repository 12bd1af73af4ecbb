import type { CloudEvent } from '../../events/fact.ts';
import { readEnvelope, readIncoming } from '../../events/read.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { digestOf } from '../../shared/application/keeping.ts';
import type { Marker } from '../../shared/application/ports.ts';
import { formatDate } from '../../shared/domain/german-dates.ts';
import { obstacle, type Judged } from '../receipts.ts';

/** What sending events and telling what became of them works with. */
export type EmitTools = {
  /** Sends to the queue that other systems write to. */
  readonly send: (event: CloudEvent) => Promise<void>;
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

const ENDS = ['verzeichnet', 'wiederholt', 'wartend', 'zurückgewiesen', 'noch nicht beurteilt'] as const;
type End = (typeof ENDS)[number];

type Told = { readonly end: End; readonly sentence: string };

/** How an event stood before it was sent: unknown, judged with this very content, or with another one. */
type Before = 'new' | 'same content' | 'another content';

/**
 * Sends events in their order and says of each what became of it, in one German line, with a count at last.
 * A repeat has the receipt of the first, so what was known is read before anything is sent.
 * Exit code: 0 each is recorded or waits, 2 something was refused, or nobody judged it in time.
 */
export async function sendAndTell(events: readonly CloudEvent[], tools: EmitTools): Promise<0 | 2> {
  const sent: { event: CloudEvent; before: Before }[] = [];
  for (const event of events) {
    const earlier = sent.find((one) => one.event.source === event.source && one.event.id === event.id);
    const before =
      earlier === undefined ? await standingOf(event, tools) : standingBeside(event, earlier.event);
    await tools.send(event);
    sent.push({ event, before });
  }
  const ends: End[] = [];
  for (const { event, before } of sent) {
    const { end, sentence } = told(await endOf(event, before, { tools, isStuck: ends.some(isOpen) }), before);
    ends.push(end);
    tools.say(`${event.subject} ${event.id}: ${sentence}`);
  }
  const counts = ENDS.map((end) => [end, ends.filter((one) => one === end).length] as const);
  const parts = counts.filter(([, count]) => count > 0).map(([end, count]) => `${count} ${end}`);
  tools.say(`${events.length} gelesen, ${events.length} gesendet: ${parts.join(', ')}.`);
  return ends.some((end) => end === 'zurückgewiesen' || isOpen(end)) ? 2 : 0;
}

const isOpen = (end: End) => end === 'noch nicht beurteilt';

async function standingOf(event: CloudEvent, { receipt, marker }: EmitTools): Promise<Before> {
  const [known, marked] = await Promise.all([receipt(event), marker(event)]);
  if (known === undefined) return 'new';
  return marked === undefined || [marked.digest, marked.replaced].includes(digest(event))
    ? 'same content'
    : 'another content';
}

function standingBeside(event: CloudEvent, earlier: CloudEvent): Before {
  return digest(event) === digest(earlier) ? 'same content' : 'another content';
}

/** Digest of what an event says, as the recorder keeps it. */
function digest(event: CloudEvent): string | undefined {
  const envelope = readEnvelope(JSON.stringify(event));
  const read = envelope.ok ? readIncoming(envelope.event, envelope.fact) : envelope;
  return read.ok ? digestOf(read, nodeCrypto) : undefined;
}

/** Where one was not judged in time, nobody judges at the moment: the others are not waited for. */
function endOf(
  event: CloudEvent,
  before: Before,
  { tools, isStuck }: { readonly tools: EmitTools; readonly isStuck: boolean },
): Promise<Judged | undefined> {
  if (isStuck) return tools.receipt(event);
  return before === 'another content' ? tools.contradicted(event) : tools.judged(event);
}

function told(judged: Judged | undefined, before: Before): Told {
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

function recorded({ versions = [] }: Judged, before: Before): Told {
  const numbers = versions.length === 0 ? '' : ` (Nr. ${versions.join(', ')})`;
  if (before === 'same content')
    return { end: 'wiederholt', sentence: `schon verzeichnet${numbers}; die Wiederholung ändert nichts.` };
  return versions.length === 0
    ? { end: 'wiederholt', sentence: 'wiederholt, was schon verzeichnet ist; das ändert nichts.' }
    : { end: 'verzeichnet', sentence: `verzeichnet${numbers}.` };
}
