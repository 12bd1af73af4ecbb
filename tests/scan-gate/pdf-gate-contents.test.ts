import { describe, expect, test } from 'vitest';
import { judgePdf } from '../../shared/scan-gate/pdf-gate.ts';
import { catalog, page, SCAN, scanWith } from '../support/pdf/pdf-samples.ts';
import { flate, revise, type RawObjects } from '../support/pdf/pdf-sample-writer.ts';

/** The reason against a scan with these objects replaced or added, else what was seen on it. */
async function verdictOn(objects: RawObjects, trailer = '') {
  const verdict = await judgePdf(scanWith(objects, trailer));
  return verdict.ok ? verdict.observations : verdict.reason;
}

/** As object 9, which nothing refers to. */
const lying = (value: string) => verdictOn({ 9: value });

describe('a key that no scan has, wherever it stands', () => {
  test.each([
    ['JS', 'pdf-active-content'],
    ['JavaScript', 'pdf-active-content'],
    ['AA', 'pdf-active-content'],
    ['EF', 'pdf-embedded-file'],
    ['RF', 'pdf-embedded-file'],
    ['EmbeddedFiles', 'pdf-embedded-file'],
    ['AF', 'pdf-embedded-file'],
    ['Collection', 'pdf-embedded-file'],
    ['RichMediaContent', 'pdf-embedded-file'],
    ['RichMediaSettings', 'pdf-embedded-file'],
    ['3DD', 'pdf-embedded-file'],
    ['XFA', 'pdf-xfa'],
    ['NeedsRendering', 'pdf-xfa'],
  ])('%s is refused as %s', async (key, reason) => {
    expect(await lying(`<< /${key} 1 >>`)).toBe(reason);
    expect(await lying(`[ 1 [ << /A << /${key} 1 >> >> ] ]`)).toBe(reason);
    expect(await verdictOn({ 9: flate('x', `/${key} 1`) })).toBe(reason);
    expect(await verdictOn({}, `/${key} 1`)).toBe(reason);
  });

  test('is the name of a prototype no more than any other', async () =>
    expect(await lying('<< /constructor 1 /Type /toString /Subtype /valueOf >>')).toEqual([]));
});

describe('a kind of object that no scan has', () => {
  test.each([
    ['Type', 'EmbeddedFile', 'pdf-embedded-file'],
    ['Type', 'Rendition', 'pdf-embedded-file'],
    ['Type', 'MediaClip', 'pdf-embedded-file'],
    ['Type', 'Filespec', 'pdf-active-content'],
    ['Subtype', 'FileAttachment', 'pdf-embedded-file'],
    ['Subtype', 'Sound', 'pdf-embedded-file'],
    ['Subtype', 'Movie', 'pdf-embedded-file'],
    ['Subtype', 'Screen', 'pdf-embedded-file'],
    ['Subtype', 'RichMedia', 'pdf-embedded-file'],
    ['Subtype', '3D', 'pdf-embedded-file'],
    ['Subtype', 'PS', 'pdf-active-content'],
  ])('%s %s is refused as %s', async (key, kind, reason) => {
    expect(await lying(`<< /${key} /${kind} >>`)).toBe(reason);
    expect(await verdictOn({ 9: `<< /${key} 10 0 R >>`, 10: `/${kind}` })).toBe(reason);
  });

  test('is nothing that a text says', async () =>
    expect(await lying('<< /Type (Filespec) /Subtype (PS) /S (Launch) /FT (Tx) >>')).toEqual([]));

  test.each(['F', 'FFilter'])('a stream with %s lies in another file', async (key) => {
    expect(await verdictOn({ 9: flate('x', `/${key} (x)`) })).toBe('pdf-embedded-file');
    expect(await lying(`<< /${key} (x) >>`)).toEqual([]);
  });

  test.each(['Tx', 'Btn', 'Ch'])('a field of kind %s can be filled in', async (kind) =>
    expect(await lying(`<< /FT /${kind} >>`)).toBe('pdf-active-content'),
  );

  test('a field for signatures cannot', async () => expect(await lying('<< /FT /Sig >>')).toEqual([]));
});

