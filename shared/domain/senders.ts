import type { Fact } from '../../events/fact.ts';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import type { Refusal } from '../../events/reasons.ts';
import { partsOf } from './zielvereinbarung/identity.ts';

/** Trust follows the door (design.md): what comes in where. */
export type Door = 'ingress' | 'internal';

/** One producer and what it may tell us. */
export type SenderRule = {
  /** CloudEvents `source`; `<ags>` stands for the producer's own key. */
  readonly source: string;
  /** Stems of fact types, or `*` for every type from outside. */
  readonly types: readonly string[];
  /** Subjects as `<programme>-<year>-<ags>`, `*` for any of a part (`AQB-*-06533`); absent where all are its own. */
  readonly subjects?: readonly string[] | undefined;
  /** Unique ids of the roles that may use this source; absent where the queue carries no SenderId (local stage). */
  readonly senderIds?: readonly string[] | undefined;
};

/** How a rule names subjects: `*` for any of a part, `ags-06415` or `ags-*` for facts about the register. */
export const SUBJECT_PATTERN = /^(?:(?:[A-Z0-9]+|\*)-(?:\d{4}|\*)|ags)-(?:\d{5}|\*)$/u;

/** What is known of a message before its data is read. */
export type SenderClaim = {
  readonly door: Door;
  readonly source: string;
  readonly subject: string;
  /** `SenderId` as AWS writes it: `AROA…:session` for a role. */
  readonly senderId?: string;
};

/** Every function of ours sends under this source. */
const OWN_FUNCTIONS = /^urn:aqb:[a-z-]+$/u;

/**
 * Whether this sender may report this fact through this door: `sender-not-allowed` for a wrong door, source,
 * type or role, `subject-not-allowed` for another Gebietskoerperschaft; undefined where it may.
 */
export function refusalOfSender(
  fact: Fact,
  claim: SenderClaim,
  rules: readonly SenderRule[],
): Refusal | undefined {
  if (claim.door === 'internal') {
    return fact.senders?.includes(claim.source) === true ? undefined : 'sender-not-allowed';
  }
  if (fact.origin !== 'outside') return 'sender-not-allowed';
  const matching = rules.flatMap((rule) => matchOf(rule, claim));
  const allowed = matching.filter(({ rule }) => mayTell(rule, fact, claim));
  if (allowed.length === 0) return 'sender-not-allowed';
  return allowed.some((match) => speaksFor(match, claim)) ? undefined : 'subject-not-allowed';
}

/** Whether a message was refused for who sent it, not for what it says. */
export function isAboutSender(reason: Refusal): boolean {
  return reason === 'sender-not-allowed' || reason === 'subject-not-allowed';
}

/** Unique id of the role or user behind a `SenderId`, whatever its session is called. */
export function roleOf(senderId: string): string {
  return senderId.split(':')[0] ?? '';
}

/** Whether a source is one of our own functions or of our staff: nobody else may write under it. */
export function isOwnSource(source: string): boolean {
  return source.startsWith('urn:aqb:');
}

/** Whether the message proves to come from the source that it names: only then its sequence number counts. */
export function isKnownSource(claim: SenderClaim, rules: readonly SenderRule[]): boolean {
  if (claim.door === 'internal') return OWN_FUNCTIONS.test(claim.source);
  return rules
    .flatMap((rule) => matchOf(rule, claim))
    .some((match) => hasRole(match.rule, claim) && speaksFor(match, claim));
}

/**
 * Whether a producer that speaks for its own Gebietskoerperschaft says what is hers to say: the signature of
 * her own side, and of the budget's changes the Abweichung of § 6; names the field that is not, if any.
 */
export function notItsOwn(
  claim: SenderClaim,
  incoming: IncomingEvent,
  rules: readonly SenderRule[],
): string | undefined {
  const speaksForItself = rules.flatMap((rule) => matchOf(rule, claim)).some(({ own }) => own !== undefined);
  if (claim.door === 'internal' || !speaksForItself) return undefined;
  if ('party' in incoming.data && incoming.data.party !== 'kommune') return 'data.party';
  const changes = incoming.type === 'BudgetAmended' || incoming.type === 'EckdatenAmended';
  return changes && incoming.data.kind !== 'abweichung' ? 'data.kind' : undefined;
}

type Match = { readonly rule: SenderRule; readonly own: string | undefined };

function matchOf(rule: SenderRule, { source }: SenderClaim): Match[] {
  const [before = '', after] = rule.source.split('<ags>');
  if (after === undefined) return rule.source === source ? [{ rule, own: undefined }] : [];
  const own = source.slice(before.length, source.length - after.length);
  return source === `${before}${own}${after}` && /^\d{5}$/u.test(own) ? [{ rule, own }] : [];
}

/** Whether the subject is one that the rule lists, and for a producer of its own Gebietskoerperschaft its own. */
function speaksFor({ rule, own }: Match, { subject }: SenderClaim): boolean {
  const isOwn = own === undefined || own === partsOf(subject).ags;
  return isOwn && (rule.subjects === undefined || rule.subjects.some((pattern) => covers(pattern, subject)));
}

function covers(pattern: string, subject: string): boolean {
  const [wanted, given] = [pattern.split('-'), subject.split('-')];
  return wanted.length === given.length && wanted.every((part, at) => part === '*' || part === given[at]);
}

function mayTell(rule: SenderRule, fact: Fact, claim: SenderClaim): boolean {
  return (rule.types.includes('*') || rule.types.includes(fact.stem)) && hasRole(rule, claim);
}

function hasRole({ senderIds }: SenderRule, { senderId }: SenderClaim): boolean {
  return senderIds === undefined || (senderId !== undefined && senderIds.includes(roleOf(senderId)));
}
