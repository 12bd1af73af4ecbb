import {
  ENDS,
  endOf,
  exitCodeFor,
  isOpen,
  standingOf,
  type Before,
  type End,
  type Told,
  type Telling,
} from '../telling.ts';
import { inOrder, nameOf, type DeadLetter, type ReadLetter } from './dead-letter.ts';

/** A queue with its dead letters. */
export interface DeadLetterQueue {
  readonly name: string;
  /** Number of dead letters, roughly. */
  size(): Promise<number>;
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

/** What sending dead letters back works with. */
export type RedriveTools = Telling & {
  readonly queues: readonly DeadLetterQueue[];
  /** Waits for what became of a body whose envelope cannot be read; does not wait where nobody judges. */
  readonly unreadable: (body: string, isStuck: boolean) => Promise<Told>;
  readonly complain: (line: string) => void;
};

/** Letters that are held at a time: they are hidden for minutes, not for hours. */
const ROUND = 200;

const WORDS: Readonly<Record<End, string>> = {
  verzeichnet: 'verzeichnet',
  wiederholt: 'doppelt',
  wartend: 'wartet',
  zurückgewiesen: 'zurückgewiesen',
  'noch nicht beurteilt': 'noch nicht beurteilt',
};

type Sent = { readonly letter: ReadLetter; readonly before: Before };

/**
 * Sends every dead letter back to the queue that it failed in and says what became of each, with counts at
 * last. Safe at any time: order comes from the senders' numbers, and the markers answer what comes twice (d-6).
 * Exit code: 0 all were judged and none refused, 2 refused or unjudged ones remain, 1 a queue did not answer.
 */
export async function redrive(tools: RedriveTools): Promise<0 | 1 | 2> {
  const sent: Sent[] = [];
  const failure = await sendAll(sent, tools);
  const ends: End[] = [];
  for (const { letter, before } of sent) {
    const told = await endOfLetter(letter, before, { tools, isStuck: ends.some(isOpen) });
    ends.push(told.end);
    tools.say(`${nameOf(letter)}: ${told.sentence}`);
  }
  tools.say(countsOf(ends));
  if (failure === undefined) return exitCodeFor(ends);
  tools.complain(`Abgebrochen: ${failure}. Was nicht gesendet wurde, liegt weiter in der Dead-Letter-Queue.`);
  return 1;
}

/** Lists what lies there in the order in which it would be sent, and leaves it there. Exit code 0. */
export async function listDeadLetters({ queues, say }: Pick<RedriveTools, 'queues' | 'say'>): Promise<0> {
  for (const queue of queues) {
    const lying = await queue.size();
    const letters = await round(queue);
    await queue.giveBack(letters);
    for (const letter of inOrder(letters)) say(`${queue.name}: ${nameOf(letter)}${described(letter)}`);
    const hidden = lying > letters.length ? ', nicht alle sind zu sehen, ohne sie zu senden' : '';
    say(
      `${queue.name}: ${Math.max(lying, letters.length)} tote Nachrichten${hidden}. Nichts wurde gesendet.`,
    );
  }
  return 0;
}

/** Why it could not go on; undefined where every queue is empty. Whatever was sent is noted. */
async function sendAll(sent: Sent[], tools: RedriveTools): Promise<string | undefined> {
  try {
    for (const queue of tools.queues) {
      for (let letters = await round(queue); letters.length > 0; letters = await round(queue))
        await sendRound(queue, inOrder(letters), { sent, tools });
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whatever can be had at once: sorted, it is sent as its senders numbered it. */
async function round(queue: DeadLetterQueue): Promise<readonly DeadLetter[]> {
  const letters: DeadLetter[] = [];
  for (let isEmpty = false; !isEmpty && letters.length < ROUND;) {
    const received = await queue.receive();
    letters.push(...received);
    isEmpty = received.length === 0;
  }
  return letters;
}

/** A letter is removed only once its queue has it: cut off in between, it is sent once more, as a duplicate. */
async function sendRound(
  queue: DeadLetterQueue,
  letters: readonly ReadLetter[],
  { sent, tools }: { readonly sent: Sent[]; readonly tools: RedriveTools },
): Promise<void> {
  for (const [at, letter] of letters.entries()) {
    try {
      const earlier = sent.flatMap((one) => (one.letter.event === undefined ? [] : [one.letter.event]));
      const before = letter.event === undefined ? 'new' : await standingOf(letter.event, earlier, tools);
      await queue.sendBack(letter);
      sent.push({ letter, before });
      await queue.remove(letter);
    } catch (error) {
      await queue.giveBack(letters.slice(at));
      throw error;
    }
  }
}

function endOfLetter(
  { event, body }: ReadLetter,
  before: Before,
  told: { readonly tools: RedriveTools; readonly isStuck: boolean },
): Promise<Told> {
  return event === undefined ? told.tools.unreadable(body, told.isStuck) : endOf(event, before, told);
}

function described({ event }: ReadLetter): string {
  if (event === undefined) return '';
  const sequence = event.sequence === undefined ? '' : `, Nr. ${event.sequence}`;
  return ` (${event.type} von ${event.source}${sequence})`;
}

function countsOf(ends: readonly End[]): string {
  if (ends.length === 0) return 'Nichts zu tun: Keine tote Nachricht liegt bereit.';
  const counts = ENDS.map((end) => `${ends.filter((one) => one === end).length} ${WORDS[end]}`);
  return `${ends.length} zurückgesendet: ${counts.join(', ')}.`;
}
