import type { Missing } from '../domain/facts/sequence.ts';

/** A number as German texts write it: `1.234,5`, with a minus sign and not a hyphen where it is negative. */
export function numberText(value: number): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, '.');
  const size = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 ? `−${size}` : size;
}

/** How many of a thing: `1 Seite`, `1.234 Seiten`; of none in words of their own where they are given. */
// oxlint-disable-next-line max-params -- a count and its words stand in one line where they are read
export function counted(count: number, one: string, many: string, none = `0 ${many}`): string {
  if (count === 0) return none;
  return count === 1 ? `1 ${one}` : `${numberText(count)} ${many}`;
}

/** Pages of a file: `1 Seite`, `5 Seiten`. */
export const pagesText = (pages: number) => counted(pages, 'Seite', 'Seiten');

/** Places of a project: `1 Platz`, `24 Plätze`. */
export const placesText = (places: number) => counted(places, 'Platz', 'Plätze');

/** Projects of a kind: `kein Projekt`, `1 Projekt`, `3 Projekte`. */
export const projectCount = (count: number) => counted(count, 'Projekt', 'Projekte', 'kein Projekt');

/** Drafts: `kein Entwurf`, `1 Entwurf`, `26 Entwürfe`. */
export const draftCount = (count: number) => counted(count, 'Entwurf', 'Entwürfe', 'kein Entwurf');

const joined = new Intl.ListFormat('de', { type: 'conjunction' });

/** Which numbers of a sender are missing: `Es fehlt Nr. 3 von https://…`, `Es fehlen Nr. 3 und 5 von …`. */
export function missingSentence({ source, numbers, more }: Missing): string {
  const named = [...numbers.map(String), ...(more === true ? ['weitere'] : [])];
  return `Es ${named.length === 1 ? 'fehlt' : 'fehlen'} Nr. ${joined.format(named)} von ${source}.`;
}

/** Which number a sender takes next: `Die nächste freie Nummer ist 9.` */
export const nextNumberSentence = (number: number) => `Die nächste freie Nummer ist ${number}.`;
