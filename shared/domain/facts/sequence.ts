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

/** Numbers of one sender that did not come although later ones wait, in their order. */
export type Missing = {
  readonly source: string;
  /** At most {@link MOST_NAMED}. */
  readonly numbers: readonly number[];
  /** Present where more are missing than are named. */
  readonly more?: true;
};

/** How many missing numbers of one sender are named: whoever jumps by a million has not lost a million messages. */
export const MOST_NAMED = 20;

/** What is missing of every sender of whom something waits under a number, by source. */
export function missingNumbers(sequences: Sequences, waiting: readonly Ordered[]): readonly Missing[] {
  const sources = [...new Set(waiting.map(({ source }) => source))].toSorted();
  return sources.flatMap((source) => {
    const numbers = missingOf(sequences, source, numbersOf(waiting, source));
    const named = numbers.slice(0, MOST_NAMED);
    return numbers.length === 0
      ? []
      : [{ source, numbers: named, ...(numbers.length > MOST_NAMED && { more: true as const }) }];
  });
}

/** The number that a sender gives its next message: the one after the highest that is used up or waits. */
export function nextNumber(sequences: Sequences, source: string, waiting: readonly Ordered[]): number {
  const { last, ahead = [] } = sequences[source] ?? NONE;
  return Math.max(last, ...ahead, ...numbersOf(waiting, source)) + 1;
}

function numbersOf(waiting: readonly Ordered[], source: string): readonly number[] {
  return waiting.flatMap((one) =>
    one.source === source && one.sequence !== undefined ? [Number(one.sequence)] : [],
  );
}

/** One more than are named at most: then it is known that there are more. */
function missingOf(sequences: Sequences, source: string, waiting: readonly number[]): readonly number[] {
  const { last, ahead = [] } = sequences[source] ?? NONE;
  const known = new Set([...ahead, ...waiting]);
  const end = Math.max(last, ...waiting);
  const missing: number[] = [];
  for (let number = last + 1; number < end && missing.length <= MOST_NAMED; number += 1)
    if (!known.has(number)) missing.push(number);
  return missing;
}
