import type { Terms } from '../../../events/incoming/terms.ts';
import type { Party } from '../../../events/primitives.ts';
import { perParty } from '../../../shared/domain/per-party.ts';
import { formatEuro } from '../../../shared/domain/euro.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import type { Programme } from '../../../shared/domain/programme/index.ts';

/** The terms as they are typed: text in every field, so that nothing half-typed is lost. */
export type TermsForm = {
  readonly haushaltsmittel: string;
  readonly budgetItems: readonly BudgetEntry[];
  readonly massnahmen: readonly MassnahmeEntry[];
  readonly eckdaten: readonly EckdatumEntry[];
  readonly signatureSlots: Readonly<Record<Party, Slots>>;
  readonly references: readonly { readonly title: string; readonly validUntil: string }[];
  readonly aktenzeichen: Readonly<Record<Party, string>>;
  readonly besondereRegelungen: readonly { readonly paragraph: string; readonly text: string }[];
  readonly textDocument: string;
  readonly asOf: string;
  /** Why there is another Fassung; not asked for the first. */
  readonly reason: string;
};

/** A part of the money. */
export type BudgetEntry = { readonly label: string; readonly amount: string; readonly earmark: string };

/** A project under a Massnahmenart. */
export type MassnahmeEntry = {
  readonly art: number;
  readonly label: string;
  readonly traeger: string;
  readonly places: string;
  readonly amount: string;
};

/** A figure beside the money; `art` is empty where it belongs to no Massnahmenart. */
export type EckdatumEntry = {
  readonly label: string;
  readonly art: string;
  readonly value: string;
  readonly unit: string;
};

/** How many signatures a side gives. */
export type Slots = '1' | '2';

/** A form without terms; of several budgets each has its line already. */
export function emptyForm({ budgets }: Pick<Programme, 'budgets'>): TermsForm {
  return {
    haushaltsmittel: '',
    budgetItems: budgets.length < 2 ? [] : budgets.map(({ label }) => ({ label, amount: '', earmark: '' })),
    massnahmen: [],
    eckdaten: [],
    signatureSlots: perParty(() => '1'),
    references: [],
    aktenzeichen: perParty(() => ''),
    besondereRegelungen: [],
    textDocument: '',
    asOf: '',
    reason: '',
  };
}

/** The form that says these terms. */
export function formOf(terms: Terms, programme: Pick<Programme, 'budgets'>): TermsForm {
  const { budgetItems, eckdaten = [], references = [], aktenzeichen = {}, signatureSlots } = terms;
  const empty = emptyForm(programme);
  return {
    ...empty,
    haushaltsmittel: euroOf(terms.haushaltsmittel),
    budgetItems: budgetItems === undefined ? empty.budgetItems : budgetItems.map(budgetEntry),
    massnahmen: terms.massnahmen.map(massnahmeEntry),
    eckdaten: eckdaten.map(({ label, art, value, unit }) => ({
      label,
      art: art === undefined ? '' : String(art),
      value: String(value).replace('.', ','),
      unit,
    })),
    signatureSlots: perParty((party) => slotsOf(signatureSlots?.[party])),
    references: references.map(({ title, validUntil }) => ({ title, validUntil: dayOf(validUntil) })),
    aktenzeichen: perParty((party) => aktenzeichen[party] ?? ''),
    besondereRegelungen: terms.besondereRegelungen ?? [],
    textDocument: terms.textDocument?.sha256 ?? '',
    asOf: dayOf(terms.asOf),
  };
}

/** A project that still has to be written. */
export function emptyMassnahme(art: number): MassnahmeEntry {
  return { art, label: '', traeger: '', places: '', amount: '' };
}

type Money = Terms['haushaltsmittel'];

function budgetEntry({ label, amount, earmark = '' }: NonNullable<Terms['budgetItems']>[number]) {
  return { label, amount: euroOf(amount), earmark };
}

function massnahmeEntry({ art, label, traeger = '', places, amount }: Terms['massnahmen'][number]) {
  return {
    art,
    label,
    traeger,
    places: places === undefined ? '' : String(places),
    amount: amount === undefined ? '' : euroOf(amount),
  };
}

/** As the field takes it: the currency stands beside it. */
function euroOf({ amountCent }: Money): string {
  return formatEuro(amountCent).replace(/\u00A0€$/u, '');
}

function dayOf(day: string | undefined): string {
  return day === undefined ? '' : formatDate(day);
}

function slotsOf(count: number | undefined): Slots {
  return count === 2 ? '2' : '1';
}
