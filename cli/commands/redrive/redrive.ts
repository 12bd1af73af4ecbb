import {
  endCounts,
  endOf,
  exitCodeFor,
  isOpen,
  standingOf,
  type Before,
  type EventEnd,
  type ToldEnd,
  type Telling,
} from '../../stage/telling.ts';
import { inSendingOrder, letterName, type ReadLetter } from './dead-letter.ts';
import { doorOf, giveBack, hiddenOf, round, type DeadLetterQueue } from './dead-letter-queue.ts';
import { asking, failureOf } from './no-answer.ts';
import { counted } from '../../../shared/words/numbers.ts';

/** What sending dead letters back works with. */
export type RedriveTools = Telling & {
  readonly queues: readonly DeadLetterQueue[];
  /** Waits for what became of a body whose envelope cannot be read; does not wait where nobody judges. */
  readonly unreadable: (body: string, isStuck: boolean) => Promise<ToldEnd>;
  readonly complain: (line: string) => void;
  /** A person wants an end. */
  readonly interrupted: AbortSignal;
};

type Sent = { readonly letter: ReadLetter; readonly before: Before };

/**
 * Sends every dead letter back to the queue that it failed in and says what became of each, with counts at
 * last. Safe at any time: order comes from the senders' numbers, and the markers answer what comes twice (d-6).
 * Whatever is held and not sent is given back, also where a person interrupts.
 * Exit code: 0 all were judged and none refused, 2 refused, unjudged or hidden ones remain, 1 it was interrupted,
 * or a queue or the table did not answer.
 */
export async function redrive(tools: RedriveTools): Promise<0 | 1 | 2> {
  const sent: Sent[] = [];
  const failure = await failureOf(async () => {
    for (const queue of tools.queues) await sendAll(queue, { sent, tools });
  });
  const ends: EventEnd[] = [];
  const silence = await failureOf(() => tellEnds(sent, ends, tools));
  if (ends.length > 0) tools.say(`${ends.length} zurückgesendet: ${endCounts(ends)}.`);
  if (failure !== undefined)
    tools.complain(
      `Abgebrochen: ${failure}. Was nicht gesendet wurde, liegt weiter in der Dead-Letter-Queue.`,
    );
  if (silence !== undefined) tools.complain(`${silence}. ${unknownEnds(sent.length - ends.length)}`);
  if (failure !== undefined || silence !== undefined) return 1;
  if (tools.interrupted.aborted) return interruptedAfter(sent.length, tools);
  return ends.length > 0 ? exitCodeFor(ends) : nothingSent(tools);
}

type Sending = { readonly sent: Sent[]; readonly tools: RedriveTools };

/** Until the queue is empty, or a person interrupts. Whatever was sent is noted. */
async function sendAll(queue: DeadLetterQueue, sending: Sending): Promise<void> {
  const { interrupted } = sending.tools;
  for (
    let letters = await round(queue, interrupted);
    letters.length > 0;
    letters = await round(queue, interrupted)
  )
    await sendRound(queue, inSendingOrder(letters, sending.tools.wire), sending);
}

/** A letter is removed only once its queue has it: cut off in between, it is sent once more, as a duplicate. */
async function sendRound(
  queue: DeadLetterQueue,
  letters: readonly ReadLetter[],
  { sent, tools }: Sending,
): Promise<void> {
  let done = 0;
  try {
    for (const letter of letters) {
      if (tools.interrupted.aborted) break;
      const earlier = sent.flatMap((one) => (one.letter.event === undefined ? [] : [one.letter.event]));
      const { event } = letter;
      const before =
        event === undefined ? 'new' : await asking(TABLE, () => standingOf(event, earlier, tools));
      await asking(doorOf(queue), () => queue.sendBack(letter));
      sent.push({ letter, before });
      await asking(doorOf(queue), () => queue.remove(letter));
      done += 1;
    }
  } finally {
    await giveBack(queue, letters.slice(done));
  }
}

const TABLE = 'Die Tabelle';

/** Who interrupts does not want to wait: what nobody judged yet is said to be so. */
async function tellEnds(sent: readonly Sent[], ends: EventEnd[], tools: RedriveTools): Promise<void> {
  for (const { letter, before } of sent) {
    const isStuck = tools.interrupted.aborted || ends.some(isOpen);
    const told = await asking(TABLE, () => endOfLetter(letter, before, { tools, isStuck }));
    ends.push(told.end);
    tools.say(`${letterName(letter)}: ${told.sentence}`);
  }
}

/** After „von“ and „nach“: `1 gesendeten Nachricht`, `3 gesendeten Nachrichten`. */
const sentOf = (count: number) => counted(count, 'gesendeten Nachricht', 'gesendeten Nachrichten');

function unknownEnds(count: number): string {
  return `Von ${sentOf(count)} ist nicht bekannt, was daraus wurde. Verloren ist keine: Sie liegen in ihrer Queue oder sind schon beurteilt. Rufen Sie npm run redrive wieder auf, sobald die Tabelle antwortet; die Übersicht einer Zielvereinbarung zeigt npm run show.`;
}

function interruptedAfter(count: number, { complain }: RedriveTools): 1 {
  complain(
    `Unterbrochen nach ${sentOf(count)}. Was nicht gesendet wurde, liegt weiter in der Dead-Letter-Queue und ist wieder zu sehen.`,
  );
  return 1;
}

/** Hidden letters are no empty queue: somebody else sends them at the moment, or was cut off. */
async function nothingSent({ queues, say, complain }: RedriveTools): Promise<0 | 1 | 2> {
  let hidden = 0;
  const failure = await failureOf(async () => {
    for (const queue of queues) hidden += (await asking(doorOf(queue), () => queue.size())).hidden;
  });
  if (failure !== undefined) {
    complain(`Abgebrochen: ${failure}. Nichts wurde gesendet.`);
    return 1;
  }
  if (hidden === 0) {
    say('Nichts zu tun: Keine tote Nachricht liegt bereit.');
    return 0;
  }
  say(`Keine tote Nachricht liegt bereit, aber ${hiddenOf(hidden)}.`);
  return 2;
}

function endOfLetter(
  { event, body }: ReadLetter,
  before: Before,
  told: { readonly tools: RedriveTools; readonly isStuck: boolean },
): Promise<ToldEnd> {
  return event === undefined ? told.tools.unreadable(body, told.isStuck) : endOf(event, before, told);
}
