import type { CloudEvent } from '../../../events/fact.ts';
import {
  endCounts,
  endOf,
  exitCodeFor,
  isOpen,
  standingOf,
  type Before,
  type EventEnd,
  type Telling,
} from '../../stage/telling.ts';

/** What sending events and telling what became of them works with. */
export type EmitTools = Telling & {
  /** Sends to the queue that other systems write to. */
  readonly send: (event: CloudEvent) => Promise<void>;
};

/**
 * Sends events in their order and says of each what became of it, in one German line, with a count at last.
 * A repeat has the receipt of the first, so what was known is read before anything is sent.
 * Exit code: 0 each is recorded or waits, 2 something was refused, or nobody judged it in time.
 */
export async function sendAndTell(events: readonly CloudEvent[], tools: EmitTools): Promise<0 | 2> {
  const sent: { event: CloudEvent; before: Before }[] = [];
  for (const event of events) {
    const earlier = sent.map((one) => one.event);
    const before = await standingOf(event, earlier, tools);
    await tools.send(event);
    sent.push({ event, before });
  }
  const ends: EventEnd[] = [];
  for (const { event, before } of sent) {
    const { end, sentence } = await endOf(event, before, { tools, isStuck: ends.some(isOpen) });
    ends.push(end);
    tools.say(`${event.subject} ${event.id}: ${sentence}`);
  }
  tools.say(`${events.length} gelesen, ${events.length} gesendet: ${endCounts(ends)}.`);
  return exitCodeFor(ends);
}
