import { detailOf } from '../../../events/reading/detail.ts';
import { incomingOf, readIncoming, type Claim, type ReadableIncoming } from '../../../events/reading/read.ts';
import { subject as subjectSchema } from '../../../events/primitives.ts';
import { isAboutForm, type Refusal } from '../../../events/reasons.ts';
import type { Wire } from '../../../events/wire.ts';
import {
  isAboutSender,
  isKnownSource,
  notItsOwn,
  refusalOfSender,
  type Door,
  type SenderRule,
} from '../../domain/senders.ts';
import { isPlausibleTime } from '../../domain/facts/plausible-time.ts';
import { commitTo } from '../recording/commit-to.ts';
import { headToBuildOn, isNewNumber, nextHead } from '../log/head.ts';
import { nextOf } from '../log/next-number.ts';
import { DUPLICATE, answerTo } from '../recording/judge.ts';
import type { Delivery, Outcome, Recorder } from '../recording/recorder.ts';
import { clearingItemOf, refusalMarker } from '../refusing/clearing-item.ts';
import { mayPass } from '../../domain/facts/passing-refusals.ts';
import { digestOf } from '../../domain/facts/digest-of.ts';
import { AGAIN } from '../ports/patience.ts';
import { recordIncoming } from '../recording/record-incoming.ts';
import type { ClearingItem } from '../ports/clearing.ts';
import type { CommitOutcome, Marker } from '../ports/event-store.ts';
import { releaseWaiting } from '../recording/release-waiting.ts';
import { whileHeadMoves } from '../recording/while-head-moves.ts';

