import type { CloudEvent } from '../../../events/fact.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Wire } from '../../../events/wire.ts';
import type { bordersOf } from '../../stage/borders.ts';
import { contractProblem } from '../../stage/contract-problem.ts';
import { FACHVERFAHREN } from '../../stage/sources.ts';
import type { Name } from '../../stage/receipts.ts';

/** The systems that tell facts in the story. */
export const STORY_SOURCES = {
  hmsi: FACHVERFAHREN,
  rpKassel: 'https://rp-kassel.example/foerderung',
  kreis: (ags: string) => `https://kreis.example/${ags}`,
} as const;

/** One fact as its system writes it. */
export type Letter = Pick<IncomingEvent, 'type' | 'data' | 'subject' | 'time' | 'source'> & {
  readonly sequence?: string;
};

/** Sends facts into the ingress queue and remembers every message that it sent, for the tally at the end. */
export function postOffice(borders: ReturnType<typeof bordersOf>, wire: Wire) {
  const sent: Name[] = [];
  const originals: CloudEvent[] = [];
  let numbers = 0;
  let strays = 0;
  return {
    wire,
    sent: sent as readonly Name[],
    /** What was sent for the first time, in order. */
    originals: originals as readonly CloudEvent[],
    /** Sends facts one after the other; ids count up in the order of the story. */
    async send(...letters: readonly Letter[]): Promise<void> {
      for (const letter of letters) {
        numbers += 1;
        await this.sendEvent(written(letter, numbers, wire));
      }
    },
    /** Sends a fact that somebody else wrote. */
    async sendEvent(event: CloudEvent): Promise<void> {
      await borders.emit(event);
      originals.push(event);
      sent.push(event);
    },
    /** How many messages went into the group of mere texts, where the log tells them from all others. */
    strays: () => strays,
    /** Sends a message again as a sender repeats it: the same fact, a later time. */
    async repeat(event: CloudEvent, time: string): Promise<void> {
      await this.sendRaw(JSON.stringify({ ...event, time }), event);
    },
    /** Sends whatever somebody may put into a queue; `id` is what the message says of itself, if anything. */
    async sendRaw(body: string, { source, id }: Name): Promise<void> {
      await borders.emit(body);
      strays += 1;
      sent.push({ source, id });
    },
  };
}

/** The story's post office. */
export type PostOffice = ReturnType<typeof postOffice>;

/** @throws Error where the story itself breaks the contract. */
function written(letter: Letter, number: number, wire: Wire): CloudEvent {
  const id = `story-${String(number).padStart(4, '0')}`;
  const event = wire.toCloudEvent({ ...letter, id });
  const problem = contractProblem(event, wire);
  if (problem !== undefined) throw new Error(`The story breaks the contract: ${problem}`);
  return event;
}
