import { berlinDay, daysAfter } from '../../domain/dates/berlin.ts';
import { formatDate } from '../../domain/dates/german-dates.ts';
import { monthsOfWaiting } from '../../domain/facts/waiting-time.ts';
import {
  cameToTheDeskAt,
  isUndecided,
  type Page,
  type PageRequest,
  type WaitingEntry,
} from '../ports/clearing.ts';
import { NEWS_DAYS, type Mailing } from './mailing.ts';
import type { Slip } from '../ports/mail.ts';
import { counted } from '../../words/numbers.ts';
import type { Notice } from './notices-of.ts';
import type { MailTelling } from './telling.ts';

const PAGE = 500;

/** Messages that came on one day: refused and still to be decided, and still waiting. */
type DeskCounts = { readonly refused: number; readonly parked: number };

/** What came to the clearing desk by its day. */
export type DeskNews = ReadonlyMap<string, DeskCounts>;

/** The matter of the slip that stands for a day of the clearing desk. */
const DESK = 'KLAERUNG';

/**
 * What came to the clearing desk on each day that is over and within {@link NEWS_DAYS}, by the day on which it was
 * received, whatever a message says of its own time. Counts only.
 */
export async function deskNews({ store, clock }: Mailing): Promise<DeskNews> {
  const today = clock.today();
  const days = Array.from({ length: NEWS_DAYS }, (_, back) => daysAfter(today, back - NEWS_DAYS));
  const entries = await waitingEntries(store, today);
  const refusedOn = await refusedDays(store, [...days, ...beganToWait(entries)]);
  const parkedOn = entries
    .filter(({ outcome }) => outcome === 'waiting')
    .map(({ parkedAt }) => berlinDay(parkedAt));
  return new Map(
    days.flatMap((day) => {
      const refused = refusedOn.filter((one) => one === day).length;
      const parked = parkedOn.filter((one) => one === day).length;
      return refused + parked === 0 ? [] : [[day, { refused, parked }]];
    }),
  );
}

/** One slip a day. */
export function deskSlips(news: DeskNews): readonly Slip[] {
  return [...news.keys()].map((day) => ({ day, matter: DESK }));
}

/** What these slips tell of the clearing desk now; undefined where nothing of it lies there any more. */
export function deskTelling(news: DeskNews, slips: readonly Slip[]): MailTelling | undefined {
  const items = slips.flatMap(({ day, matter }) => {
    const counts = matter === DESK ? news.get(day) : undefined;
    return counts === undefined ? [] : [itemOf(day, counts)];
  });
  return items.length === 0 ? undefined : { heading: 'Klärungsstelle', items };
}

function itemOf(day: string, { refused, parked }: DeskCounts): Notice {
  return {
    what: `Neue Nachrichten vom ${formatDate(day)}`,
    sentence: `Neu an der Klärungsstelle: ${refusedCount(refused)}, ${waitingCount(parked)}.`,
    path: 'klaerung',
  };
}

const refusedCount = (count: number) =>
  counted(
    count,
    'zurückgewiesene Nachricht',
    'zurückgewiesene Nachrichten',
    'keine zurückgewiesenen Nachrichten',
  );

const waitingCount = (count: number) =>
  counted(count, 'wartende Nachricht', 'wartende Nachrichten', 'keine wartenden Nachrichten');

/** Days on which that began to wait which was refused in the end: it lies in the month of its receipt, perhaps long ago. */
function beganToWait(entries: readonly WaitingEntry[]): readonly string[] {
  return entries.filter(({ outcome }) => outcome === 'refused').map(({ parkedAt }) => parkedAt.slice(0, 10));
}

/** Days on which messages came to the desk that still lie there, whatever time they say themselves. */
async function refusedDays(store: Mailing['store'], days: readonly string[]): Promise<readonly string[]> {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  // A day of Berlin begins in the last hours of the one before in UTC, by which the months are named.
  const before = months.map((month) => daysAfter(`${month}-01`, -1).slice(0, 7));
  const asked = new Set([...before, ...months]);
  const items = [];
  for (const month of asked) items.push(...(await all((page) => store.clearing(month, page))));
  return items.filter(isUndecided).map((item) => berlinDay(cameToTheDeskAt(item)));
}

async function waitingEntries(store: Mailing['store'], today: string): Promise<readonly WaitingEntry[]> {
  const entries = [];
  for (const month of monthsOfWaiting(today))
    entries.push(...(await all((page) => store.waitingUntil(month, page))));
  return entries;
}

async function all<Item>(read: (page: PageRequest) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await read({ limit: PAGE, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
