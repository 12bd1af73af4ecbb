import { describe, expect, test } from 'vitest';
import { drafted, given } from '../../support/facts/given.ts';
import { gebietskoerperschaftChanged } from '../../support/facts/given-year.ts';

const HANAU = '06415';
const MAIN_KINZIG = '06435';
const FULDA = '06631';

describe('the register of Gebietskörperschaften', () => {
  test.each([
    ['a new shape after one without end', MAIN_KINZIG, ['2027-01-01']],
    ['the days just before the first shape', HANAU, ['2025-07-01', '2025-12-31']],
    ['a first shape of a new key', '06999', ['2030-01-01']],
    ['a shape of a single day', '06999', ['2030-01-01', '2030-01-01']],
    ['a new key, whatever shapes other keys have later', '06999', ['2020-01-01']],
    ['a shape long before the register begins, up to its first day', FULDA, ['2010-01-01', '2017-12-31']],
  ] as const)('takes %s', (_, ags, [from, to]) =>
    given()
      .when(gebietskoerperschaftChanged(ags, [from, to]))
      .thenRecorded('GebietskoerperschaftChanged'),
  );

  test.each([
    ['what it knows already', HANAU, ['2026-01-01']],
    ['a shape inside one that has ended', MAIN_KINZIG, ['2025-06-01']],
    ['a shape that runs into the next one', HANAU, ['2025-01-01', '2026-01-01']],
    ['a shape without end before another', HANAU, ['2025-01-01']],
  ] as const)('refuses %s as an overlap', (_, ags, [from, to]) =>
    given()
      .when(gebietskoerperschaftChanged(ags, [from, to]))
      .thenRefused('register-overlap', 'data.validFrom'),
  );

  test('refuses a shape that leaves days out before it', () =>
    given(gebietskoerperschaftChanged('06999', ['2030-01-01', '2030-12-31']))
      .when(gebietskoerperschaftChanged('06999', ['2031-01-02']))
      .thenRefused('register-gap', 'data.validFrom'));

  test('refuses a shape that begins on the last day of the one before', () =>
    given(gebietskoerperschaftChanged('06999', ['2030-01-01', '2030-12-31']))
      .when(gebietskoerperschaftChanged('06999', ['2030-12-31']))
      .thenRefused('register-overlap', 'data.validFrom'));

  test('refuses a shape that leaves days out before the next one', () =>
    given()
      .when(gebietskoerperschaftChanged(HANAU, ['2025-01-01', '2025-12-30']))
      .thenRefused('register-gap', 'data.validTo'));

  test('looks at the shape just before, in whatever order they were told', () => {
    const before = gebietskoerperschaftChanged(FULDA, ['2010-01-01', '2017-12-31']);
    given(before)
      .when(gebietskoerperschaftChanged(FULDA, ['2030-01-01']))
      .thenRecorded('GebietskoerperschaftChanged');
  });

  test('follows one day after the other, over the ends of years', () => {
    const first = gebietskoerperschaftChanged('06999', ['2030-01-01', '2030-12-31']);
    given(first)
      .when(gebietskoerperschaftChanged('06999', ['2031-01-01', '2032-02-29']))
      .thenRecorded('GebietskoerperschaftChanged');
    given(first, gebietskoerperschaftChanged('06999', ['2031-01-01', '2032-02-29']))
      .when(gebietskoerperschaftChanged('06999', ['2032-03-01']))
      .thenRecorded('GebietskoerperschaftChanged');
  });

  test('refuses a shape that ends before it begins, and one of another key', () => {
    given()
      .when(gebietskoerperschaftChanged(HANAU, ['2025-12-31', '2025-01-01']))
      .thenRefused('date-invalid', 'data.validTo');
    given()
      .when(gebietskoerperschaftChanged(HANAU, ['2025-01-01'], { subject: 'ags-06416' }))
      .thenRefused('subject-unknown', 'data.ags');
  });

  test('keeps its entries in order, and no Zielvereinbarung', () => {
    const { state } = given(
      gebietskoerperschaftChanged('06999', ['2031-01-01']),
      gebietskoerperschaftChanged('06999', ['2030-01-01', '2030-12-31']),
    );
    expect(state).toEqual({
      status: 'none',
      register: [{ validFrom: '2030-01-01', validTo: '2030-12-31' }, { validFrom: '2031-01-01' }],
    });
  });

  test('of 2025 knows no Hanau, and that of 2026 does', () => {
    const hanau = (haushaltsjahr: number) =>
      drafted({ ags: HANAU, haushaltsjahr }, { subject: `AQB-${haushaltsjahr}-${HANAU}` });
    given().when(hanau(2025)).thenRefused('gebietskoerperschaft-not-valid-in-year');
    given().when(hanau(2026)).thenRecorded('ZielvereinbarungDrafted');
  });
});
