import { CHANGE_NAMES } from '../words/changes.ts';
import type { PublicBudgetStep, PublicParty, PublicZielvereinbarung } from './model/page-model.ts';

/** Names of what made the money what it is, as the page tells it. */
export const BUDGET_STEP_NAMES: Readonly<Record<PublicBudgetStep['kind'], string>> = {
  ...CHANGE_NAMES,
  entwurf: CHANGE_NAMES.draft,
};

/** Name of a side, without article. */
export function partyName(
  party: PublicParty,
  { ministry, gebietskoerperschaft }: PublicZielvereinbarung,
): string {
  const names: Readonly<Record<PublicParty, string>> = {
    land: ministry.name,
    kommune: gebietskoerperschaft.officialName,
  };
  return names[party];
}

/** Size of a file in kB or MB with a no-break space, rounded up to whole kB. */
export function fileSize(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1000);
  if (kilobytes < 1000) return `${kilobytes}\u00A0kB`;
  return `${String(Math.ceil(kilobytes / 100) / 10).replace('.', ',')}\u00A0MB`;
}

/** "Abweichung 1", "Abweichungen 1 und 2", "Abweichungen 1, 2 und 3". */
export function abweichungList(numbers: readonly number[]): string {
  const last = numbers.at(-1) ?? '';
  return numbers.length < 2
    ? `Abweichung ${last}`
    : `Abweichungen ${numbers.slice(0, -1).join(', ')} und ${last}`;
}

/** " nach § 5", on one line, or nothing where the clause has no number. */
export function underClause(number: string | undefined): string {
  return number === undefined ? '' : ` nach ${withBoundParagraphSigns(number)}`;
}

/** Relative address of the year's list from a page, whose programme may have a folder of its own. */
export function yearAddress(pageFolder: string): string {
  return '../'.repeat(pageFolder.split('/').length);
}

/** Keeps "§ 5" on one line. */
export function withBoundParagraphSigns(text: string): string {
  return text.replaceAll('§ ', '§\u00A0');
}
