/** A number as German texts write it: `1.234,5`, with a minus sign and not a hyphen where it is negative. */
export function numberText(value: number): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, '.');
  const size = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 ? `−${size}` : size;
}

/** Pages of a file: `1 Seite`, `5 Seiten`. */
export function pagesText(pages: number): string {
  return pages === 1 ? '1 Seite' : `${pages} Seiten`;
}
