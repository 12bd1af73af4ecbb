import { describe, expect, test } from 'vitest';
import { isLinearised, judgeCrossReferences } from '../../shared/scan-gate/rules/cross-reference-rules.ts';
import { judgeContents } from '../../shared/scan-gate/rules/content-rules.ts';
import { judgeFrame, listPages, rootOf } from '../../shared/scan-gate/rules/page-rules.ts';
import type { PdfCrossReference, PdfFile, PdfObject } from '../../shared/scan-gate/rules/pdf-model.ts';
import { emptyNotes } from '../../shared/scan-gate/rules/verdict.ts';
import { pdfEntries, pdfFile, pdfObjects, pdfStream, pdfValue } from '../support/pdf/pdf-values.ts';

describe('cross references', () => {
  const OBJECTS = pdfObjects({ 1: '<< >>', 2: '[ 1 ]' });
  const table = (over: Partial<PdfCrossReference> = {}): PdfCrossReference => ({
    offset: 100,
    slack: 0,
    targets: [10, 20],
    packs: [],
    ...over,
  });

  /** Refusals and observations on a file of two objects, at 10 and 20, and a table at 100. */
  function noted(over: Partial<PdfFile> = {}) {
    const notes = emptyNotes();
    const { file } = pdfFile({}, { objects: OBJECTS, crossReferences: [table()], ...start(100), ...over });
    judgeCrossReferences(file, notes);
    return [...notes.refusals, ...notes.observations];
  }
  const start = (...values: number[]) => ({ starts: values.map((value) => ({ value, end: 120 })) });
  const slack = (...given: number[]): Partial<PdfFile> => ({
    objects: OBJECTS.map((object, at) => ({ ...object, offset: object.offset + 100, slack: given[at] ?? 0 })),
  });
  const BROKEN = ['pdf-broken'];

  test('name every object where it lies, or nothing', () => {
    expect(noted()).toEqual([]);
    expect(noted({ crossReferences: [table({ targets: [10, 0] })] })).toEqual([]);
    for (const elsewhere of [9, 11, 100])
      expect(noted({ crossReferences: [table({ targets: [10, elsewhere] })] })).toEqual(BROKEN);
  });

  test('are true in every table', () => {
    const [sound, wrong] = [table(), table({ offset: 200, targets: [11] })];
    expect(noted({ crossReferences: [sound, wrong] })).toEqual(BROKEN);
    expect(noted({ crossReferences: [wrong, sound] })).toEqual(BROKEN);
  });

  test('may name the white space before an object, up to sixteen bytes', () => {
    const pointing = (target: number, white: number) =>
      noted({ ...slack(white), crossReferences: [table({ targets: [target] })] });
    expect([pointing(110, 3), pointing(107, 3), pointing(94, 40)]).toEqual([[], [], []]);
    expect([pointing(106, 3), pointing(93, 40), pointing(111, 3)]).toEqual([BROKEN, BROKEN, BROKEN]);
  });

  test('name no object that lies packed in a stream', () =>
    expect(noted({ objects: OBJECTS.map((object) => ({ ...object, packed: true })) })).toEqual(BROKEN));

  test('begin where the last start says', () => {
    expect(noted(start(99))).toEqual(BROKEN);
    expect(noted(start())).toEqual(BROKEN);
    expect(noted(start(100, 99))).toEqual([...BROKEN, 'several-revisions']);
    expect(noted(start(99, 100))).toEqual(['several-revisions']);
    expect(noted({ ...start(98), crossReferences: [table({ slack: 2 })] })).toEqual([]);
  });

  test.each(['Prev', 'XRefStm'])('lead by %s to a table, or nowhere', (key) => {
    const leading = (value: string) => noted({ trailers: [pdfEntries(`<< /${key} ${value} >>`)] });
    for (const allowed of ['100', '0', '(x)', 'null']) expect(leading(allowed)).toEqual([]);
    expect(leading('99')).toEqual(BROKEN);
  });

  test('count from the file or from its header, and not from both', () => {
    const counted = (from: number, prev = from) =>
      noted({
        headerOffset: 7,
        crossReferences: [table({ targets: [10 - from, 20 - from] })],
        ...start(100 - from),
        trailers: [pdfEntries(`<< /Prev ${100 - prev} >>`)],
      });
    expect([counted(0), counted(7)]).toEqual([[], []]);
    expect([counted(3), counted(7, 0), counted(0, 7)]).toEqual([BROKEN, BROKEN, BROKEN]);
  });

  describe('name as object stream', () => {
    const naming = (value: PdfObject['value'], packed = false) =>
      noted({
        objects: [...OBJECTS, { id: '7 0', offset: 50, slack: 0, packed, value }],
        crossReferences: [table({ packs: [7] })],
      });

    test('only what is one', () => {
      expect(naming(pdfStream('<< /Type /ObjStm >>'))).toEqual([]);
      for (const other of ['<< /Type /XRef >>', '<< /Type (ObjStm) >>', '<< >>'])
        expect(naming(pdfStream(other))).toEqual(BROKEN);
      expect(naming(pdfValue('<< /Type /ObjStm >>'))).toEqual(BROKEN);
      expect(naming(pdfStream('<< /Type /ObjStm >>'), true)).toEqual(BROKEN);
    });

    test('only what is there', () =>
      expect(noted({ crossReferences: [table({ packs: [7] })] })).toEqual(BROKEN));
  });

  describe('of a file that can be shown page by page', () => {
    const first = (value: PdfObject['value']) => ({
      objects: [...OBJECTS, { id: '9 0', offset: 5, slack: 0, packed: false, value }],
    });
    const linearised = first(pdfValue('<< /Linearized 1 >>'));

    test('are no sign of several revisions', () => {
      expect(noted({ ...linearised, ...start(100) })).toEqual(['linearised']);
      expect(noted({ ...linearised, ...start(0, 100) })).toEqual(['linearised']);
      expect(noted({ ...linearised, ...start(100, 100) })).toEqual(['linearised']);
      expect(noted(start(0, 100))).toEqual([]);
    });

    test('begin with its first object in the order of bytes, which says so', () => {
      const is = (objects: Partial<PdfFile>) => isLinearised(pdfFile({}, objects).file);
      expect(is(linearised)).toBe(true);
      expect(is({ objects: linearised.objects.toReversed() })).toBe(true);
      expect(is(first(pdfValue('<< /Linear 1 >>')))).toBe(false);
      expect(is(first(pdfStream('<< /Linearized 1 >>')))).toBe(false);
      expect(is({ objects: pdfObjects({ 1: '<< >>', 2: '<< /Linearized 1 >>' }) })).toBe(false);
      expect(is({ objects: [] })).toBe(false);
    });
  });
});

