import type { Terms } from '../../../events/incoming/terms.ts';
import { parseEuro } from '../euro.ts';
import { itemsIn, type BulletItem } from './bullets.ts';
import { findPhrase, phrase } from './phrases.ts';
import { found, unread, type Read, type ReadingField } from './problems.ts';
import type { Range, SourceText } from './source-text.ts';

type BudgetItem = NonNullable<Terms['budgetItems']>[number];
type Eckdatum = NonNullable<Terms['eckdaten']>[number];
type Aktenzeichen = NonNullable<Terms['aktenzeichen']>;

/** Rows below a caption, each read or not, and the runs that they take; none where there is no caption. */
type Rows<Row> = { readonly rows: readonly Read<Row>[]; readonly ranges: readonly Range[] };

/** Parts of the Haushaltsmittel below "Davon entfallen auf": `- Bezeichnung (zweckgebunden: …): 100.000 Euro`. */
export function readBudgetItems(source: SourceText, within: Range): Rows<BudgetItem> {
  return rowsBelow(source, { caption: 'Davon entfallen auf', within, field: 'budgetItems' }, budgetItemOf);
}

/** Figures below "Eckdaten": `- Bezeichnung (Maßnahmenart 1: …): 120 Plätze`. */
export function readEckdaten(source: SourceText, within: Range): Rows<Eckdatum> {
  return rowsBelow(source, { caption: 'Eckdaten', within, field: 'eckdaten' }, eckdatumOf);
}

/** File numbers below "Aktenzeichen": `- Land: …`, `- Kommune: …`. */
export function readAktenzeichen(source: SourceText, within: Range): Rows<Aktenzeichen> {
  return rowsBelow(source, { caption: 'Aktenzeichen', within, field: 'aktenzeichen' }, aktenzeichenOf);
}

/** A number as German texts write it, `1.200,5`; undefined where it is none. */
export function germanNumber(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d+))?$/u.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  const number = Number(`${whole.replaceAll('.', '')}.${fraction === '' ? '0' : fraction}`);
  return Number.isSafeInteger(Math.trunc(number)) ? number : undefined;
}

type Table = { readonly caption: string; readonly within: Range; readonly field: ReadingField };

function rowsBelow<Row>(
  source: SourceText,
  { caption, within, field }: Table,
  rowOf: (label: string, value: string) => Row | undefined,
): Rows<Row> {
  const heading = findPhrase(source, String.raw`(?<=^|\s)${phrase(caption)}(?=\s[-•]\s)`, within);
  if (heading === undefined) return { rows: [], ranges: [] };
  const below = { start: heading.end, end: nextCaption(source, { start: heading.end, end: within.end }) };
  const items = itemsIn(source, below);
  return {
    rows: items.map((item) => readRow(source, { item, field }, rowOf)),
    ranges: [heading, ...items.map(({ mark, range }) => ({ start: mark, end: range.end }))],
  };
}

function nextCaption(source: SourceText, within: Range): number {
  return findPhrase(source, String.raw`\sEckdaten(?=\s[-•]\s)`, within)?.start ?? within.end;
}

function readRow<Row>(
  source: SourceText,
  { item, field }: { item: BulletItem; field: ReadingField },
  rowOf: (label: string, value: string) => Row | undefined,
): Read<Row> {
  const [, label = '', value = ''] = /^(.+): (.+)$/u.exec(item.words) ?? [];
  const row = label === '' ? undefined : rowOf(label, value);
  return row === undefined
    ? unread(source, [field, 'figure-unreadable'], item.range)
    : found(source, row, item.range);
}

function budgetItemOf(name: string, value: string): BudgetItem | undefined {
  const amount = parseEuro(value);
  if (!amount.ok) return undefined;
  const [, label = name, earmark] = /^(.+) \(zweckgebunden: (.+)\)$/u.exec(name) ?? [];
  const money = { amountCent: amount.cents, currency: 'EUR' as const };
  return earmark === undefined ? { label, amount: money } : { label, amount: money, earmark };
}

function eckdatumOf(name: string, figure: string): Eckdatum | undefined {
  const [, digits = '', unit = ''] = /^([\d.,]+) (.+)$/u.exec(figure) ?? [];
  const value = germanNumber(digits);
  if (value === undefined) return undefined;
  const [, label = name, art] = /^(.+) \(Maßnahmenart (\d{1,2})(?:: .+)?\)$/u.exec(name) ?? [];
  return art === undefined ? { label, value, unit } : { label, art: Number(art), value, unit };
}

function aktenzeichenOf(side: string, value: string): Aktenzeichen | undefined {
  if (side === 'Land') return { land: value };
  return side === 'Kommune' ? { kommune: value } : undefined;
}