/** A message as a queue delivers it. */
export type QueueMessage = {
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
export async function receiveMessage(reception: Reception, delivered: QueueMessage): Promise<Outcome> {
  const { recorder } = reception;
  // Half a pair cannot be stored, nor digested: what stands in its place is refused by its name.
  const message = { ...delivered, body: delivered.body.toWellFormed() };
  const read = readMessage(reception, message);
  if ('reason' in read) return refuse(reception, message, read);
  const { body, door } = message;
  return recordIncoming(recorder, { ...read, body, door, receivedAt: message.sentAt });
}

type Hearing = Pick<Reception, 'senders'> & { readonly recorder: Pick<Recorder, 'wire'> };

/** Reads a message and asks whether its sender may say this here; content never throws. */
export function readMessage(
  { recorder: { wire }, senders }: Hearing,
  message: QueueMessage,
): Meaning | Problem {
  const read = wire.readEnvelope(message.body);
  if (!read.ok)
    return {
      ...read,
      trusted: isTrusted(message, read.claim, senders),
      ...(isAboutForm(read.reason) && formerMeaning(message.body, wire)),
    };
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
  if (foreign !== undefined) return { ...known, reason: 'sender-not-allowed', detail: detailOf(foreign) };
  // Against the time of sending, which stays the same: a second delivery is not judged otherwise than the first.
  if (isPlausibleTime(event.time, message.sentAt)) return meaningOf(data);
  return { ...known, reason: 'event-time-invalid', detail: detailOf('time') };
}

/** What an earlier release made of a body that is refused for its form: what it recorded then is a repeat now (rule 5). */
function formerMeaning(body: string, wire: Wire): { readonly meant?: Meaning } {
  const data = incomingOf(wire.readStored(body));
  return data.ok ? { meant: meaningOf(data) } : {};
}

function meaningOf(data: ReadableIncoming): Meaning {
  const { ok: _, ...meaning } = data;
  return meaning;
}

const sender = ({ senderId }: QueueMessage) => (senderId === undefined ? {} : { senderId });

function isTrusted(
  message: QueueMessage,
  { source, subject }: Claim,
  senders: readonly SenderRule[],
): boolean {
  if (source === undefined || subject === undefined) return false;
  return isKnownSource({ door: message.door, source, subject, ...sender(message) }, senders);
}

/** Keeps the raw message at the clearing desk; a trusted sender's number counts as used up. */
async function refuse(reception: Reception, message: QueueMessage, problem: Problem): Promise<Outcome> {
  const { recorder } = reception;
  const { claim, reason, detail, trusted } = problem;
  const numbered = trusted ? numberedClaim(claim) : undefined;
  const before = problem.meant && (await judgedBefore(recorder, problem.meant));
  const repeated = before && (await repeatedBy(recorder, before));
  if (repeated !== undefined) {
    // The number of what waits is used up in its own turn.
    if (numbered !== undefined && numbered.sequence !== repeated.sequence) await useUp(reception, numbered);
    return DUPLICATE;
  }
  const why = { reason, ...(detail === undefined ? {} : { detail }) };
  const proven = trusted && !isAboutSender(reason);
  const item = clearingItemOf(
    { ...message, claim, ...why, receivedAt: message.sentAt, proven },
    recorder.crypto,
  );
  const refusal = { refuse: item, ...passingMarker(before, item) };
  const written =
    numbered === undefined
      ? await refuseUnnumbered(recorder, refusal)
      : await useUp(reception, numbered, refusal);
  return written === 'committed' ? { outcome: 'refused', ...why } : DUPLICATE;
}

/** What a message says, and what was judged before under its id. */
type Before = Pick<Meaning, 'incoming'> & { readonly digest: string; readonly marker: Marker | undefined };

async function judgedBefore({ store, crypto }: Recorder, meant: Meaning): Promise<Before> {
  const { incoming } = meant;
  const marker = await store.marker(incoming.source, incoming.id);
  return { incoming, digest: digestOf(meant, crypto), marker };
}

/**
 * What this message repeats, if anything: time, door and trace are not content, whatever they say now (rule 5).
 * With its number where it waits.
 */
async function repeatedBy(
  { store }: Recorder,
  { incoming, digest, marker }: Before,
): Promise<{ readonly sequence?: string } | undefined> {
  if (marker !== undefined) return answerTo(marker, digest).outcome === 'duplicate' ? {} : undefined;
  const waited = await store.parkedItem(incoming.subject, incoming);
  if (waited === undefined || answerTo(waited, digest).outcome !== 'duplicate') return undefined;
  return waited.outcome === 'waiting' ? waited : {};
}

/** What a refused message writes: its item, and the marker of a refusal that may pass. */
type RefusalParts = { readonly refuse: ClearingItem; readonly marker?: Marker };

/** Sent again once its time has come, the message is judged anew by this marker, with its number; else none is left. */
function passingMarker(before: Before | undefined, item: ClearingItem): Pick<RefusalParts, 'marker'> {
  if (before === undefined || before.marker !== undefined || !mayPass(item.reason)) return {};
  const { incoming, digest } = before;
  return Date.parse(incoming.time) < Date.parse(item.receivedAt)
    ? {}
    : { marker: refusalMarker(incoming, digest, item) };
}

/** Without a head of its own, only another transaction on the same item is in the way: then once more. */
function refuseUnnumbered(recorder: Recorder, refusal: RefusalParts): Promise<CommitOutcome> {
  const { marker } = refusal;
  const subject = refusal.refuse.subject ?? '';
  const commit = marker === undefined ? { refuse: refusal.refuse } : { subject, expected: 0, ...refusal };
  return whileHeadMoves(recorder, subject, async () => {
    const written = await commitTo(recorder.store, commit);
    return written === 'head-moved' ? AGAIN : written;
  });
}

/**
 * The number is used up, in one transaction with the item at the clearing desk where there is one; then the
 * followers of that number go on. A message that the desk has already may bring a number that is new.
 * @throws VersionConflict where the head kept moving.
 */
async function useUp(
  { recorder }: Reception,
  numbered: Numbered,
  refusal?: RefusalParts,
): Promise<CommitOutcome> {
  const { store } = recorder;
  const { subject } = numbered;
  let unwritten = refusal;
  return whileHeadMoves<CommitOutcome>(recorder, subject, async () => {
    const head = await store.load(subject);
    const next = nextHead(await headToBuildOn(store, subject, head), numbered, {});
    const written: CommitOutcome =
      unwritten !== undefined || isNewNumber(head, numbered)
        ? await commitTo(store, {
            subject,
            expected: head?.revision ?? 0,
            ...(unwritten && {
              ...unwritten,
              refuse: { ...unwritten.refuse, ...(await nextOf(store, numbered, next)) },
            }),
            head: next,
          })
        : 'committed';
    if (written === 'already-refused') unwritten = undefined;
    if (written !== 'committed') return AGAIN;
    // Also after a repeat: its first run may have been cut off before its followers went on.
    if (next.parked > 0) await releaseWaiting(recorder, subject);
    return unwritten === refusal ? 'committed' : 'already-refused';
  });
}

type Numbered = { readonly source: string; readonly subject: string; readonly sequence: string };

function numberedClaim({ source, subject, sequence }: Claim): Numbered | undefined {
  if (source === undefined || subject === undefined || sequence === undefined) return undefined;
  const isReadable = subjectSchema.safeParse(subject).success && /^[1-9]\d{0,14}$/u.test(sequence);
  return isReadable ? { source, subject, sequence } : undefined;
}
