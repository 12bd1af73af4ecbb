import { SelectField, TextField } from '../../components/field.tsx';
import { spansAround, type DeskQuery, type Span } from './desk-query.ts';

export type DeskFiltersProps = {
  readonly query: DeskQuery;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly onAsk: (query: DeskQuery) => void;
};

const STATES = [
  { value: 'open', label: 'offen' },
  { value: 'decided', label: 'entschieden' },
  { value: 'all', label: 'alle' },
] as const;

const MONTHS = new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What is shown: state, months and words. Every choice stands in the address at once. */
export function DeskFilters({ query, today, onAsk }: DeskFiltersProps) {
  const { part, state, span, words } = query;
  return (
    <search class="desk-filters no-print" aria-label="Meldungen filtern">
      {part === 'refused' && (
        <>
          <SelectField
            label="Stand"
            value={state ?? 'all'}
            options={STATES}
            onChange={(value) => onAsk({ ...query, state: value === 'all' ? undefined : value })}
          />
          <SelectField
            label="Eingang"
            hint="Wann die Meldung einging; manche frühere liegt unter der Zeit, die in ihr steht"
            value={span === undefined ? ALL : `${span.from}/${span.to}`}
            options={spansWith(span, today)}
            onChange={(chosen) =>
              onAsk({
                ...query,
                span: chosen === ALL ? undefined : { from: chosen.slice(0, 7), to: chosen.slice(8) },
              })
            }
          />
        </>
      )}
      <TextField
        label="Suche"
        isOptional
        hint={
          part === 'refused'
            ? 'Absender, Zielvereinbarung, Kennung, Grund oder Wortlaut der Meldung'
            : 'Absender, Zielvereinbarung, Kennung oder Grund'
        }
        value={words}
        onInput={(next) => onAsk({ ...query, words: next })}
      />
    </search>
  );
}

const ALL = 'alle';

/** All times, the spans that can be chosen, and the one that the address names where it is another. */
function spansWith(asked: Span | undefined, today: string) {
  const spans = spansAround(today);
  const isKnown = spans.some(({ from, to }) => from === asked?.from && to === asked.to);
  const named = asked === undefined || isKnown ? spans : [asked, ...spans];
  return [{ value: ALL, label: 'alle Zeiten' }, ...named.map(optionOf)];
}

function optionOf({ from, to }: Span) {
  const isYears = from.endsWith('-01') && to.endsWith('-12');
  const [first, last] = isYears ? [from.slice(0, 4), to.slice(0, 4)] : [nameOf(from), nameOf(to)];
  return { value: `${from}/${to}`, label: `${first} bis ${last}` };
}

function nameOf(month: string): string {
  return MONTHS.format(new Date(`${month}-01T00:00:00Z`));
}
