import type { z } from 'zod';
import { detailOf, type Path } from './detail.ts';
import { isRefusal, type Refusal } from '../reasons.ts';
import { expected } from './wording.ts';

type Issue = z.core.$ZodIssue;

/** What a schema refuses in a value first: its reason code, the field, and a sentence part for people. */
export type SchemaProblem = {
  readonly reason: Refusal;
  /** Path of the field, under the root. */
  readonly path: Path;
  /** Label, path and what is expected, in German; never the value. */
  readonly detail: string;
  /** Whether the field is one that there is not. */
  readonly isStray: boolean;
};

/**
 * The first thing that is wrong with a value that this schema refused. Of a union it is told by the branch that was
 * most likely meant. A field that is not there is always `fehlt`, whatever was expected of it.
 */
export function firstProblem(schema: z.ZodType, given: unknown, root?: string): SchemaProblem {
  const { error } = schema.safeParse(given, { error: expected });
  const { issue, words, below } = meantBy(error?.issues[0], []);
  const isStray = issue?.code === 'unrecognized_keys';
  const path = [...(root === undefined ? [] : [root]), ...below];
  return {
    reason: reasonOf(issue),
    path,
    detail: detailOf(path, wordsFor({ isStray, given, below, words })),
    isStray,
  };
}

/** What is said of a field that has no place where it stands. */
export const STRAY = 'gibt es hier nicht';
/** What is said of a field that is not there; a word for people, no name of ours. */
export const MISSING = `fehlt`;

type Told = {
  readonly isStray: boolean;
  readonly given: unknown;
  readonly below: Path;
  readonly words: string;
};

function wordsFor({ isStray, given, below, words }: Told): string {
  if (isStray) return STRAY;
  return valueAt(given, below) === undefined ? MISSING : `erwartet wird ${words}`;
}

type Meant = { readonly issue: Issue | undefined; readonly words: string; readonly below: Path };

/** The issue that tells most: unions and what is inside keys and elements are unfolded. */
function meantBy(issue: Issue | undefined, above: Path): Meant {
  const below = [...above, ...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys')
    return { issue, words: STRAY, below: [...below, ...issue.keys.slice(0, 1)] };
  if (issue?.code !== 'invalid_union') return { issue, words: issue?.message ?? 'ein anderer Wert', below };
  const branches = issue.errors.map((errors) => errors[0] && { errors, told: meantBy(errors[0], below) });
  const told = branches.filter((branch) => branch !== undefined);
  // A branch that got further than the value as a whole was meant; the fewer it objects to, the more likely.
  const [best] = told
    .filter((branch) => branch.told.below.length > below.length)
    .toSorted((one, other) => one.errors.length - other.errors.length);
  if (best !== undefined) return best.told;
  const words = [...new Set(told.map((branch) => branch.told.words))].join(' oder ');
  return { issue, words: words === '' ? issue.message : words, below };
}

function valueAt(given: unknown, path: Path): unknown {
  const [name, ...rest] = path;
  if (name === undefined || given instanceof Map || given instanceof Set) return given;
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, name)) return undefined;
  return valueAt(Reflect.get(given, name), rest);
}

function reasonOf(issue: Issue | undefined): Refusal {
  if (issue?.code === 'invalid_format' && issue.format === 'date') return 'date-invalid';
  const named: unknown = issue?.code === 'custom' ? issue.params?.['reason'] : undefined;
  return isRefusal(named) ? named : 'schema-violated';
}
