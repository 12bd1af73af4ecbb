import type { Party } from '../../../events/primitives.ts';

/**
 * What judging needs of a Zielvereinbarung, as plain JSON: it is stored in the head item (≤ 4 KB), so it holds
 * numbers, hashes and states, never terms, labels or names. Everything else is read from the log.
 */

/** A party says that this person signed, on the scan with this hash where one is named (d-8). */
export type Declaration = {
  readonly party: Party;
  /** Digest of the person's name: enough to tell two people apart. */
  readonly signatory: string;
  readonly signedOn: string;
  /** First half of the hash: 128 bits tell any two files apart. */
  readonly sha256?: string;
  /** A fortgeschrittene elektronische Signatur: recorded, and fills no slot (rule 3: §§ 57, 3a HVwVfG). */
  readonly fes?: boolean;
};

/** One upload as evidence: it counts once archived and checked, for the parties whose signature is visible. */
export type Scan = {
  readonly uploadId: string;
  readonly fassung: number;
  /** First half of the hash, present once the scan is archived. */
  readonly sha256?: string;
  /** Present once somebody looked at it. */
  readonly check?: { readonly pagesComplete: boolean; readonly visible: readonly Party[] };
  /** What its QR codes name instead of this Fassung: it counts only once two people of staff accepted it. */
  readonly foreign?: readonly ForeignCode[];
  /** What each person of staff saw who looked at such a scan, in the order of their names. */
  readonly looks?: readonly PersonalLook[];
  /** Set aside as "nicht maßgeblich": it proves nothing any more. */
  readonly aside?: true;
};

/** A PDF that the parties supplied as the text of a Fassung, by its hash, and what became of it. */
export type SuppliedText = {
  readonly sha256: string;
  /** It lies in the archive for this Fassung. */
  readonly isArchived: boolean;
  /** So does its copy without author and metadata, which is signed and published. */
  readonly isCopied?: true;
  /** It holds what paper does not show, or a QR code. */
  readonly isStopped?: true;
};

/** What a QR code says that contradicts the assignment of its scan. */
export type ForeignCode = {
  /** In what it differs: it is of another Zielvereinbarung, of another Fassung, of other terms, or none of ours. */
  readonly differs: 'zielvereinbarung' | 'fassung' | 'terms' | 'origin';
  readonly subject?: string;
  readonly fassung?: number;
  /** Pages of the scan that bear it; in the state the first of them. */
  readonly pages: readonly number[];
};

/** The last word of one person on a scan. */
export type PersonalLook = {
  /** Beginning of the pseudonym of the account. */
  readonly by: string;
  /** Whose signatures this person saw on a complete scan; none where it is not complete. */
  readonly visible: readonly Party[];
  /** This person gave a reason why the scan counts although its codes name something else. */
  readonly reasoned?: true;
};

/** One state of the terms, with what was signed on it. */
export type Fassung = {
  readonly number: number;
  readonly hash: string;
  readonly amountCent: number;
  /** Cents of each budget in the order of the programme year; absent where it has one budget. */
  readonly budgetsCent?: readonly number[];
  readonly released: boolean;
  /** Day in Europe/Berlin on which it was released first. */
  readonly releasedOn?: string;
  /** A PDF that the parties supplied as the text (rule 8). */
  readonly text?: SuppliedText;
  readonly slots: Readonly<Record<Party, number>>;
  readonly declarations: readonly Declaration[];
  /**
   * Uploads that prove its signatures, from when an Aenderungsvereinbarung is signed beside it: nothing of it is
   * judged anew then, and declarations and scans need no room in the head any more.
   */
  readonly provenBy?: readonly string[];
  /** Parties that refused to sign it, and have not signed since. */
  readonly refusedBy?: readonly Party[];
  /** Day until which the signatures are expected. */
  readonly dueOn?: string;
  /** Day of the draft itself, where it was given. */
  readonly asOf?: string;
  /** What deviated from it while it was concluded, once that is undone; it deviates again when that is made anew. */
  readonly deviationCent?: number;
};

/** Publication as counts: revision asked for, revision recorded as readable. */
export type Publication = {
  /** Revision of the page that the facts ask for; 0 before the first `publication.due`. */
  readonly wanted: number;
  /** Highest revision that is settled: recorded as published, or taken back before it was. */
  readonly published: number;
  /** Revision that the last `publication.due` asked for; 0 before the first. */
  readonly due: number;
  /** When the concluded Fassung is to appear; absent before conclusion. */
  readonly publishAt?: string;
  /** Fassung that the page shows; absent before the first `publication.due` and after a withdrawal. */
  readonly fassung?: number;
  /** Held back by the ministry, until a day where one is named. */
  readonly held?: { readonly until?: string };
  /** The ministry withdrew the page; a release or a new conclusion ends that. */
  readonly withdrawn?: true;
};

/** The money granted under one Aktenzeichen, for this Haushaltsjahr; null where it cannot be compared. */
export type Bescheid = {
  /** Aktenzeichen of later Bescheide that changed this one. */
  readonly also?: readonly string[];
  /** Aktenzeichen of this chain whose newest Bescheid was released to the public. */
  readonly publicAs?: readonly string[];
  /** The Antrag was refused and nothing was granted. */
  readonly isRefused?: boolean;
  readonly grantedCent: number;
  readonly comparableCent: number | null;
  readonly count: number;
  /** Aktenzeichen of the newest Bescheid that grants or revokes; absent where it is that of the first. */
  readonly newest?: string;
  /** Nobody can appeal against the newest any more. */
  readonly isFinal?: true;
  /** Sum of the Mittelabrufe of the chain, and their numbers under each of its Aktenzeichen. */
  readonly calledCent?: number;
  readonly calls?: Readonly<Record<string, readonly number[]>>;
  /** How far the Verwendungsnachweis is. */
  readonly nachweis?: 'received' | 'examined' | 'rejected';
};

