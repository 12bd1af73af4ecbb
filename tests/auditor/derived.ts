import type { Course, Published } from './course/course-model.ts';
import type { Complain } from './evidence.ts';
import { at, isSame, listAt, numberAt, textAt, type Json, type JsonObject } from './json.ts';
import { nameOf, type RawTable, type Stream } from './raw-table.ts';
import { PARTIES } from './course/signatures.ts';

type Line = readonly [name: string, said: Json | undefined, is: Json | undefined];

/** I10: head, row of the year and index of what waits say what the log says. */
export function auditDerived(
  { rows, streams, waiting }: RawTable,
  courses: readonly Course[],
  { isSettled, complain }: { readonly isSettled: boolean; readonly complain: Complain },
): void {
  const rowOf = new Map(rows.map((row) => [textAt(row, 'subject'), row]));
  for (const course of courses) {
    const { subject } = course;
    const stream = streams.get(subject);
    for (const line of [...rowLines(course, rowOf.get(subject)), ...headLines(course, stream?.head)])
      if (!isSame(line[1], line[2])) complain('I10', `${line[0]} is not what the log says`, subject);
    rowOf.delete(subject);
  }
  for (const subject of rowOf.keys())
    if (!streams.has(subject)) complain('I10', 'there is a row and no log', subject);
  for (const stream of streams.values()) auditWaiting(stream, waiting, { isSettled, complain });
}

function rowLines(course: Course, row: JsonObject | undefined): readonly Line[] {
  const { newest, current, subject } = course;
  if (newest === undefined) return [['the row', row && 'a row', undefined]];
  const [, programme = '', ags = ''] = /^(.+)-(\d{5})$/u.exec(subject) ?? [];
  return [
    ['the key of the row', `${textAt(row, 'PK')} ${textAt(row, 'SK')}`, `YEAR#${programme} ${ags}`],
    ['the Fassung of the row', at(row, 'current', 'fassung'), newest.number],
    ['the amount of the row', at(row, 'current', 'amountCent'), newest.amountCent],
    ['the concluded Fassung of the row', at(row, 'current', 'concludedFassung'), current?.fassung.number],
    ...publicLines('the row', at(row, 'public'), course.readable),
    ...stateLines(course, row),
  ];
}

/** The state lines that follow from the log without further rules. */
function stateLines(
  { isCancelled, isWithdrawn, current }: Course,
  row: JsonObject | undefined,
): readonly Line[] {
  const states = at(row, 'current', 'states');
  const said = textAt(states, 'vereinbarung');
  const isConcluded = current !== undefined && !isCancelled;
  return [
    ['whether it is cancelled', said === 'cancelled', isCancelled],
    ['whether it is concluded', said === 'concluded', isConcluded],
    ['whether the page is withdrawn', textAt(states, 'publication') === 'withdrawn', isWithdrawn],
  ];
}

function publicLines(name: string, row: Json | undefined, page: Published | undefined): readonly Line[] {
  return [
    [`the public revision of ${name}`, at(row, 'revision'), page?.revision],
    [`the public Fassung of ${name}`, at(row, 'fassung'), page?.fassung],
    [`the public amount of ${name}`, at(row, 'amountCent'), page?.conclusion?.fassung.amountCent],
    [`the public day of ${name}`, at(row, 'concludedOn'), page?.conclusion?.concludedOn],
  ];
}

function headLines(course: Course, head: JsonObject | undefined): readonly Line[] {
  const { newest, current, readable, shown } = course;
  const state = at(head, 'state');
  if (newest === undefined)
    return head === undefined ? [] : [['the state of the head', at(state, 'status'), 'none']];
  const held = current?.fassung ?? newest;
  const pending = held === newest ? undefined : newest;
  return [
    ['the state of the head', at(state, 'status'), current === undefined ? 'open' : 'concluded'],
    ['the Fassung of the head', at(state, 'fassung', 'number'), held.number],
    ['the hash of the head', at(state, 'fassung', 'hash'), held.hash],
    ['the amount of the head', at(state, 'fassung', 'amountCent'), held.amountCent],
    ['the pending Fassung of the head', at(state, 'pending', 'number'), pending?.number],
    ['the conclusion of the head', at(state, 'concludedOn'), current?.concludedOn],
    ['the shown Fassung of the head', at(state, 'publication', 'fassung'), shown?.fassung],
    ['who has signed the head', signatoriesIn(state, pending !== undefined), signatoriesOf(course)],
    ...publicLines('the head', at(head, 'publicRow'), readable),
  ];
}

/** Sides that declared on the Fassung that is being signed; none where none is. */
function signatoriesOf({ newest, current, papers }: Course): Json {
  if (newest === undefined || current?.fassung === newest) return [];
  const declared = papers.declared.get(newest.number) ?? [];
  return PARTIES.filter((party) => declared.some((one) => one.party === party));
}

function signatoriesIn(state: Json | undefined, isPending: boolean): Json {
  if (textAt(state, 'status') === 'concluded' && !isPending) return [];
  const declared = listAt(state, isPending ? 'pending' : 'fassung', 'declarations');
  const counting = declared.filter((one) => at(one, 'fes') !== true);
  return PARTIES.filter((party) => counting.some((one) => textAt(one, 'party') === party));
}

/** Each event that waited stands in the index with its outcome; the head counts those that wait. */
function auditWaiting(
  { parked, head, subject }: Stream,
  index: readonly JsonObject[],
  { isSettled, complain }: { readonly isSettled: boolean; readonly complain: Complain },
): void {
  if (isSettled && head !== undefined) {
    const count = parked.filter((item) => textAt(item, 'outcome') === 'waiting').length;
    if (numberAt(head, 'parked') !== count)
      complain('I10', `the head does not count ${count} that wait`, subject);
  }
  for (const item of parked) {
    const name = nameOf(textAt(item, 'source'), textAt(item, 'id'));
    const entries = index.filter(
      (entry) =>
        textAt(entry, 'subject') === subject && nameOf(textAt(entry, 'source'), textAt(entry, 'id')) === name,
    );
    if (!entries.some((entry) => textAt(entry, 'outcome') === textAt(item, 'outcome')))
      complain('I10', `the index of what waits does not know ${textAt(item, 'id')}`, subject);
  }
}
