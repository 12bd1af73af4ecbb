import { partsOfDetail } from '../../../../events/reading/detail.ts';
import type { Refusal } from '../../../../events/reasons.ts';
import { readStrictly } from '../../../../events/reading/strict-json.ts';

/** One line of a message, and whether it is what the reason means. */
export type MessageLine = { readonly text: string; readonly isMarked: boolean };

/** A message for people: its lines, and a sentence on what is marked; absent where nothing is. */
export type MarkedMessage = { readonly lines: readonly MessageLine[]; readonly note: string | undefined };

type Path = readonly string[];

/**
 * The body of a refused message in lines, with the field marked that `detail` names (`Seite (data.party): …`). A field
 * that is not there marks what it should stand in. What is no JSON is shown as it came. A pure function.
 */
export function markedMessage(body: string, detail: string | undefined): MarkedMessage {
  const read = readStrictly(body);
  if (!read.ok && AS_IT_CAME.includes(read.fault.reason))
    return {
      lines: plainLines(body),
      note: 'Die Nachricht lässt sich nicht eindeutig lesen; so kam sie an.',
    };
  const json = parsed(body);
  if (json === undefined)
    return { lines: plainLines(body), note: 'Die Nachricht ist kein JSON; so kam sie an.' };
  const wanted = pathOf(detail);
  const found = longestFound(json, wanted);
  const lines = linesOf(json, [], { indent: '', end: '', name: '' });
  if (wanted.length === 0)
    return { lines: lines.map(({ text }) => ({ text, isMarked: false })), note: undefined };
  const isWhole = found.length === wanted.length;
  return {
    lines: lines.map(({ text, path, isOpening }) => ({
      text,
      isMarked: isWhole ? startsWith(path, found) : isOpening && same(path, found),
    })),
    note: isWhole
      ? `Markiert ist das Feld „${wanted.join('.')}“.`
      : `Das Feld „${wanted.join('.')}“ fehlt; markiert ist, worin es stehen müsste.`,
  };
}

/** The path of the field that a detail names; none where it names no field. */
function pathOf(detail: string | undefined): Path {
  return detail === undefined ? [] : (partsOfDetail(detail).field?.split('.') ?? []);
}

function longestFound(json: unknown, path: Path): Path {
  const [head, ...rest] = path;
  if (head === undefined || typeof json !== 'object' || json === null || !Object.hasOwn(json, head))
    return [];
  const inner: unknown = Reflect.get(json, head);
  return [head, ...longestFound(inner, rest)];
}

type Line = { readonly text: string; readonly path: Path; readonly isOpening: boolean };
type Place = { readonly indent: string; readonly end: string; readonly name: string };

/** The same lines as `JSON.stringify` with two blanks writes, each with the path of what stands on it. */
function linesOf(json: unknown, path: Path, { indent, end, name }: Place): readonly Line[] {
  const line = (text: string, isOpening = true): Line => ({ text: `${indent}${text}`, path, isOpening });
  if (typeof json !== 'object' || json === null) return [line(`${name}${JSON.stringify(json)}${end}`)];
  const isList = Array.isArray(json);
  const [open, close] = isList ? '[]' : '{}';
  const entries = Object.entries(json);
  if (entries.length === 0) return [line(`${name}${open}${close}${end}`)];
  return [
    line(`${name}${open}`),
    ...entries.flatMap(([key, value]: [string, unknown], at) =>
      linesOf(value, [...path, key], {
        indent: `${indent}  `,
        end: at === entries.length - 1 ? '' : ',',
        name: isList ? '' : `${JSON.stringify(key)}: `,
      }),
    ),
    line(`${close}${end}`, false),
  ];
}

function startsWith(path: Path, beginning: Path): boolean {
  return beginning.every((part, at) => path[at] === part);
}

function same(path: Path, other: Path): boolean {
  return path.length === other.length && startsWith(path, other);
}

function plainLines(body: string): readonly MessageLine[] {
  return body.split('\n').map((text) => ({ text, isMarked: false }));
}

/** What cannot be laid out in lines: one of two fields of a name would be gone, and too deep is too deep here too. */
const AS_IT_CAME: readonly Refusal[] = ['duplicate-json-key', 'event-too-complex', 'event-too-large'];

function parsed(body: string): object | undefined {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined; // Not JSON: shown as it came.
  }
}
