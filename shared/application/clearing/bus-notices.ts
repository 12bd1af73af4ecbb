import { fieldIn } from '../../../events/reading/detail.ts';
import { envelope, type CloudEvent } from '../../../events/fact.ts';
import { refusedSentence, waitingSentence } from '../../../events/reasons.ts';
import { missingSentence, nextNumberSentence } from '../../words/numbers.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import type { ClearingItem } from '../ports/clearing.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { ParkedItem } from '../ports/event-store.ts';

const RELAY = 'urn:aqb:relay-events';

/** Tells the sender of a refused message why, what was kept and what to do; the same item gives the same notice. */
export function refusalNotice(
  item: ClearingItem,
  { wire, crypto }: { wire: WireWriter; crypto: Crypto },
): CloudEvent {
  const { key, reason, detail, receivedAt, source, id, subject, revision, decisions, nextSequence } = item;
  return wire.toCloudEvent({
    type: 'EventRefused',
    id: revision === undefined ? `refused:${key}` : `refused:${key}:${revision}`,
    source: RELAY,
    subject: subjectOf(subject),
    time: decisions?.at(-1)?.reopened?.at ?? receivedAt,
    data: {
      originalSource: source ?? 'unknown',
      originalId: id ?? 'unknown',
      type: `urn:aqb:reason:${reason}`,
      title: [
        refusedSentence(reason),
        ...(nextSequence === undefined ? [] : [nextNumberSentence(nextSequence)]),
      ].join(' '),
      ...(detail === undefined ? {} : { detail, ...fieldIn(detail) }),
      code: reason,
      bodySha256: crypto.sha256(new TextEncoder().encode(item.body)),
      ...(nextSequence !== undefined && { nextSequence }),
    },
  });
}

/** Tells the sender of an early event that it waits, for what and until when. */
export function parkingNotice(
  item: ParkedItem,
  { wire, crypto }: { wire: WireWriter; crypto: Crypto },
): CloudEvent {
  const { subject, source, id, reason, parkedAt, until, missing } = item;
  return wire.toCloudEvent({
    type: 'EventParked',
    id: `parked:${crypto.fingerprint({ subject, source, id })}`,
    source: RELAY,
    subject,
    time: parkedAt,
    data: {
      originalSource: source,
      originalId: id,
      title: [waitingSentence(reason), ...(missing === undefined ? [] : [missingSentence(missing)])].join(
        ' ',
      ),
      code: reason,
      until,
      ...(missing && { missing: [...missing.numbers] }),
    },
  });
}

/** The subject that the message named, if it is one; else there is none to speak of. */
function subjectOf(claimed: string | undefined): string {
  return envelope.shape.subject.safeParse(claimed).data ?? 'unknown';
}
