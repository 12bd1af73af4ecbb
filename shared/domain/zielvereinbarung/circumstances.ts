import type { Terms } from '../../../events/incoming/terms.ts';
import type { Party } from '../../../events/primitives.ts';
import type { Json } from '../../../events/personal.ts';

/** What comes in with the message: the core reads no clock, makes no id, and computes no hash itself (d-14). */
export type Circumstances = {
  /** Instant of judging, RFC 3339 in UTC. */
  readonly now: string;
  /** Day of judging in Europe/Berlin, `YYYY-MM-DD`. */
  readonly today: string;
  /** Version of the log before this event; derived facts are numbered after it. */
  readonly version: number;
  /** SHA-256 over the RFC 8785 form of a value, as 64 hex digits. */
  readonly fingerprint: (value: Json) => string;
  readonly settings: StageSettings;
  /** Terms of the newest Fassung and what fixes them; given where a budget change makes the next Fassung. */
  readonly terms?: FixedTerms;
};

/** What judging needs of the stage's settings. */
export type StageSettings = PublicationSettings & {
  /** Days for which an Akte is kept from its closing (rule 9). */
  readonly retentionDays: number;
};

/** When a concluded Zielvereinbarung appears, set per stage (rule 4). */
export type PublicationSettings = {
  readonly undoWindowMinutes: number;
  /** Instant before which nothing of the programme year appears, RFC 3339 in UTC. */
  readonly publishNotBefore?: string;
};

/** The terms of a Fassung with clause version and official names: exactly what its hash covers (rule 1). */
export type FixedTerms = {
  readonly terms: Terms;
  readonly clauseVersion: string;
  readonly parties: Readonly<Record<Party, string>>;
};

/** `fassungHash`: SHA-256 of the canonical terms plus clause version and official names. */
export function fassungHash(
  { terms, clauseVersion, parties }: FixedTerms,
  fingerprint: Circumstances['fingerprint'],
): string {
  return fingerprint({ ...asJson(terms), clauseVersion, parties: { ...parties } });
}

/** Terms are JSON by construction; exact optional fields are absent, never undefined. */
function asJson(terms: Terms): { readonly [key: string]: Json } {
  return terms;
}
