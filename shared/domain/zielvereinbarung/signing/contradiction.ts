import { STAFF_SOURCE } from '../../senders.ts';
import type { Party } from '../../../../events/primitives.ts';
import type { NewEvent, Recorded } from '../../../../events/recorded/index.ts';
import type { Fassung, ForeignCode, PersonalLook, Scan } from '../state.ts';

/**
 * A scan whose QR codes contradict its assignment (rule 3). Codes identify a paper and prove nothing, and still a
 * paper that names another Zielvereinbarung is most likely another paper. So it counts for a signature only where
 * two people of staff saw that signature on it, and one of them said why it counts.
 */

/** What the QR codes of a paper say, as its fact tells it. */
export type PaperCode = NonNullable<Recorded<'ScanArchived'>['data']['codes']>[number];

/** What a scan is filed as. */
export type FiledAs = {
  readonly subject: string;
  readonly fassung: number;
  /** `fassungHash`, where it is known still: a paper of the same number may be one of other terms. */
  readonly hash?: string | undefined;
  /** The parties supplied the text: what other codes it bears is theirs. */
  readonly isSupplied?: boolean;
};

/** What a scan is filed as in this Zielvereinbarung. */
export function filedUnder(subject: string, number: number, fassung: Fassung | undefined): FiledAs {
  if (fassung === undefined) return { subject, fassung: number };
  return { subject, fassung: number, hash: fassung.hash, isSupplied: fassung.text !== undefined };
}

/**
 * The codes that contradict where their scan is filed: another Zielvereinbarung, another Fassung, other terms of the
 * same number; and of codes that are none of ours those on pages that bear none of ours. A stamp beside our code
 * contradicts nothing.
 */
export function foreignCodes(
  codes: readonly PaperCode[] | undefined = [],
  filed: FiledAs,
): readonly ForeignCode[] {
  const ours = new Set(codes.flatMap(({ subject, pages }) => (subject === undefined ? [] : pages)));
  return codes.flatMap(({ fassungHash16, ...code }): readonly ForeignCode[] => {
    if (code.subject === undefined) {
      const pages = filed.isSupplied === true ? [] : code.pages.filter((page) => !ours.has(page));
      return pages.length === 0 ? [] : [{ differs: 'origin', pages }];
    }
    if (code.subject !== filed.subject) return [{ differs: 'zielvereinbarung', ...code }];
    if (code.fassung !== filed.fassung) return [{ differs: 'fassung', ...code }];
    const isSame = filed.hash?.startsWith(fassungHash16 ?? '') ?? true;
    return isSame ? [] : [{ differs: 'terms', ...code }];
  });
}

/** More than this is not kept in the head; the log has it all. */
export const CODES_IN_STATE = { codes: 3, pages: 6 } as const;

/** What the state keeps of the codes that contradict. */
export function codesForState(foreign: readonly ForeignCode[]): readonly ForeignCode[] {
  return foreign
    .slice(0, CODES_IN_STATE.codes)
    .map((code) => ({ ...code, pages: code.pages.slice(0, CODES_IN_STATE.pages) }));
}

const PERSON = /^(?<person>[0-9a-f]{16})[0-9a-f]{48}:/u;

/**
 * The person behind a fact, as the state tells people apart: what staff do is recorded under the pseudonym of the
 * account, and nobody else writes under the source of staff. Undefined for systems and for what was recorded under
 * no account.
 */
export function personBehind({ source, id }: Pick<NewEvent, 'source' | 'id'>): string | undefined {
  return source === STAFF_SOURCE ? PERSON.exec(id)?.groups?.['person'] : undefined;
}

/** How the state tells this account from others. */
export const personNamed = (pseudonym: string) => pseudonym.slice(0, 16);

type Check = Pick<Extract<NewEvent, { type: 'ScanChecked' }>, 'source' | 'id' | 'data'>;

/** What is newly known of a scan that was looked at: the last look at it, and the last word of this person. */
export function lookedAt(scan: Pick<Scan, 'looks'> | undefined, check: Check): Pick<Scan, 'check' | 'looks'> {
  const { pagesComplete, signaturesVisible: visible } = check.data;
  const looks = looksAfter(scan?.looks ?? [], check);
  return { check: { pagesComplete, visible }, ...(looks.length > 0 && { looks }) };
}

/** A reason stays given; what this person saw is what they said last. */
function looksAfter(looks: readonly PersonalLook[], check: Check): readonly PersonalLook[] {
  const by = personBehind(check);
  if (by === undefined) return looks;
  const { pagesComplete, signaturesVisible, despiteCodes } = check.data;
  const before = looks.find((look) => look.by === by);
  const isReasoned = despiteCodes === true || before?.reasoned === true;
  const look: PersonalLook = {
    by,
    visible: pagesComplete ? [...new Set(signaturesVisible)].toSorted() : [],
    ...(isReasoned && { reasoned: true }),
  };
  return [...looks.filter((one) => one.by !== by), look].toSorted((one, other) =>
    one.by < other.by ? -1 : 1,
  );
}

/** Whether this scan may count for this party: its codes contradict nothing, or two people accepted it. */
export function isAccepted({ foreign, looks = [] }: Pick<Scan, 'foreign' | 'looks'>, party: Party): boolean {
  if (foreign === undefined) return true;
  const seen = looks.filter(({ visible }) => visible.includes(party));
  return seen.length >= 2 && seen.some(({ reasoned }) => reasoned === true);
}

/** What such a scan still needs before it counts: a reason, another person, or nothing. */
export type ContradictionStanding = 'reason-missing' | 'second-person-missing' | 'accepted';

/** How far a scan is that contradicts its assignment; for these parties, or for those that anybody saw. */
export function contradictionStanding(
  { looks = [] }: Pick<Scan, 'looks'>,
  parties: readonly Party[] = looks.flatMap(({ visible }) => visible),
): ContradictionStanding {
  if (reasonedLooks(looks).length === 0) return 'reason-missing';
  const areAccepted = parties.every((party) => isAccepted({ foreign: [], looks }, party));
  return areAccepted ? 'accepted' : 'second-person-missing';
}

/**
 * What keeps this person from being one of the two, now: somebody gives a reason, or somebody else confirms. Where both
 * spoke already, nothing does.
 */
export function lackingOf(
  looks: readonly PersonalLook[],
  person: string,
): Exclude<ContradictionStanding, 'accepted'> | undefined {
  const reasoned = reasonedLooks(looks);
  if (reasoned.length === 0) return 'reason-missing';
  const others = looks.filter(({ by, visible }) => by !== person && visible.length > 0);
  return others.length === 0 ? 'second-person-missing' : undefined;
}

/** Looks of those who said why it counts, and saw a signature on it. */
function reasonedLooks(looks: readonly PersonalLook[]): readonly PersonalLook[] {
  return looks.filter(({ reasoned, visible }) => reasoned === true && visible.length > 0);
}
