import { berlinDay, daysAfter } from '../../domain/dates/berlin.ts';
import { monthsOfWaiting } from '../../domain/facts/waiting-time.ts';
import { isUndecided, type Page, type PageRequest } from '../ports/clearing.ts';
import { NEWS_DAYS, type Mailing } from './mailing.ts';
import type { Slip } from '../ports/mail.ts';

const PAGE = 500;

/**
 * What came to the clearing desk, one slip a day that is over and within {@link NEWS_DAYS}: how many messages were
 * refused and still lie there, how many wait. Counts only.
 */
export async function deskSlips({ store, clock }: Mailing): Promise<readonly Slip[]> {
  const today = clock.today();
  const days = Array.from({ length: NEWS_DAYS }, (_, back) => daysAfter(today, back - NEWS_DAYS));
  const refusedOn = await refusedDays(store, days);
  const parkedOn = await parkedDays(store, today);
  return days.flatMap((day) => {
    const refused = refusedOn.filter((one) => one === day).length;
    const parked = parkedOn.filter((one) => one === day).length;
    return refused + parked === 0 ? [] : [slipOf(day, refused, parked)];
  });
}

function slipOf(day: string, refused: number, parked: number): Slip {
  return {
    day,
    matter: 'KLAERUNG',
    title: 'Klärungsstelle: neue Nachrichten',
    sentence: `Neu an der Klärungsstelle: ${counted(refused, 'zurückgewiesene')}, ${counted(parked, 'wartende')}.`,
    path: 'klaerung',
  };
}

function counted(count: number, kind: string): string {
  return count === 1 ? `eine ${kind} Nachricht` : `${count === 0 ? 'keine' : count} ${kind} Nachrichten`;
}

async function refusedDays(store: Mailing['store'], days: readonly string[]): Promise<readonly string[]> {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  // A day of Berlin begins in the last hours of the one before in UTC, by which the months are named.
  const [first = ''] = months;
  const asked = [...new Set([daysAfter(`${first}-01`, -1).slice(0, 7), ...months])];
  const items = [];
  for (const month of asked) items.push(...(await all((page) => store.clearing(month, page))));
  return items.filter(isUndecided).map(({ receivedAt }) => berlinDay(receivedAt));
}

async function parkedDays(store: Mailing['store'], today: string): Promise<readonly string[]> {
  const entries = [];
  for (const month of monthsOfWaiting(today))
    entries.push(...(await all((page) => store.waitingUntil(month, page))));
  return entries.filter(({ outcome }) => outcome === 'waiting').map(({ parkedAt }) => berlinDay(parkedAt));
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
