import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { codeName } from '../../events/code-name.ts';
import { envelope, outgoingEnvelope, versionOfType } from '../../events/fact.ts';
import {
  PARTIES,
  ags,
  aktenzeichen,
  archivedObject,
  day,
  documentReference,
  fassungNumber,
  figure,
  haushaltsjahr,
  instant,
  measure,
  money,
  paperDate,
  party,
  registerSubject,
  sha256,
  subject,
  text,
  uploadId,
} from '../../events/primitives.ts';
import { firstProblem } from '../../events/reading/problem.ts';
import { WIRE } from '../support/facts/wire.ts';

const HEX = 'a1'.repeat(32);
const euro = (amountCent: unknown, currency = 'EUR') => ({ amountCent, currency });

type Shape = readonly [
  name: string,
  schema: z.ZodType,
  takes: readonly unknown[],
  refuses: readonly unknown[],
];

/** Per shape what lies just inside it, and what lies just outside. */
const SHAPES: readonly Shape[] = [
  [
    'text',
    text(6),
    ['a', 'sechs!', 'a\nb', 'a b', '\u00E4', 'a\u00A0b', '\u{1F600}', '\u2070', 'a\u00ADb', '\u2764\uFE0F'],
    [
      '',
      'sieben!',
      '   ',
      '\n',
      7,
      'e\u0301',
      'a\uD800',
      'a\uFEFF',
      ...['\u0000', '\u0009', '\u000B', '\u001F', '\u007F', '\u009F'].map((control) => `a${control}`),
      ...['\u200B', '\u200F', '\u202A', '\u202E', '\u2060', '\u2069'].map((hidden) => `a${hidden}`),
      ...['\u061C', '\u180E', '\u2028', '\u2029', '\uFFF9', '\u{1D173}', '\u{E0041}', '\u3164'].map(
        (hidden) => `a${hidden}`,
      ),
      '\u00AD',
      '\u034F',
      '\u2800',
      '\uFE0F',
      '\u17B4',
    ],
  ],
  [
    'money',
    money,
    [0, 1, -1, 1e14, -1e14].map((cents) => euro(cents)),
    [euro(1e14 + 1), euro(-1e14 - 1), euro(0.5), euro(-0), euro('1'), euro(2 ** 53), euro(1, 'USD'), {}],
  ],
  [
    'day',
    day,
    ['2025-02-28', '2024-02-29'],
    ['2025-02-29', '2025-2-1', '28.02.2025', '2025-02-28T00:00:00Z'],
  ],
  [
    'paperDate',
    paperDate,
    [
      { date: '2025-08-02', asWritten: '2.8.2025' },
      { date: '2025-08-02', asWritten: 'x'.repeat(40) },
    ],
    [{ date: '2025-08-02' }, { date: '2025-08-02', asWritten: 'x'.repeat(41) }, { asWritten: '2.8.2025' }],
  ],
  [
    'instant',
    instant,
    ['2025-09-01T10:00:00Z', '2025-09-01T10:00:00.123+02:00'],
    ['2025-09-01T10:00:00', '2025-09-01', '2025-13-01T10:00:00Z'],
  ],
  ['sha256', sha256, [HEX], [HEX.slice(1), `${HEX}a`, HEX.toUpperCase(), `${HEX.slice(1)}g`]],
  ['ags', ags, ['06533'], ['6533', '065330', '0653a', ' 06533']],
  ['haushaltsjahr', haushaltsjahr, [2010, 2099], [2009, 2100, 2025.5, '2025']],
  [
    'subject',
    subject,
    ['AQB-2025-06533', 'A1-2025-06533', `${'A'.repeat(16)}-2025-06533`],
    [
      'A-2025-06533',
      `${'A'.repeat(17)}-2025-06533`,
      '1A-2025-06533',
      'aqb-2025-06533',
      'AQB-25-06533',
      'AQB-2025-6533',
      'AQB-2025-065330',
      'xAQB-2025-06533',
      'AQb-2025-06533',
    ],
  ],
  [
    'registerSubject',
    registerSubject,
    ['ags-06415'],
    ['ags-6415', 'ags-064150', 'xags-06415', 'ags-0641a', '06415'],
  ],
  [
    'figure',
    figure,
    [0, 0.5, 1e12, -1e12, 1e-12],
    [1e12 + 1, -1e12 - 1, -0, 5e-324, -1e-200, '1', Number.NaN],
  ],
  [
    'measure',
    measure,
    [
      { value: 12, unit: 'Plätze' },
      { value: 1, unit: 'x'.repeat(40) },
    ],
    [{ value: 12 }, { unit: 'Plätze' }, { value: 12, unit: 'x'.repeat(41) }],
  ],
  ['documentReference', documentReference, [{ sha256: HEX }], [{}, { sha256: 'x' }]],
  ['fassungNumber', fassungNumber, [1, 999], [0, 1000, 1.5, '1']],
  ['party', party, ['land', 'kommune'], ['bund', '']],
  [
    'uploadId',
    uploadId,
    ['01J9ZQ4T8K', 'a-b-c-d-e-f', 'x'.repeat(64)],
    ['01J9ZQ4T8', 'x'.repeat(65), '01J9ZQ4T8K_', ' 01J9ZQ4T8K', '01J9ZQ4T8K/'],
  ],
  [
    'archivedObject',
    archivedObject,
    [
      { key: 'k', versionId: 'v' },
      { key: 'k'.repeat(512), versionId: 'v'.repeat(1024) },
    ],
    [
      { key: '', versionId: 'v' },
      { key: 'k', versionId: '' },
      { key: 'k'.repeat(513), versionId: 'v' },
      { key: 'k', versionId: 'v'.repeat(1025) },
      { key: 'k' },
    ],
  ],
  [
    'id of a message',
    envelope.shape.id,
    ['a', '!~', 'x'.repeat(200), 'https://s.example/1'],
    ['', 'a b', 'x'.repeat(201), 'ä', 'a\u007F'],
  ],
  [
    'sequence',
    envelope.shape.sequence,
    ['1', '9', '10', '9'.repeat(15)],
    ['0', '01', '-1', '1.5', '1'.repeat(16), 'x1', 1],
  ],
  ['type', envelope.shape.type, ['t', 'x'.repeat(200)], ['', 'x'.repeat(201)]],
  ['dataschema', envelope.shape.dataschema, ['', 'x'.repeat(300)], ['x'.repeat(301)]],
  ['traceparent', envelope.shape.traceparent, ['', 'x'.repeat(100)], ['x'.repeat(101)]],
  ['subject of a message', envelope.shape.subject, ['AQB-2025-06533', 'ags-06415'], ['unknown', '']],
  ['subject of a notice', outgoingEnvelope.shape.subject, ['AQB-2025-06533', 'ags-06415', 'unknown'], ['']],
  ['number of the sender in what goes out', outgoingEnvelope.shape.originsequence, ['1'], ['0', 'x']],
  ['specversion', envelope.shape.specversion, ['1.0'], ['0.3', '']],
  ['datacontenttype', envelope.shape.datacontenttype, ['application/json'], ['text/json', '']],
  ['data', envelope.shape.data, [{}, { any: null }], ['', null, []]],
  ['aktenzeichen', aktenzeichen, ['RPKS-31-2025', 'x'.repeat(80)], ['', 'x'.repeat(81)]],
];

