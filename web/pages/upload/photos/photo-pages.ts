/** One photographed page that waits to be bound; `url` shows it on this page only. */
export type PhotoPage = { readonly id: string; readonly file: Blob; readonly url: string };

/** The pages with one of them moved by so many places; at the ends nothing moves. */
export function moved<Page extends { readonly id: string }>(
  pages: readonly Page[],
  id: string,
  by: -1 | 1,
): readonly Page[] {
  const from = pages.findIndex((page) => page.id === id);
  const page = pages[from];
  const other = pages[from + by];
  if (page === undefined || other === undefined) return pages;
  return pages.map((one) => (one === page ? other : one === other ? page : one));
}

/** Name of the PDF that photographed pages become: `Fotos-2025-08-14-0930.pdf`. */
export function boundName(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `Fotos-${day}-${two(at.getHours())}${two(at.getMinutes())}.pdf`;
}

/** That pages are still there from before, for those who do not see them. */
export function waitingSentence(count: number): string {
  return count === 1
    ? 'Eine fotografierte Seite ist noch da und wartet.'
    : `${count} fotografierte Seiten sind noch da und warten.`;
}
