import { useState } from 'preact/hooks';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { saveFile } from '../../browser/save-file.ts';
import type { BoardLine } from './board-line.ts';
import { sheetOf } from './board-sheet.ts';
import { counted } from '../../../shared/words/numbers.ts';

export type BoardFilesProps = { readonly lines: readonly BoardLine[]; readonly year: number };

/** What is shown as a file or on paper; the writers are loaded by the click that needs them. */
export function BoardFiles({ lines, year }: BoardFilesProps) {
  const announce = useAnnounce();
  const [writing, setWriting] = useState<'csv' | 'xlsx' | undefined>();
  const save = async (kind: 'csv' | 'xlsx') => {
    setWriting(kind);
    const name = `zielvereinbarungen-${year}.${kind}`;
    try {
      saveFile(await contentOf(kind, { lines, year }), name);
      announce(`Die Datei ${name} mit ${counted(lines.length, 'Zeile', 'Zeilen')} ist fertig.`);
    } catch {
      announce('Die Datei konnte nicht geschrieben werden. Bitte versuchen Sie es noch einmal.');
    } finally {
      setWriting(undefined);
    }
  };
  return (
    <div class="cluster no-print">
      <Button kind="tertiary" icon="download" isBusy={writing === 'csv'} onClick={() => void save('csv')}>
        CSV für Excel
      </Button>
      <Button kind="tertiary" icon="download" isBusy={writing === 'xlsx'} onClick={() => void save('xlsx')}>
        Excel (XLSX)
      </Button>
      <Button kind="tertiary" onClick={() => print()}>
        Drucken
      </Button>
    </div>
  );
}

async function contentOf(kind: 'csv' | 'xlsx', { lines, year }: BoardFilesProps): Promise<Blob> {
  const sheet = sheetOf(lines, year);
  if (kind === 'csv') {
    const { csvOf } = await import('./csv.ts');
    return new Blob([csvOf(sheet)], { type: 'text/csv;charset=utf-8' });
  }
  const { xlsxOf } = await import('./xlsx.ts');
  return xlsxOf(sheet, `Zielvereinbarungen ${year}`);
}