describe.each(SHAPES)('the shape %s', (_, schema, takes, refuses) => {
  test.each(takes.map((value) => [JSON.stringify(value), value]))('takes %s', (_written, value) =>
    expect(schema.safeParse(value)).toEqual({ success: true, data: value }),
  );

  test.each(refuses.map((value) => [JSON.stringify(value), value]))('refuses %s', (_written, value) =>
    expect(schema.safeParse(value).success).toBe(false),
  );
});

describe('a shape says what it wants', () => {
  const problem = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0];

  test.each([
    [
      'text',
      text(9),
      'a\u200B',
      'text-invalid',
      'ein lesbarer Text, nicht nur Leerzeichen, ohne unsichtbare, steuernde oder zerlegte Zeichen',
    ],
    [
      'money',
      money.shape.amountCent,
      0.5,
      'number-invalid',
      'eine ganze Zahl bis höchstens 100.000.000.000.000',
    ],
    [
      'figure',
      figure,
      1e13,
      'number-invalid',
      'null oder eine Zahl der Größe 0,000000000001 bis 1.000.000.000.000',
    ],
  ] as const)('of %s, with its reason code', (_, schema, value, reason, message) =>
    expect(problem(schema, value)).toMatchObject({ code: 'custom', message, params: { reason } }),
  );

  test('of a day', () =>
    expect(firstProblem(day, '2025-02-30').detail).toContain('ein Tag, den es gibt, in der Form JJJJ-MM-TT'));

  test('and the parties stand in the order of the signature block', () =>
    expect(PARTIES).toEqual(['land', 'kommune']));
});

describe('the name of a fact', () => {
  test('is the same on the wire and in code, by one mapping', () => {
    expect(codeName('scan.set-aside')).toBe('ScanSetAside');
    expect(codeName('signature.received')).toBe('SignatureReceived');
    expect(WIRE.typeOf({ stem: 'scan.set-aside', version: 2 })).toBe('de.hessen.aqb.scan.set-aside.v2');
  });

  test('names its version at its end', () => {
    expect(versionOfType('de.hessen.aqb.scan.set-aside.v2')).toBe(2);
    expect(versionOfType('x.v999')).toBe(999);
    for (const type of ['x.v0', 'x.v1000', 'x.v01', 'x', 'xv1', 'x.v1x'])
      expect(versionOfType(type)).toBeUndefined();
  });
});
