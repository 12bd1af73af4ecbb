import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Hint } from '../../../events/hints.ts';
import type { Said } from '../../../events/reading/read.ts';
import type { Delay, Refusal } from '../../../events/reasons.ts';
import type { Wire } from '../../../events/wire.ts';
import type { FixedTerms, StageSettings } from '../../domain/zielvereinbarung/circumstances.ts';
import type { Post } from '../recipients.ts';
import type { Patience } from '../ports/patience.ts';
import type { DeskReference } from '../ports/clearing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { EventStore, Head, ParkedItem } from '../ports/event-store.ts';

/** What the recorder works with. */
export type Recorder = {
  /** How the stage reads and writes events. */
  readonly wire: Wire;
  readonly store: EventStore;
  readonly clock: Clock;
  readonly crypto: Crypto;
  /** How another writer of the same head is met: with more tries where a queue waits than where a person does. */
  readonly patience: Patience;
  readonly settings: StageSettings;
  /** Whom mails reach, for previews; absent where the stage sends none: then they promise none. */
  readonly post?: Post;
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

/** A message that is being judged, and what was read for it. */
export type Judging = {
  readonly recorder: Recorder;
  readonly delivery: Delivery;
  readonly known: Known;
  readonly digest: string;
};
