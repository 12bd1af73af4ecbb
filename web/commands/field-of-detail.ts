import { partsOfDetail } from '../../events/reading/detail.ts';

/**
 * The field of the form that a refusal is about: `Betrag in Cent (data.massnahmen.0.amount.amountCent): …` is
 * `massnahmen.0.amount`; empty where it is about no field.
 */
export function fieldOfDetail(detail: string): string {
  const { field = '' } = partsOfDetail(detail);
  return field.replace(/^data[.]/u, '').replace(/[.](?:amountCent|currency|sha256)$/u, '');
}

/**
 * What a refusal is about, as people read it: the field by its name on this page, else by that of the contract, and
 * what is wrong with it; or the sentence where it is about no field. Undefined where it has words of the contract
 * only, as one that was stored before.
 */
export function affectedBy(detail: string, labelHere?: string): string | undefined {
  const { label, field, words } = partsOfDetail(detail);
  if (field === undefined) return words;
  const name = labelHere ?? label;
  // without a label it was stored before, and its words are English
  return label === undefined || words === undefined ? name : `${name}: ${words}`;
}
