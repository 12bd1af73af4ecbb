import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Hint } from '../../../events/hints.ts';
import type { Said } from '../../../events/reading/read.ts';
import type { Delay, Refusal } from '../../../events/reasons.ts';
import type { Decision } from '../../domain/decision.ts';
import { judgeSequence } from '../../domain/sequence.ts';
import { needsTerms } from '../../domain/zielvereinbarung/terms/budget.ts';
import type { FixedTerms, StageSettings } from '../../domain/zielvereinbarung/circumstances.ts';
import { decide } from '../../domain/aggregate.ts';
import { INITIAL } from '../../domain/zielvereinbarung/state.ts';
import type { Patience } from '../patience.ts';
import type { DeskReference } from '../ports/clearing.ts';
import type { Clock, Crypto, EventStore, Head, ParkedItem } from '../ports/event-store.ts';

/** What the recorder works with. */
export type Recorder = {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly crypto: Crypto;
  /** How another writer of the same head is met: with more tries where a queue waits than where a person does. */
  readonly patience: Patience;
  readonly settings: StageSettings;
  /** The stage sends no mail; previews promise none then. */
  readonly sendsNoMail?: boolean;
};

/** A well-formed event with the bytes it came in, so that nothing is lost whatever the judgement. */
export type Delivery = {
  readonly incoming: IncomingEvent;
  /** Present where it was said in an older version. */
  readonly said?: Said;
  readonly body: string;
  /** A queue's message that is refused is kept at the clearing desk; `staff` are answered at once instead. */
  readonly door: 'ingress' | 'internal' | 'staff' | 'parked';
  /** When the queue or the API took it; the same in every redelivery. */
  readonly receivedAt: string;
  /** Version of the log on which the caller decided; absent where it does not matter. */
  readonly expects?: number;
  /** The name by which an earlier release would have recorded this very command; only staff's have one. */
  readonly formerId?: string;
  /** Present where the event waited and is judged anew. */
  readonly parked?: ParkedItem;
  /** Present where a person at the clearing desk has it judged. */
  readonly desk?: DeskReference;
};

/** The decision at the clearing desk that this delivery goes back to, now or before it waited. */
export function deskOf({ desk, parked }: Delivery): DeskReference | undefined {
  return desk ?? parked?.desk;
}

/** The ends of a message; each message comes out in exactly one. */
export type Outcome =
  | {
      readonly outcome: 'recorded';
      readonly versions: readonly number[];
      /** What is worth a look; absent where nothing is. */
      readonly hints?: readonly Hint[];
    }
  | { readonly outcome: 'duplicate'; readonly versions: readonly number[] }
  | { readonly outcome: 'parked'; readonly reason: Delay }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly detail?: string };

/** What was read before judging; the terms only where the event may make a Fassung of them. */
export type Known = { readonly head: Head | undefined; readonly terms: FixedTerms | undefined };

/** Reads what judging this event needs, in one consistent read. */
export async function loadFor(store: EventStore, incoming: IncomingEvent): Promise<Known> {
  if (needsTerms(incoming)) {
    const { head, terms } = await store.loadWithTerms(incoming.subject);
    return { head, terms };
  }
  return { head: await store.load(incoming.subject), terms: undefined };
}

/** Judges an event by its sender's numbering and by the rules; writes nothing. */
export function judge(recorder: Recorder, incoming: IncomingEvent, known: Known): Decision {
  const order = judgeSequence(incoming, known.head?.sequences ?? {});
  return order ?? judgeByRules(recorder, incoming, known);
}

/** As {@link judge}; a decision at the clearing desk is exempt from the numbering: its number is used up (rule 5). */
export function judgeDelivery(recorder: Recorder, delivery: Delivery, known: Known): Decision {
  return deskOf(delivery) === undefined
    ? judge(recorder, delivery.incoming, known)
    : judgeByRules(recorder, delivery.incoming, known);
}

function judgeByRules(recorder: Recorder, incoming: IncomingEvent, { head, terms }: Known): Decision {
  const { clock, crypto, settings } = recorder;
  return decide(head?.state ?? INITIAL, incoming, {
    now: clock.now(),
    today: clock.today(),
    version: head?.version ?? 0,
    fingerprint: crypto.fingerprint,
    settings,
    ...(terms === undefined ? {} : { terms }),
  });
}
