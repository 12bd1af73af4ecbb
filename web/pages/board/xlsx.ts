import writeXlsxFile, { type SheetData } from 'write-excel-file/browser';
import type { Cell, Sheet } from './board-sheet.ts';

const WIDTHS = [8, 36, 16, 14, 20, 9, 16];

/** Writes the table as a workbook: keys are text, sums are numbers with the format of money. */
export async function xlsxOf({ headings, rows }: Sheet, name: string): Promise<Blob> {
  const head = headings.map((value) => ({ value, fontWeight: 'bold' as const }));
  const data: SheetData = [head, ...rows.map((row) => row.map(cellOf))];
  const columns = headings.map((_, index) => ({ width: WIDTHS[index] ?? 24 }));
  return writeXlsxFile(data, { columns, sheet: name, stickyRowsCount: 1 }).toBlob();
}

function cellOf(cell: Cell): SheetData[number][number] {
  switch (cell.kind) {
    case 'text':
    case 'key':
      return cell.text === '' ? null : { type: String, value: cell.text };
    case 'number':
      return cell.value === undefined ? null : { type: Number, value: cell.value };
    case 'money':
      return cell.cents === undefined
        ? null
        : { type: Number, value: cell.cents / 100, format: '#,##0.00\u00A0"€"' };
  }
}
