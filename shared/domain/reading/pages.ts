/**
 * The text of pages in one piece, without the lines that all of them begin or end with but for their numbers:
 * headers, footers, "Seite 2 von 4". Pages follow each other without an empty line, for a sentence may go on.
 */
export function textOfPages(pages: readonly string[]): string {
  const lines = pages.map(linesOf).filter((page) => page.length > 0);
  const head = repeatedLines(lines);
  const foot = repeatedLines(lines.map((page) => page.slice(head).toReversed()));
  return lines.map((page) => page.slice(head, page.length - foot).join('\n')).join('\n');
}

function linesOf(page: string): readonly string[] {
  return page
    .split(/\r\n|[\n\r\f]/u)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** How many first lines all pages share; a single page shares nothing. */
function repeatedLines(pages: readonly (readonly string[])[]): number {
  const [first = [], ...others] = pages;
  if (others.length === 0) return 0;
  const differing = first.findIndex((line, at) =>
    others.some((page) => page[at] === undefined || numberless(page[at]) !== numberless(line)),
  );
  return differing === -1 ? first.length : differing;
}

function numberless(line: string): string {
  return line.replaceAll(/\d+/gu, '0');
}
