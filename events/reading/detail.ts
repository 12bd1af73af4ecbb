import { LABELS } from './labels.ts';

/** Where a field stands: names, and places in lists from 0. */
export type Path = readonly PropertyKey[];

/**
 * What is said of a field: its name for people, its path for machines, and what is wrong with it, never its value.
 * `Haushaltsmittel (data.haushaltsmittel): fehlt`; of an entry of a list also which one. Without words the reason
 * says what is wrong.
 */
export function detailOf(field: Path | string, words?: string): string {
  const path = typeof field === 'string' ? field.split('.') : field.map(String);
  const place = path.length === 0 ? labelOf(path) : `${labelOf(path)} (${path.map(printable).join('.')})`;
  return words === undefined ? place : `${place}: ${words}`;
}

/** A detail taken apart again. What was stored before had paths and English words: then there is no label. */
export type Detail = { readonly label?: string; readonly field?: string; readonly words?: string };

/** Takes a detail apart; a sentence about no field is words alone. */
export function partsOfDetail(detail: string): Detail {
  const read = /^(?:(?<label>[^(:]+) \((?<path>.*?)\)|(?<former>[\w-]+(?:[.][\w-]+)*))(?:: (?<words>.*))?$/su;
  const { label, path, former, words } = read.exec(detail)?.groups ?? {};
  const field = path ?? former;
  if (field === undefined) return { words: detail };
  return { ...(label !== undefined && { label }), field, ...(words !== undefined && { words }) };
}

/**
 * The path of the field that a detail names, for machines: a member of its own; empty where it names none. What was
 * stored before is told as it was then.
 */
export function fieldIn(detail: string): { readonly field?: string } {
  const { label, field } = partsOfDetail(detail);
  return label === undefined || field === undefined ? {} : { field };
}

const KNOWN: ReadonlyMap<string, string> = new Map(Object.entries(LABELS));

/** What nobody calls by a name: whatever a message brought along. */
export const UNKNOWN_FIELD = 'Unbekanntes Feld';

/** What people call the field at a path, and which entry of a list it is in: `Maßnahmen Nr. 3, Träger`. */
export function labelOf(path: Path): string {
  const names = path.map(String);
  if (names.length === 0) return 'Inhalt der Nachricht';
  const last = names.length - 1;
  const place = names.findLastIndex(isPlace);
  const entry = place < 1 ? [] : [`${nameAt(names, place - 1)} Nr. ${Number(names[place]) + 1}`];
  return [...entry, ...(place === last && place > 0 ? [] : [nameAt(names, last)])].join(', ');
}

function nameAt(names: readonly string[], at: number): string {
  const name = names[at] ?? '';
  const parent = names.slice(0, at).findLast((one) => !isPlace(one));
  return KNOWN.get(`${parent ?? ''}.${name}`) ?? KNOWN.get(name) ?? UNKNOWN_FIELD;
}

const isPlace = (name: string) => /^\d+$/u.test(name);

/** Names of unknown fields come from outside: only so much of them, and nothing that would turn or part the line. */
function printable(name: PropertyKey): string {
  return String(name)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}():]/gu, '')
    .slice(0, 60)
    .toWellFormed();
}
