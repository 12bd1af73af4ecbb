import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAnnounce } from '../../../components/announcer.tsx';
import { Button } from '../../../components/button.tsx';

export type EntryListProps<Entry> = {
  /** One of them, in the nominative: "Eckdatum". */
  readonly what: string;
  /** Label of the button that adds one. */
  readonly addLabel: string;
  readonly entries: readonly Entry[];
  /** Whether this entry is shown here; its number stays that of the whole list. */
  readonly isHere?: (entry: Entry) => boolean;
  readonly empty: Entry;
  readonly onChange: (entries: readonly Entry[]) => void;
  /** Fields of one entry; what they say is put into the entry. */
  readonly children: (entry: Entry, change: (part: Partial<Entry>) => void, at: number) => ComponentChildren;
};

/** Entries that can be added and taken away: a new one has the focus, and after a removal the button to add has it. */
export function EntryList<Entry>(props: EntryListProps<Entry>) {
  const { what, addLabel, entries, isHere = () => true, empty, onChange, children } = props;
  const announce = useAnnounce();
  const [wanted, setWanted] = useState<{ readonly at: number | undefined } | undefined>();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted === undefined) return;
    const place =
      wanted.at === undefined
        ? frame.current?.querySelector<HTMLElement>(':scope > button, :scope > .entry-add button')
        : frame.current?.querySelector<HTMLElement>(
            `[data-entry="${wanted.at}"] :is(input, select, textarea)`,
          );
    place?.focus();
  }, [wanted]);
  const shown = entries.flatMap((entry, at) => (isHere(entry) ? [{ entry, at }] : []));
  return (
    <div ref={frame} class="stack">
      {shown.map(({ entry, at }, place) => (
        <div key={at} class="entry" role="group" aria-label={`${what} ${place + 1}`} data-entry={at}>
          <div class="entry-fields">
            {children(entry, (part) => onChange(entries.with(at, { ...entry, ...part })), at)}
          </div>
          <Button
            kind="tertiary"
            icon="close"
            label={`${what} ${place + 1} entfernen`}
            onClick={() => {
              onChange(entries.toSpliced(at, 1));
              setWanted({ at: undefined });
              announce(`${what} ${place + 1} wurde entfernt.`);
            }}
          >
            Entfernen
          </Button>
        </div>
      ))}
      <div class="entry-add">
        <Button
          icon="add"
          onClick={() => {
            onChange([...entries, empty]);
            setWanted({ at: entries.length });
          }}
        >
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
