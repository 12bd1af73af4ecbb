import { describe, expect, test } from 'vitest';
import {
  entriesOf,
  indexObjects,
  isPlain,
  itemsOf,
  nameAt,
  namesAt,
  numberAt,
  resolve,
  sameValue,
  versionsOf,
  type PdfFile,
  type PdfValue,
} from '../../shared/scan-gate/rules/pdf-model.ts';
import { judgeRevisions } from '../../shared/scan-gate/rules/revision-rules.ts';
import { emptyNotes } from '../../shared/scan-gate/rules/verdict.ts';
import { pdfEntries, pdfFile, pdfObjects, pdfStream, pdfValue } from '../support/pdf/pdf-values.ts';

type Objects = Readonly<Record<number, string | PdfValue>>;

const SEEN = ['digital-signature'];
const CHANGED = ['pdf-multiple-revisions', ...SEEN];

/** The signature covers the first thousand bytes. */
const SIGNATURE = '<< /Type /Sig /ByteRange [0 100 900 100] >>';
const WIDGET = '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S1) >>';

/** What is noted on a file whose first part is signed and holds these objects, and to which these were added. */
function added(before: Objects, after: Objects, over: Partial<PdfFile> = {}) {
  const notes = emptyNotes();
  const objects = [...pdfObjects({ 7: SIGNATURE, ...before }), ...pdfObjects(after, 1000)];
  judgeRevisions(pdfFile({}, { objects, ...over }).file, indexObjects(objects), notes);
  return [...notes.refusals, ...notes.observations];
}

describe('a signature', () => {
  test('is none where nothing says which bytes it covers', () => {
    const notes = emptyNotes();
    const { file, index } = pdfFile({ 1: '<< /ByteRange [0 100 900] >>', 2: '<< /ByteRange [0 1 2 (x)] >>' });
    judgeRevisions(file, index, notes);
    expect([...notes.refusals, ...notes.observations]).toEqual([]);
  });

  test('covers its first part: what lies behind came after it', () => {
    const at = (from: number) => {
      const notes = emptyNotes();
      const objects = [...pdfObjects({ 7: SIGNATURE }), ...pdfObjects({ 9: '<< /Type /Page >>' }, from)];
      judgeRevisions(pdfFile({}, { objects }).file, indexObjects(objects), notes);
      return [...notes.refusals, ...notes.observations];
    };
    expect(at(999)).toEqual(SEEN);
    expect(at(1000)).toEqual(CHANGED);
  });

  test('says nothing about what changed before it', () => {
    const notes = emptyNotes();
    const objects = [...pdfObjects({ 4: '(a)' }), ...pdfObjects({ 4: '(b)', 7: SIGNATURE }, 50)];
    judgeRevisions(pdfFile({}, { objects }).file, indexObjects(objects), notes);
    expect([...notes.refusals, ...notes.observations]).toEqual(SEEN);
  });

  test('may name its bytes elsewhere; of several the first one counts', () => {
    const page = { 20: '<< /Type /Page >>' };
    expect(added({ 8: '<< /ByteRange 9 0 R >>', 9: '[0 10 1990 10]' }, page)).toEqual(CHANGED);
    expect(added({}, { ...page, 8: '<< /Type /XRef /ByteRange [0 10 1990 10] >>' })).toEqual(CHANGED);
  });

  test('of a file that is shown page by page covers both of its parts', () => {
    const starts = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ value: 100 + at, end: 110 + at }));
    const linearised = (count: number) => {
      const objects = [
        ...pdfObjects({ 1: '<< /Linearized 1 >>' }, 1),
        ...pdfObjects({ 7: SIGNATURE }),
        ...pdfObjects({ 9: '<< /Type /Page >>' }, 1000),
      ];
      return added({}, {}, { objects, starts: starts(count) });
    };
    expect(linearised(2)).toEqual(SEEN);
    expect(linearised(3)).toEqual(CHANGED);
    expect(added({}, { 9: '<< /Type /Page >>' }, { starts: starts(2) })).toEqual(CHANGED);
  });
});

