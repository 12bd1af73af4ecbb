/** How many of a unit, with its German name. */
export type Span = { readonly count: number; readonly unit: string };

/** Time until a moment in its two largest units, none of them zero; undefined once the moment has come. */
export function spansUntil(moment: string, now: number): readonly Span[] | undefined {
  const seconds = Math.ceil((Date.parse(moment) - now) / 1000);
  if (seconds <= 0) return undefined;
  return [
    span(Math.floor(seconds / 86_400), 'Tag', 'Tage'),
    span(Math.floor((seconds % 86_400) / 3600), 'Stunde', 'Stunden'),
    span(Math.floor((seconds % 3600) / 60), 'Minute', 'Minuten'),
    span(seconds % 60, 'Sekunde', 'Sekunden'),
  ]
    .filter(({ count }) => count > 0)
    .slice(0, 2);
}

function span(count: number, one: string, many: string): Span {
  return { count, unit: count === 1 ? one : many };
}
