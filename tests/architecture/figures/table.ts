/** Rows as lines of text: each column as wide as its widest cell, numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  // A cell that ends its row needs no room in the column: a long sentence does not push numbers away.
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.filter((row) => row.length > column + 1).map((row) => String(row[column]).length)),
  );
  return rows.map((row) => lineOf(row, widths)).join('\n');
}

const NUMBER_WIDTH = 9;

function lineOf(row: readonly (string | number)[], widths: readonly number[]): string {
  const cells = row.map((cell, column) =>
    typeof cell === 'number'
      ? String(cell).padStart(NUMBER_WIDTH)
      : cell.padEnd(column === row.length - 1 ? 0 : (widths[column] ?? 0)),
  );
  return `  ${cells.join('  ')}`;
}
