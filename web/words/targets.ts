import { formatEuro } from '../../shared/domain/euro.ts';
import type { Target } from '../../shared/domain/target.ts';
import { numberText } from './numbers.ts';

/** A sum of money or a figure with its unit. */
export function targetText(target: Target): string {
  return 'amountCent' in target
    ? formatEuro(target.amountCent)
    : `${numberText(target.value)}\u00A0${target.unit}`;
}
