import { z } from 'zod';

type Range = { readonly from: number; readonly to?: number };

/** A whole number in a query, in digits only: `0x10`, ` 5` and nothing at all are no numbers. */
export function wholeNumber({ from, to = 999_999_999 }: Range) {
  return z
    .string()
    .refine((digits) => /^\d{1,9}$/u.test(digits), { error: 'eine ganze Zahl in Ziffern' })
    .transform(Number)
    .pipe(z.int().min(from).max(to))
    .meta({ override: { type: 'integer', minimum: from, maximum: to } });
}

/** The same with the number that is meant where none is given; the contract names it. */
export function wholeNumberOr(otherwise: number, range: Range) {
  return wholeNumber(range)
    .default(otherwise)
    .meta({ override: { default: otherwise } });
}
