import { assertNever } from '../assert-never.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { IGNORED, NOT_YET, accepted, early, notPossible, rejected, type Decision } from '../decision.ts';
import { decideAkte } from './year/akte.ts';
import { decideChange } from './terms/budget.ts';
import { decideCancellation, refusalAfterTheEnd } from './year/cancelling.ts';
import { isIn } from '../traits/has-trait.ts';
import { gebietskoerperschaftIn } from '../register/gebietskoerperschaft.ts';
import type { Circumstances } from './circumstances.ts';
import { partsOf } from './identity.ts';
import { OBSTACLES } from './obstacles.ts';
import { decideDue, decidePublished, withConclusion, withDue } from './signing/conclusion.ts';
import { withDifference } from './terms/difference.ts';
import {
  decideScan,
  decideSettingAside,
  decideSignature,
  decideSignatureRefusal,
  decideWithdrawal,
} from './signing/evidence.ts';
import { decideGrant } from './year/grant-track.ts';
import { decidePublication } from './signing/publishing.ts';
import { decideSteering } from './year/steering.ts';
import {
  fassungBeingSigned,
  newestFassung,
  type Concluded,
  type Open,
  type Zielvereinbarung,
} from './state.ts';
import { isTextMissing } from './terms/supplied-text.ts';
import { decideDraft, decideRevision } from './terms/terms.ts';

/** An incoming fact that is about a Zielvereinbarung. */
type ZielvereinbarungEvent = Exclude<
  IncomingEvent,
  { type: 'GebietskoerperschaftChanged' | 'ParkingExpired' }
>;

/**
 * Judges an incoming fact against what is known of its Zielvereinbarung, which is concluded by whichever fact fills the
 * last slot of the Fassung being signed, in the same decision (rule 3). What belongs to one part of the year is judged
 * in the chapter of that part.
 */
export function decideZielvereinbarung(
  state: Zielvereinbarung,
  incoming: ZielvereinbarungEvent,
  circumstances: Circumstances,
): Decision {
  if (incoming.type === 'ZielvereinbarungDrafted') return decideDraft(state, incoming, circumstances);
  if (state.status === 'none') return beforeTheDraft(incoming);
  const end = refusalAfterTheEnd(state, incoming);
  if (end !== undefined) return incoming.type === 'PublicationDue' ? NOT_YET : end;
  const concluded = withConclusion(state, judge(state, incoming, circumstances), circumstances);
  return withDifference(state, concluded, circumstances);
}

/** It waits for the draft, unless none can come: that Gebietskoerperschaft does not exist in that year. */
function beforeTheDraft({ subject, type }: Later): Decision {
  if (type === 'PublicationDue') return NOT_YET;
  // It would lift a stop that comes after it: nothing is stopped yet.
  if (type === 'PublicationReleased') return notPossible(OBSTACLES.isNotStopped);
  const { haushaltsjahr, ags } = partsOf(subject);
  return gebietskoerperschaftIn(haushaltsjahr, ags) === undefined
    ? rejected('gebietskoerperschaft-not-valid-in-year', 'subject')
    : early('zielvereinbarung-unknown');
}

type Later = Exclude<ZielvereinbarungEvent, { type: 'ZielvereinbarungDrafted' }>;

function judge(state: Open | Concluded, incoming: Later, circumstances: Circumstances): Decision {
  const { today } = circumstances;
  if (isIn(incoming, ['bescheid'])) return decideGrant(state, incoming, today);
  if (isIn(incoming, ['steering'])) return decideSteering(state, incoming, today);
  if (isIn(incoming, ['akte'])) return decideAkte(state, incoming, circumstances);
  switch (incoming.type) {
    case 'ZielvereinbarungRevised':
      return decideRevision(state, incoming, circumstances);
    case 'ZielvereinbarungReleasedForSignature':
      return decideRelease(state, incoming);
    case 'SignatureReceived':
      return decideSignature(state, incoming, circumstances);
    case 'SignatureWithdrawn':
      return decideWithdrawal(state, incoming);
    case 'SignatureRefused':
      return decideSignatureRefusal(state, incoming);
    case 'ScanSubmitted':
    case 'ScanArchived':
    case 'ScanRefused':
    case 'ScanChecked':
      return decideScan(state, incoming);
    case 'ScanSetAside':
      return decideSettingAside(state, incoming);
    case 'BudgetAmended':
    case 'EckdatenAmended':
      return decideChange(state, incoming, circumstances);
    case 'ZielvereinbarungCancelled':
      return decideCancellation(state, incoming);
    case 'PublicationHeld':
    case 'PublicationWithdrawn':
      return decidePublication(state, incoming);
    case 'PublicationReleased':
      return withDue(state, decidePublication(state, incoming), circumstances);
    case 'PublicationDue':
      return decideDue(state, incoming, circumstances);
    case 'ZielvereinbarungPublished':
      return decidePublished(state, incoming);
    case 'DocumentArchived':
      return incoming.data.fassung > newestFassung(state).number
        ? early('fassung-not-known')
        : accepted(incoming);
    default:
      return assertNever(incoming);
  }
}

/** A second release only moves the day until which signatures are expected. */
function decideRelease(
  state: Open | Concluded,
  incoming: Extract<IncomingEvent, { type: 'ZielvereinbarungReleasedForSignature' }>,
): Decision {
  const newest = newestFassung(state);
  if (incoming.data.fassung > newest.number) return early('fassung-not-known');
  if (incoming.data.fassung < newest.number) return rejected('fassung-outdated', 'data.fassung');
  if (newest.released) {
    const { dueOn = newest.dueOn } = incoming.data;
    return fassungBeingSigned(state) === undefined || dueOn === newest.dueOn ? IGNORED : accepted(incoming);
  }
  return isTextMissing(newest) ? early('text-document-missing') : accepted(incoming);
}
