import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../shared/domain/zielvereinbarung/identity.ts';
import { SUBJECT } from '../../support/facts/given.ts';

describe('a subject taken apart', () => {
  test('gives programme, Haushaltsjahr and ags', () => {
    expect(partsOf(SUBJECT)).toEqual({ programme: 'AQB', haushaltsjahr: 2025, ags: '06533' });
  });

  test.each([
    `${SUBJECT}-2025-06531`,
    `${SUBJECT}-`,
    `${SUBJECT}\n`,
    ` ${SUBJECT}`,
    'AQB-2025-065331',
    'AQB-25-06533',
    'aqb-2025-06533',
    'ags-06533',
    '06533',
    '',
  ])('gives %j, which is none, to no Gebietskörperschaft', (name) => {
    expect(partsOf(name)).toEqual({ programme: '', haushaltsjahr: 0, ags: '' });
  });
});