/** How both sides steer the year (§§ 6, 7). */
export type Steering = {
  /** Day for which the Umsetzungsbesprechung is set. */
  readonly scheduledOn?: string;
  /** Day on which it was held. */
  readonly heldOn?: string;
  /** Numbers of the Abweichungen that no assessment considered yet. */
  readonly notConsidered?: readonly number[];
  readonly isAssessed?: true;
};

/** What becomes of the records (rule 9). */
export type Akte = {
  readonly status?: 'closed' | 'offered' | 'disposed';
  /** First half of the hash of the document with which it was closed. */
  readonly document?: string;
  /** Last day of the retention known so far, `YYYY-MM-DD`; it never moves earlier. */
  readonly retainUntil?: string;
  /** Legal holds in force. */
  readonly holds?: number;
};

/** A signature that lost its Fassung. */
export type VoidedSignature = { readonly party: Party; readonly fassung: number; readonly signedOn: string };

type Known = {
  readonly scans: readonly Scan[];
  readonly voided: readonly VoidedSignature[];
  readonly bescheide: Readonly<Record<string, Bescheid>>;
  readonly publication: Publication;
  readonly steering: Steering;
  readonly akte: Akte;
  /** An Antrag was received. */
  readonly isApplied?: true;
  /** Day in Europe/Berlin on which it was cancelled. */
  readonly cancelledOn?: string;
  /** What was told last of each deadline: `<deadline>:<day>:<approaching or missed>`. */
  readonly told?: readonly string[];
};

/** Drafted, and not yet signed by both sides. */
export type Open = Known & {
  readonly status: 'open';
  readonly fassung: Fassung;
  /** Number of the last Abweichung, where it was concluded before: a number is never given twice. */
  readonly abweichungen?: number;
};

/** Both signatures are present on `fassung`; an Aenderungsvereinbarung may be `pending` beside it. */
export type Concluded = Known & {
  readonly status: 'concluded';
  readonly fassung: Fassung;
  readonly concludedOn: string;
  readonly pending?: Fassung;
  /** Agreed amount with all Abweichungen of § 6; the agreed amount itself never moves. */
  readonly effectiveCent: number;
  /** Number of the last Abweichung, of money or of an Eckdatum. */
  readonly abweichungen: number;
  /** What was concluded before and stays public until the newer Fassung is; absent for the first. */
  readonly standing?: Standing;
};

/** A concluded Fassung that an Aenderungsvereinbarung is about to replace. */
export type Standing = {
  /** When it was to appear, where it was not due yet. */
  readonly publishAt?: string;
  readonly fassung: Fassung;
  readonly concludedOn: string;
  readonly effectiveCent: number;
};

/** No Zielvereinbarung: nothing is known yet. */
type Unknown = { readonly status: 'none' };

/** State of one Zielvereinbarung. */
export type Zielvereinbarung = Unknown | Open | Concluded;

/** Before the first fact. */
export const INITIAL: Unknown = { status: 'none' };

/** The Fassung that is being signed; undefined where everything is signed. */
export function fassungBeingSigned(state: Open | Concluded): Fassung | undefined {
  return state.status === 'open' ? state.fassung : state.pending;
}

/** Whether the page of the newest concluded Fassung can be read: the revision that its `publication.due` asked for is recorded. */
export function isReadable({ fassung, publication }: Concluded): boolean {
  return readableFassung({ publication }) === fassung.number;
}

/** Whether what is concluded can be read by the public. */
export function isOut(state: Open | Concluded): boolean {
  return state.status === 'concluded' && isReadable(state);
}

/**
 * Fassung whose page can surely be read; undefined where there is none, and while the first page of a Fassung is
 * made: whether an older one is public until then, only the log says.
 */
export function readableFassung({ publication }: Pick<Open | Concluded, 'publication'>): number | undefined {
  return publication.published >= publication.due ? publication.fassung : undefined;
}

/** The Fassung of this number, if it still plays a part. */
export function fassungOf(state: Open | Concluded, number: number): Fassung | undefined {
  return fassungBeingSigned(state)?.number === number
    ? fassungBeingSigned(state)
    : [state.fassung].find((fassung) => fassung.number === number);
}

/**
 * Whether terms whose conclusion, if there was one, is undone give way to others before they are signed again: what
 * deviated from them deviates from nothing then.
 */
export function areTermsReplaced(before: Zielvereinbarung, after: Zielvereinbarung): boolean {
  return before.status === 'open' && after.status === 'open' && after.fassung.number > before.fassung.number;
}

/** Whether a Fassung of this number was drafted, whatever part it plays now. */
export function hasFassung(state: Zielvereinbarung, number: number): boolean {
  return state.status !== 'none' && number >= 1 && number <= newestFassung(state).number;
}

/** What the state keeps of a SHA-256. */
export const halfOf = (sha256: string) => sha256.slice(0, 32);

/** The highest number given so far. */
export function newestFassung(state: Open | Concluded): Fassung {
  return fassungBeingSigned(state) ?? state.fassung;
}
