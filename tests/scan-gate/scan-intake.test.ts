import { describe, expect, test } from 'vitest';
import { assign, contradicts, retainUntil } from '../../shared/scan-gate/rules/arrival.ts';
import { type PageCode, proposeFrom, readPageCode } from '../../shared/scan-gate/rules/qr-code.ts';
import { readUploadClaim, uploadIdOf } from '../../shared/scan-gate/rules/upload-claim.ts';

const HASH = '0123456789abcdef';
const ADDRESS = 'https://ziele.hessen.example/pruefen/';
const code = (page: number): PageCode => ({
  subject: 'AQB-2025-06533',
  fassung: 1,
  page,
  fassungHash16: HASH,
});

describe('the code on a page', () => {
  test('names Zielvereinbarung, Fassung, page and the first half of a hash', () => {
    expect(readPageCode(`${ADDRESS}#ZV1.AQB-2025-06533.1.4.${HASH}`)).toEqual(code(4));
  });

  test.each([
    ['another address', 'https://example.org/'],
    ['another version', `${ADDRESS}#ZV2.AQB-2025-06533.1.4.${HASH}`],
    ['no subject', `${ADDRESS}#ZV1.06533.1.4.${HASH}`],
    ['Fassung 0', `${ADDRESS}#ZV1.AQB-2025-06533.0.4.${HASH}`],
    ['page 201', `${ADDRESS}#ZV1.AQB-2025-06533.1.201.${HASH}`],
    ['a shorter hash', `${ADDRESS}#ZV1.AQB-2025-06533.1.4.0123`],
    ['more behind it', `${ADDRESS}#ZV1.AQB-2025-06533.1.4.${HASH}&x`],
  ])('is none of ours with %s', (_, text) => {
    expect(readPageCode(text)).toBeUndefined();
  });

  test('proposes a complete Fassung when no page is missing, however often one was read', () => {
    expect(proposeFrom([code(2), code(1), code(2)], 2)).toMatchObject({
      pagesSeen: [1, 2],
      pagesComplete: true,
    });
    expect(proposeFrom([code(1), code(3)], 2)).toMatchObject({ pagesSeen: [1, 3], pagesComplete: false });
    expect(proposeFrom([code(1)], 2)).toMatchObject({ pagesComplete: false });
  });

  test('proposes nothing when pages of two Fassungen lie together', () => {
    expect(proposeFrom([code(1), { ...code(2), fassung: 2 }], 2)).toBeUndefined();
  });

  test('completes what the uploader left out, and only of the same Zielvereinbarung', () => {
    const proposal = proposeFrom([code(1)], 1);
    const claim = { uploadId: 'u', parties: [] };
    expect(assign(claim, proposal)).toEqual({ subject: 'AQB-2025-06533', fassung: 1 });
    expect(assign({ ...claim, zielvereinbarung: 'AQB-2025-06534' }, proposal)).toBeUndefined();
    expect(contradicts({ ...claim, zielvereinbarung: 'AQB-2025-06534' }, proposal)).toBe(true);
  });
});

describe('what the form says', () => {
  test('counts where it is readable, and is missing where it is not', () => {
    const location = encodeURIComponent('Registratur, Schrank 3 „Süd“');
    const claim = readUploadClaim('01J9ZQ4T8K2M', {
      fassung: '0',
      parties: 'kommune,bund',
      'original-location': location,
    });
    expect(claim).toEqual({
      uploadId: '01J9ZQ4T8K2M',
      parties: ['kommune'],
      originalLocation: 'Registratur, Schrank 3 „Süd“',
    });
    expect(readUploadClaim('01J9ZQ4T8K2M', { 'original-location': '%E0%A4%A' })).not.toHaveProperty(
      'originalLocation',
    );
  });

  test('belongs to a key of the inbox', () => {
    expect(uploadIdOf('uploads/01J9ZQ4T8K2M/scan')).toBe('01J9ZQ4T8K2M');
    for (const key of [
      'uploads/../x/scan',
      'uploads/short/scan',
      'findings/01J9ZQ4T8K2M/scan',
      'uploads/01J9ZQ4T8K2M/scan/x',
    ]) {
      expect(uploadIdOf(key)).toBeUndefined();
    }
  });

  test('begins the retention at the upload', () => {
    expect(retainUntil('2025-08-20T09:30:00Z', 1)).toBe('2025-08-21T09:30:00Z');
  });
});
