import type { DeadLetter } from './dead-letter.ts';
import { asking } from './no-answer.ts';

/** A queue with its dead letters. */
export interface DeadLetterQueue {
  readonly name: string;
  /** Number of dead letters, roughly: those that can be had, and those that somebody holds at the moment. */
  size(): Promise<{ readonly visible: number; readonly hidden: number }>;
  /**
   * Some dead letters, hidden from everybody else for minutes; none where none can be had at the moment: the
   * followers of a group come only once those before them are removed.
   */
  receive(): Promise<readonly DeadLetter[]>;
  /**
   * Sends a body to the queue that it failed in, unchanged, in its own group, as a message of its own that says
   * who had sent it.
   */
  sendBack(letter: DeadLetter): Promise<void>;
  /** Takes a dead letter away for good. */
  remove(letter: DeadLetter): Promise<void>;
  /** Lets others see dead letters at once. */
  giveBack(letters: readonly DeadLetter[]): Promise<void>;
}

/** Letters that are held at a time: they are hidden for minutes, not for hours. */
const ROUND = 200;

/**
 * Whatever can be had at once: sorted, it is sent as its senders numbered it.
 * @throws NoAnswer where the queue fails; what was held until then is given back.
 */
export async function round(
  queue: DeadLetterQueue,
  interrupted: AbortSignal,
): Promise<readonly DeadLetter[]> {
  const letters: DeadLetter[] = [];
  try {
    for (let isEmpty = false; !isEmpty && letters.length < ROUND && !interrupted.aborted;) {
      const received = await asking(doorOf(queue), () => queue.receive());
      letters.push(...received);
      isEmpty = received.length === 0;
    }
  } catch (error) {
    await giveBack(queue, letters);
    throw error;
  }
  return letters;
}

/** Where even that fails they come back by themselves: that is no reason to forget the failure before it. */
export async function giveBack(queue: DeadLetterQueue, letters: readonly DeadLetter[]): Promise<void> {
  if (letters.length > 0) await Promise.allSettled([queue.giveBack(letters)]);
}

/** How a queue is named where it fails. */
export const doorOf = ({ name }: DeadLetterQueue) => `Die Queue ${name} oder ihre Dead-Letter-Queue`;

/** How letters are told that somebody holds. */
export const hiddenOf = (count: number) =>
  `${count} ${count === 1 ? 'ist' : 'sind'} zurzeit verborgen, weil jemand sie sendet oder dabei abbrach; spätestens nach zehn Minuten sind sie wieder zu sehen`;
