import { describe, expect, test } from 'vitest';
import { boardOf } from '../../../web/pages/board/board-line.ts';
import { sheetOf } from '../../../web/pages/board/board-sheet.ts';
import { csvOf } from '../../../web/pages/board/csv.ts';
import { xlsxOf } from '../../../web/pages/board/xlsx.ts';
import { row } from './fixture.ts';

const sheet = () =>
  sheetOf(
    boardOf(2025, [row()], '2025-09-07').filter((line) => line.row !== undefined),
    2025,
  );
const text = (value: string) => csvOf({ headings: ['Name'], rows: [[{ kind: 'text', text: value }]] });

describe('the board as a file', () => {
  test('opens in German Excel: byte order mark, semicolons, decimal comma, no sep line', () => {
    const [head = '', first = ''] = csvOf(sheet()).split('\r\n');
    expect(head.startsWith('\uFEFFAGS;Gebietskörperschaft;')).toBe(true);
    expect(first).toContain(';895210,00;');
    expect(csvOf(sheet())).not.toContain('sep=');
  });

  test('keeps the leading zero of a key', () => {
    expect(csvOf(sheet()).split('\r\n')[1]?.startsWith('"=""06533""";')).toBe(true);
  });

  test.each(['=1+1', '+49 611', '-1', '@cmd', '\tx', '="06533"&A1'])(
    'never lets %j be a formula',
    (value) => {
      expect(text(value).split('\r\n')[1]?.replace(/^"/u, '').startsWith("'")).toBe(true);
    },
  );

  test('leaves words as they are', () => {
    expect(text('Landkreis; Gießen').split('\r\n')[1]).toBe('"Landkreis; Gießen"');
  });

  test('is a real workbook as XLSX', async () => {
    const bytes = new Uint8Array(await (await xlsxOf(sheet(), 'Zielvereinbarungen 2025')).arrayBuffer());
    expect(String.fromCodePoint(...bytes.slice(0, 2))).toBe('PK');
  });
});
