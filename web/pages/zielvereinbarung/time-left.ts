/** Time left until a moment, for people: `4 Minuten 10 Sekunden`; undefined once it has come. */
export function timeLeft(until: string, now: number): string | undefined {
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  if (seconds <= 0) return undefined;
  const [days, hours, minutes] = [86_400, 3600, 60].map((unit, index, units) =>
    Math.floor((seconds % (units[index - 1] ?? Number.POSITIVE_INFINITY)) / unit),
  );
  const parts = [
    counted(days, 'Tag', 'Tage'),
    counted(hours, 'Stunde', 'Stunden'),
    counted(minutes, 'Minute', 'Minuten'),
    counted(seconds % 60, 'Sekunde', 'Sekunden'),
  ].filter((part) => part !== '');
  return parts.slice(0, 2).join(' ');
}

function counted(count: number | undefined, one: string, many: string): string {
  if (count === undefined || count === 0) return '';
  return `${count}\u00A0${count === 1 ? one : many}`;
}
