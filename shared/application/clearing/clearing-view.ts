import { DELAYS } from '../../../events/reasons.ts';
import type { Wire } from '../../../events/wire.ts';
import { DAY_MILLISECONDS } from '../../domain/dates/milliseconds.ts';
import { shownAccount } from '../accounts.ts';
import type { Pseudonyms } from '../ports/pseudonyms.ts';
import type { ClearingDecision, ClearingItem, PageRequest, WaitingEntry } from '../ports/clearing.ts';
import type { EventStore } from '../ports/event-store.ts';
import { clearingLine } from './clearing-list.ts';
import type { SideBySide } from './versions-side-by-side.ts';

/** What is read of the desk. */
type DeskReading = 'clearing' | 'clearingItem' | 'clearingMonths';

/** The desk as people may read it: a decision names nobody by the id of their account, whichever form is stored. */
export function shownDesk(
  { clearing, clearingItem, clearingMonths }: Pick<EventStore, DeskReading>,
  pseudonyms: Pseudonyms,
): Pick<EventStore, DeskReading> {
  const shown = async ({ decisions, ...item }: ClearingItem): Promise<ClearingItem> => {
    if (decisions === undefined) return item;
    const named = decisions.map(async (one) =>
      // A sender that sent its message again is no account.
      one.action === 'repeat' ? one : { ...one, by: await shownAccount(one.by, pseudonyms) },
    );
    return { ...item, decisions: await Promise.all(named) };
  };
  return {
    clearingMonths,
    async clearing(month, request) {
      const page = await clearing(month, request);
      return { ...page, items: await Promise.all(page.items.map(shown)) };
    },
    async clearingItem(month, key) {
      const item = await clearingItem(month, key);
      return item && shown(item);
    },
  };
}

/**
 * One item with its body, every decision, what its sender said of its number and type, and where its id was used before,
 * what came first, side by side.
 */
export function clearingView(item: ClearingItem, wire: Wire, sideBySide?: SideBySide) {
  const read = wire.readEnvelope(item.body);
  const { type, sequence, time } = read.ok ? read.event : read.claim;
  return {
    ...clearingLine(item),
    ...(type !== undefined && { type }),
    ...(sequence !== undefined && { sequence }),
    ...(time !== undefined && { time }),
    body: item.body,
    ...(sideBySide !== undefined && { sideBySide }),
    decisions: (item.decisions ?? []).map(decisionLine),
  };
}

function decisionLine({ action, by, at, reason, replacement, closes, end, reopened }: ClearingDecision) {
  return { action, by, at, reason, replacement, closes, end, reopened };
}

/** Days after which what still waits is overdue. */
const OVERDUE_DAYS = 14;

/** What waits, as staff read it: for what, until when, and whether somebody should look (`overdue`). */
export function waitingLine(
  { source, id, reason, parkedAt, until }: Omit<WaitingEntry, 'outcome'>,
  now: string,
) {
  const overdueFrom = Date.parse(parkedAt) + OVERDUE_DAYS * DAY_MILLISECONDS;
  const overdue = Date.parse(now) >= overdueFrom;
  return { source, id, code: reason, text: DELAYS[reason], parkedAt, until, overdue };
}

/** A page of what waits, of all Zielvereinbarungen, by the month of its last day. */
export async function waitingList(
  { waitingUntil }: Pick<EventStore, 'waitingUntil'>,
  month: string,
  { now, ...page }: PageRequest & { readonly now: string },
) {
  const { items, next } = await waitingUntil(month, page);
  const waiting = items.filter(({ outcome }) => outcome === 'waiting');
  return {
    items: waiting.map((entry) => ({ zielvereinbarung: entry.subject, ...waitingLine(entry, now) })),
    ...(next !== undefined && { next }),
  };
}
