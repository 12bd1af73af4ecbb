import type { CloudEvent } from '../../../events/fact.ts';
import type { Terms } from '../../../events/incoming/terms.ts';
import type { Wire } from '../../../events/wire.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import type { Programme } from '../../../shared/domain/programme/index.ts';
import {
  rollOver,
  type RolledDraft,
  type RollOver,
  type RollOverNote,
} from '../../../shared/domain/programme/roll-over.ts';
import { FACHVERFAHREN } from '../../stage/sources.ts';
import { obstacle, type Judged } from '../../stage/receipts.ts';
import { overview } from './overview.ts';
import type { Wishes } from './wishes.ts';
import { counted, draftCount } from '../../../shared/words/numbers.ts';

/** What rolling over works with. */
export type RollOverTools = {
  readonly wire: Wire;
  readonly store: Pick<EventStore, 'yearRows' | 'loadWithTerms'>;
  /** Sends to the queue that other systems write to. */
  readonly send: (event: CloudEvent) => Promise<void>;
  /** Asks a person; undefined where there is none to ask. */
  readonly confirm: (question: string) => Promise<boolean | undefined>;
  readonly say: (line: string) => void;
  readonly write: (file: string, text: string) => Promise<void>;
  /** Instant, RFC 3339. */
  readonly now: () => string;
  /** Waits for what became of an event; undefined where nobody judged it in time. */
  readonly judged: (event: CloudEvent) => Promise<Judged | undefined>;
};

/**
 * Shows the drafts of the next year and, once a person agrees, sends those that are not there yet. The id of
 * each event names its Zielvereinbarung, so a second run changes nothing.
 * Exit code: 0 each Gebietskoerperschaft has its draft or a person said no, 2 something is left to do, said in a sentence.
 */
export async function runRollOver(tools: RollOverTools, wishes: Wishes): Promise<0 | 2> {
  const { next, additions, out } = wishes;
  const previous = await termsOfYear(tools, wishes.from);
  const existing = await subjectsOf(tools, next);
  const planned = withoutSettled(rollOver({ next, previous, additions }), existing, next);
  const open = planned.drafts.filter(({ subject }) => !existing.has(subject));
  for (const line of overview(wishes, planned, existing)) tools.say(line);
  tools.say('');
  const events = open.map((draft) => eventOf(draft, tools));
  if (out !== undefined) {
    await tools.write(out, `${JSON.stringify(events, undefined, 2)}\n`);
    tools.say(`${counted(events.length, 'Ereignis', 'Ereignisse')} in ${out} geschrieben.`);
  }
  const left = planned.notes.some(({ kind }) => WITHOUT_DRAFT.includes(kind)) ? 2 : 0;
  if (events.length === 0) {
    tools.say('Nichts zu senden: Alle Entwürfe, die möglich sind, liegen schon vor.');
    return left;
  }
  const end = await sendAfterAsking(tools, wishes, events);
  if (end === 'not wanted') return 0;
  return end === 'all recorded' ? left : 2;
}

async function sendAfterAsking(
  tools: RollOverTools,
  { yes, next }: Wishes,
  events: readonly CloudEvent[],
): Promise<'all recorded' | 'not wanted' | 'open'> {
  const agreed = yes ? true : await tools.confirm(`${draftCount(events.length)} senden?`);
  if (agreed !== true) {
    const how = agreed === undefined ? ' Ohne Rückfrage sendet --yes.' : '';
    tools.say(`Nichts wurde gesendet.${how}`);
    return agreed === undefined ? 'open' : 'not wanted';
  }
  for (const event of events) await tools.send(event);
  const obstacles = await obstaclesOf(tools, events);
  const recorded = await subjectsOf(tools, next);
  const missing = events.filter(({ subject }) => !recorded.has(subject));
  tools.say(`${events.length} gesendet, ${events.length - missing.length} angelegt.`);
  for (const { subject } of missing)
    tools.say(`${subject}: nicht angelegt, ${obstacles.get(subject) ?? 'noch nicht beurteilt.'}`);
  return missing.length === 0 ? 'all recorded' : 'open';
}

/** Waits for the receipts; why those that were not recorded were not, by subject. */
async function obstaclesOf(
  { judged }: RollOverTools,
  events: readonly CloudEvent[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const event of events) {
    const end = await judged(event);
    if (end === undefined) break; // Nobody judges at the moment: whoever waited for one need not wait for all.
    const why = obstacle(end);
    if (why !== undefined) found.set(event.subject, why);
  }
  return found;
}

async function termsOfYear({ store }: RollOverTools, year: Programme): Promise<readonly Terms[]> {
  const rows = await store.yearRows(year.programme, year.haushaltsjahr);
  // What was given up or ended is no ground for another year: its key then asks for an amount.
  const standing = rows.filter(({ current }) => current.states.vereinbarung !== 'cancelled');
  const known = await Promise.all(standing.map(({ subject }) => store.loadWithTerms(subject)));
  return known.flatMap(({ terms }) => (terms === undefined ? [] : [terms.terms]));
}

async function subjectsOf({ store }: RollOverTools, year: Programme): Promise<ReadonlySet<string>> {
  const rows = await store.yearRows(year.programme, year.haushaltsjahr);
  return new Set(rows.map(({ subject }) => subject));
}

const WITHOUT_DRAFT: readonly RollOverNote['kind'][] = [
  'amount-needed',
  'budgets-changed',
  'addition-not-fitting',
  'key-unknown',
];

/** Whoever has a draft in the log needs none of ours. */
function withoutSettled(
  { drafts, notes }: RollOver,
  existing: ReadonlySet<string>,
  { programme, haushaltsjahr }: Programme,
): RollOver {
  const isSettled = ({ kind, ags }: RollOverNote) =>
    WITHOUT_DRAFT.includes(kind) && existing.has(`${programme}-${haushaltsjahr}-${ags}`);
  return { drafts, notes: notes.filter((note) => !isSettled(note)) };
}

function eventOf({ subject, terms }: RolledDraft, { wire, now }: RollOverTools): CloudEvent {
  return wire.toCloudEvent({
    type: 'ZielvereinbarungDrafted',
    id: `roll-over:${subject}`,
    source: FACHVERFAHREN,
    subject,
    time: now(),
    data: terms,
  });
}