describe('a file that is locked', () => {
  test('is refused for what its trailers say', () => {
    const refusalsOf = (...trailers: string[]) => {
      const notes = emptyNotes();
      const { file, index } = pdfFile({}, { trailers: trailers.map(pdfEntries) });
      judgeContents(file, index, notes);
      return [...notes.refusals];
    };
    expect(refusalsOf('<< >>', '<< /Encrypt 1 >>')).toEqual(['pdf-encrypted']);
    expect(refusalsOf('<< /Size 1 >>')).toEqual([]);
  });
});

describe('what a repeated key hides', () => {
  test('is judged like everything else', () => {
    const refusalsOf = (objects: Record<number, string>, ...shadowed: string[]) => {
      const notes = emptyNotes();
      const { file, index } = pdfFile(objects, { shadowed: shadowed.map(pdfValue) });
      judgeContents(file, index, notes);
      return [...notes.refusals];
    };
    expect(refusalsOf({}, '[ << /JS 1 >> ]')).toEqual(['pdf-active-content']);
    const link = { 6: '<< /Subtype /Link /A 7 0 R >>', 7: '<< /S /URI /URI (https://x) >>' };
    expect(refusalsOf(link)).toEqual([]);
    expect(refusalsOf(link, '[ << /OpenAction 7 0 R >> ]')).toEqual(['pdf-active-content']);
  });
});

