/** What of the clearing desk is shown; it stands in the address, so that it can be sent and found again. */
export type DeskQuery = {
  readonly part: 'refused' | 'waiting';
  /** Months of the time that the messages themselves name, both included, `YYYY-MM`. */
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

/** Reads the address; without months this year and the two before, open ones only. `today` is `YYYY-MM-DD`. */
export function deskQueryOf(asked: Asked, today: string): DeskQuery {
  const year = Number(today.slice(0, 4));
  const span = spanOf(asked) ?? { from: `${year - 2}-01`, to: `${year}-12` };
  const stand = asked['stand'] ?? 'offen';
  return {
    part: asked['teil'] === 'wartend' ? 'waiting' : 'refused',
    ...span,
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

/** Whether every word is found somewhere in what is said, in upper or lower case. */
export function hasWords(said: readonly (string | undefined)[], words: string): boolean {
  const text = said.join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** Three years each, the newest first: as many as the API reads at once, and back to the first that it believes. */
export function spansAround(today: string): readonly { readonly from: string; readonly to: string }[] {
  const spans = [];
  for (let last = Number(today.slice(0, 4)) + 3; last >= 2010; last -= 3)
    spans.push({ from: `${last - 2}-01`, to: `${last}-12` });
  return spans;
}

/** The months of an address, where the API would take them. */
function spanOf({ von = '', bis = '' }: Asked): { readonly from: string; readonly to: string } | undefined {
  if (!MONTH.test(von) || !MONTH.test(bis) || von > bis) return undefined;
  return Number(bis.slice(0, 4)) - Number(von.slice(0, 4)) > 2 ? undefined : { from: von, to: bis };
}

function isStand(stand: string): stand is keyof typeof STATES {
  return Object.hasOwn(STATES, stand);
}
