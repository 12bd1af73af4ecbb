import type { CloudEvent } from '../../events/fact.ts';
import type { Terms } from '../../events/incoming/terms.ts';
import { readEnvelope, readIncoming } from '../../events/read.ts';
import { REASONS } from '../../events/reasons.ts';
import { toCloudEvent } from '../../events/write.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';

/** The system of the ministry in whose name the local stage takes drafts. */
const FACHVERFAHREN = 'https://hmsi.example/fachverfahren';

/**
 * The draft as an event. Its id is a digest of the terms: the same agreement imported again, from a text or
 * from a PDF, is the same event and changes nothing.
 */
export function draftedEvent(terms: Terms, time: string): CloudEvent {
  return toCloudEvent({
    type: 'ZielvereinbarungDrafted',
    id: `import-${nodeCrypto.fingerprint(terms)}`,
    source: FACHVERFAHREN,
    subject: `${terms.programme}-${terms.haushaltsjahr}-${terms.ags}`,
    time,
    data: terms,
  });
}

/** Why the event contract would refuse this event, in German; undefined where it would not. */
export function contractProblem(event: CloudEvent): string | undefined {
  const envelope = readEnvelope(JSON.stringify(event));
  const read = envelope.ok ? readIncoming(envelope.event, envelope.fact) : envelope;
  return read.ok ? undefined : `${read.reason} (${read.detail ?? ''}): ${REASONS[read.reason]}`;
}
