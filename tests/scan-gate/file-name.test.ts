import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text } from '../../events/primitives.ts';
import { cutTo, plainLine, plainText } from '../../shared/domain/plain-text.ts';
import { FILE_NAME_LENGTH, cleanFileName } from '../../shared/scan-gate/rules/file-name.ts';

const ofContract = text(FILE_NAME_LENGTH);

/** Names as devices and people make them, and what no device should make. */
const anyName = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      // halves of pairs too
      fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
      fc.constantFrom(
        '\u200B',
        '\u202A',
        '\u202E',
        '"',
        '/',
        '\\',
        '\0',
        '\r\n',
        ' ',
        '.',
        '.pdf',
        'u\u0308',
        '👩‍⚖️',
      ),
      fc.constantFrom('x'.repeat(150), '\uD83D', '\uFFFD', '\u115F', '\u{E0041}', '\u00A0', '\u2028', 'C:\\'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('the name of a chosen file', () => {
  test.each([
    ['is what it is called', 'Unterschriften 2025.pdf', 'Unterschriften 2025.pdf'],
    ['may hold quotes inside', 'Anlage "neu" 2.pdf', 'Anlage "neu" 2.pdf'],
    ['loses zero-width marks', 'Unter\u200Bschrift\uFEFF.pdf', 'Unterschrift.pdf'],
    ['is the last part of a path of Windows', '\u202A"C:\\Scans\\Kreis\\Land.pdf"', 'Land.pdf'],
    ['is the last part of a path of others', '/home/büro/Land.pdf', 'Land.pdf'],
    ['is the folder where a path ends with one', 'Scans/Land/', 'Land'],
    ['runs from left to right', 'Rechnung\u202Efdp.exe', 'Rechnungfdp.exe'],
    ['loses NUL and controls', 'Land\u0000\u0007.pdf', 'Land.pdf'],
    ['stands on one line', 'Land\r\nContent-Type: x\t1.pdf', 'Land Content-Type: x 1.pdf'],
    [
      'has composed letters, as from a phone',
      'Unterschrift Gießen für Ko\u0308ln.pdf',
      'Unterschrift Gießen für Köln.pdf',
    ],
    ['loses soft hyphens and fillers', 'Ver\u00ADein\u115F\u3164.pdf', 'Verein.pdf'],
    ['loses what stands for lost bytes', 'M\uFFFDller.pdf', 'Mller.pdf'],
    ['loses blanks around it', ' \u00A0Land.pdf \u200B ', 'Land.pdf'],
    ['ends after 200 characters', 'x'.repeat(300), 'x'.repeat(200)],
    ['ends before a character that would be halved', `${'x'.repeat(199)}📄.pdf`, 'x'.repeat(199)],
    ['loses half a pair', `Land\uD83D.pdf`, 'Land.pdf'],
    ['is scan.pdf where nothing is left', '\u200B"\u202A" \r\n', 'scan.pdf'],
    ['is scan.pdf where only the ending is left', '\u200B.pdf', 'scan.pdf'],
    ['is scan.pdf where there was none', '', 'scan.pdf'],
    ['is scan.pdf where it is a place', '../..', 'scan.pdf'],
  ])('%s', (_, name, clean) => expect(cleanFileName(name)).toBe(clean));

  test('is taken by the contract whatever it was, and clean once it is clean', () =>
    fc.assert(
      fc.property(anyName, (name) => {
        const clean = cleanFileName(name);
        expect(ofContract.safeParse(clean).success).toBe(true);
        expect(cleanFileName(clean)).toBe(clean);
        expect(clean).not.toMatch(/[/\\\p{C}\p{Default_Ignorable_Code_Point}]/u);
      }),
      { numRuns: 2000 },
    ));
});

describe('what a person typed or pasted', () => {
  test('is sent as it can be seen', () => {
    expect(plainText(' Kreishaus,\u200B\tZimmer\u202A 12\r\nKo\u0308ln\u2028rechts ')).toBe(
      'Kreishaus, Zimmer 12\nKöln\nrechts',
    );
    expect(plainLine('Kreishaus,\r\n  Zimmer\u00A012\u200B ')).toBe('Kreishaus, Zimmer 12');
  });

  test('is cut without a blank and without half a character at its end', () => {
    expect(cutTo('ab cd', 3)).toBe('ab');
    expect(cutTo('ab📄', 3)).toBe('ab');
    expect(cutTo('ab📄', 4)).toBe('ab📄');
  });

  test('is never refused for what cannot be seen', () =>
    fc.assert(
      fc.property(anyName, (typed) => {
        for (const plain of [plainText, plainLine]) {
          const once = plain(typed);
          expect(plain(once)).toBe(once);
          expect(once === '' || text(10_000).safeParse(once).success).toBe(true);
        }
      }),
      { numRuns: 2000 },
    ));
});
