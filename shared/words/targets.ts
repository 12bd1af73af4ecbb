import { formatEuro } from '../domain/euro.ts';
import type { Target } from '../domain/target.ts';
import { numberText } from './numbers.ts';

/** A sum of money or a figure with its unit. */
export function targetText(target: Target): string {
  return 'amountCent' in target
    ? formatEuro(target.amountCent)
    : `${numberText(target.value)}\u00A0${target.unit}`;
}

/** A difference with its sign; "–" where the two cannot be compared. */
export function differenceText(difference: Target | undefined): string {
  if (difference === undefined) return '–';
  const size = 'amountCent' in difference ? difference.amountCent : difference.value;
  return `${size > 0 ? '+' : ''}${targetText(difference)}`;
}
