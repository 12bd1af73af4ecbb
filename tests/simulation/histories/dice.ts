import { seededChance } from '../../../cli/story/chance.ts';

/** Chance of one history: the same seed throws the same. */
export type Dice = {
  readonly next: () => number;
  /** Whether something of this likelihood happens. */
  readonly once: (likelihood: number) => boolean;
  /** A whole number from 0 to this one. */
  readonly upTo: (most: number) => number;
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
  /** So many of these, one may come twice. */
  readonly some: <Item>(items: readonly Item[], count: number) => readonly Item[];
  /** The second list spread over the first, both in their order. */
  readonly mixed: <Item>(items: readonly Item[], others: readonly Item[]) => readonly Item[];
  /** Most keep their place, some change it. */
  readonly slightlyShuffled: <Item>(items: readonly Item[]) => readonly Item[];
};

/** Dice of this seed. */
export function diceOf(seed: number): Dice {
  const next = seededChance(Math.imul(seed + 1, 0x9e3779b1));
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  const once = (likelihood: number) => next() < likelihood;
  const oneOf = <Item>(items: readonly Item[]): Item => {
    const item = items[upTo(items.length - 1)];
    if (item === undefined) throw new Error('There is nothing to choose from');
    return item;
  };
  const placed = <Item>(items: readonly Item[], place: (index: number) => number) =>
    items
      .map((item, index) => [place(index), item] as const)
      .toSorted(([one], [other]) => one - other)
      .map(([, item]) => item);
  return {
    next,
    once,
    upTo,
    oneOf,
    some: (items, count) => Array.from({ length: count }, () => oneOf(items)),
    mixed: (items, others) =>
      placed([...items, ...others], (index) => (index < items.length ? index : next() * (items.length + 1))),
    slightlyShuffled: (items) => placed(items, (index) => (once(0.3) ? index + next() * 8 - 4 : index)),
  };
}
