import { useEffect, useRef } from 'preact/hooks';
import { ProblemAlert } from '../../../components/alert.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import type { BulkRow } from './bulk.ts';
import { foreseen, foresightOf, type BulkForesight, type ForeseenGroup } from './bulk-foresight.ts';
import type { BulkForeseeing } from './use-bulk-foresight.ts';

export type BulkForesightDialogProps = {
  readonly foreseeing: BulkForeseeing;
  readonly onStart: (rows: readonly BulkRow[]) => void;
};

/** What would become of all drafts, asked one after the other, before the first of them is sent. */
export function BulkForesightDialog({ foreseeing, onStart }: BulkForesightDialogProps) {
  const { rows, isRunning, problem, goOn, stop } = foreseeing;
  const isComplete = rows.length > 0 && foreseen(rows) === rows.length;
  const foresight = foresightOf(rows);
  const { sendable } = foresight;
  if (rows.length === 0) return null;
  return (
    <Dialog
      title={rows.length === 1 ? 'Einen Entwurf anlegen' : `${rows.length} Entwürfe anlegen`}
      step={problem === undefined ? `complete: ${isComplete}` : 'halted'}
      onClose={stop}
      actions={
        <>
          {isComplete && sendable.length > 0 && (
            <Button kind="primary" onClick={() => onStart(sendable)}>
              {sendable.length === 1
                ? 'Den einen Entwurf jetzt anlegen'
                : `${sendable.length} Entwürfe jetzt anlegen`}
            </Button>
          )}
          {problem !== undefined && (
            <Button kind="primary" isBusy={isRunning} onClick={() => void goOn()}>
              Weiter prüfen
            </Button>
          )}
          <Button onClick={stop}>{isComplete ? 'Zurück zu den Vorschlägen' : 'Abbrechen'}</Button>
        </>
      }
    >
      {isComplete ? (
        <Together foresight={foresight} />
      ) : (
        <>
          <p>Für jeden Entwurf wird geprüft, was geschehen würde. Angelegt wird noch nichts.</p>
          <p>
            {foreseen(rows)} von {rows.length} geprüft
          </p>
          <div class="kern-progress">
            <progress value={foreseen(rows)} max={rows.length} aria-label="Geprüfte Entwürfe" />
          </div>
          <ProblemAlert problem={problem} />
        </>
      )}
    </Dialog>
  );
}

function Together({ foresight }: { readonly foresight: BulkForesight }) {
  const { sendable, sentences, groups, each } = foresight;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h3 class="kern-heading-small" tabIndex={-1} ref={heading}>
        {sendable.length === 0 ? 'Das geht so nicht' : 'Das wird geschehen'}
      </h3>
      <ul class="kern-list kern-list--bullet">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {groups.map(({ title, entries }) => (
        <section key={title}>
          <h4 class="kern-title kern-title--small">{title}</h4>
          <Entries entries={entries} />
        </section>
      ))}
      {each.length > 0 && (
        <details>
          <summary>Im Einzelnen ({each.length})</summary>
          <Entries entries={each} />
        </details>
      )}
    </>
  );
}

function Entries({ entries }: Pick<ForeseenGroup, 'entries'>) {
  return (
    <ul class="kern-list kern-list--bullet">
      {entries.map(({ name, text }) => (
        <li key={`${name} ${text}`}>
          {name}: {text}
        </li>
      ))}
    </ul>
  );
}
