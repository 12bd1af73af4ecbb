/** What of the clearing desk is shown; it stands in the address, so that it can be sent and found again. */
export type DeskQuery = {
  readonly part: 'refused' | 'waiting';
  /** Months in which the messages came, both included, `YYYY-MM`; absent: all. */
  readonly span: Span | undefined;
  /** Absent: both. */
  readonly state: 'open' | 'decided' | undefined;
  /** Words that stand in sender, subject, id, reason or in the message itself. */
  readonly words: string;
};

/** Months from the first to the last, both included, `YYYY-MM`. */
export type Span = { readonly from: string; readonly to: string };

type Asked = Readonly<Record<string, string | undefined>>;

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/u;
const STATES = { offen: 'open', entschieden: 'decided', alle: undefined } as const;

/** Reads the address; without months of all times, so that nothing open lies out of sight; open ones only. */
export function deskQueryOf(asked: Asked): DeskQuery {
  const stand = asked['stand'] ?? 'offen';
  return {
    part: asked['teil'] === 'wartend' ? 'waiting' : 'refused',
    span: spanOf(asked),
    state: isStand(stand) ? STATES[stand] : 'open',
    words: asked['suche'] ?? '',
  };
}

/** Address of the desk that shows this. */
export function deskHref({ part, span, state, words }: DeskQuery): string {
  const stand = { open: 'offen', decided: 'entschieden', all: 'alle' }[state ?? 'all'];
  const query = new URLSearchParams({
    ...(part === 'waiting' && { teil: 'wartend' }),
    ...(span && { von: span.from, bis: span.to }),
    stand,
    ...(words !== '' && { suche: words }),
  });
  return `/klaerung?${query.toString()}`;
}

/** Address of the API for a page of refused messages. */
export function refusedPath({ span, state, words }: DeskQuery): string {
  const search = words.trim().slice(0, LONGEST_SEARCH);
  const query = new URLSearchParams({
    ...span,
    limit: '50',
    ...(state && { state }),
    ...(search !== '' && { search }),
  });
  return `/v1/clearing?${query.toString()}`;
}

/** Characters of a search, as many as the API takes. */
const LONGEST_SEARCH = 200;

/** Three years each, the newest first: as many as the API reads at once, back to the first programme. */
export function spansAround(today: string): readonly Span[] {
  const spans = [];
  for (let last = Number(today.slice(0, 4)); last >= 2010; last -= 3)
    spans.push({ from: `${last - 2}-01`, to: `${last}-12` });
  return spans;
}

/** The months of an address, where the API would take them. */
function spanOf({ von = '', bis = '' }: Asked): Span | undefined {
  if (!MONTH.test(von) || !MONTH.test(bis) || von > bis) return undefined;
  return Number(bis.slice(0, 4)) - Number(von.slice(0, 4)) > 2 ? undefined : { from: von, to: bis };
}

function isStand(stand: string): stand is keyof typeof STATES {
  return Object.hasOwn(STATES, stand);
}
