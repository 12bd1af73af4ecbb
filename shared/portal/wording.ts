import type { PublicBescheid, PublicBudgetStep, PublicParty, PublicZielvereinbarung } from './page-model.ts';

/** German words for the closed lists that the page shows. */
export const bescheidLabels: Readonly<Record<PublicBescheid['art'], string>> = {
  zuwendung: 'Zuwendungsbescheid',
  aenderung: 'Änderungsbescheid',
  ablehnung: 'Ablehnungsbescheid',
  teilwiderruf: 'Teilwiderruf',
  widerruf: 'Widerruf',
};

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
  return party === 'land' ? ministry.name : gebietskoerperschaft.officialName;
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
  const [whole = '0', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
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
