import { inSendingOrder, letterName, type ReadLetter } from './dead-letter.ts';
import { doorOf, giveBack, hiddenOf, round, type DeadLetterQueue } from './dead-letter-queue.ts';
import { asking, failureOf } from './no-answer.ts';
import type { RedriveTools } from './redrive.ts';
import { counted } from '../../../shared/words/numbers.ts';

/** Lists what lies there in the order in which it would be sent, and leaves it there. Exit code 0; 1 without answer. */
export async function listDeadLetters(tools: Listing): Promise<0 | 1> {
  const failure = await failureOf(async () => {
    for (const queue of tools.queues) await list(queue, tools);
  });
  if (failure === undefined) return 0;
  tools.complain(`Abgebrochen: ${failure}. Nichts wurde gesendet.`);
  return 1;
}

type Listing = Pick<RedriveTools, 'wire' | 'queues' | 'say' | 'complain' | 'interrupted'>;

async function list(queue: DeadLetterQueue, { wire, say, interrupted }: Listing): Promise<void> {
  const { visible, hidden } = await asking(doorOf(queue), () => queue.size());
  const letters = await round(queue, interrupted);
  await giveBack(queue, letters);
  for (const letter of inSendingOrder(letters, wire))
    say(`${queue.name}: ${letterName(letter)}${described(letter)}`);
  const unseen = visible > letters.length ? ', nicht alle sind zu sehen, ohne sie zu senden' : '';
  const away = hidden > 0 ? `, dazu ${hiddenOf(hidden)}` : '';
  say(
    `${queue.name}: ${counted(Math.max(visible, letters.length), 'tote Nachricht', 'tote Nachrichten')}${unseen}${away}. Nichts wurde gesendet.`,
  );
}

function described({ event }: ReadLetter): string {
  if (event === undefined) return '';
  const sequence = event.sequence === undefined ? '' : `, Nr. ${event.sequence}`;
  return ` (${event.type} von ${event.source}${sequence})`;
}
