import type { Course } from '../course/course-model.ts';
import type { StoredObject } from '../evidence.ts';
import { at, isSame, listAt, numberAt, parsed, textAt, type Json } from '../json.ts';
import { PARTIES, type Party, type Signed } from '../course/signatures.ts';

const text = ({ bytes }: StoredObject) => new TextDecoder().decode(bytes);

/** What index.json says otherwise than the log: money, Fassung, hash, day of the conclusion, signatures, its end. */
export function dataProblems(course: Course, file: StoredObject | undefined): readonly string[] {
  const { readable, subject, isCancelled } = course;
  const conclusion = readable?.conclusion;
  if (file === undefined || readable === undefined || conclusion === undefined) return [];
  const data = parsed(text(file));
  const { fassung, concludedOn, signed } = conclusion;
  const says: readonly (readonly [name: string, said: Json | undefined, is: Json])[] = [
    ['subject', at(data, 'subject'), subject],
    ['revision', at(data, 'revision'), readable.revision],
    ['fassung', at(data, 'fassung'), fassung.number],
    ['fassungHash', at(data, 'fassungHash'), fassung.hash],
    ['haushaltsmittel', at(data, 'haushaltsmittel', 'amountCent'), fassung.amountCent],
    ['concludedOn', at(data, 'concludedOn'), concludedOn],
    ['end', at(data, 'cancelledOn') !== undefined, isCancelled],
    ['pdf', at(data, 'documents', 'vereinbarung', 'sha256'), readable.pdfSha256],
  ];
  const lists = listProblems(course, data);
  const wrong = says.filter(([, said, is]) => !isSame(said, is)).map(([name]) => name);
  const unsigned = PARTIES.filter((party) => !showsSignatures(data, signed, party));
  return [...wrong, ...lists, ...unsigned.map((party) => `signatures of ${party}`)].map(
    (name) => `${file.key} says something else of ${name} than the log`,
  );
}

const byNumber = (one: number, other: number) => one - other;

/** What the page lists of the year: everything that was told by now, so that no later revision is missing. */
function listProblems(
  { abweichungen, meetings, assessments }: Course,
  data: Json | undefined,
): readonly string[] {
  const numbers = listAt(data, 'abweichungen').map((one) => numberAt(one, 'number'));
  const days = listAt(data, 'umsetzungsbesprechungen').map((one) => textAt(one, 'on'));
  const assessed = listAt(data, 'zielerreichung', 'assessments').length;
  return [
    ...(isSame(numbers.toSorted(byNumber), abweichungen.toSorted(byNumber)) ? [] : ['Abweichungen']),
    ...(isSame(days.toSorted(), meetings.toSorted()) ? [] : ['Umsetzungsbesprechungen']),
    ...(assessed === assessments.length ? [] : ['Zielerreichung']),
  ];
}

/** One signature of each person, with a day that this person named. */
function showsSignatures(data: Json | undefined, signed: Signed, party: Party): boolean {
  const shown = listAt(data, 'signatures')
    .filter((one) => textAt(one, 'party') === party)
    .map((one) => textAt(one, 'date'));
  const own = [...signed[party].values()];
  return shown.length === own.length && own.every((days) => days.some((day) => shown.includes(day)));
}

/** What a file still tells of an agreement that was taken back. */
export function leaksOf({ published, conclusions, subject }: Course, file: StoredObject): readonly string[] {
  const content = text(file);
  const hashes = published.flatMap(({ pageSha256, jsonSha256, pdfSha256 }) => [
    pageSha256,
    jsonSha256,
    pdfSha256,
  ]);
  const isUnchanged = hashes.includes(file.metadata['sha256'] ?? '');
  const tells = [...conclusions.values()].some(({ fassung, signed }) =>
    [
      fassung.hash,
      String(fassung.amountCent),
      inEuro(fassung.amountCent),
      ...PARTIES.flatMap((party) => [...signed[party].keys()]),
    ].some((secret) => secret !== '' && content.toLowerCase().includes(secret)),
  );
  const isOther = file.key.endsWith('.json') && textAt(parsed(content), 'id') !== subject;
  return [
    ...(isUnchanged || tells ? [`${file.key} was taken back and still tells of the agreement`] : []),
    ...(isOther ? [`${file.key} is no notice of ${subject}`] : []),
  ];
}

/** `895.210`, as the pages write it. */
export function inEuro(amountCent: number): string {
  const euro = String(Math.trunc(amountCent / 100)).replaceAll(/\B(?=(?:\d{3})+$)/gu, '.');
  const cent = amountCent % 100;
  return cent === 0 ? euro : `${euro},${String(cent).padStart(2, '0')}`;
}
