import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { factPlaces, median } from './figures/fact-places.ts';
import { filesByFolder } from './figures/files.ts';
import { namesTwice } from './figures/names-twice.ts';
import { bothWays, roomsOf } from './figures/rooms.ts';
import { sourcesOf } from './figures/source.ts';
import { table } from './figures/table.ts';
import { comebacks, telling } from './figures/trace.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIGURES = join(import.meta.dirname, 'figures');

/** A checkout that was made up for one test. */
let folder = '';

afterEach(() => {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
});

function tree(files: Readonly<Record<string, string>>): string {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rooms-')));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const sources = (files: Readonly<Record<string, string>>, rooms = ['shared']) =>
  sourcesOf(tree(files), rooms);

describe('the files of a room', () => {
  test('are those that lie in it, not those of rooms inside it', () => {
    const rooms = roomsOf(
      sources({
        'shared/a.ts': '',
        'shared/b.tsx': '',
        'shared/inner/c.mjs': '',
        'shared/inner/d.css': '',
        'shared/e.txt': '',
      }),
    );
    expect(rooms).toMatchObject([
      { path: 'shared', files: 2 },
      { path: 'shared/inner', files: 2 },
    ]);
  });

  test('count for a reader whatever their kind, and not where they are made or foreign', () => {
    const root = tree({
      'docs/a.txt': '',
      'docs/b.json': '',
      'docs/adr/c.txt': '',
      'docs/node_modules/d.js': '',
      'docs/.made/e.txt': '',
    });
    expect(Object.fromEntries(filesByFolder(root, ['docs', 'bench']))).toEqual({ docs: 2, 'docs/adr': 1 });
  });
});

describe('the levels of a room', () => {
  const levels = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(roomsOf(sources(files)).map((room) => [room.path, room.levels]));

  test('are the files of its longest chain of imports', () => {
    expect(
      levels({
        'shared/top.ts': "import { b } from './b.ts';\nimport { c } from './c.ts';\nb(c);",
        'shared/b.ts': "import { c } from './c.ts';\nexport const b = (one: number) => one + c;",
        'shared/c.ts': 'export const c = 1;',
        'shared/alone.ts': '',
      }),
    ).toEqual({ shared: 3 });
  });

  test('know imports of types, passing on, and what is loaded lazily', () => {
    expect(
      levels({
        'shared/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
        'shared/b.ts': "export type { C as B } from './c.ts';",
        'shared/c.ts': "export * from './d.ts';\nexport type C = 1;",
        'shared/d.ts': "export const d = () => import('./e.ts');",
        'shared/e.ts': "import 'node:fs';",
      }),
    ).toEqual({ shared: 5 });
  });

  test('end at the door of the room', () => {
    expect(
      levels({
        'shared/a.ts': "import './inner/b.ts';",
        'shared/inner/b.ts': "import '../c.ts';",
        'shared/c.ts': '',
      }),
    ).toEqual({ shared: 1, 'shared/inner': 1 });
  });

  test('have an end in a circle', () => {
    expect(levels({ 'shared/a.ts': "import './b.ts';", 'shared/b.ts': "import './a.ts';" })).toEqual({
      shared: 2,
    });
  });
});

describe('two rooms that import each other', () => {
  const pairs = (files: Readonly<Record<string, string>>) => bothWays(sources(files));

  test('are found with the way that is walked less, whoever imports deeper inside', () => {
    expect(
      pairs({
        'shared/one/a.ts': "import '../two/deep/c.ts';\nimport '../two/deep/d.ts';",
        'shared/two/deep/c.ts': '',
        'shared/two/deep/d.ts': '',
        'shared/two/b.ts': "import type { E } from '../one/e.ts';\nexport type B = E;",
        'shared/one/e.ts': 'export type E = 1;',
      }),
    ).toEqual([{ rooms: ['shared/one', 'shared/two'], imports: ['shared/two/b.ts → shared/one/e.ts'] }]);
  });

  test('are named once where both ways are walked as often', () => {
    expect(
      pairs({ 'shared/one/a.ts': "import '../two/b.ts';", 'shared/two/b.ts': "import '../one/a.ts';" }),
    ).toEqual([{ rooms: ['shared/one', 'shared/two'], imports: ['shared/two/b.ts → shared/one/a.ts'] }]);
  });

  test('are none where one lies in the other, or the way leads on', () => {
    expect(
      pairs({
        'shared/a.ts': "import './inner/b.ts';",
        'shared/inner/b.ts': "import '../c.ts';\nimport '../beside/d.ts';",
        'shared/beside/d.ts': "import '../c.ts';",
        'shared/c.ts': '',
      }),
    ).toEqual([]);
  });
});

describe('an exported name that exists twice', () => {
  const twice = (files: Readonly<Record<string, string>>) => namesTwice(sources(files));

  test('is found, whatever it names', () => {
    expect(
      twice({
        'shared/a.ts': 'export type One = 1;\nexport function two() {}\nexport class Three {}',
        'shared/b.ts':
          'export interface One {}\nexport const two = 2;\nconst own = 3;\nexport { own as Three };',
        'shared/c.ts': 'export const { two, of: [four] } = x;\nexport const own = 1;',
      }),
    ).toEqual([
      { name: 'two', files: ['shared/a.ts', 'shared/b.ts', 'shared/c.ts'] },
      { name: 'One', files: ['shared/a.ts', 'shared/b.ts'] },
      { name: 'Three', files: ['shared/a.ts', 'shared/b.ts'] },
    ]);
  });

  test('is none where one file passes on what another declares, or says it for a type and a value', () => {
    expect(
      twice({
        'shared/a.ts': 'export const one = 1;\nexport type one = 1;',
        'shared/b.ts': "export { one } from './a.ts';\nexport * from './a.ts';",
        'shared/c.ts': 'const one = 2;\nconsole.log(one);',
      }),
    ).toEqual([]);
  });
});

describe('a fact', () => {
  const files = (content: string, path = 'shared/a.tsx') =>
    factPlaces(['signature.received'], sources({ [path]: content }))[0]?.files;

  test.each([
    ['as a type', "type One = Incoming<'SignatureReceived'>;"],
    ['as a key', 'const traits = { SignatureReceived: true };'],
    ['as an identifier', "import { signatureReceived } from 'events';"],
    ['by its stem', "const type = 'signature.received';"],
    ['by its type on the wire', "const type = 'de.example.signature.received.v1';"],
    ['in a template', 'const type = `${prefix}.signature.received.v1`;'],
    ['between tags', 'const page = <p>signature.received</p>;'],
  ])('is named %s', (_, content) => {
    expect(files(content)).toEqual(['shared/a.tsx']);
  });

  test.each([
    ['in a comment', '// SignatureReceived, signature.received'],
    ['by the path of a file', "import './signature.received.ts';"],
    ['by a longer name', "const signatureReceivedAt = 'signature.received-late';"],
    ['by another fact', "const type = 'signature.withdrawn';"],
  ])('is not named %s', (_, content) => {
    expect(files(content)).toEqual([]);
  });

  test('with the most places comes first', () => {
    const found = sources({ 'shared/a.ts': "'b.done';", 'shared/b.ts': "'b.done';\n'a.done';" });
    expect(factPlaces(['a.done', 'b.done', 'c.done'], found).map(({ stem }) => stem)).toEqual([
      'b.done',
      'a.done',
      'c.done',
    ]);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([])).toBe(0);
  });
});

