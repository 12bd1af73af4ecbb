import { deflateSync, gzipSync } from 'node:zlib';
import type { Hostile } from './hostile.ts';
import { ACTIVE, CARRYING, commented } from './pdf-hostile-content.ts';
import { catalog, page, PICTURE, SCAN, scanWith } from './pdf-samples.ts';
import {
  bytes,
  flate,
  type RawStream,
  revise,
  writeObject,
  writePacked,
  writePdf,
} from './pdf-sample-writer.ts';

const MEGABYTE = 1024 * 1024;
const packed = { 1: SCAN[1], 2: SCAN[2], 3: SCAN[3] };
const packedStreams = { 4: SCAN[4], 5: PICTURE };
const signed = (covered: (file: Buffer) => number): Buffer => {
  const draw = (end: number): Buffer =>
    scanWith({
      1: catalog('/AcroForm << /Fields [6 0 R] /SigFlags 3 >>'),
      3: page('/Annots [6 0 R]'),
      6: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S1) /Rect [0 0 0 0] /V 7 0 R >>',
      7: `<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 100 200 ${String(end).padStart(8, '0')}] /Contents <00> >>`,
    });
  return draw(covered(draw(0)) - 200);
};

/** A file signed to its last byte. */
export const SIGNED = signed((file) => file.length);

/** A further signature behind {@link SIGNED}, as a second signer adds it. */
export const SIGNED_TWICE = revise(SIGNED, {
  1: catalog('/AcroForm << /Fields [6 0 R 8 0 R] /SigFlags 3 >>'),
  3: page('/Annots [6 0 R 8 0 R]'),
  8: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (S2) /Rect [0 0 0 0] /V 9 0 R >>',
  9: '<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 100 200 9000] /Contents <00> >>',
});

const U4: readonly Hostile[] = [
  {
    name: 'a picture before the header',
    reason: 'pdf-polyglot',
    file: () => Buffer.concat([bytes('GIF89a0000'), scanWith({})]),
  },
  {
    name: 'two kilobytes after the end',
    reason: 'pdf-polyglot',
    file: () => Buffer.concat([scanWith({}), Buffer.alloc(2048, 0x41)]),
  },
  {
    name: 'a web page after the end',
    reason: 'pdf-polyglot',
    file: () => Buffer.concat([scanWith({}), bytes('<html><script>x()</script>')]),
  },
  {
    name: 'a ZIP directory after the end',
    reason: 'pdf-polyglot',
    file: () => Buffer.concat([scanWith({}), zipEnd(0)]),
  },
  { name: 'a ZIP directory whose comment is the end mark', reason: 'pdf-polyglot', file: zipAround },
  {
    name: 'a web page in a comment',
    reason: 'pdf-polyglot',
    file: () => commented('% <script>alert(1)</script>'),
  },
  {
    name: 'text between the objects',
    reason: 'pdf-polyglot',
    file: () => commented('Lorem ipsum dolor sit. '.repeat(100)),
  },
];

