/** Why a text is no amount: not one of the readable forms, no currency named, or larger than we can hold. */
export type EuroRefusal = 'amount-unreadable' | 'currency-missing' | 'amount-too-large';

/** An amount in integer cents, or the reason why there is none. */
export type EuroReading =
  | { readonly ok: true; readonly cents: number }
  | { readonly ok: false; readonly reason: EuroRefusal };

const noBreakSpace = '\u00A0';
const minus = '\u2212';

/** Shows integer cents as on the portal: `895.210 €`, cents only where there are any, no-break space. */
export function formatEuro(cents: number): string {
  return `${formatNumber(cents)}${noBreakSpace}€`;
}

/** Shows integer cents as in the text of a Zielvereinbarung: `895.210 Euro`, with a plain space. */
export function formatEuroInText(cents: number): string {
  return `${formatNumber(cents)} Euro`;
}

function formatNumber(cents: number): string {
  const size = Math.abs(cents);
  const rest = size % 100;
  const euros = String((size - rest) / 100).replace(/\B(?=(?:\d{3})+$)/gu, '.');
  return `${cents < 0 ? minus : ''}${euros}${rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`}`;
}

/**
 * Reads an amount as German texts write it: `895.210 Euro`, `895.210,00 €`, `EUR 895.210,-`, `895 210 €`.
 * Refuses `895,210 €` (three digits after the comma) and any number without its currency, for `895.210`
 * may mean two very different sums. Never guesses.
 */
export function parseEuro(text: string): EuroReading {
  return read(text, { currencyRequired: true });
}

/** Like {@link parseEuro}, for a field that says "Euro" beside it: `895.210` is then 895210 Euro. */
export function parseEuroField(text: string): EuroReading {
  return read(text, { currencyRequired: false });
}

const currency = /^(?:€|EUR\b|Euro\b)\s*|\s*(?:€|EUR|Euro)$/iu;
const grouped =
  /^(?<minus>[-−])?\s?(?<euros>\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(?<cents>\d{2}|-{1,2}|–|—))?$/u;

function read(text: string, { currencyRequired }: { currencyRequired: boolean }): EuroReading {
  const plain = text.replace(/[\s\u00A0\u202F\u2009]+/gu, ' ').trim();
  const bare = plain.replace(currency, '').trim();
  const match = grouped.exec(bare);
  if (match?.groups === undefined) return { ok: false, reason: 'amount-unreadable' };
  if (currencyRequired && bare === plain) return { ok: false, reason: 'currency-missing' };
  return toCents(match.groups);
}

function toCents(parts: Readonly<Record<string, string | undefined>>): EuroReading {
  const euros = Number((parts['euros'] ?? '').replace(/[. ]/gu, ''));
  const rest = /^\d{2}$/u.test(parts['cents'] ?? '') ? Number(parts['cents']) : 0;
  const cents = euros * 100 + rest;
  if (!Number.isSafeInteger(cents)) return { ok: false, reason: 'amount-too-large' };
  return { ok: true, cents: parts['minus'] === undefined || cents === 0 ? cents : -cents };
}
