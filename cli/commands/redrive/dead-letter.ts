import type { CloudEvent } from '../../../events/fact.ts';
import type { Wire } from '../../../events/wire.ts';

/** A message of a dead-letter queue, as the queue hands it out. */
export type DeadLetter = {
  /** With which it is deleted or given back. */
  readonly receipt: string;
  readonly messageId: string;
  /** Message group: the Zielvereinbarung. */
  readonly group: string;
  readonly body: string;
  /** All who sent it, the newest first, as record-event reads them; absent where the queue states nobody. */
  readonly senders?: string;
};

/** A dead letter with its event; without one where its envelope cannot be read. */
export type ReadLetter = DeadLetter & { readonly event?: CloudEvent };

/**
 * Dead letters in the order in which they are sent: by Zielvereinbarung, source and sequence. What bears no
 * number follows what does, in the order of the queue; what cannot be read is the last of its group.
 */
export function inSendingOrder(letters: readonly DeadLetter[], wire: Wire): readonly ReadLetter[] {
  return letters
    .map((letter) => read(letter, wire))
    .toSorted(
      (one, other) =>
        compare(one.group, other.group) ||
        Number(one.event === undefined) - Number(other.event === undefined) ||
        compare(one.event?.source ?? '', other.event?.source ?? '') ||
        numberOf(one) - numberOf(other) ||
        0,
    );
}

/** How a person finds it again: subject and id, or group and message id where it cannot be read. */
export function letterName({ event, group, messageId }: ReadLetter): string {
  return event === undefined ? `${group} ${messageId} (unlesbar)` : `${event.subject} ${event.id}`;
}

function read(letter: DeadLetter, wire: Wire): ReadLetter {
  const envelope = wire.readEnvelope(letter.body);
  return envelope.ok ? { ...letter, event: envelope.event } : letter;
}

/** Fifteen digits at most, by the contract of the envelope. */
const numberOf = ({ event }: ReadLetter) => Number(event?.sequence ?? Number.MAX_SAFE_INTEGER);

const compare = (one: string, other: string) => Number(one > other) - Number(one < other);