describe('an action', () => {
  const all =
    'JavaScript Launch GoToR GoToE GoToDp SubmitForm ImportData ResetForm Rendition Movie Sound ' +
    'RichMediaExecute GoTo3DView Hide SetOCGState Thread';

  test.each(all.split(' '))('%s is refused', async (action) =>
    expect(await lying(`<< /S /${action} >>`)).toBe('pdf-active-content'),
  );

  test.each(['NextPage', 'PrevPage', 'FirstPage', 'LastPage'])('that turns to %s is let pass', async (turn) =>
    expect(await lying(`<< /S /Named /N /${turn} >>`)).toEqual([]),
  );

  test.each(['Print', 'SaveAs'])('that has a viewer %s is refused', async (name) =>
    expect(await lying(`<< /S /Named /N /${name} >>`)).toBe('pdf-active-content'),
  );

  test.each(['GoTo', 'Transparency'])(
    'or whatever %s is, that goes nowhere else, is let pass',
    async (kind) => expect(await lying(`<< /S /${kind} >>`)).toEqual([]),
  );
});

describe('an address', () => {
  const link = (action: string) => `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${action} >>`;
  const uri = (address: string) => `<< /S /URI /URI ${address} >>`;
  const linked = (action: string, objects: RawObjects = {}) =>
    verdictOn({ 3: page('/Annots [6 0 R]'), 6: link(action), ...objects });

  test.each([
    '(https://x.example)',
    '(HTTP://x.example)',
    '(mailto:a@x.example)',
    '(tel:+49)',
    '( https://x )',
  ])('behind a link may be %s', async (address) => {
    expect(await linked(uri(address))).toEqual(['link-annotation']);
    expect(await linked('7 0 R', { 7: uri(address) })).toEqual(['link-annotation']);
    expect(await linked(uri('8 0 R'), { 8: address })).toEqual(['link-annotation']);
  });

  test.each(['(file:///x)', '(x.exe)', '(javascript:https://x)', '/https:', '1'])(
    'behind a link may not be %s',
    async (address) => expect(await linked(uri(address))).toBe('pdf-active-content'),
  );

  test('is refused where nobody clicks it', async () => {
    expect(await lying(uri('(https://x.example)'))).toBe('pdf-active-content');
    expect(await lying(`<< /Subtype /Text /A ${uri('(https://x)')} >>`)).toBe('pdf-active-content');
    expect(await lying(`<< /Subtype /Link /PA ${uri('(https://x)')} >>`)).toBe('pdf-active-content');
    expect(await lying(`<< /A ${uri('(https://x)')} >>`)).toBe('pdf-active-content');
    expect(await lying(`[ ${uri('(https://x)')} ]`)).toBe('pdf-active-content');
    expect(await verdictOn({ 7: uri('(https://x)'), 9: '<< /Subtype /Link /PA 7 0 R >>' })).toBe(
      'pdf-active-content',
    );
  });

  test.each([
    ['on opening', { 1: catalog('/OpenAction 7 0 R') }],
    ['after another action', { 9: '<< /S /GoTo /Next 7 0 R >>' }],
    ['after another action, in a list', { 9: '<< /S /GoTo /Next [7 0 R] >>' }],
    ['after another action, in a list elsewhere', { 9: '<< /S /GoTo /Next 10 0 R >>', 10: '[7 0 R]' }],
    ['on closing', { 9: '[ << /PA 7 0 R >> ]' }],
    ['from what is no link', { 9: '<< /Subtype /Text /A 7 0 R >>' }],
    ['from what is a link and something else', { 9: '<< /Subtype 10 0 R /A 7 0 R >>', 10: '/Text' }],
  ])('behind a link is refused where it opens %s as well', async (_, objects) =>
    expect(await linked('7 0 R', { 7: uri('(https://x)'), ...objects })).toBe('pdf-active-content'),
  );

  test('that turned the page in one revision does not print in another', async () => {
    const before = scanWith({ 9: '<< /S /Named /N 10 0 R >>', 10: '/NextPage' });
    expect(await judgePdf(before)).toMatchObject({ ok: true });
    expect(await judgePdf(revise(before, { 10: '/Print' }))).toMatchObject({ reason: 'pdf-active-content' });
  });

  test('is no link any more where another revision makes its annotation a note', async () => {
    const annotation = { 9: '<< /Subtype 10 0 R /A 7 0 R >>', 7: uri('(https://x)') };
    const before = scanWith({ ...annotation, 10: '/Link' });
    expect(await judgePdf(before)).toMatchObject({ ok: true });
    expect(await judgePdf(revise(before, { 10: '/Text' }))).toMatchObject({ reason: 'pdf-active-content' });
  });
});

