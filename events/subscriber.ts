import type { OutgoingEvent } from './fact.ts';

/**
 * What a subscriber remembers between two runs: plain JSON. Saved before a message is taken off the queue, it
 * survives a crash without loss; what was handed on just before is then handed on once more.
 */
export type SubscriberMemory = {
  /** Number of the last fact handed on, per subject. */
  readonly last: Readonly<Record<string, number>>;
  /** Facts that came before their turn. */
  readonly held: readonly OutgoingEvent[];
  /** Source and id of the last notices handed on, oldest first; they have no number. */
  readonly notices: readonly string[];
};

/** What became of one delivery; `delivered` is what may be worked on now, in this order. */
export type Taken = {
  readonly outcome: 'delivered' | 'repeated' | 'held';
  readonly delivered: readonly OutgoingEvent[];
};

/** Numbers of a subject that have not come yet, first and last included, while later ones have. */
export type Missing = { readonly subject: string; readonly from: number; readonly to: number };

/** A subscriber's side of the outgoing contract. */
export type Subscriber = {
  readonly take: (event: OutgoingEvent) => Taken;
  readonly missing: () => readonly Missing[];
  readonly memory: () => SubscriberMemory;
};

/**
 * How many notices are remembered. Only what the bus or a queue still holds can come again, at most 14 days;
 * a whole year brings fewer notices than this.
 */
export const NOTICES_REMEMBERED = 5000;

const NOTHING: SubscriberMemory = { last: {}, held: [], notices: [] };

/**
 * Puts what comes off the bus in order: every fact once per source and id, per subject in the order of its
 * `sequence`, whatever the order and number of deliveries. What came ahead is held until the gap closes. The
 * log gives each number of a subject once, so the number tells a repeat; notices are told apart by source and
 * id, the last {@link NOTICES_REMEMBERED} of them. Only for subscriptions without a choice of types: where types are
 * left out, gaps are none.
 */
export function inOrder({ last, held, notices }: SubscriberMemory = NOTHING): Subscriber {
  const lastOf = new Map(Object.entries(last));
  const heldOf = new Map<string, Map<number, OutgoingEvent>>();
  const known = new Set(notices);
  for (const event of held) holdBack(heldOf, event);

  const release = (subject: string): readonly OutgoingEvent[] => {
    const waiting = heldOf.get(subject) ?? new Map<number, OutgoingEvent>();
    const delivered: OutgoingEvent[] = [];
    let next = (lastOf.get(subject) ?? 0) + 1;
    for (let event = waiting.get(next); event !== undefined; event = waiting.get(next)) {
      delivered.push(event);
      waiting.delete(next);
      lastOf.set(subject, next);
      next += 1;
    }
    if (waiting.size === 0) heldOf.delete(subject);
    return delivered;
  };

  return {
    take(event) {
      if (event.sequence === undefined) return takeNotice(known, event);
      const number = Number(event.sequence);
      const isKnown = number <= (lastOf.get(event.subject) ?? 0);
      if (isKnown || heldOf.get(event.subject)?.has(number) === true) return REPEATED;
      holdBack(heldOf, event);
      const delivered = release(event.subject);
      return { outcome: delivered.length === 0 ? 'held' : 'delivered', delivered };
    },
    missing: () =>
      [...heldOf].flatMap(([subject, waiting]) =>
        gaps([...waiting.keys()], lastOf.get(subject) ?? 0).map((gap) => ({ subject, ...gap })),
      ),
    memory: () => ({
      last: Object.fromEntries(lastOf),
      held: [...heldOf.values()].flatMap((waiting) => [...waiting.values()]),
      notices: [...known],
    }),
  };
}

const REPEATED: Taken = { outcome: 'repeated', delivered: [] };

function takeNotice(known: Set<string>, event: OutgoingEvent): Taken {
  const key = `${event.source} ${event.id}`;
  if (known.has(key)) return REPEATED;
  known.add(key);
  for (const first of known) {
    if (known.size <= NOTICES_REMEMBERED) break;
    known.delete(first);
  }
  return { outcome: 'delivered', delivered: [event] };
}

function holdBack(heldOf: Map<string, Map<number, OutgoingEvent>>, event: OutgoingEvent): void {
  const waiting = heldOf.get(event.subject) ?? new Map<number, OutgoingEvent>();
  heldOf.set(event.subject, waiting.set(Number(event.sequence), event));
}

function gaps(numbers: readonly number[], last: number): { from: number; to: number }[] {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted
    .map((number, index) => ({
      from: (index === 0 ? last : (sorted[index - 1] ?? last)) + 1,
      to: number - 1,
    }))
    .filter(({ from, to }) => from <= to);
}
