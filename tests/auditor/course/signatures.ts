import type { Fact } from '../fact.ts';
import { at, listAt, numberAt, textAt } from '../json.ts';

/** The two sides. */
export const PARTIES = ['land', 'kommune'] as const;
/** A side. */
export type Party = (typeof PARTIES)[number];

type Declared = {
  readonly party: string;
  /** The name without spacing, case and punctuation; a name that was erased is nobody else's. */
  readonly person: string;
  readonly signedOn: string;
  /** Of the scan that it names; empty where it names none. */
  readonly sha256: string;
};

type Scan = {
  sha256: string;
  isComplete: boolean;
  visible: readonly string[];
  isAside: boolean;
  /** A code on the paper names another Zielvereinbarung or Fassung than the one it was filed under. */
  isForeign: boolean;
  /** What each person said last, and whether they ever gave a reason. */
  readonly people: Map<string, { readonly sees: readonly string[]; readonly hasReason: boolean }>;
};

/** What was declared and what was shown, by Fassung. */
export type Papers = {
  readonly declared: Map<number, readonly Declared[]>;
  readonly scans: Map<number, Map<string, Scan>>;
};

/** Nothing declared, nothing shown. */
export const noPapers = (): Papers => ({ declared: new Map(), scans: new Map() });

/** Adds a fact to the papers; facts that are no papers add nothing. */
export function addPaper(papers: Papers, fact: Fact): void {
  const fassung = numberAt(fact.data, 'fassung');
  const declared = papers.declared.get(fassung) ?? [];
  switch (fact.stem) {
    case 'signature.received':
      if (textAt(fact.data, 'method') !== 'fes')
        papers.declared.set(fassung, [...declared, declaredBy(fact)]);
      return;
    case 'signature.withdrawn': {
      const party = textAt(fact.data, 'party');
      papers.declared.set(
        fassung,
        declared.filter((one) => one.party !== party),
      );
      return;
    }
    case 'scan.archived':
      Object.assign(scanOf(papers, fact), {
        sha256: textAt(fact.data, 'sha256'),
        isForeign: namesAnother(fact, fassung),
      });
      return;
    case 'scan.checked':
      Object.assign(scanOf(papers, fact), {
        isComplete: at(fact.data, 'pagesComplete') === true,
        visible: listAt(fact.data, 'signaturesVisible').map(String),
      });
      addWord(scanOf(papers, fact), fact);
      return;
    case 'scan.set-aside':
      scanOf(papers, fact).isAside = true;
      return;
    default:
  }
}

/** The codes of a paper that are ours and of another Zielvereinbarung or Fassung. */
function namesAnother({ data, subject }: Fact, fassung: number): boolean {
  return listAt(data, 'codes').some(
    (code) =>
      textAt(code, 'subject') !== '' &&
      (textAt(code, 'subject') !== subject || numberAt(code, 'fassung') !== fassung),
  );
}

/** Staff are told apart by what stands before the first colon of the name of their fact. */
function addWord({ people }: Scan, { data, source, id }: Fact): void {
  const [person = ''] = id.split(':');
  if (source !== 'urn:aqb:staff-api' || !/^[0-9a-f]{64}$/u.test(person)) return;
  const isComplete = at(data, 'pagesComplete') === true;
  const hasReason = at(data, 'despiteCodes') === true || people.get(person)?.hasReason === true;
  people.set(person, {
    sees: isComplete ? listAt(data, 'signaturesVisible').map(String) : [],
    hasReason,
  });
}

/** Two people saw this signature on it, and one of them said why it counts. */
function isTakenByTwo({ isForeign, people }: Scan, party: string): boolean {
  const seeing = [...people.values()].filter(({ sees }) => sees.includes(party));
  return !isForeign || (seeing.length > 1 && seeing.some(({ hasReason }) => hasReason));
}

function declaredBy({ data, version }: Fact): Declared {
  const name = textAt(data, 'signatory', 'name')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}]+/gu, ' ')
    .trim();
  return {
    party: textAt(data, 'party'),
    person: name === '' ? `erased at ${version}` : name,
    signedOn: textAt(data, 'signedOn', 'date'),
    sha256: textAt(data, 'document', 'sha256'),
  };
}

function scanOf({ scans }: Papers, { data }: Fact): Scan {
  const fassung = numberAt(data, 'fassung');
  const ofFassung = scans.get(fassung) ?? new Map<string, Scan>();
  scans.set(fassung, ofFassung);
  const known = ofFassung.get(textAt(data, 'uploadId'));
  const scan = known ?? {
    sha256: '',
    isComplete: false,
    visible: [],
    isAside: false,
    isForeign: false,
    people: new Map(),
  };
  ofFassung.set(textAt(data, 'uploadId'), scan);
  return scan;
}

/** Who signed, with the days that each of them named. */
export type Signed = Readonly<Record<Party, ReadonlyMap<string, readonly string[]>>>;

/** The declarations that a scan proves (rule 3): archived, complete, with this signature visible, not set aside, of another paper taken by two. */
export function signedOn({ declared, scans }: Papers, fassung: number): Signed {
  const shown = [...(scans.get(fassung)?.values() ?? [])].filter(
    ({ sha256, isComplete, isAside }) => sha256 !== '' && isComplete && !isAside,
  );
  const of = (party: Party) => {
    const people = new Map<string, readonly string[]>();
    for (const one of declared.get(fassung) ?? []) {
      const isShown = shown.some(
        (scan) =>
          scan.visible.includes(party) && isTakenByTwo(scan, party) && ['', scan.sha256].includes(one.sha256),
      );
      if (one.party === party && isShown)
        people.set(one.person, [...(people.get(one.person) ?? []), one.signedOn]);
    }
    return people;
  };
  return { land: of('land'), kommune: of('kommune') };
}

/** Slots of each party. */
export type Slots = Readonly<Record<Party, number>>;

/** Whether both signatures are present: the slots of both parties are filled, and nobody signed for both. */
export function isSigned(signed: Signed, slots: Slots): boolean {
  const isFilled = PARTIES.every((party) => signed[party].size >= slots[party]);
  return isFilled && ![...signed.land.keys()].some((person) => signed.kommune.has(person));
}
