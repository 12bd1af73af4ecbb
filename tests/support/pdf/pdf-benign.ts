import { PDFDocument } from '@cantoo/pdf-lib';
import type { Observation } from '../../../shared/scan-gate/rules/verdict.ts';
import { SIGNED, SIGNED_TWICE } from './pdf-hostile.ts';
import { catalog, page, PICTURE, SCAN, scanWith, signingPdf } from './pdf-samples.ts';
import { bytes, flate, type RawStream, revise, writeObject, writePacked } from './pdf-sample-writer.ts';

/** A file as scanners and office programs make it, and what is said about it. */
export type Benign = {
  readonly name: string;
  readonly seen: readonly Observation[];
  readonly file: () => Buffer | Promise<Buffer>;
};

const picture = (filter: string, data: readonly number[]): RawStream => ({
  dict: PICTURE.dict.replace('FlateDecode', filter),
  data: Buffer.from(data),
});
const JPEG = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, 0xff, 0xd9];

/** What must not be refused. */
export const BENIGN: readonly Benign[] = [
  { name: 'a plain scan', seen: [], file: () => scanWith({}) },
  {
    name: 'NUL bytes after the end',
    seen: [],
    file: () => Buffer.concat([scanWith({}), Buffer.alloc(4096)]),
  },
  {
    name: '0x1A after the end',
    seen: [],
    file: () => Buffer.concat([scanWith({}), Buffer.from([0x0d, 0x0a, 0x1a])]),
  },
  {
    name: 'a short note after the end',
    seen: ['bytes-after-end'],
    file: () => Buffer.concat([scanWith({}), bytes('\nscanned by device 7\n')]),
  },
  {
    name: 'a byte order mark before the header',
    seen: ['bytes-before-header'],
    file: () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), scanWith({})]),
  },
  {
    name: 'a line feed before the header',
    seen: ['bytes-before-header'],
    file: () => Buffer.concat([bytes('\r\n'), scanWith({})]),
  },
  {
    name: 'a page view on opening',
    seen: ['page-view-open-action'],
    file: () => scanWith({ 1: catalog('/OpenAction [3 0 R /FitH 842]') }),
  },
  {
    name: 'a page view as action',
    seen: ['page-view-open-action'],
    file: () => scanWith({ 1: catalog('/OpenAction 6 0 R'), 6: '<< /S /GoTo /D [3 0 R /Fit] >>' }),
  },
  {
    name: 'a link to the web',
    seen: ['link-annotation'],
    file: () =>
      scanWith({
        3: page('/Annots [6 0 R]'),
        6: '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 7 0 R >>',
        7: '<< /Type /Action /S /URI /URI (https://wirtschaft.hessen.example) >>',
      }),
  },
  {
    name: 'a text layer with a font named AA',
    seen: [],
    file: () =>
      scanWith({
        3: SCAN[3].replace('/XObject', '/Font << /AA 6 0 R >> /XObject'),
        4: flate('BT 3 Tr /AA 9 Tf (Zielvereinbarung) Tj ET'),
        6: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      }),
  },
  { name: 'a JPEG page', seen: [], file: () => scanWith({ 5: picture('DCTDecode', JPEG) }) },
  {
    name: 'a fax page',
    seen: [],
    file: () => scanWith({ 5: picture('CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 >>', [0, 16, 1]) }),
  },
  { name: 'a JBIG2 page', seen: [], file: () => scanWith({ 5: picture('JBIG2Decode', [0, 0, 0, 0]) }) },
  {
    name: 'a JPEG wrapped in Flate',
    seen: [],
    file: () =>
      scanWith({
        5: {
          ...flate(Buffer.from(JPEG)),
          dict: PICTURE.dict.replace('/FlateDecode', '[/FlateDecode /DCTDecode]'),
        },
      }),
  },
  {
    name: 'objects packed in streams',
    seen: [],
    file: () => writePacked({ 1: SCAN[1], 2: SCAN[2], 3: SCAN[3] }, { 4: SCAN[4], 5: PICTURE }),
  },
  { name: 'a length that lies in another object', seen: [], file: () => indirectLength() },
  {
    name: 'a text layer added later',
    seen: ['several-revisions'],
    file: () => revise(scanWith({}), { 4: flate('q Q') }),
  },
  { name: 'a linearised file', seen: ['linearised'], file: linearised },
  { name: 'a digital signature', seen: ['digital-signature'], file: () => SIGNED },
  {
    name: 'two digital signatures, one after the other',
    seen: ['digital-signature', 'several-revisions'],
    file: () => SIGNED_TWICE,
  },
  {
    name: 'a private plain entry in the catalog',
    seen: ['private-entry'],
    file: () => scanWith({ 1: catalog('/ScannerModel (MFP 7)') }),
  },
  {
    name: 'our own PDF for signing',
    seen: [],
    file: () => signingPdf({ subject: 'AQB-2025-06533', fassung: 1, hash16: '0123456789abcdef', pages: 2 }),
  },
  { name: 'a file of a PDF library', seen: [], file: libraryFile },
];

function indirectLength(): Buffer {
  const file = scanWith({ 6: String(SCAN[4].data.length) }).toString('latin1');
  const stated = `4 0 obj\n<< /Length ${SCAN[4].data.length} `;
  return repaired(file.replace(stated, `4 0 obj\n<< /Length 6 0 R `));
}

// The table once more, where the objects lie now.
function repaired(file: string): Buffer {
  const start = file.lastIndexOf('xref\n0 1');
  const table = file.slice(start).replaceAll(/\n(\d+) 1\n\d{10} 00000 n/gu, (_, number: string) => {
    const at = number === '1' ? file.indexOf('1 0 obj') : file.indexOf(`\n${number} 0 obj`) + 1;
    return `\n${number} 1\n${String(at).padStart(10, '0')} 00000 n`;
  });
  return bytes(file.slice(0, start) + table.replace(/startxref\n\d+/u, `startxref\n${start}`));
}

// Its first part ends in a table that names the first page, and starts at 0; the last start names that table.
function linearised(): Buffer {
  const first = Buffer.concat([
    bytes('%PDF-1.7\n'),
    writeObject(9, '<< /Linearized 1 /L 1234 /O 3 /N 1 /T 999 >>'),
  ]);
  const rest = scanWith({}).subarray(15);
  const table = `xref\n9 1\n0000000009 00000 n \ntrailer\n<< /Size 10 /Root 1 0 R /Prev @@@@@@@@@@ >>\nstartxref\n0\n%%EOF\n`;
  const body = repaired(`${first.toString('latin1')}${table}${rest.toString('latin1')}`).toString('latin1');
  const main = body.lastIndexOf('xref\n0 1');
  const ending = body.lastIndexOf('startxref');
  return bytes(
    `${body.slice(0, ending)}startxref\n${first.length}\n%%EOF\n`.replace(
      '@@@@@@@@@@',
      String(main).padStart(10, '0'),
    ),
  );
}

async function libraryFile(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  return Buffer.from(await document.save());
}
