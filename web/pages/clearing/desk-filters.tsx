import { SelectField, TextField } from '../../components/field.tsx';
import { spansAround, type DeskQuery } from './desk-query.ts';

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
  const { part, state, from, to, words } = query;
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
            label="Zeit der Meldung"
            hint="Die Zeit, die in der Meldung steht"
            value={`${from}/${to}`}
            options={spansWith(query, today)}
            onChange={(span) => onAsk({ ...query, from: span.slice(0, 7), to: span.slice(8) })}
          />
        </>
      )}
      <TextField
        label="Suche"
        isOptional
        hint="Absender, Gegenstand, Kennung oder Grund"
        value={words}
        onInput={(next) => onAsk({ ...query, words: next })}
      />
    </search>
  );
}

/** The spans that can be chosen, and the one that the address names where it is another. */
function spansWith({ from, to }: DeskQuery, today: string) {
  const spans = spansAround(today);
  const isKnown = spans.some((span) => span.from === from && span.to === to);
  return [...(isKnown ? [] : [{ from, to }]), ...spans].map((span) => ({
    value: `${span.from}/${span.to}`,
    label: isYears(span)
      ? `${span.from.slice(0, 4)} bis ${span.to.slice(0, 4)}`
      : `${nameOf(span.from)} bis ${nameOf(span.to)}`,
  }));
}

function isYears({ from, to }: Pick<DeskQuery, 'from' | 'to'>): boolean {
  return from.endsWith('-01') && to.endsWith('-12');
}

function nameOf(month: string): string {
  return MONTHS.format(new Date(`${month}-01T00:00:00Z`));
}