const U9_TO_U11: readonly Hostile[] = [
  {
    name: 'a stream that grows to 200 MB',
    reason: 'pdf-decompression-limit',
    file: () => scanWith({ 4: flate(Buffer.alloc(200 * MEGABYTE)) }),
  },
  { name: 'Flate in Flate', reason: 'pdf-decompression-limit', file: () => scanWith({ 4: twice() }) },
  {
    name: 'an object stream that grows to 40 MB',
    reason: 'pdf-decompression-limit',
    file: () => writePacked({ ...packed, 8: ' '.repeat(40 * MEGABYTE) }, packedStreams),
  },
  {
    name: 'contents of 30 MB, drawn three times',
    reason: 'pdf-decompression-limit',
    file: () =>
      scanWith({
        3: page('').replace('4 0 R', '[4 0 R 4 0 R 4 0 R]'),
        4: flate(Buffer.alloc(30 * MEGABYTE, 0x20)),
      }),
  },
  {
    name: 'a picture of 400 million dots',
    reason: 'pdf-decompression-limit',
    file: () =>
      scanWith({
        5: { ...PICTURE, dict: PICTURE.dict.replace('/Width 8 /Height 8', '/Width 20000 /Height 20000') },
      }),
  },
  {
    name: 'a JPEG larger than it says',
    reason: 'pdf-decompression-limit',
    file: () => scanWith({ 5: hugeJpeg() }),
  },
  {
    name: 'a thousand contents',
    reason: 'pdf-too-complex',
    file: () => scanWith({ 3: page('').replace('4 0 R', `[${'4 0 R '.repeat(1000)}]`) }),
  },
  {
    name: 'a page tree that bites its tail',
    reason: 'pdf-too-complex',
    file: () => scanWith({ 2: '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>' }),
  },
  {
    name: 'forms that draw each other',
    reason: 'pdf-too-complex',
    file: () =>
      scanWith({
        3: page('').replace('5 0 R', '6 0 R'),
        6: flate(
          '/F Do',
          '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 6 0 R >> >>',
        ),
      }),
  },
  {
    name: 'arrays in arrays in arrays',
    reason: 'pdf-too-complex',
    file: () => scanWith({ 9: `${'['.repeat(5000)}${']'.repeat(5000)}` }),
  },
  {
    name: 'sixty thousand objects',
    reason: 'pdf-too-complex',
    file: () =>
      writePacked(
        Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [100 + at, '0'])),
        packedStreams,
      ),
  },
  {
    name: 'a page larger than a house',
    reason: 'pdf-too-complex',
    file: () => scanWith({ 3: SCAN[3].replace('595 842', '99999 99999') }),
  },
  {
    name: 'a new page text after the signature',
    reason: 'pdf-multiple-revisions',
    file: () => revise(SIGNED, { 4: flate('q Q') }),
  },
  {
    name: 'a note after the signature',
    reason: 'pdf-multiple-revisions',
    file: () =>
      revise(SIGNED, {
        3: page('/Annots [6 0 R 9 0 R]'),
        9: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (x) >>',
      }),
  },
  {
    name: 'no page',
    reason: 'pdf-page-count',
    file: () => writePdf({ 1: SCAN[1], 2: '<< /Type /Pages /Kids [] /Count 0 >>' }),
  },
  { name: '201 pages', reason: 'pdf-page-count', file: manyPages },
  {
    name: 'a table of offsets that are wrong',
    reason: 'pdf-broken',
    file: () =>
      bytes(
        scanWith({})
          .toString('latin1')
          .replace(/\n0000000(\d{3}) 00000 n/gu, '\n0000004$1 00000 n'),
      ),
  },
  { name: 'a file that was cut off', reason: 'pdf-broken', file: () => scanWith({}).subarray(0, 300) },
  { name: 'no catalog', reason: 'pdf-broken', file: () => scanWith({ 1: 'null' }) },
];

const U1_AND_U3: readonly Hostile[] = [
  { name: 'nothing', reason: 'upload-empty', file: () => Buffer.alloc(0) },
  {
    name: 'more than 50 MB',
    reason: 'upload-too-large',
    file: () => Buffer.alloc(50 * MEGABYTE + 1, scanWith({})),
  },
  { name: 'a web page', reason: 'not-a-pdf', file: () => bytes('<!doctype html><title>Scan.pdf</title>') },
  {
    name: 'a picture',
    reason: 'not-a-pdf',
    file: () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000)]),
  },
  { name: 'a program', reason: 'not-a-pdf', file: () => Buffer.concat([bytes('MZ'), gzipSync('x')]) },
];

/** Files of the classes U1 and U3 to U11. */
export const HOSTILE: readonly Hostile[] = [...U1_AND_U3, ...U4, ...ACTIVE, ...CARRYING, ...U9_TO_U11];

function zipEnd(commentLength: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(commentLength, 20);
  return end;
}

function zipAround(): Buffer {
  const before = Buffer.concat([bytes('%PDF-1.7\n'), writeObject(9, { dict: '', data: zipEnd(0) })]);
  const file = Buffer.concat([before, scanWith({}).subarray(15)]);
  const at = file.indexOf('PK\u0005\u0006', 0, 'latin1');
  file.writeUInt16LE(file.length - at - 22, at + 20);
  return file;
}

function twice(): RawStream {
  return {
    dict: '/Filter [/FlateDecode /FlateDecode]',
    data: deflateSync(deflateSync(Buffer.alloc(8 * MEGABYTE))),
  };
}

function hugeJpeg(): RawStream {
  const frame = Buffer.from([
    0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0, 0xff, 0xd9,
  ]);
  return { dict: PICTURE.dict.replace('FlateDecode', 'DCTDecode'), data: frame };
}

function manyPages(): Buffer {
  const numbers = Array.from({ length: 201 }, (_, at) => 10 + at);
  const pages = Object.fromEntries(numbers.map((number) => [number, SCAN[3]]));
  const kids = numbers.map((number) => `${number} 0 R`).join(' ');
  return scanWith({ ...pages, 2: `<< /Type /Pages /Kids [${kids}] /Count 201 >>` });
}
