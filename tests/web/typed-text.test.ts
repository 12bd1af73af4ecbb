import { describe, expect, test } from 'vitest';
import { text } from '../../events/primitives.ts';
import { personOf } from '../../web/session/roles.ts';
import { readPaperDate } from '../../web/pages/checking/paper-date.ts';
import { readSetAside } from '../../web/pages/checking/set-aside/set-aside.ts';
import { readersWith } from '../../web/pages/draft/fields/field-readers.ts';
import { claimOf } from '../../web/pages/upload/claim-choice.ts';
import { isPhoto } from '../../web/pages/upload/file-judgement.ts';
import { asShown, type UnfinishedUpload } from '../../web/pages/upload/transfer/upload.ts';
import {
  dayIn,
  errorsIn,
  figureIn,
  moneyIn,
  textIn,
} from '../../web/pages/zielvereinbarung/actions/read-values.ts';

/** As it comes out of a mail, a table or a phone: marks that nobody sees, letters in two parts, a tabulator. */
const PASTED = '\u202A Kreishaus\u200B,\tZimmer 12, Ko\u0308ln\u00AD \u2066';
const SEEN = 'Kreishaus, Zimmer 12, Köln';

const upload: UnfinishedUpload = {
  key: 'k',
  by: 'p',
  name: `\u202A"C:\\Scans\\Ko\u0308ln.pdf"`,
  size: 1,
  file: new Blob(['x']),
  claim: { parties: ['land'], originalLocation: PASTED },
  chosenAt: 0,
};

describe('what a person pastes', () => {
  test('is read as it is seen, in every form', () => {
    expect(textIn(PASTED)).toBe(SEEN);
    const { text: read } = readersWith(() => undefined);
    expect(read({ field: 'f', label: 'F', typed: PASTED }, 300)).toBe(SEEN);
    const scan = { uploadId: 'u', fassung: 1 };
    expect(readSetAside({ reason: 'anderer Grund', text: PASTED }, scan)).toMatchObject({
      body: { data: { reason: SEEN } },
    });
    expect(readPaperDate('\u200B2.8.2025\u202C', '2025-09-01')).toMatchObject({ asWritten: '2.8.2025' });
    expect([dayIn('\u200B2.8.2025'), figureIn('12\u200B'), moneyIn('\u2066895.210').amountCent]).toEqual([
      '2025-08-02',
      12,
      89_521_000,
    ]);
  });

  test('is missing where nothing of it can be seen', () =>
    expect(errorsIn([{ name: 'place', label: 'Ort', kind: 'line' }], { place: '\u200B \u2060' })).toEqual({
      place: 'Bitte ausfüllen.',
    }));

  test('as the place of the paper goes with the scan, and is cut before a character that would be halved', () => {
    const land = personOf({ sub: 's', email: 'e' }, ['land']);
    const placed = (originalLocation: string) =>
      claimOf({ land: true, kommune: false, originalLocation }, '', land)?.originalLocation;
    expect(placed(PASTED)).toBe(SEEN);
    expect(placed('\u200B')).toBeUndefined();
    expect(placed(`${'x'.repeat(199)}📄`)).toBe('x'.repeat(199));
    expect(text(200).safeParse(placed('x '.repeat(150))).success).toBe(true);
  });
});

describe('a chosen file', () => {
  test('is shown and sent under its clean name, also one that was stored before', () => {
    expect(asShown(upload)).toMatchObject({ name: 'Köln.pdf', claim: { originalLocation: SEEN } });
    expect(asShown(asShown(upload))).toEqual(asShown(upload));
    expect(asShown({ ...upload, claim: { parties: [] } }).claim).toEqual({ parties: [] });
  });

  test('is a photograph also where marks stand behind its ending', () =>
    expect(isPhoto({ name: 'Seite 1.jpg\u200B', type: '' })).toBe(true));
});
