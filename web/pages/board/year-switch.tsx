import { SelectField } from '../../components/field.tsx';
import { boardHref, yearsUntil, type BoardQuery } from './board-query.ts';

export type YearSwitchProps = {
  readonly query: BoardQuery;
  readonly thisYear: number;
  readonly onAsk: (query: BoardQuery) => void;
};

/** The year shown: one step back or forward, or any by name; filters stay as they are. */
export function YearSwitch({ query, thisYear, onAsk }: YearSwitchProps) {
  const years = yearsUntil(thisYear);
  return (
    <nav class="year-switch no-print" aria-label="Haushaltsjahr">
      <Step query={query} year={query.year - 1} years={years} label="Jahr davor" />
      <SelectField
        label="Haushaltsjahr"
        value={String(query.year)}
        options={years.map((year) => ({ value: String(year), label: String(year) }))}
        onChange={(year) => onAsk({ ...query, year: Number(year) })}
      />
      <Step query={query} year={query.year + 1} years={years} label="Jahr danach" />
    </nav>
  );
}

type StepProps = {
  readonly query: BoardQuery;
  readonly year: number;
  readonly years: readonly number[];
  readonly label: string;
};

function Step({ query, year, years, label }: StepProps) {
  if (!years.includes(year)) return null;
  return (
    <a class="kern-link year-step" href={boardHref({ ...query, year })}>
      {label} ({year})
    </a>
  );
}
