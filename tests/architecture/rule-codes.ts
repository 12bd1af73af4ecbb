/**
 * Finds the codes of rules, such as `rule 5` or `d-1`, in what people wrote: in documents, in comments, and in code
 * where a sentence names them. `docs/rules.md` says what each of them means.
 */

/** A code as `docs/rules.md` has it, and the file that uses it. */
export type UsedCode = { readonly code: string; readonly file: string };

/** A line of `docs/rules.md`: its code, its sentence, and the heading under which it stands. */
export type RuleLine = { readonly code: string; readonly sentence: string; readonly kind: string };

/** Short names of one letter and a number that are no rules: a service, a paper, a way to compress. */
const OTHER_NAMES = /(?<![\w-])(?:S3|A[0-6]|(?:CCITT|[Ff]ax|[Gg]roup) G[34])(?![\w-])/gu;

/** What no sentence is: code in documents, addresses, and what stands behind `#`, `%` or `U+`. */
const NO_PROSE = /```[\s\S]*?```|`[^`\n]*`|<?https?:\/\/\S+|[#%]\w+|U\+\w+/gu;

/** Letters of the kinds: store, events, goals, HTTP, invariants and infrastructure, portal, queue, uploads. */
const KINDS = 'DEGHIPRU';

/** `rule 5`, `rules 3 and 5`; not the rules of something, of which 5 are counted. */
const RULE = String.raw`(?<!\bthe )\b[Rr]ule(?: [1-9]\d?|s [1-9]\d?(?:(?:, and |, | and | to )[1-9]\d?)*)(?![\w.]\d)\b`;
/** A letter with its number, whole: `H1` of `<H1>`, of `H1.2` or of `X-H1` is none. */
const NUMBERED = String.raw`(?<![\w./<-])(?:d-|[${KINDS}])[1-9]\d?(?![\w>-]|\.\d)`;
const CODE = `(?:${RULE}|${NUMBERED}(?: to ${NUMBERED})?)`;

/** In brackets, alone or among others. */
const OPENED = String.raw`(?<=\((?:[\w -]+, )*)`;
const CLOSED = '(?=[,):;])';

/** A sentence may name a code anywhere. */
const IN_PROSE = new RegExp(CODE, 'gu');
/** In its brackets any letter is taken for a kind, so that one which nobody wrote down is seen. */
const OF_ANY_KIND = new RegExp(`${OPENED}[A-Z][1-9]\\d?${CLOSED}`, 'gu');
/** Code outside of comments names them in brackets, as the titles of tests do. */
const IN_CODE = new RegExp(OPENED + CODE + CLOSED, 'gu');

/** The auditor's findings begin with the invariant, or are named by it. */
const INVARIANT_IN_CODE = /(?<=['"`])I[1-9]\d?(?=['"`]| (?=[a-z$A-Z]))/gu;

/** A comment as the formatter leaves it: a glob in a text opens none. */
const COMMENT = /(?<=^|[\s({,])\/\*[*\s][\s\S]*?\*\/|(?<=^|\s)\/\/\s.*$/gmu;

/** Spellings that would give a rule a second name. */
const SECOND_NAMES = [
  /\bdomain rules? \d+/gu,
  /\b[Rr]ules?-\d+/gu,
  /\b(?:[Rr]ows?|[Hh]azards?|[Gg]oals?|[Ii]nvariants?|[Dd]ecisions?) (?:d-|[A-Z])\d+\b/gu,
  new RegExp(`\\b(?:[${KINDS}]|d-)\\d{1,2} ?[–—-] ?(?:[${KINDS}]|d-)\\d{1,2}\\b`, 'gu'),
  new RegExp(`(?<=\\()(?:[${KINDS}]-|d)\\d{1,2}(?=[,)])`, 'gu'),
];

/** The codes that this file uses, each once, in the spelling of `docs/rules.md`; ranges are taken apart. */
export function codesIn(file: string, text: string): readonly string[] {
  const { prose, code } = parted(file, text);
  const mentions = [
    ...prose.matchAll(IN_PROSE),
    ...prose.matchAll(OF_ANY_KIND),
    ...code.matchAll(IN_CODE),
    ...code.matchAll(INVARIANT_IN_CODE),
  ];
  return [...new Set(mentions.flatMap(([mention]) => codesOf(mention)))];
}

/** Spellings in this file that give a rule a second name beside the one of `docs/rules.md`. */
export function secondNamesIn(file: string, text: string): readonly string[] {
  const { prose } = parted(file, text);
  return SECOND_NAMES.flatMap((pattern) => [...prose.matchAll(pattern)].map(([found]) => found));
}

/** The lines of `docs/rules.md`, in its order. */
export function ruleLines(markdown: string): readonly RuleLine[] {
  let kind = '';
  return markdown.split('\n').flatMap((line) => {
    kind = /^## (.+)$/u.exec(line)?.[1] ?? kind;
    const [, code, sentence] = /^- \*\*(.+?)\*\* (.+)$/u.exec(line) ?? [];
    return code === undefined || sentence === undefined ? [] : [{ code, sentence, kind }];
  });
}

/** What is wrong between the files and the lines: a code without a line, a line that nothing uses. */
export function unmatched(used: readonly UsedCode[], lines: readonly RuleLine[]): readonly string[] {
  const written = new Set(lines.map(({ code }) => code));
  const named = new Set(used.map(({ code }) => code));
  return [
    ...used
      .filter(({ code }) => !written.has(code))
      .map(({ code, file }) => `${code} in ${file} has no line in docs/rules.md`),
    ...lines
      .filter(({ code }) => !named.has(code))
      .map(({ code }) => `${code} has a line in docs/rules.md and nothing uses it`),
  ];
}

/** What is written for people, with broken lines put together, and the rest. */
function parted(file: string, text: string): { readonly prose: string; readonly code: string } {
  if (file.endsWith('.md')) return { prose: sentences(text), code: '' };
  if (file.endsWith('.patch')) return { prose: sentences(text.split('\n--- ')[0] ?? ''), code: '' };
  const comments = [...text.matchAll(COMMENT)].map(([comment]) => comment);
  return { prose: sentences(comments.join('\n\n')), code: text.replaceAll(COMMENT, '') };
}

function sentences(text: string): string {
  return text
    .replaceAll(NO_PROSE, '…')
    .replaceAll(/\n[ \t]*(?:\*(?!\*)|\/\/)?[ \t]*(?=\S)/gu, ' ')
    .replaceAll(OTHER_NAMES, '…');
}

/** `rules 3 and 5` → `rule 3`, `rule 5`; `H1 to H3` → `H1`, `H2`, `H3`. */
function codesOf(mention: string): readonly string[] {
  const isRule = /^[Rr]ule/u.test(mention);
  const prefix = isRule ? 'rule ' : (/^(?:d-|[A-Z])/u.exec(mention)?.[0] ?? '');
  const numbers = [...mention.matchAll(/\d+/gu)].map(([digits]) => Number(digits));
  const [first = 0, last = first] = numbers;
  const all = mention.includes(' to ')
    ? Array.from({ length: Math.max(0, last - first) + 1 }, (_, step) => first + step)
    : numbers;
  return all.map((number) => `${prefix}${number}`);
}