describe('a list of labels', () => {
  const lists =
    'Font XObject ExtGState ColorSpace Pattern Shading Properties CharProcs Dests RoleMap ClassMap';

  test.each(lists.split(' '))('%s may call an entry as it likes', async (list) => {
    expect(await lying(`<< /${list} << /AA 5 0 R /JS 5 0 R >> >>`)).toEqual([]);
    expect(await lying(`<< /${list} << /X << /AA 5 0 R >> >> >>`)).toBe('pdf-active-content');
  });

  test('has no list of labels for an entry, whatever that is called', async () =>
    expect(await lying('<< /Font << /Font << /AA 5 0 R >> >> >>')).toBe('pdf-active-content'));

  test('ends where a list of values begins', async () =>
    expect(await lying('<< /Font [ << /AA 5 0 R >> ] >>')).toBe('pdf-active-content'));

  test('is none under any other key', async () =>
    expect(await lying('<< /Resources << /AA 5 0 R >> >>')).toBe('pdf-active-content'));
});

describe('the catalog', () => {
  const known =
    'Version Extensions PageLabels ViewerPreferences PageLayout PageMode Threads Metadata StructTreeRoot MarkInfo ' +
    'Lang OutputIntents PieceInfo OCProperties Perms Legal DSS ID Outlines';

  test.each(known.split(' '))('may name %s', async (key) =>
    expect(await verdictOn({ 1: catalog(`/${key} << >>`) })).toEqual([]),
  );

  test('may hold something else that is plain, and nothing that refers to anything', async () => {
    for (const plain of ['1', '(x)', '/X', 'true', '<00>'])
      expect(await verdictOn({ 1: catalog(`/Private ${plain}`) })).toEqual(['private-entry']);
    for (const value of ['<< >>', '[ 1 ]', '5 0 R'])
      expect(await verdictOn({ 1: catalog(`/Private ${value}`) })).toBe('pdf-active-content');
  });

  test('may name places, and nothing else', async () => {
    expect(await verdictOn({ 1: catalog('/Names << /Dests << >> >>') })).toEqual([]);
    expect(await verdictOn({ 1: catalog('/Names << /Pages << >> >>') })).toBe('pdf-active-content');
    expect(await verdictOn({ 1: catalog('/Names 9 0 R'), 9: '<< /Pages << >> >>' })).toBe(
      'pdf-active-content',
    );
  });

  test('may have a form of signatures, and nothing else in it', async () => {
    const form = '/Fields [] /SigFlags 3 /DR << >> /DA (x) /Q 0 /NeedAppearances false';
    expect(await verdictOn({ 1: catalog(`/AcroForm << ${form} >>`) })).toEqual([]);
    expect(await verdictOn({ 1: catalog(`/AcroForm << ${form} /CO [] >>`) })).toBe('pdf-active-content');
  });

  test('has no outline that is a stream', async () => {
    expect(await verdictOn({ 1: catalog('/Outlines 9 0 R'), 9: flate('x') })).toBe('pdf-broken');
    expect(await verdictOn({ 1: catalog('/Outlines 9 0 R'), 9: '<< /Type /Outlines >>' })).toEqual([]);
  });

  test('counts in every revision', async () => {
    const older = scanWith({ 1: catalog('/Private << >>') });
    expect(await judgePdf(revise(older, { 1: SCAN[1] }))).toMatchObject({ reason: 'pdf-active-content' });
  });

  test('is the object that the trailer names, whatever it calls itself', async () =>
    expect(await verdictOn({ 1: '<< /Pages 2 0 R /Private << >> >>' })).toBe('pdf-active-content'));

  test.each(['[3 0 R /Fit]', '/Chapter', '(Chapter)', '<< /S /GoTo /D [3 0 R /Fit] >>'])(
    'may open at %s',
    async (action) =>
      expect(await verdictOn({ 1: catalog(`/OpenAction ${action}`) })).toEqual(['page-view-open-action']),
  );

  test.each(['1', 'true', '<< >>', '<< /S /Named /N /NextPage >>', '<< /S /GoTo /Next << /S /GoTo >> >>'])(
    'may not open with %s',
    async (action) =>
      expect(await verdictOn({ 1: catalog(`/OpenAction ${action}`) })).toBe('pdf-active-content'),
  );

  test('may open at a page only where every revision says so', async () => {
    const before = scanWith({ 1: catalog('/OpenAction 8 0 R'), 8: '<< /S 9 0 R >>', 9: '/GoTo' });
    expect(await judgePdf(before)).toMatchObject({ ok: true });
    expect(await judgePdf(revise(before, { 9: '/Other' }))).toMatchObject({ reason: 'pdf-active-content' });
  });

  test('may open with nothing', async () =>
    expect(await verdictOn({ 1: catalog('/OpenAction 9 0 R'), 9: 'null' })).toEqual([]));
});