describe('the pages', () => {
  const BOX = '/MediaBox [0 0 595 842]';

  /** How many pages a tree has, and why it is refused. Object 1 is the catalog, 2 the top of the tree. */
  function counted(objects: Record<number, string>, over: Partial<PdfFile> = {}) {
    const notes = emptyNotes();
    const trailers = [pdfEntries('<< /Root 1 0 R >>')];
    const { file, index } = pdfFile({ 1: '<< /Pages 2 0 R >>', ...objects }, { trailers, ...over });
    const pages = listPages(file, index, notes);
    return { pages, refusals: [...notes.refusals] };
  }
  const boxed = (entries: string) => counted({ 2: `<< ${entries} >>` }).refusals;

  test('are the leaves of the tree, with what they inherit', () => {
    const { pages, refusals } = counted({
      2: `<< /Kids [3 0 R << /Kids [<< /Rotate 90 >>] /Resources (near) >> 9 0 R] ${BOX} /Resources (far) >>`,
      3: '<< /MediaBox [0 0 1 1] /Resources (own) >>',
    });
    expect(refusals).toEqual([]);
    expect(pages.map(({ resources }) => resources)).toEqual(
      ['own', 'near'].map((text) => ({ kind: 'text', text })),
    );
    expect(pages.map(({ mediaBox }) => mediaBox)).toEqual(
      ['[0 0 1 1]', '[0 0 595 842]'].map((box) => pdfValue(box)),
    );
    expect(pages[1]?.entries).toEqual(pdfEntries('<< /Rotate 90 >>'));
  });

  test('are one at least and two hundred at most', () => {
    const tree = (pages: number) => counted({ 2: `<< /Kids [${'<< /B 1 >> '.repeat(pages)}] ${BOX} >>` });
    expect(tree(0).refusals).toEqual(['pdf-page-count']);
    expect([tree(1).refusals, tree(200).refusals]).toEqual([[], []]);
    expect(tree(201).refusals).toEqual(['pdf-page-count']);
    expect(tree(400).pages).toHaveLength(201);
    expect(counted({}, { trailers: [] }).refusals).toEqual(['pdf-page-count']);
  });

  test('lie thirty-two levels deep at most', () => {
    const tree = (depth: number) => {
      const levels = Array.from({ length: depth }, (_, at) => [at + 2, `<< /Kids [${at + 3} 0 R] ${BOX} >>`]);
      return counted({ ...Object.fromEntries(levels), [depth + 2]: '<< /B 1 >>' }).refusals;
    };
    expect(tree(32)).toEqual([]);
    expect(tree(33)).toContain('pdf-too-complex');
  });

  test('lie in the tree once', () => {
    expect(counted({ 2: `<< /Kids [3 0 R 3 0 R] ${BOX} >>`, 3: '<< /B 1 >>' }).refusals).toEqual([
      'pdf-too-complex',
    ]);
    expect(
      counted({ 2: `<< /Kids [3 0 R 4 0 R] ${BOX} >>`, 3: '<< /B 1 >>', 4: '<< /B 1 >>' }).refusals,
    ).toEqual([]);
  });

  test.each([
    ['[0 0 595 842]', []],
    ['[595 842 0 0]', []],
    ['[-10 -10 10 10]', []],
    ['[0 0 14400 14400]', []],
    ['[0 0 14401 1]', ['pdf-too-complex']],
    ['[0 0 1 14401]', ['pdf-too-complex']],
    ['[-14400 0 1 1]', ['pdf-too-complex']],
    ['[0 0 0 842]', ['pdf-broken']],
    ['[0 0 595 0]', ['pdf-broken']],
    ['[5 0 5 842]', ['pdf-broken']],
    ['[0 0 595]', ['pdf-broken']],
    ['[0 0 (x) 842]', ['pdf-broken']],
    ['(x)', ['pdf-broken']],
  ])('are as large as %s says: %j', (box, reasons) => expect(boxed(`/MediaBox ${box}`)).toEqual(reasons));

  test('are as large as their unit makes them, wherever the figures stand', () => {
    const objects = { 5: '[0 0 6 0 R 1]', 6: '7200' };
    expect(counted({ 2: '<< /MediaBox 5 0 R /UserUnit 2 >>', ...objects }).refusals).toEqual([]);
    expect(counted({ 2: '<< /MediaBox 5 0 R /UserUnit 3 >>', ...objects }).refusals).toEqual([
      'pdf-too-complex',
    ]);
    expect(boxed('/Rotate 90')).toEqual(['pdf-broken']);
  });

  test('hang from the catalog that the newest trailer names', () => {
    const trailers = ['<< /Root 1 0 R >>', '<< /Root 4 0 R >>', '<< /Size 9 >>'].map(pdfEntries);
    const { file } = pdfFile({}, { trailers });
    expect(rootOf(file)).toEqual({ kind: 'reference', id: '4 0' });
    expect(rootOf(pdfFile({}).file)).toBeUndefined();
  });
});

describe('the frame of a scan', () => {
  test('is broken without a catalog', () => {
    const refusalsOf = (root: string) => {
      const notes = emptyNotes();
      const { file, index } = pdfFile({ 1: root }, { trailers: [pdfEntries('<< /Root 1 0 R >>')] });
      judgeFrame(file, index, notes);
      return [...notes.refusals];
    };
    expect(refusalsOf('<< /Pages 2 0 R >>')).toEqual([]);
    for (const other of ['[ 1 ]', 'null', '1 0 R']) expect(refusalsOf(other)).toEqual(['pdf-broken']);
  });
});
