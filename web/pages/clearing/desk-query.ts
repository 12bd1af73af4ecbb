/** What of the clearing desk is shown; it stands in the address, so that it can be sent and found again. */
export type DeskQuery = {
  readonly part: 'refused' | 'waiting';
  /** Months, both included, `YYYY-MM`. */
  readonly from: string;
  readonly to: string;
  /** Absent: both. */
  readonly state: 'open' | 'decided' | undefined;
  /** Words that stand in sender, subject, id or reason. */
  readonly words: string;
};

type Asked = Readonly<Record<string, string | undefined>>;

const MONTH = /^20\d\d-(?:0[1-9]|1[0-2])$/u;
const STATES = { offen: 'open', entschieden: 'decided', alle: undefined } as const;

/** Reads the address; without months the last twelve, open ones only. `today` is `YYYY-MM-DD`. */
export function deskQueryOf(asked: Asked, today: string): DeskQuery {
  const to = monthOf(asked['bis']) ?? today.slice(0, 7);
  const from = monthOf(asked['von']) ?? monthsAfter(to, -11);
  const stand = asked['stand'] ?? 'offen';
  return {
    part: asked['teil'] === 'wartend' ? 'waiting' : 'refused',
    from: from <= to ? from : to,
    to,
    state: isStand(stand) ? STATES[stand] : 'open',
    words: asked['suche'] ?? '',
  };
}

/** Address of the desk that shows this. */
export function deskHref({ part, from, to, state, words }: DeskQuery): string {
  const stand = { open: 'offen', decided: 'entschieden', all: 'alle' }[state ?? 'all'];
  const query = new URLSearchParams({
    ...(part === 'waiting' && { teil: 'wartend' }),
    von: from,
    bis: to,
    stand,
    ...(words !== '' && { suche: words }),
  });
  return `/klaerung?${query.toString()}`;
}

/** Address of the API for a page of refused messages. */
export function refusedPath({ from, to, state }: DeskQuery): string {
  const query = new URLSearchParams({ from, to, limit: '50', ...(state && { state }) });
  return `/v1/clearing?${query.toString()}`;
}

/** Months in which something that waits today can end: from the last one to the March after the coming year. */
export function waitingMonths(today: string): readonly string[] {
  const first = monthsAfter(today.slice(0, 7), -1);
  const last = `${Number(today.slice(0, 4)) + 2}-03`;
  const months: string[] = [];
  for (let month = first; month <= last; month = monthsAfter(month, 1)) months.push(month);
  return months;
}

/** Whether every word is found somewhere in what is said, in upper or lower case. */
export function hasWords(said: readonly (string | undefined)[], words: string): boolean {
  const text = said.join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** The month so many months later (earlier where negative). */
export function monthsAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

function monthOf(asked: string | undefined): string | undefined {
  return asked !== undefined && MONTH.test(asked) ? asked : undefined;
}

function isStand(stand: string): stand is keyof typeof STATES {
  return Object.hasOwn(STATES, stand);
}
