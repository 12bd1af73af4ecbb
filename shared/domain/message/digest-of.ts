import { INCOMING, type IncomingEvent } from '../../../events/incoming/index.ts';
import type { Json } from '../../../events/personal.ts';
import type { Said } from '../../../events/reading/read.ts';

/** What is judged, and what was said where that was an older version. */
export type Meaning = { readonly incoming: IncomingEvent; readonly said?: Said };

/**
 * Digest of what an event means: type, subject and data, not its time or trace (rule 5). Said in an older
 * version, it is the digest of that version, so that a repeat stays one after the fact has a newer version.
 */
export function digestOf(
  { incoming, said }: Meaning,
  { fingerprint }: { readonly fingerprint: (value: Json) => string },
): string {
  const { type, subject, data } = incoming;
  const version = said?.version ?? INCOMING.find(({ name }) => name === type)?.version ?? 1;
  const content: { readonly [key: string]: Json } = said?.data ?? data;
  return fingerprint({ type, version, subject, data: content });
}
