import { formatEuro } from '../domain/euro.ts';
import type { Target } from '../domain/target.ts';
import type {
  PublicBescheid,
  PublicBudgetStep,
  PublicParty,
  PublicZielvereinbarung,
} from './model/page-model.ts';

/** German words for the closed lists that the page shows. */
export const bescheidLabels: Readonly<Record<PublicBescheid['art'], string>> = {
  zuwendung: 'Zuwendungsbescheid',
  aenderung: 'Änderungsbescheid',
  ablehnung: 'Ablehnungsbescheid',
  teilwiderruf: 'Teilwiderruf',
  widerruf: 'Widerruf',
};

/** What the page calls a change of the money, by its kind. */
export const budgetStepLabels: Readonly<Record<PublicBudgetStep['kind'], string>> = {
  entwurf: 'Entwurf',
  correction: 'Korrektur vor Abschluss',
  aenderungsvereinbarung: 'Änderungsvereinbarung',
  abweichung: 'Abweichung',
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

/** "kein Projekt", "1 Projekt", "3 Projekte". */
export function projectCount(count: number): string {
  if (count === 0) return 'kein Projekt';
  return count === 1 ? '1 Projekt' : `${count} Projekte`;
}

/** Size of a file in kB or MB with a no-break space, rounded up to whole kB. */
export function fileSize(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1000);
  if (kilobytes < 1000) return `${kilobytes}\u00A0kB`;
  return `${String(Math.ceil(kilobytes / 100) / 10).replace('.', ',')}\u00A0MB`;
}

/** A number as German texts write it. */
export function germanNumber(value: number): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, '.');
  const size = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 ? `−${size}` : size;
}

/** A sum of money or a figure with its unit. */
export function targetText(target: Target): string {
  return 'amountCent' in target
    ? formatEuro(target.amountCent)
    : `${germanNumber(target.value)}\u00A0${target.unit}`;
}

/** A difference with its sign; "–" where the two cannot be compared. */
export function differenceText(difference: Target | undefined): string {
  if (difference === undefined) return '–';
  const size = 'amountCent' in difference ? difference.amountCent : difference.value;
  return `${size > 0 ? '+' : ''}${targetText(difference)}`;
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