describe('a page', () => {
  const known =
    'CropBox BleedBox TrimBox ArtBox BoxColorInfo Rotate Group Thumb B Dur Trans Metadata PieceInfo StructParents ID ' +
    'PZ SeparationInfo Tabs VP LastModified OutputIntents TemplateInstantiated';

  test.each(known.split(' '))('may name %s', async (key) =>
    expect(await verdictOn({ 3: page(`/${key} << >>`) })).toEqual([]),
  );

  test('may hold something else that is plain, and nothing that refers to anything', async () => {
    expect(await verdictOn({ 3: page('/Private 1') })).toEqual(['private-entry']);
    expect(await verdictOn({ 3: page('/Private << >>') })).toBe('pdf-active-content');
  });

  test('counts in every revision', async () => {
    const older = scanWith({ 3: page('/Private << >>') });
    expect(await judgePdf(revise(older, { 3: SCAN[3] }))).toMatchObject({ reason: 'pdf-active-content' });
  });
});

describe('an annotation', () => {
  const annotated = (annotation: string, objects: RawObjects = {}) =>
    verdictOn({ 3: page('/Annots [6 0 R]'), 6: `<< /Type /Annot ${annotation} >>`, ...objects });
  const marks =
    'Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup';

  test.each(marks.split(' '))('%s is a mark on paper', async (kind) =>
    expect(await annotated(`/Subtype /${kind}`)).toEqual(['markup-annotation']),
  );

  test.each(['Redact', 'TrapNet', 'Watermark', 'Widget'])('%s is refused', async (kind) =>
    expect(await annotated(`/Subtype /${kind}`)).toBe('pdf-active-content'),
  );

  test('of another kind is no signature, whatever its field says', async () =>
    expect(await annotated('/Subtype /Redact /FT /Sig')).toBe('pdf-active-content'));

  test('is looked at wherever it lies', async () => {
    expect(await verdictOn({ 3: page('/Annots << /Subtype /Redact >>') })).toBe('pdf-active-content');
    expect(await verdictOn({ 3: page('/Annots [<< /Subtype /Redact >>]') })).toBe('pdf-active-content');
    expect(await verdictOn({ 3: page('/Annots 9 0 R'), 9: '[6 0 R]', 6: '<< /Subtype /Redact >>' })).toBe(
      'pdf-active-content',
    );
  });

  test('for a signature is told, also where the field lies above it', async () => {
    expect(await annotated('/Subtype /Widget /FT /Sig')).toEqual(['digital-signature']);
    const above = { 7: '<< /Parent 8 0 R >>', 8: '<< /FT /Sig >>' };
    expect(await annotated('/Subtype /Widget /Parent 7 0 R', above)).toEqual(['digital-signature']);
    expect(await annotated('/Subtype /Widget /Parent 7 0 R', { 7: '<< /Parent 7 0 R >>' })).toBe(
      'pdf-active-content',
    );
  });

  test('for a signature is followed up seven fields, and no further', async () => {
    const chain = (fields: number): RawObjects =>
      Object.fromEntries(
        Array.from({ length: fields }, (_, at) => [
          20 + at,
          at + 1 === fields ? '<< /FT /Sig >>' : `<< /Parent ${21 + at} 0 R >>`,
        ]),
      );
    expect(await annotated('/Subtype /Widget /Parent 20 0 R', chain(7))).toEqual(['digital-signature']);
    expect(await annotated('/Subtype /Widget /Parent 20 0 R', chain(8))).toBe('pdf-active-content');
  });
});
