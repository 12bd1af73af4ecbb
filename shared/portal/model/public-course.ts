import { assertNever } from '../../domain/assert-never.ts';
import type { Terms } from '../../../events/incoming/terms.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { happenedOn } from '../../domain/dates/berlin.ts';
import { differenceBetween } from '../../domain/target.ts';
import { hasTrait } from '../../domain/traits/has-trait.ts';
import {
  applyBescheid,
  grantedSum,
  isGrounded,
  isPublic,
} from '../../domain/zielvereinbarung/year/bescheid.ts';
import { eckdatenNamed, holdsFrom } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import type { Bescheid, Zielvereinbarung } from '../../domain/zielvereinbarung/state.ts';
import type {
  PublicAbweichung,
  PublicAssessment,
  PublicBescheid,
  PublicBudgetStep,
  PublicCancellation,
  PublicMeeting,
} from './page-model.ts';

/** A Bescheid that was released, with the sum that the released ones grant by then, where it can be compared. */
export type ReleasedBescheid = Omit<PublicBescheid, 'differenceCent'> & { readonly grantedSumCent?: number };

/** What the year brought, as far as the public may see it; newest last. */
export type PublicCourse = {
  readonly bescheide: readonly ReleasedBescheid[];
  /** What the public Bescheide alone grant: what is not released leaves no trace, not even in a difference. */
  readonly publicGrants: Readonly<Record<string, Bescheid>>;
  readonly meetings: readonly PublicMeeting[];
  readonly abweichungen: readonly PublicAbweichung[];
  readonly assessments: readonly PublicAssessment[];
  readonly cancelled?: PublicCancellation;
  readonly budgetHistory: readonly PublicBudgetStep[];
  /** Reading PDFs that were archived. */
  readonly documents: readonly Recorded<'DocumentArchived'>['data'][];
  /** Day of the first publication that is recorded. */
  readonly publishedAt?: string;
};

/** Before the first fact. */
export const NO_COURSE: PublicCourse = {
  bescheide: [],
  publicGrants: {},
  meetings: [],
  abweichungen: [],
  assessments: [],
  budgetHistory: [],
  documents: [],
};

/** What stood when a fact came: the state, and the terms that were concluded. */
type Standing = { readonly state: Zielvereinbarung; readonly agreed: Terms | undefined };

/** The lists that a fact adds to; most facts add no line to the page. */
export function courseAfter(
  before: PublicCourse,
  event: RecordedEvent,
  standing: Standing,
): Partial<PublicCourse> {
  if (!hasTrait(event, 'isInCourse')) return {};
  switch (event.type) {
    case 'ZielvereinbarungDrafted':
    case 'ZielvereinbarungRevised':
      return { budgetHistory: [...before.budgetHistory, draftStep(event)] };
    case 'BudgetAmended':
      return amendment(before, event.data);
    case 'EckdatenAmended':
      return figureAmendment(before, event.data, standing.agreed);
    case 'BescheidIssued':
      return event.data.public ? withBescheid(before, event) : {};
    case 'BescheidBecameFinal':
      return withFinality(before, event, standing.state);
    case 'UmsetzungsbesprechungHeld':
      return { meetings: inOrder([...before.meetings, meetingOf(event.data)]) };
    case 'ZielerreichungAssessed':
      return { assessments: [...before.assessments, assessmentOf(event)] };
    case 'ZielvereinbarungCancelled':
      return { cancelled: cancellationOf(event) };
    case 'DocumentArchived':
      return event.data.kind === 'reading' ? { documents: [...before.documents, event.data] } : {};
    case 'ZielvereinbarungPublished':
      return { publishedAt: before.publishedAt ?? event.recordedAt };
    default:
      return assertNever(event);
  }
}

function draftStep(
  event: Recorded<'ZielvereinbarungDrafted'> | Recorded<'ZielvereinbarungRevised'>,
): PublicBudgetStep {
  const { data } = event;
  return {
    kind: data.fassung === 1 ? 'entwurf' : 'correction',
    amountCent: data.haushaltsmittel.amountCent,
    effectiveOn: holdsFrom(event),
    fassung: data.fassung,
  };
}

