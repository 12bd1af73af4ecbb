import type { Course } from '../course/course-model.ts';
import type { StoredObject } from '../evidence.ts';
import { inEuro } from './portal-data.ts';

type Files = ReadonlyMap<string, StoredObject>;

/** A page as the lists name it. */
type Listed = { readonly year: string; readonly href: string; readonly amount: string };

/** What the year pages and the start page list otherwise than exactly what is public. */
export function auditLists(files: Files, courses: readonly Course[]): readonly string[] {
  const open = courses.flatMap(listed);
  const years = new Set([...open.map(({ year }) => year), ...yearsIn(files)]);
  return [
    ...[...years].flatMap((year) =>
      yearProblems(
        files,
        year,
        open.filter((page) => page.year === year),
      ),
    ),
    ...startProblems(files, open),
  ];
}

function listed({ readable }: Course): readonly Listed[] {
  const [, year, href] = /^\/zielvereinbarungen\/(\d{4})\/(.+)$/u.exec(readable?.permalink ?? '') ?? [];
  if (year === undefined || href === undefined) return [];
  return [{ year, href, amount: inEuro(readable?.conclusion?.fassung.amountCent ?? 0) }];
}

function yearsIn(files: Files): readonly string[] {
  return [...files.keys()].flatMap(
    (key) => /^zielvereinbarungen\/(\d{4})\/index\.html$/u.exec(key)?.[1] ?? [],
  );
}

const ROW = /<th scope="row"><a href="(?<href>[^"]+)">[\s\S]*?class="num">(?<amount>[\d.,]+)/gu;
const LINK = /<li><a href="zielvereinbarungen\/(?<year>\d{4})\/(?<href>[^"]+)">/gu;

function yearProblems(files: Files, year: string, open: readonly Listed[]): readonly string[] {
  const key = `zielvereinbarungen/${year}/index.html`;
  const page = htmlAt(files, key);
  if (page === undefined) return [`${key} is missing`];
  const rows = [...page.matchAll(ROW)].map(({ groups = {} }) => `${groups['href']} ${groups['amount']}`);
  const expected = open.map(({ href, amount }) => `${href} ${amount}`);
  return isSameList(rows, expected) ? [] : [`${key} lists ${rows.join()} and should list ${expected.join()}`];
}

function startProblems(files: Files, open: readonly Listed[]): readonly string[] {
  const page = htmlAt(files, 'index.html');
  if (page === undefined) return open.length === 0 ? [] : ['index.html is missing'];
  const links = [...page.matchAll(LINK)].map(({ groups = {} }) => `${groups['year']}/${groups['href']}`);
  const expected = open.map(({ year, href }) => `${year}/${href}`);
  return isSameList(links, expected)
    ? []
    : [`index.html lists ${links.join()} and should list ${expected.join()}`];
}

function htmlAt(files: Files, key: string): string | undefined {
  const file = files.get(key);
  return file && new TextDecoder().decode(file.bytes);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join('\n') === other.toSorted().join('\n');
}
