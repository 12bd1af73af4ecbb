import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { Slip } from '../ports/mail.ts';
import { courseOf, type Course } from './course.ts';
import { NAMED_FILES, fileNamesOf } from './file-names.ts';
import type { Logs } from './logs.ts';
import { eventOf, type Mailing } from './mailing.ts';
import { kindOf } from './notices-of.ts';
import { isOvertaken } from './overtaken.ts';

/** What is known at this moment of each Zielvereinbarung that some slips are about. */
export type Knowledge = ReadonlyMap<
  string,
  { readonly course: Course; readonly fileNames: ReadonlyMap<string, string> }
>;

/**
 * Reads what a mail is written from, before anything is claimed: a read that fails leaves the slips where they are.
 * Cost: one query a Zielvereinbarung, and one read for each file that is named.
 */
export async function knowledgeOf(
  { clock, uploads }: Pick<Mailing, 'clock' | 'uploads'>,
  logs: Logs,
  slips: readonly Slip[],
): Promise<Knowledge> {
  const known = new Map<string, { course: Course; fileNames: ReadonlyMap<string, string> }>();
  for (const subject of new Set(slips.flatMap((slip) => eventOf(slip)?.subject ?? []))) {
    const course = courseOf(subject, await logs(subject), clock);
    known.set(subject, { course, fileNames: await fileNamesOf(uploads, withNames(course, slips)) });
  }
  return known;
}

/** Of each kind the first few whose files a sentence names. */
function withNames(course: Course, slips: readonly Slip[]): readonly RecordedEvent[] {
  const versions = slips.flatMap((slip) => {
    const place = eventOf(slip);
    return place?.subject === course.subject ? [place.version] : [];
  });
  const counts = new Map<string, number>();
  return course.events.filter((event) => {
    if (!versions.includes(event.version) || isOvertaken(event, course)) return false;
    const count = (counts.get(kindOf(event)) ?? 0) + 1;
    counts.set(kindOf(event), count);
    return count <= NAMED_FILES;
  });
}
