import { formatEuro } from '../../shared/domain/euro.ts';
import { gebietskoerperschaftIn } from '../../shared/domain/gebietskoerperschaft.ts';
import type { RolledDraft, RollOver, RollOverNote } from '../../shared/domain/programme/roll-over.ts';
import type { Wishes } from './wishes.ts';

/** All drafts with their amounts, totals, and what was left out and why: German lines for a person to judge. */
export function overview(
  { from, next }: Pick<Wishes, 'from' | 'next'>,
  { drafts, notes }: RollOver,
  existing: ReadonlySet<string>,
): readonly string[] {
  const [all, open] = [drafts, drafts.filter(({ subject }) => !existing.has(subject))];
  const rows = all.map((draft) => rowOf(draft, from.haushaltsjahr, existing));
  const total = ['', `${all.length} Entwürfe, davon ${open.length} neu`, formatEuro(sumOf(all)), '', ''];
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

function sentenceOf(note: RollOverNote): string {
  switch (note.kind) {
    case 'ended':
      return 'kein Entwurf, denn die Gebietskörperschaft besteht in diesem Jahr nicht mehr.';
    case 'amount-needed':
      return `kein Entwurf, denn es gibt keine Zielvereinbarung des Vorjahres. Nennen Sie den Betrag: --add ${note.ags}=…`;
    case 'budgets-changed':
      return 'kein Entwurf, denn die Beträge des Vorjahres passen nicht zu den Budgets dieses Jahres.';
    case 'addition-not-fitting':
      return 'kein Entwurf, denn für jedes Budget des Programms wird genau ein Betrag gebraucht, mit + getrennt.';
    case 'key-unknown':
      return 'kein Entwurf, denn diesen Schlüssel hat in diesem Jahr keine Gebietskörperschaft.';
    case 'addition-not-needed':
      return 'der angegebene Betrag bleibt außer Betracht, denn es gilt der des Vorjahres.';
    case 'shape-changed':
      return `Betrag des Vorjahres unverändert übernommen, bitte prüfen. ${note.what}`;
    case 'reference-expired':
      return `ohne „${note.what}“, denn das Papier gilt nicht mehr.`;
    case 'massnahmenart-gone':
      return `ohne „${note.what}“, denn die Maßnahmenart gibt es in diesem Jahr nicht.`;
    case 'regelung-dropped':
      return `ohne die besondere Regelung zu ${note.what}; sie gehört zum Vorjahr.`;
    case 'eckdaten-dropped':
      return 'ohne Eckdaten; sie sind für das neue Jahr noch nicht vereinbart.';
    case 'text-document-dropped':
      return 'ohne die eigene Textfassung des Vorjahres; der Text kommt aus dem Programm.';
    default:
      return assertNever(note);
  }
}

function assertNever(note: never): never {
  throw new Error(`unknown note ${JSON.stringify(note)}`);
}
