import { useEffect, useRef, useState } from 'preact/hooks';
import { SCAN_LIMITS } from '../../../shared/scan-gate/rules/limits.ts';
import { Button } from '../../components/button.tsx';
import { pagesText } from '../../../shared/words/numbers.ts';

/** People call it a MB. */
const MEBIBYTE = 1024 * 1024;

export type DropAreaProps = { readonly onFiles: (files: readonly File[]) => void };

/**
 * Where files come in: button and drop zone from the start, the whole page takes drops, and a copied file can be
 * pasted. On phones a second button opens the camera.
 */
export function DropArea({ onFiles }: DropAreaProps) {
  const isOver = useFilesOfPage(onFiles);
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])]);
    input.value = ''; // the same file can be chosen again
  };
  return (
    <div class={isOver ? 'drop drop--over' : 'drop'} data-drop-zone>
      <p class="kern-body">
        {isOver
          ? 'Loslassen: die Dateien werden sofort hochgeladen.'
          : 'Dateien hierher ziehen, mit Strg + V einfügen oder auswählen. Sie werden sofort hochgeladen.'}
      </p>
      <div class="cluster">
        <Button kind="primary" icon="drive-folder-upload" onClick={() => files.current?.click()}>
          Dateien auswählen
        </Button>
        <span class="drop__camera">
          <Button icon="add" onClick={() => camera.current?.click()}>
            Seite fotografieren
          </Button>
        </span>
      </div>
      <p class="kern-body kern-body--small">
        PDF mit höchstens {SCAN_LIMITS.fileBytes / MEBIBYTE} MB und {pagesText(SCAN_LIMITS.pages)}.
        Fotografierte Seiten werden vorher zu einem PDF verbunden.
      </p>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept="application/pdf,.pdf,image/*"
        aria-label="Dateien"
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label="Kamera"
        onChange={({ currentTarget }) => take(currentTarget)}
      />
    </div>
  );
}

/** Drops anywhere on the page and pasted files; says whether files hover over it. */
function useFilesOfPage(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setIsOver(true);
    };
    addEventListener('dragenter', over, { signal });
    addEventListener('dragover', over, { signal });
    addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        if (relatedTarget === null) setIsOver(false);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        setIsOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        take.current(files);
      },
      { signal },
    );
    addEventListener(
      'paste',
      ({ clipboardData }) => {
        const files = [...(clipboardData?.files ?? [])];
        if (files.length > 0) take.current(files);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);
  return isOver;
}
