import type { Course } from '../course/course-model.ts';
import type { Complain } from '../evidence.ts';
import { kindOf } from '../fact.ts';
import { at, numberAt, parsed, textAt, type Json, type JsonObject } from '../json.ts';
import type { RawTable, Stream } from '../raw-table.ts';

type Looking = { readonly isSettled: boolean; readonly complain: Complain };

/** I3: what a sender numbered is recorded in that order, and nothing waits that lacks nothing (rule 5). */
export function auditOrder(course: Course, table: RawTable, { isSettled, complain }: Looking): void {
  const { subject } = course;
  const stream = table.streams.get(subject);
  if (stream === undefined) return;
  auditNumbers(stream, complain);
  if (!isSettled || course.newest === undefined) return;
  const used = usedNumbers(stream, table);
  for (const item of stream.parked)
    if (textAt(item, 'outcome') === 'waiting' && !lacksSomething(course, item, used))
      complain('I3', `${textAt(item, 'id')} waits and lacks nothing`, subject);
}

function auditNumbers({ facts, subject }: Stream, complain: Complain): void {
  const last = new Map<string, number>();
  for (const { source, id, item } of facts) {
    const number = Number(textAt(item, 'sequence'));
    if (number === 0) continue;
    if (number < (last.get(source) ?? 0)) complain('I3', `${id} was recorded after its follower`, subject);
    last.set(source, number);
  }
}

const numberOf = (source: string, sequence: string) => `${source} ${sequence}`;

/** Numbers that surely are used up: of recorded facts, and of what was refused after its sender had proved itself. */
function usedNumbers({ facts, subject }: Stream, { clearing }: RawTable): ReadonlySet<string> {
  const refused = clearing.filter(
    (item) =>
      textAt(item, 'subject') === subject &&
      at(item, 'proven') === true &&
      textAt(item, 'reason') !== 'event-id-reused',
  );
  return new Set([
    ...facts.map(({ source, item }) => numberOf(source, textAt(item, 'sequence'))),
    ...refused.map((item) =>
      numberOf(textAt(item, 'source'), textAt(parsed(textAt(item, 'body')), 'sequence')),
    ),
  ]);
}

function lacksSomething(course: Course, item: JsonObject, used: ReadonlySet<string>): boolean {
  const [source, sequence] = [textAt(item, 'source'), Number(textAt(item, 'sequence'))];
  for (let number = 1; number < sequence; number += 1)
    if (!used.has(numberOf(source, String(number)))) return true;
  const event = parsed(textAt(item, 'body'));
  return lacksItsBase(course, event);
}

/** What can be early for its Fassung alone. */
const ON_A_FASSUNG = /^(?:signature\.received|scan\.(?:submitted|archived|refused|checked))$/u;
/** What nothing but the draft can be missing for. */
const FREE =
  /^(?:umsetzungsbesprechung\..+|zielerreichung\.assessed|participation\.reported|strategie\.updated|antrag\.received|publication\.(?:held|released|withdrawn)|zielvereinbarung\.(?:drafted|cancelled))$/u;

/** Whether the base of this kind of fact is missing; where that takes more than the log, it may be. */
function lacksItsBase({ newest, released }: Course, event: Json | undefined): boolean {
  const type = textAt(event, 'type');
  const { stem = '' } = kindOf(type, prefixOf(type)) ?? {};
  if (FREE.test(stem) || newest === undefined) return newest === undefined;
  const fassung = numberAt(event, 'data', 'fassung');
  if (ON_A_FASSUNG.test(stem)) return fassung >= newest.number && !released.has(fassung);
  return stem !== 'document.archived' || fassung > newest.number;
}

/** `de.hessen.aqb` of `de.hessen.aqb.signature.received.v1`. */
function prefixOf(type: string): string {
  return type.split('.').slice(0, -3).join('.');
}
