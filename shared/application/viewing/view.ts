import { HINTS } from '../../../events/hints.ts';
import type { Party } from '../../../events/primitives.ts';
import { perParty } from '../../domain/per-party.ts';
import { openConditions } from '../../domain/zielvereinbarung/telling/conditions.ts';
import { evolveZielvereinbarung } from '../../domain/zielvereinbarung/evolve.ts';
import { termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import type { Signature } from '../../domain/zielvereinbarung/telling/likeness.ts';
import { hintsOn } from '../../domain/zielvereinbarung/telling/hints.ts';
import { openDeadlines } from '../../domain/zielvereinbarung/year/deadlines.ts';
import { appearsAt } from '../../domain/zielvereinbarung/signing/publishing.ts';
import { declaredSlots, filledSlots } from '../../domain/zielvereinbarung/signing/signing.ts';
import {
  INITIAL,
  areTermsReplaced,
  newestFassung,
  type Concluded,
  type Open,
  type Zielvereinbarung,
} from '../../domain/zielvereinbarung/state.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import {
  isWaitingForPublication,
  publicFassungAfter,
  statesOf,
} from '../../domain/zielvereinbarung/telling/summary.ts';
import { readableEvent } from '../../domain/zielvereinbarung/telling/withheld.ts';
import { gebietskoerperschaftIn } from '../../domain/register/gebietskoerperschaft.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { Missing } from '../../domain/facts/sequence.ts';
import { missingSentence } from '../../words/numbers.ts';
import type { waitingLine } from '../clearing/clearing-view.ts';
import type { StoredEvent } from '../ports/event-store.ts';
import { abweichungenPart, bescheidPart, participationPart, strategiePart } from './view-course.ts';
import { budgetPart, fassungenPart, signaturesPart } from './view-signing.ts';
import { notesOnContradictions, scansPart } from './view-scans.ts';

type WaitingLine = ReturnType<typeof waitingLine>;

/** What lies beside the log: what waits, and the instant at which it is read. */
type Around = {
  readonly waiting?: readonly WaitingLine[];
  /** Numbers that are missing before what waits. */
  readonly missing?: readonly Missing[];
  readonly now?: string;
};

/**
 * One Zielvereinbarung as staff read it: plain JSON. Undefined while nothing is recorded. With the instant at which it
 * is read it also says what should have happened by then.
 */
export function viewOf(
  subject: string,
  history: readonly StoredEvent[],
  { waiting = [], missing = [], now }: Around = {},
) {
  const events = history.map(({ event }) => readableEvent(event));
  const { state, terms, hints, page, replacedAt } = foldOf(events);
  if (state.status === 'none') return undefined;
  const { programme, haushaltsjahr, ags } = partsOf(subject);
  const newest = newestFassung(state);
  const { steering, akte } = state;
  const scans = scansPart(events);
  return {
    id: subject,
    programme,
    haushaltsjahr,
    ags,
    name: gebietskoerperschaftIn(haushaltsjahr, ags)?.officialName ?? ags,
    version: events.length,
    states: statesOf(state),
    openConditions: openConditions(state, { ...page, now }),
    ...(page.publicFassung !== undefined && { publicFassung: page.publicFassung }),
    fassung: newest.number,
    fassungHash: newest.hash,
    released: newest.released,
    amountCent: newest.amountCent,
    ...(terms && { terms: terms.terms }),
    fassungen: fassungenPart(events),
    signatures: signaturesPart(events),
    budget: budgetPart(events),
    slots: perParty((party) => slot(state, party)),
    ...(state.status === 'concluded' && concludedPart(state)),
    bescheid: bescheidPart(state, events),
    abweichungen: abweichungenPart(events, replacedAt),
    steering,
    participation: participationPart(events),
    strategie: strategiePart(events),
    akte,
    hints,
    ...(state.cancelledOn !== undefined && { cancelledOn: state.cancelledOn }),
    publication: state.publication,
    ...publishAtOf(state),
    deadlines: openDeadlines(subject, state),
    documents: documentsOf(history),
    scans,
    waiting,
    ...(missing.length > 0 && { missing: missing.map((one) => ({ ...one, text: missingSentence(one) })) }),
    timeline: timelineOf(events, notesOnContradictions(events, scans)),
  };
}

