import { LABELS } from '../../../events/reading/labels.ts';
import type { Terms } from '../../../events/incoming/terms.ts';
import { perParty } from '../../../shared/domain/per-party.ts';
import { budgetFault } from '../../../shared/domain/programme/budgets.ts';
import type { Programme } from '../../../shared/domain/programme/index.ts';
import { sumsArePossible } from '../../../shared/domain/zielvereinbarung/terms/terms.ts';
import { BOTH_PARTIES } from '../../../shared/words/parties.ts';
import { fieldOfDetail } from '../../commands/field-of-detail.ts';
import { readersWith, type FieldFault } from './fields/field-readers.ts';
import type { BudgetEntry, EckdatumEntry, MassnahmeEntry, TermsForm } from './terms-form.ts';

/** The terms as far as they can be read (for the text beside the form), and what is wrong with the rest. */
export type FormReading = {
  readonly terms: Terms;
  readonly faults: readonly FieldFault[];
  readonly reason: string;
};

/** Which Zielvereinbarung, and whether it is another Fassung, which needs its reason. */
export type FormContext = {
  readonly programme: Programme;
  readonly ags: string;
  readonly isRevision: boolean;
};

type Readers = ReturnType<typeof readersWith>;

/** Reads the whole form. Sums are judged by the same rules as at the recorder. A pure function. */
export function readForm(form: TermsForm, { programme, ags, isRevision }: FormContext): FormReading {
  const faults: FieldFault[] = [];
  const readers = readersWith((field, text) => {
    faults.push({ field, text });
  });
  const reason = isRevision
    ? readers.text({ field: 'reason', label: 'Grund der neuen Fassung', typed: form.reason }, 1000)
    : undefined;
  const { programme: name, haushaltsjahr } = programme;
  const cents = readers.euro(
    { field: 'haushaltsmittel', label: LABELS.haushaltsmittel, typed: form.haushaltsmittel },
    1,
  );
  const terms: Terms = {
    programme: name,
    haushaltsjahr,
    ags,
    haushaltsmittel: euro(cents ?? 0),
    ...list(
      'budgetItems',
      form.budgetItems.flatMap((entry, at) => budgetItem(readers, entry, at)),
    ),
    massnahmen: form.massnahmen.flatMap((entry, at) => massnahme(readers, entry, at)),
    ...list(
      'eckdaten',
      form.eckdaten.flatMap((entry, at) => eckdatum(readers, entry, at)),
    ),
    ...slots(form),
    ...list('references', references(readers, form)),
    ...aktenzeichen(readers, form),
    ...list('besondereRegelungen', regelungen(readers, form)),
    ...textDocument(form, (text) => faults.push({ field: 'textDocument', text })),
    ...whereTyped(form.asOf, 'asOf', (typed) =>
      readers.day({ field: 'asOf', label: 'Stand des Entwurfs', typed }),
    ),
  };
  if (faults.length === 0) faults.push(...sumFaults(terms, programme));
  return { terms, faults, reason: reason ?? '' };
}

function budgetItem({ text, euro: read }: Readers, { label, amount, earmark }: BudgetEntry, at: number) {
  const field = `budgetItems.${at}`;
  const name = text(
    { field: `${field}.label`, label: `Bezeichnung des ${at + 1}. Teilbetrags`, typed: label },
    300,
  );
  const cents = read({ field: `${field}.amount`, label: `Höhe des ${at + 1}. Teilbetrags`, typed: amount });
  const bound = whereTyped(earmark, 'earmark', (typed) =>
    text({ field: `${field}.earmark`, label: LABELS.earmark, typed }, 100),
  );
  return name === undefined || cents === undefined ? [] : [{ label: name, amount: euro(cents), ...bound }];
}

function massnahme({ text, euro: read, count }: Readers, entry: MassnahmeEntry, at: number) {
  const field = `massnahmen.${at}`;
  const label = text(
    {
      field: `${field}.label`,
      label: `Bezeichnung des Projekts zu Maßnahmenart ${entry.art}`,
      typed: entry.label,
    },
    300,
  );
  const more = {
    ...whereTyped(entry.traeger, 'traeger', (typed) =>
      text({ field: `${field}.traeger`, label: LABELS.traeger, typed }, 200),
    ),
    ...whereTyped(entry.places, 'places', (typed) =>
      count({ field: `${field}.places`, label: LABELS.places, typed }),
    ),
    ...whereTyped(entry.amount, 'amount', (typed) => {
      const cents = read({ field: `${field}.amount`, label: LABELS['massnahmen.amount'], typed });
      return cents === undefined ? undefined : euro(cents);
    }),
  };
  return label === undefined ? [] : [{ art: entry.art, label, ...more }];
}

