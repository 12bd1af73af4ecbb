import type { Course } from './course-model.ts';
import {
  auditRelease,
  auditVoided,
  conclude,
  fallDue,
  holdBack,
  publish,
  reopen,
  takeBack,
} from './course-steps.ts';
import type { Fact } from '../fact.ts';
import { numberAt, textAt } from '../json.ts';
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
    released: new Set(),
    isWithdrawn: false,
    isCancelled: false,
    problems: [],
  };
  for (const [index, fact] of facts.entries()) step(course, fact, { facts, index });
  return course;
}

type Place = { readonly facts: readonly Fact[]; readonly index: number };

function step(course: Course, fact: Fact, place: Place): void {
  const made = fassungMadeBy(fact, course.newest);
  if (made !== undefined) {
    auditVoided(course, voidedAfter(place));
    begin(course, made);
  }
  addPaper(course.papers, fact);
  addVisible(course, fact);
  switch (fact.stem) {
    case 'zielvereinbarung.concluded':
      return conclude(course, fact, place.facts[place.index + 1]);
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

/** The facts right after this one that say whose signature is void. */
function voidedAfter({ facts, index }: Place): readonly Fact[] {
  const voided: Fact[] = [];
  for (let at = index + 1; facts[at]?.stem === 'signature.voided'; at += 1)
    voided.push(...facts.slice(at, at + 1));
  return voided;
}

/** What the ministry or the clock says of the publication. */
function decide(course: Course, fact: Fact): void {
  switch (fact.stem) {
    case 'zielvereinbarung.released-for-signature':
      course.released.add(numberAt(fact.data, 'fassung'));
      return;
    case 'publication.due':
      return fallDue(course, fact);
    case 'publication.held':
      return holdBack(course, fact);
    case 'publication.released':
      auditRelease(course, fact);
      course.hold = undefined;
      course.isWithdrawn = false;
      return;
    case 'publication.withdrawn':
      // While nothing is shown it is a stop of what is to come (rule 4).
      if (course.shown === undefined) course.hold = { until: '' };
      else course.isWithdrawn = true;
      takeBack(course);
      return;
    default:
  }
}

/** What the public may see of the year (rule 4). */
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
