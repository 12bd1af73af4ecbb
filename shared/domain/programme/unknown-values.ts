import type { Terms } from '../../../events/incoming/terms.ts';
import type { Programme } from './programme.ts';

/** A value that no list of the programme year holds: kept as it is, and flagged by a hint. */
export type UnknownValue = { readonly field: string; readonly value: string };

/**
 * The values of the terms that the controlled lists of the programme year do not hold, with the paths of their
 * fields: earmarks of budget items (§ 2), and Massnahmenarten that Eckdaten name (§ 4). Never a reason to refuse.
 */
export function unknownValues(
  { budgetItems = [], eckdaten = [] }: Pick<Terms, 'budgetItems' | 'eckdaten'>,
  { earmarks, massnahmenarten }: Pick<Programme, 'earmarks' | 'massnahmenarten'>,
): readonly UnknownValue[] {
  return [
    ...budgetItems.flatMap(({ earmark }, at) =>
      earmark === undefined || earmarks.includes(earmark)
        ? []
        : [{ field: `data.budgetItems.${at}.earmark`, value: earmark }],
    ),
    ...eckdaten.flatMap(({ art }, at) =>
      art === undefined || massnahmenarten.some((known) => known.art === art)
        ? []
        : [{ field: `data.eckdaten.${at}.art`, value: String(art) }],
    ),
  ];
}
