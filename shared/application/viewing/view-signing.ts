import type { Terms } from '../../../events/incoming/terms.ts';
import type { Party } from '../../../events/primitives.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { holdsFrom, termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import { NAME_WITHHELD } from '../../domain/zielvereinbarung/telling/withheld.ts';
import { happenedOn } from '../../domain/dates/berlin.ts';

/** One state of the terms as staff read it; names and reasons only for those who may read them. */
type FassungLine = {
  readonly number: number;
  readonly hash: string;
  /** Place in the log of the fact that made it. */
  readonly version: number;
  readonly madeBy: 'draft' | 'revision' | 'correction' | 'aenderungsvereinbarung';
  readonly recordedAt: string;
  readonly reason?: string;
  readonly clauseVersion: string;
  readonly terms: Terms;
  /** Day on which it was released for signature, and by when signatures are expected. */
  readonly releasedOn?: string;
  readonly dueOn?: string;
  readonly concludedOn?: string;
};

/** Every Fassung with its whole terms, in order: what the differences are marked between. */
export function fassungenPart(events: readonly RecordedEvent[]): readonly FassungLine[] {
  const lines: FassungLine[] = [];
  let terms: FixedTerms | undefined;
  for (const event of events) {
    terms = termsOf(event, terms);
    const made = madeIn(event);
    if (made === undefined || terms === undefined) continue;
    const { clauseVersion } = terms;
    lines.push({ ...made, clauseVersion, terms: terms.terms, ...courseOf(made.number, events) });
  }
  return lines;
}

function madeIn(event: RecordedEvent): Omit<FassungLine, 'clauseVersion' | 'terms'> | undefined {
  if (!isMaking(event)) return undefined;
  const { version, recordedAt, data } = event;
  const { fassung: number, fassungHash: hash } = data;
  if (number === undefined || hash === undefined) return undefined;
  const line = { number, hash, version, recordedAt };
  if (event.type === 'ZielvereinbarungDrafted') return { ...line, madeBy: 'draft' };
  const { reason } = event.data;
  if (event.type === 'ZielvereinbarungRevised') return { ...line, madeBy: 'revision', reason };
  return event.data.kind === 'abweichung' ? undefined : { ...line, madeBy: event.data.kind, reason };
}

type Making = Recorded<
  'ZielvereinbarungDrafted' | 'ZielvereinbarungRevised' | 'BudgetAmended' | 'EckdatenAmended'
>;

function isMaking(event: RecordedEvent): event is Making {
  return ['ZielvereinbarungDrafted', 'ZielvereinbarungRevised', 'BudgetAmended', 'EckdatenAmended'].includes(
    event.type,
  );
}

function courseOf(
  number: number,
  events: readonly RecordedEvent[],
): Pick<FassungLine, 'releasedOn' | 'dueOn' | 'concludedOn'> {
  const releases = events.filter(
    (event): event is Recorded<'ZielvereinbarungReleasedForSignature'> =>
      event.type === 'ZielvereinbarungReleasedForSignature' && event.data.fassung === number,
  );
  const dueOn = releases.findLast(({ data }) => data.dueOn !== undefined)?.data.dueOn;
  const concluded = events.findLast(
    (event): event is Recorded<'ZielvereinbarungConcluded'> =>
      event.type === 'ZielvereinbarungConcluded' && event.data.fassung === number,
  );
  return {
    ...(releases[0] && { releasedOn: happenedOn(releases[0]) }),
    ...(dueOn !== undefined && { dueOn }),
    ...(concluded && { concludedOn: concluded.data.concludedOn }),
  };
}

/** A declared signature; `name` only for those who may see persons, and not once it was erased. */
type SignatureLine = Omit<
  Recorded<'SignatureReceived'>['data'],
  'signatory' | 'signatoryKey' | 'document'
> & {
  readonly version: number;
  readonly office: string;
  readonly capacity?: string;
  readonly name?: string;
  /** The scan that shows it, where the declaration names one. */
  readonly sha256?: string;
  readonly state: 'declared' | 'withdrawn' | 'voided';
};

/** Every declaration of a signature in order, and what became of it; that it counts is said by the slots. */
export function signaturesPart(events: readonly RecordedEvent[]): readonly SignatureLine[] {
  return events.flatMap((event) =>
    event.type === 'SignatureReceived' ? [signatureLine(event, events)] : [],
  );
}

function signatureLine(
  { version, data }: Recorded<'SignatureReceived'>,
  events: readonly RecordedEvent[],
): SignatureLine {
  const { signatory, signatoryKey: _, document, ...rest } = data;
  const { name, ...office } = signatory;
  return {
    ...rest,
    ...office,
    version,
    ...(name !== NAME_WITHHELD && { name }),
    ...(document && { sha256: document.sha256 }),
    state: becameOf({ ...data, version }, events),
  };
}

type Declared = { readonly version: number; readonly fassung: number; readonly party: Party };

function becameOf({ version, fassung, party }: Declared, events: readonly RecordedEvent[]) {
  const end = events.find(
    (event): event is Recorded<'SignatureWithdrawn' | 'SignatureVoided'> =>
      (event.type === 'SignatureWithdrawn' || event.type === 'SignatureVoided') &&
      event.version > version &&
      event.data.fassung === fassung &&
      event.data.party === party,
  );
  if (end === undefined) return 'declared';
  return end.type === 'SignatureVoided' ? 'voided' : 'withdrawn';
}

/** One step of the money: from what to what, by which kind of fact, from which day. */
type BudgetLine = {
  readonly version: number;
  readonly kind: 'draft' | 'revision' | Recorded<'BudgetAmended'>['data']['kind'];
  readonly date: string;
  readonly fromCent?: number;
  readonly toCent: number;
  readonly reason?: string;
};

/** The history of the money in order, from the draft on; a revision stands in it only where it changed the sum. */
export function budgetPart(events: readonly RecordedEvent[]): readonly BudgetLine[] {
  const lines: BudgetLine[] = [];
  for (const event of events) {
    const line = budgetLine(event, lines.at(-1)?.toCent);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

function budgetLine(event: RecordedEvent, beforeCent: number | undefined): BudgetLine | undefined {
  const { version } = event;
  if (event.type === 'ZielvereinbarungDrafted')
    return { version, kind: 'draft', date: holdsFrom(event), toCent: event.data.haushaltsmittel.amountCent };
  if (event.type === 'ZielvereinbarungRevised') {
    const { haushaltsmittel, reason } = event.data;
    const toCent = haushaltsmittel.amountCent;
    if (toCent === beforeCent) return undefined;
    const from = beforeCent === undefined ? {} : { fromCent: beforeCent };
    return { version, kind: 'revision', date: holdsFrom(event), ...from, toCent, reason };
  }
  if (event.type !== 'BudgetAmended') return undefined;
  const { kind, effectiveOn, from, to, reason } = event.data;
  return { version, kind, date: effectiveOn, fromCent: from.amountCent, toCent: to.amountCent, reason };
}