describe('after a signature may be added', () => {
  test.each(['XRef', 'ObjStm', 'Metadata', 'DSS'])('an object of type %s, new or changed', (type) => {
    const change = { 9: `<< /Type /${type} /X 1 >>` };
    expect(added({}, change)).toEqual(SEEN);
    expect(added({ 9: `<< /Type /${type} >>` }, change)).toEqual(SEEN);
  });

  test('the same object once more', () => {
    expect(added({ 3: '<< /Type /Page /B [ 1 ] >>' }, { 3: '<< /B [ 1 ] /Type /Page >>' })).toEqual(SEEN);
    expect(added({ 4: '(a)' }, { 4: '(a)' })).toEqual(SEEN);
  });

  test('what the trailer says about the file', () => {
    const info = { trailers: ['<< /Size 1 >>', '<< /Info 9 0 R >>'].map(pdfEntries) };
    const change = [{ 9: '<< /Title (a) >>' }, { 9: '<< /Title (b) >>' }] as const;
    expect(added(...change, info)).toEqual(SEEN);
    expect(added(...change)).toEqual(CHANGED);
    expect(added(...change, { trailers: [pdfEntries('<< /Info (9 0 R) >>')] })).toEqual(CHANGED);
  });

  test.each(['AcroForm', 'DSS', 'Extensions', 'Perms', 'Metadata', 'Version'])('to the catalog %s', (key) => {
    const change = `<< /Type /Catalog /Pages 2 0 R /${key} 1 >>`;
    expect(added({ 1: '<< /Type /Catalog /Pages 2 0 R >>' }, { 1: change })).toEqual(SEEN);
    expect(added({ 1: change }, { 1: '<< /Type /Catalog /Pages 2 0 R >>' })).toEqual(SEEN);
  });

  test.each(['LastModified', 'StructParents', 'Tabs', 'Annots'])('to a page %s', (key) =>
    expect(added({ 3: '<< /Type /Page /B 1 >>' }, { 3: `<< /Type /Page /B 1 /${key} null >>` })).toEqual(
      SEEN,
    ),
  );

  test.each(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances'])('to the form %s', (key) =>
    expect(added({ 8: '<< /Fields [] /Q 1 >>' }, { 8: `<< /Fields [] /Q 1 /${key} [ 1 ] >>` })).toEqual(SEEN),
  );

  test.each(['V', 'AP', 'M', 'F', 'AS', 'MK', 'Lock', 'SV', 'DV'])('to a field for signatures %s', (key) =>
    expect(added({ 6: '<< /FT /Sig /T (a) >>' }, { 6: `<< /FT /Sig /T (a) /${key} 1 >>` })).toEqual(SEEN),
  );

  test('a field for signatures, on the page and in the lists', () => {
    const page = (annotations: string) => `<< /Type /Page /Annots ${annotations} >>`;
    expect(added({ 3: page('[5 0 R]') }, { 3: page('[5 0 R 6 0 R]'), 6: WIDGET })).toEqual(SEEN);
    expect(added({ 3: '<< /Type /Page >>' }, { 3: page('6 0 R'), 6: WIDGET })).toEqual(SEEN);
    expect(added({ 8: '[5 0 R]' }, { 8: '[5 0 R 6 0 R]', 6: WIDGET })).toEqual(SEEN);
    const child = { 6: '<< /Type /Annot /Subtype /Widget /Parent 9 0 R >>', 9: '<< /FT /Sig >>' };
    expect(added({ 8: '[5 0 R]' }, { 8: '[5 0 R 6 0 R]', ...child })).toEqual(SEEN);
  });

  test('what a signature draws and holds', () => {
    const parts = { 9: pdfStream('<< /Subtype /Form >>'), 10: '<< /Type /Sig >>', 11: '[ 1 ]', 12: '(x)' };
    expect(added({}, { ...parts, 13: '<< /Type /Annot >>' })).toEqual(SEEN);
  });
});

