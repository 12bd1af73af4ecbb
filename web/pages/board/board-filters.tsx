import { useEffect, useState } from 'preact/hooks';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import type { BoardLine } from './board-line.ts';
import { isNarrowed, stateOptions, type BoardQuery } from './board-query.ts';

const KINDS = [
  { value: '', label: 'Alle' },
  { value: 'landkreis', label: 'Landkreise' },
  { value: 'kreisfreie-stadt', label: 'Kreisfreie Städte' },
] as const;

export type BoardFiltersProps = {
  readonly lines: readonly BoardLine[];
  readonly query: BoardQuery;
  /** Asks for something else; while somebody types, without a step in the history for each letter. */
  readonly onAsk: (query: BoardQuery, isTyping?: boolean) => void;
};

/** What narrows the board; each change is at once in the list and in the address. */
export function BoardFilters({ lines, query, onAsk }: BoardFiltersProps) {
  return (
    <form class="board-filters no-print" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField query={query} onAsk={onAsk} />
      <SelectField
        label="Stand"
        value={query.state}
        options={stateOptions(lines, query.state)}
        onChange={(state) => onAsk({ ...query, state })}
      />
      <SelectField
        label="Art"
        value={query.kind}
        options={KINDS}
        onChange={(kind) => onAsk({ ...query, kind })}
      />
      <CheckField
        label="nur Überfällige"
        isChecked={query.isOverdueOnly}
        onChange={(isOverdueOnly) => onAsk({ ...query, isOverdueOnly })}
      />
      {isNarrowed(query) && (
        <a class="kern-link" href={`/?jahr=${query.year}`}>
          Filter zurücksetzen
        </a>
      )}
    </form>
  );
}

function SearchField({ query, onAsk }: Pick<BoardFiltersProps, 'query' | 'onAsk'>) {
  const [typed, setTyped] = useState(query.search);
  // The address may change without this field: by the back button or by a link.
  useEffect(() => setTyped(query.search), [query.search]);
  return (
    <TextField
      label="Suche nach Name oder Schlüssel"
      value={typed}
      onInput={(search) => {
        setTyped(search);
        onAsk({ ...query, search }, true);
      }}
    />
  );
}
