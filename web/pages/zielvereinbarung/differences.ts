import type { Terms } from '../../../events/incoming/terms.ts';
import { formatEuro } from '../../../shared/domain/euro.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import { numberText, placesText } from '../../../shared/words/numbers.ts';

/** One thing that two Fassungen say differently; without `before` it is new, without `after` it is gone. */
export type Difference = { readonly label: string; readonly before?: string; readonly after?: string };

/** What changed from one Fassung to the next, in the order of the terms; empty where nothing did. */
export function differences(before: Terms, after: Terms): readonly Difference[] {
  const [old, next] = [new Map(entriesOf(before)), new Map(entriesOf(after))];
  const labels = [...new Set([...next.keys(), ...old.keys()])];
  return labels.flatMap((label) => {
    const [was, is] = [old.get(label), next.get(label)];
    if (was === is) return [];
    return [{ label, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}

type Entry = readonly [label: string, text: string];

/** The terms as labelled sentences; of two with the same label the second says so, so that none hides the other. */
function entriesOf(terms: Terms): readonly Entry[] {
  const seen = new Map<string, number>();
  return [...moneyEntries(terms), ...workEntries(terms), ...otherEntries(terms)].map(([label, text]) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return [count === 1 ? label : `${label} (${count})`, text];
  });
}

function moneyEntries({ haushaltsmittel, budgetItems = [] }: Terms): readonly Entry[] {
  return [
    ['Haushaltsmittel', formatEuro(haushaltsmittel.amountCent)],
    ...budgetItems.map(({ label, amount, earmark }): Entry => [
      `Teilbetrag „${label}“`,
      [formatEuro(amount.amountCent), earmark && `zweckgebunden: ${earmark}`].filter(Boolean).join(', '),
    ]),
  ];
}

function workEntries({ massnahmen, eckdaten = [] }: Terms): readonly Entry[] {
  return [
    ...massnahmen.map(({ art, label, traeger, places, amount }): Entry => [
      `Maßnahme „${label}“ (Art ${art})`,
      [
        traeger === undefined ? 'ohne Träger' : `Träger: ${traeger}`,
        places === undefined ? undefined : placesText(places),
        amount && formatEuro(amount.amountCent),
      ]
        .filter(Boolean)
        .join(', '),
    ]),
    ...eckdaten.map(({ label, art, value, unit }): Entry => [
      art === undefined ? `Eckdatum „${label}“` : `Eckdatum „${label}“ (Art ${art})`,
      `${numberText(value)}\u00A0${unit}`,
    ]),
  ];
}

function otherEntries(terms: Terms): readonly Entry[] {
  const { signatureSlots, references = [], aktenzeichen, besondereRegelungen = [] } = terms;
  return [
    ...optional('Aktenzeichen des Landes', aktenzeichen?.land),
    ...optional('Aktenzeichen der Kommune', aktenzeichen?.kommune),
    ...optional(
      'Unterschriften je Seite',
      signatureSlots && `Land ${signatureSlots.land}, Kommune ${signatureSlots.kommune}`,
    ),
    ...references.map(({ title, validUntil }): Entry => [
      `Grundlage „${title}“`,
      validUntil === undefined ? 'ohne Enddatum' : `gilt bis ${formatDate(validUntil)}`,
    ]),
    ...besondereRegelungen.map(({ paragraph, text }): Entry => [`Besondere Regelung zu ${paragraph}`, text]),
    ...optional('Eigener Vertragstext (SHA-256)', terms.textDocument?.sha256),
    ...optional('Stand des Entwurfs', terms.asOf && formatDate(terms.asOf)),
  ];
}

function optional(label: string, text: string | undefined): readonly Entry[] {
  return text === undefined ? [] : [[label, text]];
}
