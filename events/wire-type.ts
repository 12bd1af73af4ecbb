import type { Fact } from './fact.ts';

/** Default prefix of event types: that of a stage which sets none of its own. */
export const DEFAULT_PREFIX = 'de.hessen.aqb';

/** `<prefix>.<stem>.v<major>`, e.g. `de.hessen.aqb.signature.received.v1`. */
export function wireType(prefix: string, definition: Pick<Fact, 'stem' | 'version'>): string {
  return `${prefix}.${bareType(definition)}`;
}

/** What of a type on the wire is the same on every stage: `signature.received.v1`. */
export function bareType({ stem, version }: Pick<Fact, 'stem' | 'version'>): string {
  return `${stem}.v${version}`;
}
