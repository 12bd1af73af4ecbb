import type { Delay } from '../../../events/reasons.ts';
import { early, rejected, type Decision } from '../decision.ts';

/** What of an event matters for its order. */
type Ordered = { readonly source: string; readonly sequence?: string };

/** Numbers of one sender that are used up: all up to `last`, and those refused ahead of a gap. */
type Used = { readonly last: number; readonly ahead?: readonly number[] };

/** Sequence numbers used up, per source. */
export type Sequences = Readonly<Record<string, Used>>;

const NONE: Used = { last: 0 };

/**
 * Whether an event that waits for this reason uses its number up at once, so that its followers go on: what it waits
 * for is somebody's decision, which may never come, and no message of its sender.
 */
export const usesItsNumber = (reason: Delay) => reason === 'publication-stands';

/**
 * Judges an event by its sender's own numbering (d-5): a gap waits (`sequence-gap`), a number under a new id
 * is refused (`sequence-reused`). Without a number order does not matter; undefined where it fits.
 */
export function judgeSequence({ source, sequence }: Ordered, sequences: Sequences): Decision | undefined {
  if (sequence === undefined) return undefined;
  const { last, ahead = [] } = sequences[source] ?? NONE;
  const given = Number(sequence);
  if (given <= last || ahead.includes(given)) return rejected('sequence-reused', 'sequence');
  return given > last + 1 ? early('sequence-gap') : undefined;
}

/**
 * The numbers used up after this event. A refused event uses its number up as well, so that its followers go
 * on; ahead of a gap the number is kept until the gap is filled.
 */
export function sequencesAfter(sequences: Sequences, { source, sequence }: Ordered): Sequences {
  if (sequence === undefined) return sequences;
  const { last, ahead = [] } = sequences[source] ?? NONE;
  const given = Number(sequence);
  if (given <= last || ahead.includes(given)) return sequences;
  return { ...sequences, [source]: closeGaps(last, [...ahead, given]) };
}

function closeGaps(last: number, ahead: readonly number[]): Used {
  if (ahead.includes(last + 1)) return closeGaps(last + 1, ahead);
  const beyond = ahead.filter((number) => number > last).toSorted((one, other) => one - other);
  return beyond.length === 0 ? { last } : { last, ahead: beyond };
}
