import { early, rejected, type Decision } from './decision.ts';

/** What of an event matters for its order. */
type Ordered = { readonly source: string; readonly sequence?: string };

/** Sequence numbers used up, per source. */
export type Sequences = Readonly<Record<string, number>>;

/**
 * Judges an event by its sender's own numbering (d-5): a gap waits (`sequence-gap`), a number under a new id
 * is refused (`sequence-reused`). Without a number order does not matter; undefined where it fits.
 */
export function judgeSequence({ source, sequence }: Ordered, sequences: Sequences): Decision | undefined {
  if (sequence === undefined) return undefined;
  const expected = (sequences[source] ?? 0) + 1;
  const given = Number(sequence);
  if (given > expected) return early('sequence-gap');
  return given < expected ? rejected('sequence-reused', 'sequence') : undefined;
}

/** The numbers used up after this event; a refused event uses its number up as well, so that followers go on. */
export function sequencesAfter(sequences: Sequences, { source, sequence }: Ordered): Sequences {
  if (sequence === undefined || Number(sequence) !== (sequences[source] ?? 0) + 1) return sequences;
  return { ...sequences, [source]: Number(sequence) };
}
