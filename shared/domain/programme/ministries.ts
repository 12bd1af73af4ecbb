import type { GrammaticalForms } from '../register/gebietskoerperschaften.ts';

/** The ministry that signs for the Land, as it was called in a span of time. */
export type Ministry = {
  /** Name without article, as in a letterhead. */
  readonly name: string;
  readonly abbreviation: string;
  readonly forms: GrammaticalForms;
  readonly validFrom: string;
  readonly validTo?: string;
};

/**
 * Names of the ministry with their validity. It was called "… für Soziales und Integration" until the
 * government of January 2024 took office.
 */
export const ministries: readonly [Ministry, ...Ministry[]] = [
  ministry('Ministerium für Arbeit, Integration, Jugend und Soziales', { validFrom: '2024-01-18' }),
  ministry('Ministerium für Soziales und Integration', { validFrom: '2014-01-18', validTo: '2024-01-17' }),
];

/** The ministry by the name it had on this day, `YYYY-MM-DD`; the newest name where none is known. */
export function ministryOn(date: string): Ministry {
  const named = ministries.find(
    ({ validFrom, validTo }) => validFrom <= date && (validTo === undefined || date <= validTo),
  );
  return named ?? ministries[0];
}

function ministry(noun: string, validity: Pick<Ministry, 'validFrom' | 'validTo'>): Ministry {
  return {
    name: `Hessisches ${noun}`,
    abbreviation: 'HMSI',
    forms: {
      nominative: `das Hessische ${noun}`,
      genitive: `des Hessischen ${noun.replace('Ministerium', 'Ministeriums')}`,
      dative: `dem Hessischen ${noun}`,
      accusative: `das Hessische ${noun}`,
    },
    ...validity,
  };
}
