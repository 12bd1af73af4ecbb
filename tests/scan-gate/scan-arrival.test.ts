import { describe, expect, test } from 'vitest';
import { archiveKey } from '../../shared/domain/archive-key.ts';
import { assign, contradicts, judgeArrival, toSecond } from '../../shared/scan-gate/rules/arrival.ts';
import { SCAN_LIMITS } from '../../shared/scan-gate/rules/limits.ts';
import { proposeFrom, readPageCode, type PageCode } from '../../shared/scan-gate/rules/qr-code.ts';
import { readUploadClaim, uploadIdOf, uploadKey } from '../../shared/scan-gate/rules/upload-claim.ts';
import { emptyNotes, tellingRefusal } from '../../shared/scan-gate/rules/verdict.ts';

const SHA = 'a'.repeat(64);
const claim = { uploadId: '01J9ZQ4T8K2M', parties: [] };
const subject = 'AQB-2025-06533';
const code = (page: number, other: Partial<PageCode> = {}): PageCode => ({
  subject,
  fassung: 1,
  page,
  fassungHash16: '0123456789abcdef',
  ...other,
});

describe('what arrives', () => {
  const known = { ...claim, sha256: SHA };

  test.each([
    ['it is empty', { size: 0 }, known, 'upload-empty'],
    ['it is larger than the form lets in', { size: SCAN_LIMITS.fileBytes + 1 }, known, 'upload-too-large'],
    ['it is longer than announced', { size: 11 }, { ...known, size: 10 }, 'upload-size-mismatch'],
    ['its bytes are others', { sha256: 'b'.repeat(64) }, known, 'checksum-mismatch'],
    ['no checksum was announced', {}, claim, 'checksum-mismatch'],
  ])('is refused where %s', (_, arrived, announced, reason) =>
    expect(judgeArrival({ size: 10, sha256: SHA, ...arrived }, announced)).toBe(reason),
  );

  test('is taken where it is what was announced, up to the largest file', () => {
    expect(judgeArrival({ size: 10, sha256: SHA }, { ...claim, size: 10, sha256: SHA })).toBeUndefined();
    expect(
      judgeArrival({ size: SCAN_LIMITS.fileBytes, sha256: SHA }, { ...claim, sha256: SHA }),
    ).toBeUndefined();
  });

  test('lies under its Zielvereinbarung, Fassung and content', () => {
    expect(archiveKey({ subject, fassung: 2 }, 'scan', SHA)).toBe(`AQB-2025-06533/fassung-2/scan/${SHA}.pdf`);
    expect(uploadKey('01J9ZQ4T8K2M')).toBe('uploads/01J9ZQ4T8K2M/scan');
    expect(uploadIdOf(uploadKey('01J9ZQ4T8K2M'))).toBe('01J9ZQ4T8K2M');
    expect(uploadIdOf('x/uploads/01J9ZQ4T8K2M/scan')).toBeUndefined();
    expect(toSecond(new Date('2025-08-20T09:30:00.987Z'))).toBe('2025-08-20T09:30:00Z');
  });
});

describe('where a scan belongs', () => {
  const proposal = proposeFrom([code(1)], 1);

  test('is what the uploader says, whatever the code says', () => {
    expect(assign({ ...claim, zielvereinbarung: subject, fassung: 3 }, proposal)).toEqual({
      subject,
      fassung: 3,
    });
    expect(assign({ ...claim, zielvereinbarung: 'AQB-2025-06531', fassung: 3 }, proposal)).toEqual({
      subject: 'AQB-2025-06531',
      fassung: 3,
    });
  });

  test('is unknown where neither says it', () => {
    expect(assign(claim, undefined)).toBeUndefined();
    expect(assign({ ...claim, zielvereinbarung: subject }, undefined)).toBeUndefined();
    expect(assign({ ...claim, fassung: 1 }, undefined)).toBeUndefined();
  });

  test('is contradicted by the code only where both say something, and not the same', () => {
    expect(contradicts({ ...claim, zielvereinbarung: 'AQB-2025-06531' }, undefined)).toBe(false);
    expect(contradicts(claim, proposal)).toBe(false);
    expect(contradicts({ ...claim, zielvereinbarung: subject, fassung: 1 }, proposal)).toBe(false);
    expect(contradicts({ ...claim, zielvereinbarung: subject, fassung: 2 }, proposal)).toBe(true);
    expect(contradicts({ ...claim, fassung: 2 }, proposal)).toBe(true);
    expect(contradicts({ ...claim, zielvereinbarung: 'AQB-2025-06531', fassung: 1 }, proposal)).toBe(true);
  });
});

