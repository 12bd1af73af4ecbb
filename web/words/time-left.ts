/** Time left until a moment, for people: `4 Minuten 10 Sekunden`; undefined once it has come. */
export function timeLeft(until: string, now: number): string | undefined {
  return spansUntil(until, now)
    ?.map(({ count, unit }) => `${count}\u00A0${unit}`)
    .join(' ');
}

/** Time until the page appears: `noch 59 Minuten und 5 Sekunden`; undefined once it is over. */
export function timeLeftSentence(publishAt: string, now: number): string | undefined {
  const spans = spansUntil(publishAt, now);
  return spans && `noch ${spans.map(({ count, unit }) => `${count} ${unit}`).join(' und ')}`;
}

/** How many of a unit, with its German name. */
type Span = { readonly count: number; readonly unit: string };

/** Time until a moment in its two largest units, none of them zero; undefined once the moment has come. */
function spansUntil(moment: string, now: number): readonly Span[] | undefined {
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
