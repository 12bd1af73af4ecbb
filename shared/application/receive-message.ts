import { readEnvelope, readIncoming, type Claim, type ReadableIncoming } from '../../events/read.ts';
import { subject as subjectSchema } from '../../events/primitives.ts';
import type { Refusal } from '../../events/reasons.ts';
import { isKnownSource, notItsOwn, refusalOfSender, type Door, type SenderRule } from '../domain/senders.ts';
import { headToBuildOn, noted } from './commit.ts';
import { DUPLICATE, TRIES, VersionConflict } from './judge-and-write.ts';
import type { Delivery, Outcome, Recorder } from './judgement.ts';
import { clearingItemOf, digestOf } from './keeping.ts';
import { recordIncoming } from './record-incoming.ts';
import type { ClearingItem, CommitOutcome } from './ports.ts';
import { releaseWaiting } from './release.ts';

/** A message as a queue delivers it. */
export type Message = {
  readonly body: string;
  readonly door: Door;
  readonly senderId?: string;
  /** When the queue took it; the same in every redelivery. */
  readonly sentAt: string;
};

/** What receiving needs beside the recorder. */
export type Reception = {
  readonly recorder: Recorder;
  readonly senders: readonly SenderRule[];
  readonly prefix: string;
};

/** A message that cannot be judged by the rules, and whether it may use up its sender's number. */
type Problem = {
  readonly claim: Claim;
  readonly reason: Refusal;
  readonly detail?: string;
  readonly trusted: boolean;
  /** Present where the data could be read: then a repeat can be told from something new. */
  readonly meant?: Meaning;
};

/** What the recorder judges, and what was said where that was an older version. */
type Meaning = Pick<Delivery, 'incoming' | 'said'>;

/**
 * Takes one message from a queue to exactly one end: recorded, duplicate, parked or refused. Content never
 * throws (d-4); only machinery does, and then the message is delivered again.
 */
export async function receiveMessage(reception: Reception, message: Message): Promise<Outcome> {
  const { recorder, prefix } = reception;
  const read = readMessage(reception, message);
  if ('reason' in read) return refuse(reception, message, read);
  const { body, door } = message;
  return recordIncoming(recorder, { ...read, body, door, receivedAt: message.sentAt }, prefix);
}

/** Reads a message and asks whether its sender may say this here; content never throws. */
export function readMessage({ senders, prefix, recorder }: Reception, message: Message): Meaning | Problem {
  const read = readEnvelope(message.body, prefix);
  if (!read.ok) return { ...read, trusted: isTrusted(message, read.claim, senders) };
  const { event, fact } = read;
  const claim = { door: message.door, source: event.source, subject: event.subject, ...sender(message) };
  const data = readIncoming(event, fact);
  const known = {
    claim: event,
    trusted: isKnownSource(claim, senders),
    ...(data.ok && { meant: data }),
  };
  const refusal = refusalOfSender(fact, claim, senders);
  if (refusal !== undefined) return { ...known, reason: refusal };
  if (!data.ok) return { ...data, trusted: true };
  const foreign = notItsOwn(claim, data.incoming, senders);
  if (foreign !== undefined) return { ...known, reason: 'sender-not-allowed', detail: foreign };
  if (isPlausibleTime(event.time, recorder.clock.now())) return meaningOf(data);
  return { ...known, reason: 'event-time-invalid', detail: 'time' };
}

const meaningOf = ({ incoming, said }: ReadableIncoming): Meaning => ({ incoming, ...(said && { said }) });

const sender = ({ senderId }: Message) => (senderId === undefined ? {} : { senderId });

function isTrusted(message: Message, { source, subject }: Claim, senders: readonly SenderRule[]): boolean {
  if (source === undefined || subject === undefined) return false;
  return isKnownSource({ door: message.door, source, subject, ...sender(message) }, senders);
}

/** Clocks of senders may run ahead by five minutes; before 2010 there was no programme (E9). */
function isPlausibleTime(time: string, now: string): boolean {
  const at = Date.parse(time);
  return at >= Date.parse('2010-01-01T00:00:00Z') && at <= Date.parse(now) + 5 * 60_000;
}

/** Keeps the raw message at the clearing desk; a trusted sender's number counts as used up. */
async function refuse(reception: Reception, message: Message, problem: Problem): Promise<Outcome> {
  const { recorder } = reception;
  const { claim, reason, detail, trusted } = problem;
  if (await isRepeat(recorder, problem.meant)) return DUPLICATE;
  const why = { reason, ...(detail === undefined ? {} : { detail }) };
  const proof = trusted ? {} : ({ unproven: true } as const);
  const { body, door, sentAt: receivedAt } = message;
  const item = clearingItemOf({ body, door, claim, ...why, receivedAt, ...proof }, recorder.crypto);
  const numbered = trusted ? numberedClaim(claim) : undefined;
  const written =
    numbered === undefined
      ? await refuseUnnumbered(recorder, item)
      : await refuseNumbered(reception, numbered, item);
  return written === 'committed' ? { outcome: 'refused', ...why } : DUPLICATE;
}

/** Time, door and trace are not content: what was recorded before is a repeat, whatever they say now (rule 5). */
async function isRepeat({ store, crypto }: Recorder, meant: Meaning | undefined): Promise<boolean> {
  if (meant === undefined) return false;
  const { incoming } = meant;
  const digest = digestOf(meant, crypto);
  const marker = await store.marker(incoming.source, incoming.id);
  if (marker !== undefined) return marker.digest === digest;
  const waited = await store.parkedItem(incoming.subject, incoming);
  return waited?.digest === digest;
}

/** Without a head of its own, only another transaction on the same item is in the way: then once more. */
async function refuseUnnumbered({ store }: Recorder, item: ClearingItem): Promise<CommitOutcome> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const written = await store.commit({ subject: '', expected: 0, refuse: item });
    if (written !== 'head-moved') return written;
  }
  throw new VersionConflict(item.subject ?? '');
}

type Numbered = { readonly source: string; readonly subject: string; readonly sequence: string };

/** Clearing item and used-up number in one transaction; then the followers of that number go on. */
async function refuseNumbered(
  { recorder, prefix }: Reception,
  numbered: Numbered,
  item: ClearingItem,
): Promise<CommitOutcome> {
  const { subject } = numbered;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const head = await recorder.store.load(subject);
    const next = noted(await headToBuildOn(recorder.store, subject, head), numbered, {});
    const written = await recorder.store.commit({
      subject,
      expected: head?.revision ?? 0,
      refuse: item,
      head: next,
    });
    if (written === 'head-moved') continue;
    // Also after a repeat: its first run may have been cut off before its followers went on.
    if (next.parked > 0) await releaseWaiting(recorder, subject, prefix);
    return written;
  }
  throw new VersionConflict(subject);
}

function numberedClaim({ source, subject, sequence }: Claim): Numbered | undefined {
  if (source === undefined || subject === undefined || sequence === undefined) return undefined;
  const isReadable = subjectSchema.safeParse(subject).success && /^[1-9]\d{0,14}$/u.test(sequence);
  return isReadable ? { source, subject, sequence } : undefined;
}
