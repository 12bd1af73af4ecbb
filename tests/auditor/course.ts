import type { Course } from './course-model.ts';
import { conclude, publish, reopen, takeBack } from './course-steps.ts';
import type { Fact } from './fact.ts';
import { numberAt, textAt } from './json.ts';
import { addPaper, noPapers } from './signatures.ts';
import { fassungMadeBy, isHashed, type Fassung } from './terms.ts';

/** Reads a log from its first fact to its last, and notes where a conclusion or a publication is not founded. */
export function courseOf(subject: string, facts: readonly Fact[]): Course {
  const course: Course = {
    subject,
    papers: noPapers(),
    fassungen: new Map(),
    conclusions: new Map(),
    published: [],
    abweichungen: [],
    meetings: [],
    assessments: [],
    wasDue: false,
    isHeld: false,
    isWithdrawn: false,
    isCancelled: false,
    problems: [],
  };
  for (const [index, fact] of facts.entries()) step(course, fact, facts[index + 1]);
  return course;
}

function step(course: Course, fact: Fact, next: Fact | undefined): void {
  const made = fassungMadeBy(fact, course.newest);
  if (made !== undefined) begin(course, made);
  addPaper(course.papers, fact);
  addVisible(course, fact);
  switch (fact.stem) {
    case 'zielvereinbarung.concluded':
      return conclude(course, fact, next);
    case 'zielvereinbarung.cancelled':
      course.isCancelled = true;
      return;
    case 'zielvereinbarung.published':
      return publish(course, fact);
    case 'signature.withdrawn':
    case 'scan.checked':
    case 'scan.set-aside':
      return reopen(course, fact);
    default:
      decide(course, fact);
  }
}

/** What the ministry or the clock says of the publication. */
function decide(course: Course, { stem, data, version }: Fact): void {
  switch (stem) {
    case 'publication.due':
      course.shown = { fassung: numberAt(data, 'fassung'), since: version };
      course.wasDue = true;
      course.isHeld = false;
      return;
    case 'publication.held':
      course.isHeld = true;
      return;
    case 'publication.released':
      course.isHeld = false;
      course.isWithdrawn = false;
      return;
    case 'publication.withdrawn':
      course.isWithdrawn = true;
      takeBack(course);
      return;
    default:
  }
}

/** What the public may see of the year (domain rule 4). */
function addVisible({ abweichungen, meetings, assessments }: Course, { stem, data, version }: Fact): void {
  const abweichung = numberAt(data, 'abweichung');
  if (!Number.isNaN(abweichung)) abweichungen.push(abweichung);
  if (stem === 'umsetzungsbesprechung.held') meetings.push(textAt(data, 'on'));
  if (stem === 'zielerreichung.assessed') assessments.push(version);
}

/** Terms that nobody signed give way to others; what deviated from them deviates from nothing. */
function begin(course: Course, fassung: Fassung): void {
  if (course.current === undefined) course.abweichungen.length = 0;
  course.newest = fassung;
  course.fassungen.set(fassung.number, fassung);
  if (!isHashed(fassung))
    course.problems.push({
      invariant: 'I4',
      what: `the hash of Fassung ${fassung.number} is not that of its terms`,
    });
}