/** Every fact in order, with whether its personal part was erased since. */
function timelineOf(events: readonly RecordedEvent[], notes: ReadonlyMap<number, string>) {
  const erased = new Set(
    events.flatMap((event) => (event.type === 'PersonalDataErased' ? event.data.versions : [])),
  );
  return events.map(({ version, type, recordedAt, source, id }) => ({
    version,
    type,
    recordedAt,
    source,
    id,
    ...noteOf(notes.get(version)),
    ...(erased.has(version) && { erased: true }),
  }));
}

const noteOf = (note: string | undefined) => (note === undefined ? {} : { note });

/** The state after a log, as it may be read; for whoever judges what can be done now. */
export function stateOf(history: readonly StoredEvent[]): Zielvereinbarung {
  return history.reduce<Zielvereinbarung>(
    (state, { event }) => evolveZielvereinbarung(state, readableEvent(event)),
    INITIAL,
  );
}

/** When the page appears: not before a day until which it is held; absent while nothing says, and once it is due. */
function publishAtOf(state: Open | Concluded): { readonly publishAt?: string } {
  const publishAt = isWaitingForPublication(state) ? appearsAt(state.publication) : undefined;
  return publishAt === undefined ? {} : { publishAt };
}

/** State and terms after these facts, with what is worth a look at each: the hints that it was given when it came. */
function foldOf(events: readonly RecordedEvent[]) {
  let state: Zielvereinbarung = INITIAL;
  let terms: FixedTerms | undefined;
  const signatures: Signature[] = [];
  const hints = [];
  let publicFassung: number | undefined;
  let replacedAt = 0;
  const askedAt = new Map<number, string>();
  for (const event of events) {
    for (const code of hintsOn(state, event, { ...(terms && { terms: terms.terms }), signatures }))
      hints.push({ version: event.version, code, text: HINTS[code] });
    const before: Zielvereinbarung = state;
    state = evolveZielvereinbarung(before, event);
    if (areTermsReplaced(before, state)) replacedAt = event.version;
    terms = termsOf(event, terms);
    if (event.type === 'SignatureReceived') signatures.push(event.data);
    publicFassung = publicFassungAfter(publicFassung, event, state);
    const wanted = wantedIn(state);
    if (wanted > 0 && !askedAt.has(wanted)) askedAt.set(wanted, event.recordedAt);
  }
  return {
    state,
    terms,
    hints,
    replacedAt,
    page: { publicFassung, since: askedAt.get(publishedIn(state) + 1) },
  };
}

function wantedIn(state: Zielvereinbarung): number {
  return state.status === 'none' ? 0 : state.publication.wanted;
}

function publishedIn(state: Zielvereinbarung): number {
  return state.status === 'none' ? 0 : state.publication.published;
}

function slot(state: Open | Concluded, party: Party) {
  const fassung = newestFassung(state);
  const declared = declaredSlots(fassung, party).length;
  const needed = fassung.slots[party];
  const isDone = state.status === 'concluded' && state.pending === undefined;
  return {
    required: needed,
    declared,
    filled: isDone ? needed : filledSlots(fassung, state.scans, party).length,
  };
}

function concludedPart({ concludedOn, fassung, effectiveCent, pending }: Concluded) {
  return {
    concludedOn,
    concludedFassung: fassung.number,
    agreedCent: fassung.amountCent,
    effectiveCent,
    ...(pending && { pendingFassung: pending.number }),
  };
}

function documentsOf(history: readonly StoredEvent[]) {
  return history.flatMap(({ event }) =>
    event.type === 'DocumentArchived'
      ? [
          {
            kind: event.data.kind,
            fassung: event.data.fassung,
            sha256: event.data.sha256,
            size: event.data.size,
            archive: event.data.archive,
          },
        ]
      : [],
  );
}
