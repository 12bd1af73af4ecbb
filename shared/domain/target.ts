/** What a goal is measured in: a sum of money, or a figure with its unit. */
export type Target =
  | { readonly amountCent: number; readonly currency: 'EUR' }
  | { readonly value: number; readonly unit: string };

/**
 * How far a target moved: new less old, in cents or in their unit, exact in decimals. Undefined where the two
 * cannot be compared: money with a figure, or figures of different units.
 */
export function differenceBetween(old: Target, now: Target): Target | undefined {
  if ('amountCent' in old) {
    return 'amountCent' in now ? { ...now, amountCent: now.amountCent - old.amountCent } : undefined;
  }
  if ('amountCent' in now || now.unit !== old.unit) return undefined;
  const digits = Math.max(decimals(old.value), decimals(now.value));
  return { ...now, value: Number((now.value - old.value).toFixed(digits)) };
}

/** Digits after the point: 0.25 has two, 1e-7 has seven. */
function decimals(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e-');
  return (digits.split('.')[1] ?? '').length + Number(exponent);
}
