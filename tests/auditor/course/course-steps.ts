import type { Course, Published } from './course-model.ts';
import type { Fact } from '../fact.ts';
import { numberAt, textAt } from '../json.ts';
import { isSigned, PARTIES, signedOn, type Signed } from './signatures.ts';

/** Both signatures are said to be present: on the newest Fassung, under its hash, on the day of the last one. */
export function conclude(course: Course, fact: Fact, next: Fact | undefined): void {
  const complain = (what: string) =>
    course.problems.push({ invariant: 'I4', what: `Fassung ${number} ${what}` });
  const number = numberAt(fact.data, 'fassung');
  const fassung = course.fassungen.get(number);
  const signed = signedOn(course.papers, number);
  if (fassung === undefined || fassung !== course.newest)
    return void complain('was concluded and is not the newest');
  if (!isSigned(signed, fassung.slots)) complain('was concluded without both signatures');
  if (fassung.hash !== textAt(fact.data, 'fassungHash')) complain('was concluded under another hash');
  if (course.isCancelled) complain('was concluded after its end');
  const concludedOn = textAt(fact.data, 'concludedOn');
  if (!isLatest(concludedOn, signed)) complain('was not concluded on the day of its last signature');
  const conclusion = { fassung, concludedOn, signed };
  course.standing = course.current;
  course.current = conclusion;
  course.conclusions.set(number, conclusion);
  course.isWithdrawn = false;
  if (isDueAtOnce(course, fact) && next?.stem !== 'publication.due')
    complain('is not due although its time has come');
}

/** Its undo window was over, and nobody held it back (rule 4). */
function isDueAtOnce({ hold }: Course, { data, recordedAt }: Fact): boolean {
  return hold === undefined && textAt(data, 'publishAt') <= recordedAt;
}

/** The latest day of a signature; of somebody who declared twice, either day. */
function isLatest(day: string, { land, kommune }: Signed): boolean {
  const days = [...land.values(), ...kommune.values()];
  const earliest =
    days
      .map((own) => own.toSorted()[0] ?? '')
      .sort()
      .at(-1) ?? '';
  return days.flat().includes(day) && day >= earliest;
}

/** The page is said to be readable: of a concluded Fassung that is to be shown, at a higher revision. */
export function publish(course: Course, { data, version, recordedAt }: Fact): void {
  const [fassung, revision] = [numberAt(data, 'fassung'), numberAt(data, 'revision')];
  const complain = (invariant: 'I4' | 'I5', what: string) =>
    course.problems.push({ invariant, what: `revision ${revision} of Fassung ${fassung} ${what}` });
  const conclusion = course.conclusions.get(fassung);
  if (conclusion === undefined) complain('I4', 'was published and is not concluded');
  else if (!isSigned(signedOn(course.papers, fassung), conclusion.fassung.slots))
    complain('I4', 'was published without both signatures');
  if (course.shown?.fassung !== fassung) complain('I4', 'was published and is not to be shown');
  if (!(revision > (course.published.at(-1)?.revision ?? 0)))
    complain('I5', 'was published after it or a later one');
  const page: Published = {
    version,
    recordedAt,
    revision,
    fassung,
    permalink: textAt(data, 'permalink'),
    pageSha256: textAt(data, 'pageSha256'),
    jsonSha256: textAt(data, 'jsonSha256'),
    pdfSha256: textAt(data, 'pdfSha256'),
    conclusion,
  };
  course.published.push(page);
  course.readable = page;
  if (course.current?.fassung.number === fassung) course.standing = undefined;
}

/** Its time has come: nobody holds it back for good, and it was not withdrawn (rule 4). */
export function fallDue(course: Course, { data, version }: Fact): void {
  const fassung = numberAt(data, 'fassung');
  const complain = (what: string) =>
    course.problems.push({ invariant: 'I4', what: `Fassung ${fassung} is due although it ${what}` });
  if (course.hold?.until === '') complain('is held back');
  if (course.isWithdrawn) complain('was withdrawn');
  course.shown = { fassung, since: version };
  course.wasDue = true;
  course.hold = undefined;
}

/** Without a day it is a stop, which no later day shortens; what is on its way then does not appear (rule 4). */
export function holdBack(course: Course, { data }: Fact): void {
  const until = textAt(data, 'until');
  if (until !== '' && course.hold?.until === '')
    course.problems.push({ invariant: 'I4', what: `a stop was shortened until ${until}` });
  if (until === '' && isOnItsWay(course)) takeBack(course);
  course.hold = { until };
}

/** Due, and never to be read since, while nothing older is public. */
function isOnItsWay({ shown, current, standing, published, newest }: Course): boolean {
  if (shown === undefined || shown.fassung !== current?.fassung.number || newest !== current.fassung)
    return false;
  return standing === undefined && !published.some(({ version }) => version > shown.since);
}

/** A stop without an end is lifted by a person of the workplace only (rule 4). */
export function auditRelease({ hold: stop, problems }: Course, { source }: Fact): void {
  if (stop?.until === '' && source !== 'urn:aqb:staff-api')
    problems.push({ invariant: 'I4', what: `a stop was lifted by ${source}` });
}

/** Whoever signed what is replaced is told: a fact for each signature that new terms make void (rule 1). */
export function auditVoided({ newest, current, papers, problems }: Course, voided: readonly Fact[]): void {
  if (newest === undefined || current?.fassung === newest) return;
  const told = (party: string) => voided.filter(({ data }) => textAt(data, 'party') === party).length;
  for (const party of PARTIES) {
    const declared = (papers.declared.get(newest.number) ?? []).filter((one) => one.party === party);
    const people = new Set(declared.map(({ person }) => person));
    if (told(party) < people.size)
      problems.push({
        invariant: 'I4',
        what: `Fassung ${newest.number} was replaced and ${party} was not told`,
      });
  }
}

/** Until its page can be read, a conclusion that lost a signature or its evidence is undone (rule 4). */
export function reopen(course: Course, { data, stem, version }: Fact): void {
  const { current, standing, newest } = course;
  const number = current?.fassung.number;
  if (current === undefined || number !== numberAt(data, 'fassung')) return;
  if (stem !== 'signature.withdrawn' && newest !== current.fassung) return;
  if (isSigned(signedOn(course.papers, current.fassung.number), current.fassung.slots)) return;
  course.current = standing;
  course.standing = undefined;
  if (standing === undefined) takeBack(course);
  else if (course.shown?.fassung === number)
    course.shown = { fassung: standing.fassung.number, since: version };
}

/** The page gives way to a notice. */
export function takeBack(course: Course): void {
  course.shown = undefined;
  course.readable = undefined;
}
