import { daysAfter } from '../../shared/domain/dates/berlin.ts';

/** A day in a calendar. */
export type CalendarDay = {
  /** The same for the same matter, so that a second download moves the entry. */
  readonly uid: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly title: string;
  readonly description: string;
  /** Where it can be read on. */
  readonly url: string;
  /** When it was written, RFC 3339 in UTC. */
  readonly stamp: string;
};

/** A calendar with one entry for a whole day (RFC 5545); it blocks nobody's time. */
export function icsOf({ uid, day, title, description, url, stamp }: CalendarDay): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zielvereinbarungen//Arbeitsplatz//DE',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp.replaceAll(/[-:]|\.\d+/gu, '')}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    // The end of a day without hours is the day after it.
    `DTEND;VALUE=DATE:${compact(daysAfter(day, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}

const compact = (day: string) => day.replaceAll('-', '');

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/gu, String.raw`\$&`).replaceAll('\n', String.raw`\n`);
}

/** Lines of at most 75 octets; what goes on begins with a space, and no character is torn apart. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const lines = [''];
  for (const character of line) {
    const next = `${lines.at(-1)}${character}`;
    if (encoder.encode(next).length > 75) lines.push(` ${character}`);
    else lines[lines.length - 1] = next;
  }
  return lines.join('\r\n');
}
