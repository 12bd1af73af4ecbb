import type { Terms } from '../../events/incoming/terms.ts';
import type { Clause } from '../domain/programme/index.ts';

type BesondereRegelung = NonNullable<Terms['besondereRegelungen']>[number];

/**
 * Puts each besondere Regelung at the end of the § that it names (`4`, `§ 4`, `§ 4 Abs. 2`, `Präambel`).
 * One that names no § of the programme gets a clause of its own after the last §: nothing agreed is dropped.
 */
export function withBesondereRegelungen(
  clauses: readonly Clause[],
  regelungen: readonly BesondereRegelung[] = [],
): readonly Clause[] {
  const known = new Set(clauses.map(({ id }) => id));
  const own = Map.groupBy(
    regelungen.filter(({ paragraph }) => !known.has(clauseId(paragraph))),
    ({ paragraph }) => clauseId(paragraph),
  );
  const extended = clauses.map((clause) =>
    appended(
      clause,
      regelungen.filter(({ paragraph }) => clauseId(paragraph) === clause.id),
    ),
  );
  const lastNumbered = extended.findLastIndex(({ number }) => number !== undefined);
  return extended.toSpliced(lastNumbered + 1, 0, ...[...own].map(([id, texts]) => ownClause(id, texts)));
}

function appended(clause: Clause, regelungen: readonly BesondereRegelung[]): Clause {
  return { ...clause, parts: [...clause.parts, ...regelungen.flatMap(paragraphs)] };
}

function ownClause(id: string, regelungen: readonly BesondereRegelung[]): Clause {
  const number = /^\d/u.test(id) ? { number: `§ ${id}` } : {};
  return { id, ...number, title: ['Besondere Regelungen'], parts: regelungen.flatMap(paragraphs) };
}

function paragraphs({ text }: BesondereRegelung): Clause['parts'] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => ({ kind: 'verbatim', text: line }));
}

function clauseId(paragraph: string): string {
  if (/pr(?:ä|ae)ambel/iu.test(paragraph)) return 'praeambel';
  return /\d+[a-z]?/u.exec(paragraph)?.[0] ?? 'besondere-regelungen';
}