function amendment(before: PublicCourse, data: Recorded<'BudgetAmended'>['data']): Partial<PublicCourse> {
  const { kind, from, to, effectiveOn, fassung } = data;
  const line: PublicBudgetStep = {
    kind,
    amountCent: to.amountCent,
    effectiveOn,
    ...(fassung === undefined ? {} : { fassung }),
  };
  const budgetHistory = [...before.budgetHistory, line];
  if (kind !== 'abweichung') return { budgetHistory };
  const change: PublicAbweichung = {
    number: numberOf(before, data),
    of: 'haushaltsmittel',
    fromCent: from.amountCent,
    toCent: to.amountCent,
    effectiveOn,
  };
  return { budgetHistory, abweichungen: [...before.abweichungen, change] };
}

/** A correction or an Aenderungsvereinbarung of a figure shows in the terms of the Fassung that it makes. */
function figureAmendment(
  before: PublicCourse,
  data: Recorded<'EckdatenAmended'>['data'],
  agreed: Terms | undefined,
): Partial<PublicCourse> {
  const { kind, label, from, to, effectiveOn } = data;
  if (kind !== 'abweichung') return {};
  const change: PublicAbweichung = {
    number: numberOf(before, data),
    of: 'eckdatum',
    label,
    ...(from && { from: { value: from.value, unit: from.unit } }),
    to: { value: to.value, unit: to.unit },
    effectiveOn,
    isAgreed: agreed !== undefined && eckdatenNamed(agreed, data).length > 0,
  };
  return { abweichungen: [...before.abweichungen, change] };
}

/** Abweichungen that were recorded before they had numbers count in their order. */
function numberOf({ abweichungen }: PublicCourse, { abweichung }: { abweichung?: number }): number {
  return abweichung ?? abweichungen.length + 1;
}

/** A revocation of what was not released is shown and counted nowhere: it would tell of the other. */
function withBescheid(before: PublicCourse, event: Recorded<'BescheidIssued'>): Partial<PublicCourse> {
  const { art, aktenzeichen, issuedOn, amount, bewilligungszeitraum } = event.data;
  const counts = isGrounded(before.publicGrants, event);
  const publicGrants = counts ? applyBescheid(before.publicGrants, event) : before.publicGrants;
  const sum = counts ? grantedSum(publicGrants) : undefined;
  const line: ReleasedBescheid = {
    art,
    aktenzeichen,
    issuedOn,
    amountCent: amount.amountCent,
    bewilligungszeitraum,
    ...(typeof sum === 'number' ? { grantedSumCent: sum } : {}),
  };
  return { publicGrants, bescheide: [...before.bescheide, line] };
}

/** What follows a Bescheid is public where its newest one was released; it is said of that one. */
function withFinality(
  { bescheide }: PublicCourse,
  event: Recorded<'BescheidBecameFinal'>,
  state: Zielvereinbarung,
): Partial<PublicCourse> {
  if (state.status === 'none' || !isPublic(state.bescheide, event)) return {};
  const { aktenzeichen, date } = event.data;
  const at = bescheide.findLastIndex((line) => line.aktenzeichen === aktenzeichen);
  return {
    bescheide: bescheide.map((line, index) => (index === at ? { ...line, finalSince: date } : line)),
  };
}

/** The minutes are no public document: not even their hash is shown. */
function meetingOf({ on, participants }: Recorded<'UmsetzungsbesprechungHeld'>['data']): PublicMeeting {
  return { on, participants };
}

function inOrder(meetings: readonly PublicMeeting[]): readonly PublicMeeting[] {
  return meetings.toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
}

/** The summary is free text of the personal part and stays there (rule 10). */
function assessmentOf(event: Recorded<'ZielerreichungAssessed'>): PublicAssessment {
  const items = event.data.items.map(({ label, soll, ist, consideredAbweichungen, result }) => {
    const difference = differenceBetween(soll, ist);
    return {
      label,
      soll,
      ist,
      ...(difference && { difference }),
      considered: consideredAbweichungen.map(({ abweichung, consideration }) => ({
        abweichung,
        sentence: consideration,
      })),
      result,
    };
  });
  return { assessedOn: happenedOn(event), items };
}

function cancellationOf(event: Recorded<'ZielvereinbarungCancelled'>): PublicCancellation {
  const { document } = event.data;
  return { on: happenedOn(event), ...(document && { documentSha256: document.sha256 }) };
}
