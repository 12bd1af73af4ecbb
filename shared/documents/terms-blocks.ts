import type { Terms } from '../../events/incoming/terms.ts';
import { formatEuroInText } from '../domain/euro.ts';
import type { Massnahmenart } from '../domain/programme/index.ts';
import type { DocumentBlock } from './document-model.ts';

type Row = { readonly label: string; readonly value: string };
type Massnahme = Terms['massnahmen'][number];

/** Parts of the Haushaltsmittel with their earmarks, in the order of the terms. */
export function budgetItemRows(items: Terms['budgetItems'] = []): readonly Row[] {
  return items.map(({ label, amount, earmark }) => ({
    label: earmark === undefined || earmark === label ? label : `${label} (zweckgebunden: ${earmark})`,
    value: formatEuroInText(amount.amountCent),
  }));
}

/** Eckdaten with their Massnahmenart, in the order of the terms. */
export function eckdatenRows(
  eckdaten: Terms['eckdaten'] = [],
  arten: readonly Massnahmenart[],
): readonly Row[] {
  return eckdaten.map(({ label, art, value, unit }) => {
    const named = arten.find((known) => known.art === art);
    return {
      label:
        art === undefined
          ? label
          : `${label} (Maßnahmenart ${art}${named === undefined ? '' : `: ${named.label}`})`,
      value: `${formatNumber(value)} ${unit}`,
    };
  });
}

/**
 * One block per Massnahmenart of the programme year, with its projects; an Art without a project keeps its
 * heading. Projects of an Art that the year does not know follow under its number: kept, never dropped.
 */
export function massnahmenBlocks(
  massnahmen: readonly Massnahme[],
  arten: readonly Massnahmenart[],
): readonly DocumentBlock[] {
  const unknown = [...new Set(massnahmen.map(({ art }) => art))]
    .filter((art) => !arten.some((known) => known.art === art))
    .sort((first, second) => first - second)
    .map((art) => ({ art, label: `Maßnahmenart ${art}` }));
  return [...arten, ...unknown].map(({ art, label }) => ({
    kind: 'massnahmenart',
    art,
    label,
    projects: massnahmen.filter((massnahme) => massnahme.art === art).map(projectLine),
  }));
}

/** A project as one line: its label, with Träger, places and amount in brackets where they are agreed. */
export function projectLine({ label, traeger, places, amount }: Massnahme): string {
  const details = [
    ...(traeger === undefined ? [] : [`Träger: ${traeger}`]),
    ...(places === undefined ? [] : [places === 1 ? '1 Platz' : `${formatNumber(places)} Plätze`]),
    ...(amount === undefined ? [] : [formatEuroInText(amount.amountCent)]),
  ];
  return details.length === 0 ? label : `${label} (${details.join('; ')})`;
}

function formatNumber(value: number): string {
  const [whole = '0', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}