describe('after a signature must not be added', () => {
  test.each(['Page', 'Pages', 'Catalog'])('a new object of type %s', (type) =>
    expect(added({}, { 9: `<< /Type /${type} >>` })).toEqual(CHANGED),
  );

  test.each([
    ['a note', '<< /Type /Annot /Subtype /FreeText >>'],
    ['a field to fill in', '<< /Subtype /Widget /FT /Tx >>'],
    ['a field of no kind', '<< /Subtype /Widget >>'],
  ])('%s', (_, annotation) => expect(added({}, { 9: annotation })).toEqual(CHANGED));

  test.each([
    ['the catalog', '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Catalog /Pages 2 0 R /Lang (de) >>'],
    ['the catalog, taken out', '<< /Type /Catalog /Lang (de) >>', '<< /Type /Catalog >>'],
    ['a page', '<< /Type /Page /Contents 4 0 R >>', '<< /Type /Page /Contents 5 0 R >>'],
    ['the form', '<< /Fields [] >>', '<< /Fields [] /Q 1 >>'],
    ['a field for signatures', '<< /FT /Sig /T (a) >>', '<< /FT /Sig /T (b) >>'],
    ['another field', '<< /FT /Tx /V (a) >>', '<< /FT /Tx /V (b) >>'],
    ['what a page draws', pdfStream('<< >>'), pdfStream('<< >>', [1])],
    ['a text', '(a)', '(b)'],
    ['a list, taken out of', '[ 1 2 ]', '[ 1 ]'],
    ['a list, in its order', '[ 1 2 ]', '[ 2 1 ]'],
    ['a list, with something else', '[ 1 ]', '[ 1 2 ]'],
    ['a list, with something beside a signature', '[ 1 ]', '[ 1 << /FT /Sig >> 2 ]'],
    ['what was no list', '<< /X 1 >>', '[ 1 ]'],
  ])('a change to %s', (_, before, after) => expect(added({ 9: before }, { 9: after })).toEqual(CHANGED));

  test('anything but a signature among the annotations of a page', () => {
    const page = (annotations: string) => `<< /Type /Page /Annots ${annotations} >>`;
    const before = { 3: page('[5 0 R]'), 5: '<< /Subtype /Link >>' };
    expect(added({ ...before, 3: page('[5 0 R 4 0 R]') }, { 3: page('[4 0 R 5 0 R]') })).toEqual(SEEN);
    expect(added(before, { 3: page('[5 0 R 5 0 R]') })).toEqual(SEEN);
    expect(added(before, { 3: page('[5 0 R << /Subtype /Link >>]') })).toEqual(CHANGED);
    expect(added(before, { 3: page('[5 0 R << /FT /Tx >>]') })).toEqual(CHANGED);
    expect(added(before, { 3: page('[5 0 R << /FT /Tx /Parent << /FT /Sig >> >>]') })).toEqual(CHANGED);
    expect(added(before, { 3: page('[5 0 R << /Parent << /FT /Sig >> >> << >>]') })).toEqual(CHANGED);
  });

  test('one change among many that may be', () =>
    expect(added({ 4: '(a)' }, { 9: '<< /Type /XRef >>', 4: '(b)', 10: '<< /Type /Metadata >>' })).toEqual(
      CHANGED,
    ));
});

