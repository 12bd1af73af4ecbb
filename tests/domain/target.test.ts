import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceBetween } from '../../shared/domain/target.ts';

const euro = (amountCent: number) => ({ amountCent, currency: 'EUR' }) as const;
const places = (value: number) => ({ value, unit: 'Plätze' });

describe('the difference between Soll and Ist', () => {
  test('is exact in cents and in decimals', () => {
    const hundredths = fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(hundredths, hundredths, (old, now) => {
        expect(differenceBetween(euro(old), euro(now))).toEqual(euro(now - old));
        expect(differenceBetween(places(old / 100), places(now / 100))).toEqual(places((now - old) / 100));
      }),
    );
  });

  test.each([
    [0.3, 0.1, -0.2],
    [100_000_000_000, 100_000_000_000.3, 0.3],
    [0.000_000_1, 1, 0.999_999_9],
  ])('from %d to %d is %d', (old, now, difference) =>
    expect(differenceBetween(places(old), places(now))).toEqual(places(difference)),
  );

  test.each([
    [euro(100), places(1)],
    [places(1), euro(100)],
    [places(1), { value: 1, unit: 'Tage' }],
  ])('is not computed where the two cannot be compared', (old, now) =>
    expect(differenceBetween(old, now)).toBeUndefined(),
  );
});
