import { parseJson } from '../../../events/reading/parse-json.ts';
import { REFUSALS } from '../../../events/reasons.ts';
import { monthsBetween } from '../../domain/dates/berlin.ts';
import { hasWords } from '../../domain/facts/has-words.ts';
import { isUndecided, type ClearingItem, type Page, type PageRequest } from '../ports/clearing.ts';
import type { EventStore } from '../ports/event-store.ts';

/** Which items of the desk are meant. */
export type ClearingState = 'open' | 'decided';

/** Queries for one page at most: where nearly everything is filtered out, the page is short and says where to go on. */
const LOOKS = 40;

/** Items that a search reads at once: with their bodies, of which one may have 256 KB. */
const SEARCHED = 25;

/** What of the desk is asked for. */
export type ClearingQuery = PageRequest & {
  /** Months to look through, both included, `YYYY-MM`; without them all in which something lies. */
  readonly from?: string;
  readonly to?: string;
  readonly state?: ClearingState;
  /** Words that are all found in what the item says: its line, the sentence of its reason, its body. */
  readonly search?: string;
};

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

/** A line of the list. */
export type ClearingLine = ReturnType<typeof clearingLine>;

/**
 * A page of the desk, month by month; `after` is `<month>/<key>` of the last item seen. Cost: one query for each page of
 * a month until the page is full, at most {@link LOOKS}, and one for the months where none are named. A page may hold
 * nothing and say all the same where to go on.
 */
export async function clearingList(
  store: Pick<EventStore, 'clearing' | 'clearingMonths'>,
  query: ClearingQuery,
): Promise<Page<ClearingLine>> {
  const items: ClearingLine[] = [];
  let place = await beginningOf(store, query);
  for (let look = 0; look < LOOKS && items.length < query.limit && place.months.length > 0; look += 1) {
    const seen = await lookAt(store, place, { query, room: query.limit - items.length });
    items.push(...seen.lines);
    place = seen.place;
  }
  const [month] = place.months;
  return month === undefined ? { items } : { items, next: `${month}/${place.after ?? ''}` };
}

/** Where reading goes on: in the first of these months, after this key. */
type Place = { readonly months: readonly string[]; readonly after?: string };

async function beginningOf(store: Pick<EventStore, 'clearingMonths'>, query: ClearingQuery): Promise<Place> {
  const [first = '', key = ''] = query.after?.split('/') ?? [];
  const months = (await monthsOf(store, query)).filter((month) => month >= first);
  return { months, ...(months[0] === first && key !== '' && { after: key }) };
}

/** One query, what of it is meant as far as there is room, and where the next one begins. */
async function lookAt(
  { clearing }: Pick<EventStore, 'clearing'>,
  { months, after }: Place,
  { query, room }: { readonly query: ClearingQuery; readonly room: number },
): Promise<{ readonly lines: readonly ClearingLine[]; readonly place: Place }> {
  const [month = '', ...later] = months;
  const limit = query.search === undefined ? room : SEARCHED;
  const page = await clearing(month, { limit, ...(after !== undefined && { after }) });
  const hits = page.items.filter((item) => isMeant(item, query));
  const taken = hits.slice(0, room);
  const last = taken.length < hits.length ? taken.at(-1)?.key : page.next;
  const place = last === undefined ? { months: later } : { months, after: last };
  return { lines: taken.map(clearingLine), place };
}

function monthsOf(
  { clearingMonths }: Pick<EventStore, 'clearingMonths'>,
  { from, to }: ClearingQuery,
): Promise<readonly string[]> | readonly string[] {
  return from === undefined || to === undefined ? clearingMonths() : monthsBetween(from, to);
}

function isMeant(item: ClearingItem, { state, search }: ClearingQuery): boolean {
  if (state !== undefined && (state === 'open') !== isUndecided(item)) return false;
  return search === undefined || hasWords(saidBy(item), search);
}

/** What is searched of an item: also its body without escapes, in which somebody may have written `\u00fc`. */
function saidBy(item: ClearingItem): readonly (string | undefined)[] {
  const { source, id, subject, time, reason, detail, key, body } = item;
  return [source, id, subject, time, reason, REFUSALS[reason], detail, key, body, unescaped(body)];
}

function unescaped(body: string): string | undefined {
  const json = body.includes('\\') ? parseJson(body) : undefined;
  return json === undefined ? undefined : JSON.stringify(json);
}
