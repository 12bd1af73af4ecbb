import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbUploads } from '../../../shared/adapters/table/dynamodb-uploads.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import {
  clearingKey,
  clearingMonthKey,
  rowKey,
  streamKey,
  uploadCountKey,
  uploadItemKey,
  waitingUntilKey,
  yearKey,
} from '../../../shared/adapters/table/table-keys.ts';
import { SUBJECT, drafted } from '../../support/facts/given.ts';
import { quickPatience } from '../../support/stages/patience.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { imitatedTable } from '../../support/stores/table-imitation.ts';
import { WIRE } from '../../support/facts/wire.ts';

const PASSES = 'pass its pattern';
const REFUSED = 'refused';
const UNEXPECTED = 'another error';

/** Values that a careless caller could glue into a key, beside every made-up one. */
const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('A', 'Q', 'B', '-', '2', '0', '5', '6', '3', '#', '/', '\n') }),
  fc.constantFrom(
    SUBJECT,
    `${SUBJECT}-2025`,
    `${SUBJECT}-2025-06531`,
    'AQB-2025',
    'aqb',
    'AQB#HEAD',
    `AQB-2025-06533\n`,
    '../AQB',
    'AQB%2D2025',
    '*',
    '',
  ),
);

/** What is asked for, where anything is. */
function keyOf<Key>(build: () => Key): Key | typeof REFUSED | typeof UNEXPECTED {
  try {
    return build();
  } catch (error) {
    return error instanceof Error && error.message.includes(PASSES) ? REFUSED : UNEXPECTED;
  }
}

const SUBJECT_FORM = /^[A-Z][A-Z0-9]{1,15}-\d{4}-\d{5}$/u;

describe('a part that would make the key of something else', () => {
  test('is no programme of a year', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1900, max: 2200 }), (programme, year) => {
        const isOne = /^[A-Z][A-Z0-9]{1,15}$/u.test(programme) && year >= 2010 && year <= 2099;
        expect(keyOf(() => yearKey(programme, year))).toBe(isOne ? `YEAR#${programme}-${year}` : REFUSED);
      }),
    );
  });

  test('is no subject', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const isOne = SUBJECT_FORM.test(name);
        expect(keyOf(() => streamKey(name))).toBe(isOne ? `ZV#${name}` : REFUSED);
        expect(keyOf(() => rowKey(name).join('-'))).toBe(isOne ? `YEAR#${name}` : REFUSED);
      }),
    );
  });

  test('is no month and no id of an upload', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(keyOf(() => clearingKey(value))).toBe(REFUSED);
        expect(keyOf(() => clearingMonthKey(value)[1])).toBe(REFUSED);
        expect(keyOf(() => waitingUntilKey(value))).toBe(REFUSED);
        const isId = /^[0-9A-Za-z-]{10,64}$/u.test(value);
        expect(keyOf(() => uploadItemKey(value)[0])).toBe(isId ? `UPLOAD#${value}` : REFUSED);
      }),
    );
  });

  test('is not named by the error, which is logged', () => {
    expect(() => streamKey('Erika Mustermann')).toThrow(/^A part of a key does not pass its pattern$/u);
  });
});

const settings = () => ({ ...imitatedTable(), tableName: 'log', wire: WIRE });

describe.each([
  ['the table', () => dynamoDbEventStore(settings())],
  ['the twin', inMemoryEventStore],
])('%s', (_, fresh) => {
  test('reads no row by a programme that holds a whole subject', async () => {
    const store = fresh();
    await recorderOn(store).send(drafted());
    expect(await store.yearRow(SUBJECT)).toBeDefined();
    await expect(store.yearRow(`${SUBJECT}-2025-06531`)).rejects.toThrow(PASSES);
    await expect(store.yearRows(SUBJECT, 2025)).rejects.toThrow(PASSES);
  });
});

test.each(['ZV#AQB-2025-06533', '../../archive', 'kurz', 'a'.repeat(65), 'aaaaaaaaaa\n'])(
  'no upload is looked for under %j',
  async (id) => {
    await expect(dynamoDbUploads({ ...settings(), patience: quickPatience() }).get(id)).rejects.toThrow(
      PASSES,
    );
  },
);

test.each([
  ['2025-09-01', '6533'],
  ['2025-09-01', '06533#06531'],
  ['2025-09', '06533'],
  ['2025-02-30', '06533'],
])('no upload is counted under %j and %j', (day, ags) => {
  expect(() => uploadCountKey({ party: 'land', day, ags, limit: 1 })).toThrow(PASSES);
});
