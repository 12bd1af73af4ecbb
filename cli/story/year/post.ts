import type { CloudEvent } from '../../../events/fact.ts';
import { readEnvelope, readIncoming } from '../../../events/read.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { toCloudEvent } from '../../../events/write.ts';
import type { bordersOf } from '../../borders.ts';

/** The systems that tell facts in the story. */
export const SOURCE = {
  hmsi: 'https://hmsi.example/fachverfahren',
  rpKassel: 'https://rp-kassel.example/foerderung',
  kreis: (ags: string) => `https://kreis.example/${ags}`,
} as const;

/** One fact as its system writes it. */
export type Letter = Pick<IncomingEvent, 'type' | 'data' | 'subject' | 'time' | 'source'> & {
  readonly sequence?: string;
};

/** One message that was put into the queue. */
export type Sent = { readonly source: string; readonly id: string };

/** Sends facts into the ingress queue and remembers every message that it sent, for the tally at the end. */
export function postOffice(borders: ReturnType<typeof bordersOf>) {
  const sent: Sent[] = [];
  const originals: CloudEvent[] = [];
  let numbers = 0;
  return {
    sent: sent as readonly Sent[],
    /** What was sent for the first time, in order. */
    originals: originals as readonly CloudEvent[],
    /** Sends facts one after the other; ids count up in the order of the story. */
    async send(...letters: readonly Letter[]): Promise<void> {
      for (const letter of letters) {
        numbers += 1;
        await this.sendEvent(written(letter, numbers));
      }
    },
    /** Sends a fact that somebody else wrote. */
    async sendEvent(event: CloudEvent): Promise<void> {
      await borders.emit(event);
      originals.push(event);
      sent.push(event);
    },
    /** Sends a message again as a sender repeats it: the same fact, a later time. */
    async repeat(event: CloudEvent, time: string): Promise<void> {
      await borders.emit({ ...event, time });
      sent.push(event);
    },
    /** Sends whatever somebody may put into a queue; `id` is what the message says of itself, if anything. */
    async sendRaw(body: string, { source, id }: Sent): Promise<void> {
      await borders.emit(body);
      sent.push({ source, id });
    },
  };
}

/** The story's post office. */
export type PostOffice = ReturnType<typeof postOffice>;

/** @throws Error where the story itself breaks the contract. */
function written(letter: Letter, number: number): CloudEvent {
  const id = `story-${String(number).padStart(4, '0')}`;
  const event = toCloudEvent({ ...letter, id });
  const read = readEnvelope(JSON.stringify(event));
  const incoming = read.ok ? readIncoming(read.event, read.fact) : read;
  if (!incoming.ok) throw new Error(`The story breaks the contract: ${JSON.stringify(incoming)}`);
  return event;
}