describe('a value of a file', () => {
  const { index } = pdfFile({
    1: '2 0 R',
    2: '/Name',
    3: '3 0 R',
    ...Object.fromEntries(Array.from({ length: 17 }, (_, at) => [20 + at, `${21 + at} 0 R`])),
    37: '1',
  });
  const entries = pdfEntries('<< /A 1 0 R /B /Own /C (x) /D 3 0 R /E 5 /F 37 0 R >>');

  test('is followed through sixteen references, and null where there is no end', () => {
    expect(resolve(index, pdfValue('22 0 R'))).toEqual({ kind: 'number', value: 1 });
    expect(resolve(index, pdfValue('21 0 R'))).toEqual({ kind: 'null' });
    for (const nowhere of ['3 0 R', '99 0 R'])
      expect(resolve(index, pdfValue(nowhere))).toEqual({ kind: 'null' });
    expect(resolve(index, undefined)).toEqual({ kind: 'null' });
  });

  test('under a key is a name or a number, or neither', () => {
    expect(['A', 'B', 'C', 'D', 'Z'].map((key) => nameAt(index, entries, key))).toEqual([
      'Name',
      'Own',
      undefined,
      undefined,
      undefined,
    ]);
    expect(['A', 'B', 'C', 'D', 'Z'].map((key) => namesAt(index, entries, key))).toEqual([
      ['Name'],
      ['Own'],
      [],
      [],
      [],
    ]);
    expect(['E', 'F', 'B', 'Z'].map((key) => numberAt(index, entries, key))).toEqual([
      5,
      1,
      undefined,
      undefined,
    ]);
  });

  test('has a version in each revision, the newest one counts', () => {
    const twice = indexObjects([...pdfObjects({ 1: '/Old' }), ...pdfObjects({ 1: '/New' })]);
    const reference = pdfValue('1 0 R');
    expect(resolve(twice, reference)).toEqual({ kind: 'name', name: 'New' });
    expect(versionsOf(twice, reference)).toEqual([pdfValue('/Old'), pdfValue('/New')]);
    expect(namesAt(twice, pdfEntries('<< /S 1 0 R >>'), 'S')).toEqual(['Old', 'New']);
    expect(versionsOf(twice, pdfValue('9 0 R'))).toEqual([]);
    expect(versionsOf(twice, pdfValue('(x)'))).toEqual([pdfValue('(x)')]);
    expect(versionsOf(twice, undefined)).toEqual([]);
  });

  test('has items where it is a list, is one item alone, and none where it is null', () => {
    expect(itemsOf(pdfValue('[ 1 2 ]'))).toHaveLength(2);
    expect(itemsOf(pdfValue('(x)'))).toEqual([pdfValue('(x)')]);
    expect(itemsOf(pdfValue('null'))).toEqual([]);
  });

  test('has entries where it is a dictionary or a stream', () => {
    for (const value of [pdfValue('<< /A 1 >>'), pdfStream('<< /A 1 >>')])
      expect([...entriesOf(value).keys()]).toEqual(['A']);
    for (const value of [pdfValue('[ 1 ]'), undefined]) expect(entriesOf(value).size).toBe(0);
  });

  test('is plain where it refers to nothing', () => {
    for (const plain of ['null', 'true', '1', '/X', '(x)']) expect(isPlain(pdfValue(plain))).toBe(true);
    for (const other of ['1 0 R', '[]', '<< >>']) expect(isPlain(pdfValue(other))).toBe(false);
    expect(isPlain(pdfStream('<< >>'))).toBe(false);
  });

  test.each(['null', 'true', '1', '/X', '(X)', '1 0 R', '[ 1 [ 2 ] ]', '<< /A [ 1 ] /B << /C 2 >> >>'])(
    'is the same as itself and as no other: %s',
    (syntax) => {
      expect(sameValue(pdfValue(syntax), pdfValue(syntax))).toBe(true);
      for (const other of [
        'false',
        '2',
        '/Y',
        '(Y)',
        '2 0 R',
        '[ 1 2 ]',
        '[ 12 ]',
        '<< /A [ 1 ] /B << /C 3 >> >>',
      ])
        expect(sameValue(pdfValue(syntax), pdfValue(other))).toBe(false);
    },
  );

  test('is the same in any order of its keys, and null where it is missing', () => {
    expect(sameValue(pdfValue('<< /A 1 /B 2 >>'), pdfValue('<< /B 2 /A 1 >>'))).toBe(true);
    expect(sameValue(pdfValue('<< /A 1 /B 2 >>'), pdfValue('<< /A 2 /B 1 >>'))).toBe(false);
    expect(sameValue(pdfValue('[ << /A 1 >> ]'), pdfValue('[ << /A 2 >> ]'))).toBe(false);
    expect(sameValue(undefined, undefined)).toBe(true);
    expect(sameValue(undefined, pdfValue('1'))).toBe(false);
    expect(sameValue(undefined, pdfValue('[]'))).toBe(false);
  });

  test('that is a stream is the same by its dictionary and length', () => {
    const stream = pdfStream('<< /A 1 >>', [1, 2]);
    expect(sameValue(stream, pdfStream('<< /A 1 >>', [3, 4]))).toBe(true);
    expect(sameValue(stream, pdfStream('<< /A 1 >>', [1]))).toBe(false);
    expect(sameValue(stream, pdfStream('<< /A 2 >>', [1, 2]))).toBe(false);
    expect(sameValue(pdfStream('<< /A 1 >>'), pdfValue('<< /A 1 >>'))).toBe(false);
  });
});
