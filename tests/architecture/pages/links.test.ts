import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorsIn, codeIn, linksIn, pages } from '../../support/markdown.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Pages that tell of the past: what they name may have moved since. */
const TELLS_THE_PAST = /^(?:CHANGELOG\.md|docs\/(?:adr|proof)\/|docs\/mutation-testing\.md)/u;

describe('the pages', () => {
  test('every relative link leads to a file, and every anchor to a heading', () => {
    expect(pages().flatMap(deadLinksOf)).toEqual([]);
    expect(pages().flatMap((page) => linksIn(read(page))).length).toBeGreaterThan(100);
  });

  test('every file that a page names by its path is there', () => {
    const living = pages().filter((page) => !TELLS_THE_PAST.test(page));
    const named = living.flatMap((page) => pathsIn(page).map((path) => `${page}: ${path}`));
    expect(named.filter((line) => !existsSync(join(ROOT, line.split(': ')[1] ?? '')))).toEqual([]);
    expect(named.length).toBeGreaterThan(80);
  });

  test('a link that leads nowhere is found, by its file and by its anchor', () => {
    const page = '# One two\n\n[a](#one-two) [b](#two) [c](README.md) [d](gone/) [e](https://example.org)';
    expect(deadIn('README.md', page)).toEqual(['README.md: #two', 'README.md: gone/']);
  });

  test('an anchor is made as GitHub makes it', () => {
    expect(anchorsIn('# The `head`: a, b\n## Über uns\n## Über uns\n```\n# no\n```')).toEqual([
      'the-head-a-b',
      'über-uns',
      'über-uns-1',
    ]);
  });
});

function deadLinksOf(page: string): readonly string[] {
  return deadIn(page, read(page));
}

function deadIn(page: string, text: string): readonly string[] {
  const relative = linksIn(text).filter((target) => !/^[a-z]+:/u.test(target));
  return relative
    .filter((target) => !leadsSomewhere(page, text, target))
    .map((target) => `${page}: ${target}`);
}

function leadsSomewhere(page: string, text: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (path !== '' && !existsSync(join(ROOT, file))) return false;
  if (anchor === undefined) return true;
  return anchorsIn(path === '' ? text : read(file)).includes(decodeURIComponent(anchor));
}

/** Whole paths from the root of the repository; patterns and abbreviations are none. */
function pathsIn(page: string): readonly string[] {
  const isPath = /^(?:bench|cli|docs|events|functions|infra|shared|tests|web)\/[\w./-]*(?:\/|\.[a-z]+)$/u;
  return codeIn(read(page)).filter((code) => isPath.test(code));
}
