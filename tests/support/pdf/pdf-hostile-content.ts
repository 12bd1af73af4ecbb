import {
  ascii85,
  catalog,
  encryptedPdf,
  hexadecimal,
  page,
  PICTURE,
  runLength,
  SCAN,
  scanWith,
} from './pdf-samples.ts';
import { bytes, flate, revise, writePacked } from './pdf-sample-writer.ts';
import type { Hostile } from './hostile.ts';

const SCRIPT = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
const packedCatalog = { 1: catalog('/OpenAction 8 0 R'), 2: SCAN[2], 3: SCAN[3], 8: SCRIPT };
const packedStreams = { 4: SCAN[4], 5: PICTURE };
const annotation = (entries: string): Buffer =>
  scanWith({ 3: page('/Annots [6 0 R]'), 6: `<< /Type /Annot /Rect [0 0 9 9] ${entries} >>` });
/** U5: what runs. */
export const ACTIVE: readonly Hostile[] = [
  {
    name: 'a script on opening',
    reason: 'pdf-active-content',
    file: () => scanWith({ 1: catalog(`/OpenAction ${SCRIPT}`) }),
  },
  {
    name: 'a script among the names',
    reason: 'pdf-active-content',
    file: () => scanWith({ 1: catalog(`/Names << /JavaScript << /Names [(a) ${SCRIPT}] >> >>`) }),
  },
  {
    name: 'a script with escaped names',
    reason: 'pdf-active-content',
    file: () => scanWith({ 1: catalog('/OpenAction << /S /Java#53cript /#4a#53 (x) >>') }),
  },
  {
    name: 'an action whose kind lies behind a reference',
    reason: 'pdf-active-content',
    file: () => scanWith({ 1: catalog('/OpenAction << /S 9 0 R /F (a.exe) >>'), 9: '/Launch' }),
  },
  {
    name: 'a script in an object stream',
    reason: 'pdf-active-content',
    file: () => writePacked(packedCatalog, packedStreams),
  },
  {
    name: 'a script behind ASCII85 and Flate',
    reason: 'pdf-active-content',
    file: () => writePacked(packedCatalog, packedStreams, ascii85),
  },
  {
    name: 'a script behind hexadecimal and Flate',
    reason: 'pdf-active-content',
    file: () => writePacked(packedCatalog, packedStreams, hexadecimal),
  },
  {
    name: 'a script behind run lengths',
    reason: 'pdf-active-content',
    file: () => writePacked(packedCatalog, packedStreams, runLength),
  },
  {
    name: 'a script that an older revision left',
    reason: 'pdf-active-content',
    file: () => revise(scanWith({ 1: catalog('/OpenAction 6 0 R'), 6: SCRIPT }), { 1: SCAN[1], 6: 'null' }),
  },
  {
    name: 'a script that nothing refers to',
    reason: 'pdf-active-content',
    file: () => scanWith({ 9: SCRIPT }),
  },
  {
    name: 'a script in a comment',
    reason: 'pdf-active-content',
    file: () => commented(`% 9 0 obj ${SCRIPT} endobj`),
  },
  {
    name: 'a script behind a repeated key',
    reason: 'pdf-active-content',
    file: () => scanWith({ 1: catalog(`/OpenAction ${SCRIPT} /OpenAction [3 0 R /Fit]`) }),
  },
  {
    name: 'a program to launch',
    reason: 'pdf-active-content',
    file: () => annotation('/Subtype /Link /A << /S /Launch /F (cmd.exe) >>'),
  },
  {
    name: 'a form that sends itself',
    reason: 'pdf-active-content',
    file: () => annotation('/Subtype /Link /A << /S /SubmitForm /F (http://x.example) >>'),
  },
  {
    name: 'a jump into another file',
    reason: 'pdf-active-content',
    file: () => annotation('/Subtype /Link /A << /S /GoToR /F (other.pdf) /D [0 /Fit] >>'),
  },
  {
    name: 'an address that opens by itself',
    reason: 'pdf-active-content',
    file: () => scanWith({ 1: catalog('/OpenAction << /S /URI /URI (https://x.example) >>') }),
  },
  {
    name: 'a link that runs a script',
    reason: 'pdf-active-content',
    file: () => annotation('/Subtype /Link /A << /S /URI /URI (javascript:alert\\(1\\)) >>'),
  },
  {
    name: 'something that happens on turning the page',
    reason: 'pdf-active-content',
    file: () => scanWith({ 3: page('/AA << /O << /S /GoTo /D [3 0 R /Fit] >> >>') }),
  },
  {
    name: 'a text field',
    reason: 'pdf-active-content',
    file: () => annotation('/Subtype /Widget /FT /Tx /T (a)'),
  },
  {
    name: 'an object that only its cross reference finds, in a stream',
    reason: 'pdf-broken',
    file: hiddenInStream,
  },
];

/** U6 to U8: what is embedded, filled in or locked. */
export const CARRYING: readonly Hostile[] = [
  {
    name: 'an embedded file',
    reason: 'pdf-embedded-file',
    file: () =>
      scanWith({
        1: catalog('/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>'),
        6: '<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>',
        7: flate('MZ', '/Type /EmbeddedFile'),
      }),
  },
  {
    name: 'a portfolio',
    reason: 'pdf-embedded-file',
    file: () => scanWith({ 1: catalog('/Collection << /View /D >>') }),
  },
  {
    name: 'a pinned file',
    reason: 'pdf-embedded-file',
    file: () => annotation('/Subtype /FileAttachment /FS 7 0 R'),
  },
  {
    name: 'rich media',
    reason: 'pdf-embedded-file',
    file: () => annotation('/Subtype /RichMedia /RichMediaContent << >>'),
  },
  { name: 'a model in 3D', reason: 'pdf-embedded-file', file: () => annotation('/Subtype /3D /3DD 7 0 R') },
  {
    name: 'data that lie in another file',
    reason: 'pdf-embedded-file',
    file: () => scanWith({ 6: flate('x', '/F (other.bin)') }),
  },
  {
    name: 'an XFA form',
    reason: 'pdf-xfa',
    file: () => scanWith({ 1: catalog('/AcroForm << /Fields [] /XFA 6 0 R >>'), 6: flate('<xdp/>') }),
  },
  {
    name: 'a password to open',
    reason: 'pdf-encrypted',
    file: () => encryptedPdf({ userPassword: 'geheim', ownerPassword: 'geheimer' }),
  },
  {
    name: 'a password to change, none to open',
    reason: 'pdf-encrypted',
    file: () => encryptedPdf({ ownerPassword: 'geheimer' }),
  },
];

// The table names object 1 at a place inside a stream, where another catalog lies.
function hiddenInStream(): Buffer {
  const hidden = `1 0 obj\n${catalog('/Lang (de)')}\nendobj\n`;
  const file = scanWith({ 9: { dict: '', data: bytes(hidden) } }).toString('latin1');
  const [real, other] = [file.indexOf('1 0 obj'), file.lastIndexOf('1 0 obj\n<< /Type /Catalog')];
  return bytes(file.replace(String(real).padStart(10, '0'), String(other).padStart(10, '0')));
}

/** A scan with a comment, or any other text, before its first object. */
export function commented(comment: string): Buffer {
  return Buffer.concat([bytes(`%PDF-1.7\n${comment}\n`), scanWith({}).subarray(15)]);
}
