import { describe, expect, test } from 'vitest';
import { judgeBytes, judgeComments } from '../../shared/scan-gate/rules/byte-rules.ts';
import { bytes } from '../support/pdf/pdf-sample-writer.ts';

const BODY = '%PDF-1.7\n1 0 obj null endobj\n%%EOF';
const judge = (text: string) => judgeBytes(bytes(text));
const refused = (reason: string) => ({ ok: false, reason });

describe('the header of a PDF', () => {
  test.each(['1.0', '1.4', '1.7', '2.0'])('has version %s', (version) =>
    expect(judge(BODY.replace('1.7', version))).toMatchObject({ ok: true }),
  );

  test.each(['1.8', '2.1', '0.9', 'x'])('has no version %s', (version) =>
    expect(judge(BODY.replace('1.7', version))).toEqual(refused('not-a-pdf')),
  );

  test.each([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x20, 0xef, 0xbb, 0xbf])(
    'may stand behind byte %i, as sloppy writers leave it',
    (byte) =>
      expect(judge(String.fromCharCode(byte) + BODY)).toEqual({
        ok: true,
        headerOffset: 1,
        end: BODY.length + 1,
        observations: ['bytes-before-header'],
      }),
  );

  test('stands behind sixteen of them at most', () => {
    expect(judge(' '.repeat(16) + BODY)).toMatchObject({ ok: true, headerOffset: 16 });
    expect(judge(' '.repeat(17) + BODY)).toEqual(refused('pdf-polyglot'));
  });

  test('stands behind nothing else', () => {
    for (const before of ['x', 'x ', ' x', '\u00fe'])
      expect(judge(before + BODY)).toEqual(refused('pdf-polyglot'));
  });

  test('is looked for in the first kilobyte', () => {
    expect(judge('x'.repeat(1016) + BODY)).toEqual(refused('pdf-polyglot'));
    expect(judge('x'.repeat(1017) + BODY)).toEqual(refused('not-a-pdf'));
  });
});

describe('the end of a PDF', () => {
  test('is its last end mark', () => {
    expect(judge(BODY)).toEqual({ ok: true, headerOffset: 0, end: BODY.length, observations: [] });
    expect(judge(`${BODY}\n%%EOF`)).toMatchObject({ end: BODY.length + 6 });
    expect(judge('%PDF-1.7\n%%EO\n%EOF')).toEqual(refused('pdf-broken'));
  });

  test('is followed by as much padding as one likes', () =>
    expect(judge(`${BODY}\u0000\t\n\u000c\r\u001a ${' '.repeat(5000)}`)).toEqual({
      ok: true,
      headerOffset: 0,
      end: BODY.length,
      observations: [],
    }));

  test('is followed by one kilobyte of other data at most, padding around it aside', () => {
    const note = (length: number) => `${BODY}  ${'x'.repeat(length)}\n\n`;
    expect(judge(note(1024))).toMatchObject({ ok: true, observations: ['bytes-after-end'] });
    expect(judge(`${BODY}x`)).toMatchObject({ ok: true, observations: ['bytes-after-end'] });
    expect(judge(`${BODY}PK`)).toEqual(refused('pdf-polyglot'));
    expect(judge(note(1))).toMatchObject({ ok: true, observations: ['bytes-after-end'] });
    expect(judge(note(1025))).toEqual(refused('pdf-polyglot'));
  });

  test.each(['<!DOCTYPE html', '<html', '<head', '<body', '<SCRIPT', '<svg', '<iframe', '<?php', 'a PK b'])(
    'is not followed by %s, wherever it stands',
    (foreign) => expect(judge(`${BODY}\nx ${foreign}`)).toEqual(refused('pdf-polyglot')),
  );

  test.each(['MZ', '\u007FELF'])('is not followed by a program that begins with %j', (program) => {
    expect(judge(`${BODY}\n${program}`)).toEqual(refused('pdf-polyglot'));
    expect(judge(`${BODY}\nx${program}`)).toMatchObject({ ok: true });
  });
});

describe('the directory of a ZIP', () => {
  /** A PDF whose comment is the end of a ZIP's directory, which says that its own comment is this long. */
  const zipped = (says: (rest: number) => number, filling = 0) => {
    const rest = `${'x'.repeat(filling)}\n%%EOF`;
    const directory = Buffer.alloc(22);
    directory.write('PK\u0005\u0006', 0, 'latin1');
    directory.writeUInt16LE(says(rest.length), 20);
    return judgeBytes(Buffer.concat([bytes('%PDF-1.7\n%'), directory, bytes(rest)]));
  };

  test.each([0, 249, 250, 65_000])(
    'makes a ZIP of a PDF where it reaches to the end, %i bytes on',
    (filling) => {
      expect(zipped((rest) => rest, filling)).toEqual(refused('pdf-polyglot'));
      for (const off of [-1, 1]) expect(zipped((rest) => rest + off, filling)).toMatchObject({ ok: true });
    },
  );

  test('makes none where it is cut off', () =>
    expect(judge('%PDF-1.7\n%PK\u0005\u0006\n%%EOF')).toMatchObject({ ok: true }));
});

describe('a comment', () => {
  const words =
    'JavaScript JS AA OpenAction Launch GoToR GoToE SubmitForm ImportData EmbeddedFile EmbeddedFiles XFA RichMedia';

  test.each(words.split(' '))('with /%s may run where a reader repairs the file', (word) => {
    expect(judgeComments([`% /${word} `])).toBe('pdf-active-content');
    expect(judgeComments([`% ${word} /${word}s2 `])).toBeUndefined();
  });

  test('says the same with escaped letters, of either case', () => {
    for (const name of ['/#4aS', '/#4AS', '/J#53', '/#4a#53'])
      expect(judgeComments([`% ${name}`])).toBe('pdf-active-content');
  });

  test.each(['9 0 obj', '12  345\n obj', '%1 0 obj<<'])('with %j hides an object', (header) =>
    expect(judgeComments([header])).toBe('pdf-active-content'),
  );

  test.each(['object 9 0', '9 obj', '9 0 objects', '9 x obj'])('with %j hides none', (text) =>
    expect(judgeComments([text])).toBeUndefined(),
  );

  test.each(['<html>', '<!doctype', '<Script', '<?php', 'PK\u0003\u0004'])(
    'with %j is another format',
    (text) => expect(judgeComments(['% scanned', `% ${text}`])).toBe('pdf-polyglot'),
  );

  test('is read apart from the next one, but hides no object across the two', () => {
    expect(judgeComments(['% /Java', 'Script', '<ht', 'ml>', 'PK\u0003', '\u0004'])).toBeUndefined();
    expect(judgeComments(['% 9 0', 'obj'])).toBe('pdf-active-content');
  });

  test('is sixteen kilobytes long at most, all together', () => {
    expect(judgeComments(['x'.repeat(16 * 1024)])).toBeUndefined();
    expect(judgeComments(['x'.repeat(16 * 1024 + 1)])).toBe('pdf-polyglot');
    expect(judgeComments(['x'.repeat(8 * 1024), 'x'.repeat(8 * 1024)])).toBe('pdf-polyglot');
    expect(judgeComments([])).toBeUndefined();
  });
});