describe('the way of a message', () => {
  /** What a small program says that knows the measuring modules; V8 counts only in a process of its own. */
  function said(root: string, program: string): unknown {
    const folderOf = JSON.stringify(FIGURES);
    const script = program
      .replaceAll('FIGURES', folderOf.slice(1, -1))
      .replaceAll('ROOT', JSON.stringify(root));
    return JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
    );
  }

  test('passes the files in which a function begins, not those that are only loaded or go on', () => {
    const root = tree({
      'shared/called.ts': 'export const called = () => 1;',
      'shared/loaded.ts': 'export const loaded = () => 1;\nloaded();',
      'shared/going-on.ts': 'export async function goingOn(door) { await door; return 1; }',
    });
    const program = `
      import { countFiles } from 'FIGURES/coverage.ts';
      const root = ROOT;
      const counter = countFiles(root);
      const { called } = await import(root + '/shared/called.ts');
      await import(root + '/shared/loaded.ts');
      const { goingOn } = await import(root + '/shared/going-on.ts');
      let open;
      const going = goingOn(new Promise((resolve) => { open = resolve; }));
      counter.take();
      called();
      open();
      await going;
      const first = counter.take();
      const second = counter.take();
      counter.close();
      console.log(JSON.stringify([first, second]));`;
    expect(said(root, program)).toEqual([['shared/called.ts'], []]);
  });

  test('can be walked in this checkout, from the handler of the queue to the committed transaction', () => {
    const program = `
      import { wayOfMessage } from 'FIGURES/message-way.ts';
      import { modulesOf } from 'FIGURES/product-modules.ts';
      import { PRODUCT_ROOMS, sourcesOf } from 'FIGURES/source.ts';
      const root = ROOT;
      const sources = sourcesOf(root, [...PRODUCT_ROOMS, 'tests']);
      console.log(JSON.stringify(await wayOfMessage(root, modulesOf(root, sources))));`;
    const { files, entered } = z
      .object({ files: z.array(z.string()), entered: z.array(z.string()) })
      .parse(said(realpathSync(ROOT), program));
    expect(files).toContain('functions/record-event/handler.ts');
    expect(files.filter((path) => path.startsWith('shared/domain/')).length).toBeGreaterThan(0);
    expect(files.filter((path) => /^(?:tests|cli|infra|web)\//u.test(path))).toEqual([]);
    // Counted by V8 and told by the files themselves: two witnesses of one way.
    expect([...new Set(entered)].toSorted()).toEqual(files);
  });

  test('comes back where it enters a file that it had left', () => {
    expect(comebacks(['a', 'b', 'c'])).toBe(0);
    expect(comebacks(['a', 'a', 'b', 'a', 'b', 'b'])).toBe(2);
    expect(comebacks([])).toBe(0);
  });

  test('is told by each function that begins, and the source says what it said', () => {
    const source = [
      '// ä',
      'function one(given = () => ({ a: 1 })) { return given(); }',
      'class Two { #x = 1; constructor() {} get three() { return this.#x; } }',
      'const four = (x) => [x, one().a];',
      'result = [new Two().three, ...four(2)];',
    ].join('\n');
    const entered: string[] = [];
    const world = { __figuresEntered: (path: string) => entered.push(path), result: [] };
    runInNewContext(telling(source, 'a.ts'), world);
    expect([...world.result]).toEqual([1, 2, 1]);
    expect(entered).toEqual(['a.ts', 'a.ts', 'a.ts', 'a.ts', 'a.ts']);
  });
});

describe('a table', () => {
  test('has its numbers under each other, and no column as wide as a last cell', () => {
    expect(table([['a', 1], ['longer', 20], ['a sentence that ends its row']])).toBe(
      '  a               1\n  longer         20\n  a sentence that ends its row',
    );
  });
});
