import { formatEuro } from '../../../shared/domain/euro.ts';
import { gebietskoerperschaftIn } from '../../../shared/domain/register/gebietskoerperschaft.ts';
import { noteSentence } from '../../../shared/domain/programme/roll-over-notes.ts';
import type { RolledDraft, RollOver, RollOverNote } from '../../../shared/domain/programme/roll-over.ts';
import type { Wishes } from './wishes.ts';
import { draftCount } from '../../../shared/words/numbers.ts';

/** All drafts with their amounts, totals, and what was left out and why: German lines for a person to judge. */
export function overview(
  { from, next }: Pick<Wishes, 'from' | 'next'>,
  { drafts, notes }: RollOver,
  existing: ReadonlySet<string>,
): readonly string[] {
  const [all, open] = [drafts, drafts.filter(({ subject }) => !existing.has(subject))];
  const rows = all.map((draft) => rowOf(draft, from.haushaltsjahr, existing));
  const total = ['', `${draftCount(all.length)}, davon ${open.length} neu`, formatEuro(sumOf(all)), '', ''];
  const noteLines = notes.map(
    (note) => `  ${nameOf(note.ags, [next.haushaltsjahr, from.haushaltsjahr])}: ${sentenceOf(note)}`,
  );
  return [
    `${next.label} (${next.programme}): Entwürfe ${next.haushaltsjahr} aus ${from.haushaltsjahr}`,
    '',
    ...table([HEAD, ...rows.flat(), total]),
    ...(noteLines.length === 0 ? [] : ['', 'Bitte beachten:', ...noteLines]),
  ];
}

const HEAD = ['Schlüssel', 'Gebietskörperschaft', 'Haushaltsmittel', 'Maßnahmen', 'Herkunft'];

function rowOf(
  { subject, gebietskoerperschaft, origin, terms }: RolledDraft,
  year: number,
  existing: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const source = origin === 'predecessor' ? `aus ${year}` : 'neu, Betrag angegeben';
  return [
    [
      gebietskoerperschaft.ags,
      gebietskoerperschaft.officialName,
      formatEuro(terms.haushaltsmittel.amountCent),
      String(terms.massnahmen.length),
      existing.has(subject) ? 'liegt schon vor' : source,
    ],
    ...(terms.budgetItems ?? []).map(({ label, amount }) => [
      '',
      `  davon ${label}`,
      formatEuro(amount.amountCent),
      '',
      '',
    ]),
  ];
}

const RIGHT = [2, 3];

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (RIGHT.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function sumOf(drafts: readonly RolledDraft[]): number {
  return drafts.reduce((sum, { terms }) => sum + terms.haushaltsmittel.amountCent, 0);
}

/** The name in the first of the years that knows it. */
function nameOf(ags: string, years: readonly number[]): string {
  const names = years.flatMap((year) => gebietskoerperschaftIn(year, ags)?.officialName ?? []);
  return [ags, ...names.slice(0, 1)].join(' ');
}

/** What the command line adds to the sentence: how it is told an amount. */
function sentenceOf(note: RollOverNote): string {
  const sentence = noteSentence(note);
  if (note.kind === 'amount-needed') return `${sentence.slice(0, -1)}: --add ${note.ags}=…`;
  return note.kind === 'addition-not-fitting' ? `${sentence.slice(0, -1)}, mit + getrennt.` : sentence;
}
