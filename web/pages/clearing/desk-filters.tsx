import { SelectField, TextField } from '../../components/field.tsx';
import { monthsAfter, type DeskQuery } from './desk-query.ts';

export type DeskFiltersProps = {
  readonly query: DeskQuery;
  readonly onAsk: (query: DeskQuery) => void;
};

const STATES = [
  { value: 'open', label: 'offen' },
  { value: 'decided', label: 'entschieden' },
  { value: 'all', label: 'alle' },
] as const;

const MONTHS = new Intl.DateTimeFormat('de-DE', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What is shown: state, months and words. Every choice stands in the address at once. */
export function DeskFilters({ query, onAsk }: DeskFiltersProps) {
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
            label="Eingegangen von"
            value={from}
            options={monthsAround(from, to)}
            onChange={(month) => onAsk({ ...query, from: month, to: month > to ? month : to })}
          />
          <SelectField
            label="bis"
            value={to}
            options={monthsAround(from, to)}
            onChange={(month) => onAsk({ ...query, to: month, from: month < from ? month : from })}
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

/** The months that can be chosen: two years of what is shown, the newest first. */
function monthsAround(from: string, to: string) {
  const months = new Set([to, from]);
  for (let back = -1; back <= 23; back += 1) months.add(monthsAfter(to, -back));
  return [...months]
    .toSorted((one, other) => (one > other ? -1 : 1))
    .map((month) => ({ value: month, label: MONTHS.format(new Date(`${month}-01T00:00:00Z`)) }));
}