function eckdatum({ text, figure }: Readers, entry: EckdatumEntry, at: number) {
  const field = `eckdaten.${at}`;
  const label = text({ field: `${field}.label`, label: LABELS['eckdaten.label'], typed: entry.label }, 300);
  const value = figure({ field: `${field}.value`, label: LABELS['eckdaten.value'], typed: entry.value });
  const unit = text({ field: `${field}.unit`, label: LABELS['eckdaten.unit'], typed: entry.unit }, 40);
  if (label === undefined || value === undefined || unit === undefined) return [];
  return [{ label, ...(entry.art !== '' && { art: Number(entry.art) }), value, unit }];
}

function references({ text, day }: Readers, { references: entries }: TermsForm) {
  return entries.flatMap(({ title, validUntil }, at) => {
    const field = `references.${at}`;
    const name = text({ field: `${field}.title`, label: LABELS['references.title'], typed: title }, 300);
    const until = whereTyped(validUntil, 'validUntil', (typed) =>
      day({ field: `${field}.validUntil`, label: LABELS.validUntil, typed }),
    );
    return name === undefined ? [] : [{ title: name, ...until }];
  });
}

function regelungen({ text }: Readers, { besondereRegelungen }: TermsForm) {
  return besondereRegelungen.flatMap((entry, at) => {
    const field = `besondereRegelungen.${at}`;
    const paragraph = text(
      { field: `${field}.paragraph`, label: LABELS.paragraph, typed: entry.paragraph },
      20,
    );
    const words = text({ field: `${field}.text`, label: LABELS.text, typed: entry.text }, 4000);
    return paragraph === undefined || words === undefined ? [] : [{ paragraph, text: words }];
  });
}

function aktenzeichen({ text }: Readers, { aktenzeichen: { land, kommune } }: TermsForm) {
  const read = {
    ...whereTyped(land, 'land', (typed) =>
      text({ field: 'aktenzeichen.land', label: LABELS['aktenzeichen.land'], typed }, 80),
    ),
    ...whereTyped(kommune, 'kommune', (typed) =>
      text({ field: 'aktenzeichen.kommune', label: LABELS['aktenzeichen.kommune'], typed }, 80),
    ),
  };
  return Object.keys(read).length === 0 ? {} : { aktenzeichen: read };
}

/** One signature each is what the absence says. */
function slots({ signatureSlots }: TermsForm): Pick<Terms, 'signatureSlots'> {
  const isUsual = BOTH_PARTIES.every((party) => signatureSlots[party] === '1');
  return isUsual ? {} : { signatureSlots: perParty((party) => Number(signatureSlots[party])) };
}

function textDocument({ textDocument: typed }: TermsForm, complain: (text: string) => void) {
  const sha256 = typed.trim().toLowerCase();
  if (sha256 === '') return {};
  if (!/^[0-9a-f]{64}$/u.test(sha256)) {
    complain('Prüfsumme des eigenen Vertragstexts: bitte die 64 Zeichen der SHA-256-Prüfsumme angeben.');
    return {};
  }
  return { textDocument: { sha256 } };
}

function sumFaults(terms: Terms, programme: Programme): readonly FieldFault[] {
  if (!sumsArePossible(terms))
    return [
      { field: 'haushaltsmittel', text: 'Die Teilbeträge ergeben zusammen mehr als die Haushaltsmittel.' },
    ];
  const fault = budgetFault(terms, programme);
  if (fault === undefined) return [];
  const text =
    fault === 'data.haushaltsmittel'
      ? 'Die Budgets ergeben zusammen nicht die Haushaltsmittel.'
      : `Jedes Budget des Programms steht genau einmal: ${programme.budgets.map(({ label }) => label).join(', ')}.`;
  return [{ field: fieldOfDetail(fault), text }];
}

function euro(amountCent: number): Terms['haushaltsmittel'] {
  return { amountCent, currency: 'EUR' };
}

/** The property where something was typed and could be read; else none. */
function whereTyped<Name extends string, Value>(
  typed: string,
  name: Name,
  read: (typed: string) => Value | undefined,
): { readonly [Key in Name]?: Value } {
  const value = typed.trim() === '' ? undefined : read(typed);
  return value === undefined ? {} : named(name, value);
}

function list<Name extends string, Entry>(
  name: Name,
  entries: readonly Entry[],
): { readonly [Key in Name]?: Entry[] } {
  return entries.length === 0 ? {} : named(name, [...entries]);
}

function named<Name extends string, Value>(name: Name, value: Value): { readonly [Key in Name]?: Value } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key is widened to string
  return { [name]: value } as { readonly [Key in Name]?: Value };
}
