import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeIn, sectionOf } from '../../support/markdown.ts';

const ROOT = join(import.meta.dirname, '../../..');
const section = sectionOf(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'), 'Commits');

/** From here on the form is held; what is older stays as it was written. */
const SINCE = '2026-12-02T00:00:00Z';
const COLUMNS = 72;

describe('the commits', () => {
  test.skipIf(!existsSync(join(ROOT, '.git')))('have the form that CONTRIBUTING tells', () => {
    const subjects = execFileSync('git', ['log', '--no-merges', `--since=${SINCE}`, '--format=%s'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(subjects.split('\n').filter((subject) => subject !== '' && !isFit(subject))).toEqual([]);
  });

  test.each([
    ['feat(domain): judge a title that is missing', true],
    ['feat(events)!: name the currency', true],
    ['refactor: rooms named after what they are about', true],
    ['a rule more', false],
    ['chore(domain): tidy up', false],
    ['feat(everything): judge a title', false],
    ['feat(domain): Judge a title.', false],
    [`docs: ${'a'.repeat(COLUMNS)}`, false],
  ])('"%s": %s', (subject, fits) => {
    expect(isFit(subject)).toBe(fits);
  });
});

function isFit(subject: string): boolean {
  const form = /^(?<type>[a-z]+)(?:\((?<scope>[a-z-]+)\))?!?: (?<what>[^A-Z\s].*[^.\s])$/u;
  const { type = '', scope } = form.exec(subject)?.groups ?? {};
  const isScope = scope === undefined || listed('Scopes').includes(scope);
  return subject.length <= COLUMNS && listed('Types').includes(type) && isScope;
}

/** The words that CONTRIBUTING lists as types or as scopes. */
function listed(what: 'Types' | 'Scopes'): readonly string[] {
  return codeIn(section.split('\n').find((line) => line.startsWith(`- ${what}`)) ?? '');
}
