import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import { formatDate } from '../../domain/dates/german-dates.ts';
import { gebietskoerperschaftIn } from '../../domain/register/gebietskoerperschaft.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { Course } from './course.ts';
import { kindOf, noticeOf, type Around, type Notice } from './notices-of.ts';
import { isOvertaken } from './overtaken.ts';

/** What a mail tells under one heading. */
export type MailTelling = {
  readonly heading: string;
  readonly items: readonly Notice[];
  /** What is no longer so, in one sentence; absent where there is nothing. */
  readonly past?: string;
};

/** One thing that a mail tells of a Zielvereinbarung, and the events that it tells, by their versions. */
type Item = Notice & { readonly versions: readonly number[] };

/** What a mail tells of one Zielvereinbarung, and the events that it names as past. */
type SubjectTelling = Omit<MailTelling, 'items'> & {
  readonly items: readonly Item[];
  readonly pastVersions: readonly number[];
};

/**
 * What is to be said of these events of one Zielvereinbarung at this moment: what holds, one item a matter, and in one
 * sentence what a later fact overtook. Each event stands in exactly one place.
 */
export function tellingOf(
  course: Course,
  versions: readonly number[],
  fileNames: ReadonlyMap<string, string>,
): SubjectTelling {
  const told = course.events.filter(({ version }) => versions.includes(version));
  const around = { course, told, fileNames };
  const past = told.filter((event) => isOvertaken(event, course));
  const kinds = Map.groupBy(
    told.filter((event) => !past.includes(event)),
    kindOf,
  );
  return {
    heading: headingOf(course.subject),
    items: merged([...kinds.values()].flatMap((alike) => itemOf(alike, around))),
    ...(past.length > 0 && { past: pastText(past, around) }),
    pastVersions: past.map(({ version }) => version),
  };
}

/** "AQB 2025, Landkreis Limburg-Weilburg". */
export function headingOf(subject: string): string {
  const { programme, haushaltsjahr, ags } = partsOf(subject);
  return `${programme} ${haushaltsjahr}, ${gebietskoerperschaftIn(haushaltsjahr, ags)?.officialName ?? ags}`;
}

function itemOf(alike: readonly RecordedEvent[], around: Omit<Around, 'alike'>): readonly Item[] {
  const [first] = alike;
  const notice = first && noticeOf(first, { ...around, alike });
  return notice === undefined ? [] : [{ ...notice, versions: alike.map(({ version }) => version) }];
}

/** The same sentence is written once: two people of one side who signed are one matter. */
function merged(items: readonly Item[]): readonly Item[] {
  const bySentence = new Map<string, Item>();
  for (const item of items) {
    const known = bySentence.get(item.sentence);
    bySentence.set(item.sentence, { ...item, versions: [...(known?.versions ?? []), ...item.versions] });
  }
  return [...bySentence.values()].map((item) => counted(item));
}

function counted(item: Item): Item {
  const times = item.what.startsWith('Scan') ? 1 : item.versions.length;
  return times === 1 ? item : { ...item, what: `${item.what} (${times}-mal)` };
}

/** "Davor, inzwischen überholt: abgeschlossen (01.09.2025), 2 × Unterschrift erklärt (02.09.2025)." */
function pastText(past: readonly RecordedEvent[], around: Omit<Around, 'alike'>): string {
  const counts = new Map<string, number>();
  for (const event of past) {
    const what = noticeOf(event, { ...around, alike: [event] })?.what;
    if (what === undefined) continue;
    const dated = `${what} (${formatDate(berlinDay(event.recordedAt))})`;
    counts.set(dated, (counts.get(dated) ?? 0) + 1);
  }
  const named = [...counts].map(([dated, count]) => (count === 1 ? dated : `${count}\u00A0×\u00A0${dated}`));
  return `Davor, inzwischen überholt: ${named.join(', ')}.`;
}
