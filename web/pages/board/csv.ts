import Papa from 'papaparse';
import type { Cell, Sheet } from './board-sheet.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** A cell that begins like a formula, but for our own `="06533"`, whose content is five digits and nothing else. */
const FORMULA = /^(?!="\d{5}"$)[=+\-@\t\r]/u;

/**
 * The table as German Excel opens it by a double click: UTF-8 with byte order mark, semicolon, decimal comma,
 * keys as text so that the leading zero stays, and no cell that a spreadsheet would take for a formula.
 */
export function csvOf({ headings, rows }: Sheet): string {
  const table = [headings, ...rows.map((row) => row.map(written))];
  return (
    BYTE_ORDER_MARK +
    Papa.unparse(
      table.map((row) => [...row]),
      { delimiter: ';', newline: '\r\n', escapeFormulae: FORMULA },
    )
  );
}

function written(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'key':
      // Excel drops the zero of `06533`, quoted or not; only so it stays what it is.
      return /^\d{5}$/u.test(cell.text) ? `="${cell.text}"` : cell.text;
    case 'number':
      return cell.value === undefined ? '' : String(cell.value);
    case 'money':
      return cell.cents === undefined ? '' : (cell.cents / 100).toFixed(2).replace('.', ',');
  }
}
