import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** Where people write; this file plants names of documents that do not exist. */
const FILES = globSync(
  [
    '{.ci,bench,cli,docs,events,functions,infra,shared,tests,web}/**/*.{ts,tsx,mjs,js,css,html,py,go,java,yml,json,patch,md}',
    '.ci/run',
    '*.{md,yml}',
  ],
  { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**', 'tests/**/named-documents.test.ts'] },
);
const doesExist = (path: string) => existsSync(join(ROOT, path));

describe('the documents that are named', () => {
  test('lie in the repository', () => {
    const missing = FILES.flatMap((file) =>
      documentsIn(readFileSync(join(ROOT, file), 'utf8'))
        .filter((name) => !isFound(name, file, doesExist))
        .map((name) => `${name}, named in ${file}`),
    );
    expect(missing).toEqual([]);
    expect(FILES.length).toBeGreaterThan(500);
  });

  test('are found in comments, texts and links; a name with a gap is a pattern', () => {
    const text = [
      '// Source: gone.md, roles; see docs/gone-too.md.',
      `[here](../far/away.md#there), \`docs/<part>.md\` and \${name}.md`,
      'a.mdx, readme.mdown',
    ].join('\n');
    expect(documentsIn(text)).toEqual(['gone.md', 'docs/gone-too.md', '../far/away.md']);
  });

  test('are looked for at the root and beside who names them, nowhere else', () => {
    const existing = ['README.md', 'docs/glossary.md', 'docs/reliability.md'];
    const isThere = (path: string) => existing.includes(path);
    expect(isFound('docs/glossary.md', 'shared/domain/a.ts', isThere)).toBe(true);
    expect(isFound('glossary.md', 'docs/rules.md', isThere)).toBe(true);
    expect(isFound('../docs/glossary.md', 'events/README.md', isThere)).toBe(true);
    expect(isFound('../docs/glossary.md', 'cli/generate/catalogue.ts', isThere)).toBe(true);
    expect(isFound('reliability.md', 'events/strict-json.ts', isThere)).toBe(false);
    expect(isFound('../docs/glossary.md', 'docs/adr/0001.md', isThere)).toBe(false);
    expect(isFound('docs/gone.md', 'README.md', isThere)).toBe(false);
  });
});

/** The names of documents in this text; one that holds a gap, such as `<part>`, is none. */
function documentsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w./>}*-])[\w.][\w./-]*\.md(?![\w-])/gu)].map(([name]) => name);
}

/** Code may write for another folder, as the generators do; what is written for people leads there from where it lies. */
function isFound(name: string, file: string, isThere: (path: string) => boolean): boolean {
  const places = [name, join(dirname(file), name)];
  const written = file.endsWith('.md') ? places : [...places, name.replace(/^(?:\.\.\/)+/u, '')];
  return written.some((place) => isThere(join(place)));
}
