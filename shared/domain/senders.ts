import type { Fact } from '../../events/fact.ts';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { ags as agsKey } from '../../events/primitives.ts';
import type { Refusal } from '../../events/reasons.ts';
import { foreignField, isTold, type Voice } from './voices.ts';
import { partsOf } from './zielvereinbarung/identity.ts';

/** Trust follows the door: what comes in where. */
export type Door = 'ingress' | 'internal';

/** Who proves to be a source: a role at the queue, an app client at the HTTP door. */
export type Principal = {
  /** Unique id of the role (AROA…) or of the app client. */
  readonly id: string;
  /** Keys of the Gebietskoerperschaften that it speaks for; given where the source has `<ags>`, and nowhere else. */
  readonly ags?: readonly string[] | undefined;
};

/** One producer and what it may tell us. */
export type SenderRule = {
  /** CloudEvents `source`; `<ags>` stands for the producer's own key, and every `kommune` has one. */
  readonly source: string;
  /** Whose word it brings: what it may tell at most, and for which side. */
  readonly voice: Voice;
  /** Stems of fact types, or `*` for every type of its voice. */
  readonly types: readonly string[];
  /** Subjects as `<programme>-<year>-<ags>`, `*` for any of a part (`AQB-*-06533`); absent where all are its own. */
  readonly subjects?: readonly string[] | undefined;
  /** Who may use this source; absent where the queue carries no SenderId (local stage). */
  readonly principals?: readonly Principal[] | undefined;
};

/** How a rule names subjects: `*` for any of a part, `ags-06415` or `ags-*` for facts about the register. */
export const SUBJECT_PATTERN = /^(?:(?:[A-Z0-9]+|\*)-(?:\d{4}|\*)|ags)-(?:\d{5}|\*)$/u;

/** Stands in the source of a rule for the producer's own key. */
const OWN_KEY = '<ags>';

/** The source of a rule in two parts, before and after the place of the producer's own key; one part where it has none. */
export function partsOfSource(source: string): readonly string[] {
  return source.split(OWN_KEY);
}

/** Whether a producer of this source is known by its own key in it. */
export function hasOwnKey(source: string): boolean {
  return source.includes(OWN_KEY);
}

/** The source of the one producer that has this key. */
export function sourceWithKey(source: string, key = ''): string {
  return source.replace(OWN_KEY, key);
}

/** What is known of a message before its data is read. */
export type SenderClaim = {
  readonly door: Door;
  readonly source: string;
  readonly subject: string;
  /** `SenderId` as AWS writes it: `AROA…:session` for a role. */
  readonly senderId?: string;
};

/** How the sources of our own functions and of our staff begin. */
export const OWN_SOURCES = 'urn:aqb';

/** Every function of ours sends under this source. */
const OWN_FUNCTIONS = new RegExp(`^${OWN_SOURCES}:[a-z-]+$`, 'u');

/**
 * Whether this sender may report this fact through this door: `sender-not-allowed` for a wrong door, source,
 * type, voice or role, `subject-not-allowed` for another Gebietskoerperschaft; undefined where it may.
 */
export function refusalOfSender(
  fact: Fact,
  claim: SenderClaim,
  rules: readonly SenderRule[],
): Refusal | undefined {
  if (claim.door === 'internal') {
    return fact.senders?.includes(claim.source) === true ? undefined : 'sender-not-allowed';
  }
  const allowed = provenBy(claim, rules).filter(({ rule }) => mayTell(rule, fact));
  if (allowed.length === 0) return 'sender-not-allowed';
  return allowed.some((match) => speaksOf(match, claim)) ? undefined : 'subject-not-allowed';
}

/** Refusals for who sent a message. */
type AboutSender = 'sender-not-allowed' | 'subject-not-allowed';

/** Whether a message was refused for who sent it, not for what it says. */
export function isAboutSender(reason: Refusal): reason is AboutSender {
  return reason === 'sender-not-allowed' || reason === 'subject-not-allowed';
}

/** Unique id of the role or user behind a `SenderId`, whatever its session is called. */
export function roleOf(senderId: string): string {
  return senderId.split(':')[0] ?? '';
}

/** Source of what a person tells in the workplace or through the API. */
export const STAFF_SOURCE = `${OWN_SOURCES}:staff-api`;

/** Whether a source is one of our own functions or of our staff: nobody else may write under it. */
export function isOwnSource(source: string): boolean {
  return source.startsWith(`${OWN_SOURCES}:`);
}

/** Whether the message proves to come from the source that it names: only then its sequence number counts. */
export function isKnownSource(claim: SenderClaim, rules: readonly SenderRule[]): boolean {
  if (claim.door === 'internal') return OWN_FUNCTIONS.test(claim.source);
  return provenBy(claim, rules).some((match) => speaksOf(match, claim));
}

/**
 * Whether a producer says what is its own to say: the signature of its own side, and of the budget's changes what
 * its voice has; names the field that is not, if any.
 */
export function notItsOwn(
  claim: SenderClaim,
  incoming: IncomingEvent,
  rules: readonly SenderRule[],
): string | undefined {
  if (claim.door === 'internal') return undefined;
  return provenBy(claim, rules)
    .map(({ rule }) => foreignField(rule.voice, incoming))
    .find((field) => field !== undefined);
}

type Match = { readonly rule: SenderRule; readonly own: string | undefined };

/**
 * The rules by which this message is what it says: its source, and behind it a principal of that source and, for a
 * Kreis, of that key. Whatever is asked of a sender is asked of these rules, so that no question forgets the proof.
 */
function provenBy(claim: SenderClaim, rules: readonly SenderRule[]): readonly Match[] {
  if (isOwnSource(claim.source)) return [];
  return rules.flatMap((rule) => matchOf(rule, claim)).filter((match) => isProven(match, claim));
}

function matchOf(rule: SenderRule, { source }: SenderClaim): readonly Match[] {
  const [before = '', after] = partsOfSource(rule.source);
  // A Kreis is known by its key in the source; nobody else has one there.
  if ((after !== undefined) !== (rule.voice === 'kommune')) return [];
  if (after === undefined) return rule.source === source ? [{ rule, own: undefined }] : [];
  const own = source.slice(before.length, source.length - after.length);
  return source === `${before}${own}${after}` && agsKey.safeParse(own).success ? [{ rule, own }] : [];
}

function isProven({ rule: { principals }, own }: Match, { senderId }: SenderClaim): boolean {
  if (principals === undefined) return true;
  if (senderId === undefined) return false;
  return principals.some(
    ({ id, ags = [] }) => id === roleOf(senderId) && (own === undefined || ags.includes(own)),
  );
}

/** Whether the subject is one that the rule lists, and for a producer of its own Gebietskoerperschaft its own. */
function speaksOf({ rule, own }: Match, { subject }: SenderClaim): boolean {
  const isOwn = own === undefined || own === partsOf(subject).ags;
  return isOwn && (rule.subjects === undefined || rule.subjects.some((pattern) => covers(pattern, subject)));
}

function covers(pattern: string, subject: string): boolean {
  const [wanted, given] = [pattern.split('-'), subject.split('-')];
  return wanted.length === given.length && wanted.every((part, at) => part === '*' || part === given[at]);
}

function mayTell({ voice, types }: SenderRule, fact: Fact): boolean {
  return isTold(voice, fact) && (types.includes('*') || types.includes(fact.stem));
}
