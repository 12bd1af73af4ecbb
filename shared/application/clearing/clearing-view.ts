import { DELAYS, REFUSALS } from '../../../events/reasons.ts';
import type { Wire } from '../../../events/wire.ts';
import { DAY_MILLISECONDS } from '../../domain/dates/milliseconds.ts';
import { shownAccount } from '../accounts.ts';
import type { Pseudonyms } from '../ports/pseudonyms.ts';
import {
  isUndecided,
  type ClearingDecision,
  type ClearingItem,
  type Page,
  type PageRequest,
  type WaitingEntry,
} from '../ports/clearing.ts';
import type { EventStore } from '../ports/event-store.ts';

/** Which items of the desk are meant. */
export type ClearingState = 'open' | 'decided';

/** Queries for one page at most: where nearly everything is filtered out, the page is short and says where to go on. */
const LOOKS = 40;

/** Months to look through, both included, `YYYY-MM`. */
export type ClearingQuery = PageRequest & {
  readonly from: string;
  readonly to: string;
  readonly state?: ClearingState;
};

/** The desk as people may read it: a decision names nobody by the id of their account, whichever form is stored. */
export function shownDesk(
  { clearing, clearingItem }: Pick<EventStore, 'clearing' | 'clearingItem'>,
  pseudonyms: Pseudonyms,
): Pick<EventStore, 'clearing' | 'clearingItem'> {
  const shown = async ({ decisions, ...item }: ClearingItem): Promise<ClearingItem> => {
    if (decisions === undefined) return item;
    const named = decisions.map(async (one) =>
      // A sender that sent its message again is no account.
      one.action === 'repeat' ? one : { ...one, by: await shownAccount(one.by, pseudonyms) },
    );
    return { ...item, decisions: await Promise.all(named) };
  };
  return {
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

/** An item of the desk without its body: what a list shows. */
export function clearingLine(item: ClearingItem) {
  const { body: _, decisions = [], revision: __, ...line } = item;
  const last = decisions.at(-1);
  return {
    ...line,
    text: REFUSALS[item.reason],
    state: isUndecided(item) ? ('open' as const) : ('decided' as const),
    ...(last && { decision: { action: last.action, by: last.by, at: last.at, outcome: last.end.outcome } }),
  };
}

/**
 * A page of the desk, month by month; `after` is `<month>/<key>` of the last item seen. Cost: one query for
 * each page of a month, until the page is full.
 */
export async function clearingList(
  { clearing }: Pick<EventStore, 'clearing'>,
  query: ClearingQuery,
): Promise<Page<ReturnType<typeof clearingLine>>> {
  const items: ReturnType<typeof clearingLine>[] = [];
  let [month, after] = placeOf(query);
  for (let look = 1; month <= query.to; look += 1) {
    const page = await clearing(month, { limit: query.limit - items.length, ...(after && { after }) });
    items.push(...page.items.map(clearingLine).filter(({ state }) => (query.state ?? state) === state));
    const isEnough = items.length >= query.limit || look >= LOOKS;
    if (page.next !== undefined && isEnough) return { items, next: `${month}/${page.next}` };
    after = page.next;
    if (after === undefined) month = monthAfter(month);
    if (isEnough && month <= query.to) return { items, next: `${month}/` };
  }
  return { items };
}

function placeOf({ from, after }: ClearingQuery): [month: string, after: string | undefined] {
  const [month = '', key = ''] = after?.split('/') ?? [];
  return month === '' ? [from, undefined] : [month, key === '' ? undefined : key];
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** One item with its body, every decision, and what its sender said of its number and type. */
export function clearingView(item: ClearingItem, wire: Wire) {
  const read = wire.readEnvelope(item.body);
  const { type, sequence, time } = read.ok ? read.event : read.claim;
  return {
    ...clearingLine(item),
    ...(type !== undefined && { type }),
    ...(sequence !== undefined && { sequence }),
    ...(time !== undefined && { time }),
    body: item.body,
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
