import type { CloudEvent } from '../../../events/fact.ts';
import type { Terms } from '../../../events/incoming/terms.ts';
import type { Wire } from '../../../events/wire.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { FACHVERFAHREN } from '../../stage/sources.ts';

/**
 * The draft as an event. Its id is a digest of the terms: the same agreement imported again, from a text or
 * from a PDF, is the same event and changes nothing.
 */
export function draftedEvent(
  terms: Terms,
  { time, wire }: { readonly time: string; readonly wire: Wire },
): CloudEvent {
  return wire.toCloudEvent({
    type: 'ZielvereinbarungDrafted',
    id: `import-${nodeCrypto.fingerprint(terms)}`,
    source: FACHVERFAHREN,
    subject: `${terms.programme}-${terms.haushaltsjahr}-${terms.ags}`,
    time,
    data: terms,
  });
}
