import { globSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Every page in Markdown that belongs to the repository, relative to its root. */
export function pages(): readonly string[] {
  const isOurs = (path: string) => !/(?:^|\/)(?:node_modules|cdk\.out|\.local)\//u.test(path);
  return globSync('**/*.md', { cwd: ROOT, exclude: ['node_modules', 'cdk.out', '.local'] })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isOurs)
    .toSorted();
}

/** The text without its fenced blocks: no link and no heading stands in an example. */
export function withoutFences(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```$/gmu, '');
}

/** Where the links of a page lead, as they are written. */
export function linksIn(markdown: string): readonly string[] {
  const text = withoutFences(markdown).replaceAll(/`[^`\n]*`/gu, '');
  return [...text.matchAll(/\]\((?<target>[^()\s]+)\)/gu)].map(({ groups }) => groups?.['target'] ?? '');
}

/** The anchors of a page's headings, made as GitHub makes them: the second of two equal ones ends in `-1`. */
export function anchorsIn(markdown: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...withoutFences(markdown).matchAll(/^#{1,6} (?<title>.+)$/gmu)].map(({ groups }) => {
    const anchor = anchorOf(groups?.['title'] ?? '');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

function anchorOf(title: string): string {
  const shown = title.replaceAll(/\[(?<label>[^\]]*)\]\([^)]*\)/gu, '$<label>');
  return shown
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

/** A part of a page: its heading and what stands below it, up to the next heading of the same level. */
export type Section = { readonly title: string; readonly text: string };

/** The parts below headings of a level, in their order. */
export function sectionsOf(markdown: string, level = 2): readonly Section[] {
  const mark = '#'.repeat(level);
  return markdown
    .split(new RegExp(`^${mark} `, 'mu'))
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      return { title: title.trim(), text: lines.join('\n').trim() };
    });
}

/** The part below one heading of the second level. @throws Error where the page has none of that name. */
export function sectionOf(markdown: string, title: string): string {
  const found = sectionsOf(markdown).find((section) => section.title === title);
  if (found === undefined) throw new Error(`No section "${title}"`);
  return found.text;
}

/** The rows of the tables in a text, without head and rule: the cells of each, as they are written. */
export function rowsIn(markdown: string): readonly (readonly string[])[] {
  return markdown.split('\n').flatMap((line, index, lines) => {
    const isRow = line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1] ?? '');
    return isRow ? [cellsOf(line)] : [];
  });
}

function isRule(line: string): boolean {
  return /^\|[\s|:-]+\|$/u.test(line);
}

function cellsOf(row: string): readonly string[] {
  return row
    .split(/(?<!\\)\|/u)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** What stands between backticks in a text, outside of its fenced blocks. */
export function codeIn(markdown: string): readonly string[] {
  return [...withoutFences(markdown).matchAll(/`(?<code>[^`\n]+)`/gu)].map(
    ({ groups }) => groups?.['code'] ?? '',
  );
}
