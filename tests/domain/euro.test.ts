import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatEuro, formatEuroInText, parseEuro, parseEuroField } from '../../shared/domain/euro.ts';

describe('amounts in Euro', () => {
  test('are shown with a no-break space and with cents only where there are any', () => {
    expect(formatEuro(89_521_000)).toBe('895.210\u00A0€');
    expect(formatEuro(89_521_050)).toBe('895.210,50\u00A0€');
    expect(formatEuro(5)).toBe('0,05\u00A0€');
    expect(formatEuro(0)).toBe('0\u00A0€');
    expect(formatEuro(-5_000_000)).toBe('−50.000\u00A0€');
    expect(formatEuroInText(89_521_000)).toBe('895.210 Euro');
  });

  test.each([
    '895.210 Euro',
    '895.210,00 €',
    'EUR 895.210,-',
    '895 210 €',
    '895210 €',
    '895.210,– Euro',
    '€ 895.210',
    '€895.210',
    'Euro  895.210',
    '  895.210 \u00A0 €  ',
    '895210€',
  ])('reads %s as 89521000 cents', (text) =>
    expect(parseEuro(text)).toEqual({ ok: true, cents: 89_521_000 }),
  );

  test.each([
    '895,210 €',
    '895.21 €',
    '1.00 €',
    '89.5210 €',
    'viel Geld',
    '',
    '895.210 Euros',
    '895.210 $',
    '€',
    'etwa € 895.210',
    '895.210 € etwa',
    '895 210 0 €',
  ])('refuses %s as unreadable', (text) =>
    expect(parseEuro(text)).toEqual({ ok: false, reason: 'amount-unreadable' }),
  );

  test('refuses a bare number from machines and takes it from a field that names the unit', () => {
    expect(parseEuro('895.210')).toEqual({ ok: false, reason: 'currency-missing' });
    expect(parseEuroField('895.210')).toEqual({ ok: true, cents: 89_521_000 });
    expect(parseEuroField('895,210')).toEqual({ ok: false, reason: 'amount-unreadable' });
  });

  test('reads the groups of a million, and nothing below zero as nothing', () => {
    expect(parseEuro('1 895 210 €')).toEqual({ ok: true, cents: 189_521_000 });
    expect(parseEuro('-0 €')).toEqual({ ok: true, cents: 0 });
    expect(parseEuro('−1,50 €')).toEqual({ ok: true, cents: -150 });
  });

  test('refuses what integers cannot hold', () => {
    expect(parseEuro('999.999.999.999.999 €')).toEqual({ ok: false, reason: 'amount-too-large' });
  });

  test('come back as they were shown, from nothing to ten billion, with either sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (cents) => {
        expect(parseEuro(formatEuro(cents))).toEqual({ ok: true, cents });
        expect(parseEuro(formatEuroInText(cents))).toEqual({ ok: true, cents });
      }),
    );
  });
});
