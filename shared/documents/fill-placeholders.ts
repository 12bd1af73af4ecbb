import type { Gebietskoerperschaft, GrammaticalForms } from '../domain/register/gebietskoerperschaft.ts';
import type { Programme } from '../domain/programme/index.ts';

/** Whose names stand in the places that a clause leaves open. */
export type PartyNames = {
  readonly programme: Programme;
  readonly gebietskoerperschaft: Gebietskoerperschaft;
};

/**
 * Puts names and year into a clause. Names come in the case that the clause asks for, with their article;
 * a placeholder that nobody knows is a fault in the programme's data and throws.
 */
export function fillPlaceholders(text: string, { programme, gebietskoerperschaft }: PartyNames): string {
  const names: Readonly<Record<string, string>> = {
    year: String(programme.haushaltsjahr),
    short: programme.ministry.abbreviation,
    ...inAllCases('ministry', programme.ministry.forms),
    ...inAllCases('gk', gebietskoerperschaft.forms),
  };
  return text.replace(/\{([\w.]+)\}/gu, (placeholder, name: string) => {
    const value = names[name];
    if (value === undefined)
      throw new Error(`unknown placeholder ${placeholder} in ${programme.clauseVersion}`);
    return value;
  });
}

function inAllCases(key: string, forms: GrammaticalForms): Record<string, string> {
  const entries = Object.entries(forms).flatMap(([form, name]): [string, string][] => [
    [`${key}.${form}`, name],
    [`${capitalised(key)}.${form}`, capitalised(name)],
  ]);
  return Object.fromEntries(entries);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