describe('the codes of a scan', () => {
  const written = (fassung: number | string, page: number | string, hash = '0123456789abcdef') =>
    `https://ziele.hessen.example/pruefen/#ZV1.${subject}.${fassung}.${page}.${hash}`;

  test('are read up to the largest numbers', () => {
    expect(readPageCode(written(999, 200))).toEqual(code(200, { fassung: 999 }));
    for (const text of [written(1, 201), written(1000, 1), written('01', 1), written(1, '01')])
      expect(readPageCode(text)).toBeUndefined();
    expect(readPageCode(written(1, 1, '0123456789ABCDEF'))).toBeUndefined();
  });

  test('propose nothing where there are none, or where they disagree in anything', () => {
    expect(proposeFrom([], 1)).toBeUndefined();
    for (const other of [{ subject: 'AQB-2025-06531' }, { fassung: 2 }, { fassungHash16: 'f'.repeat(16) }])
      expect(proposeFrom([code(1), code(2, other)], 2)).toBeUndefined();
  });

  test('propose what they agree in, with their pages in the order of their numbers', () =>
    expect(proposeFrom([code(10), code(2), code(2)], 10)).toEqual({
      subject,
      fassung: 1,
      fassungHash16: '0123456789abcdef',
      pagesSeen: [2, 10],
      pagesComplete: false,
    }));
});

describe('what the form was signed with', () => {
  const read = (metadata: Record<string, string>) => readUploadClaim('01J9ZQ4T8K2M', metadata);

  test('is read as a whole', () =>
    expect(
      read({
        zielvereinbarung: subject,
        fassung: '2',
        parties: 'kommune,land',
        sha256: SHA,
        size: '1200',
        'original-location': encodeURIComponent('  Raum 12 '),
      }),
    ).toEqual({
      uploadId: '01J9ZQ4T8K2M',
      zielvereinbarung: subject,
      fassung: 2,
      parties: ['land', 'kommune'],
      sha256: SHA,
      size: 1200,
      originalLocation: 'Raum 12',
    }));

  test('is missing where it cannot be what it should be', () => {
    const nothing = { uploadId: '01J9ZQ4T8K2M', parties: [] };
    expect(read({})).toEqual(nothing);
    expect(
      read({
        zielvereinbarung: 'AQB',
        fassung: 'x',
        parties: 'bund',
        sha256: 'x',
        size: '1.5',
        'original-location': 'x'.repeat(201),
      }),
    ).toEqual(nothing);
    expect(read({ 'original-location': encodeURIComponent('e\u0301') })).toEqual({
      ...nothing,
      originalLocation: '\u00E9',
    });
  });
});

describe('of several reasons against a file the most telling one is told', () => {
  const inOrder = [
    'pdf-encrypted',
    'pdf-xfa',
    'pdf-embedded-file',
    'pdf-active-content',
    'pdf-polyglot',
    'pdf-decompression-limit',
    'pdf-too-complex',
    'pdf-multiple-revisions',
    'pdf-broken',
    'pdf-page-count',
  ] as const;

  test.each(inOrder.map((reason, at) => [reason, inOrder.slice(at)] as const))('%s', (reason, found) => {
    const notes = emptyNotes();
    for (const each of found.toReversed()) notes.refusals.add(each);
    expect(tellingRefusal(notes)).toBe(reason);
  });

  test('and none where there is none', () => expect(tellingRefusal(emptyNotes())).toBeUndefined());
});
