import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { IGNORED, accepted, assertNever, early, rejected, type Decision } from '../decision.ts';
import { decideBescheid } from './bescheid.ts';
import { decideBudget } from './budget.ts';
import type { Circumstances } from './circumstances.ts';
import { decideDue, decidePublished, withConclusion } from './conclusion.ts';
import { decideScan, decideSignature, decideWithdrawal } from './evidence.ts';
import { newestFassung, type Concluded, type Open, type Zielvereinbarung } from './state.ts';
import { decideDraft, decideRevision } from './terms.ts';

/**
 * Judges an incoming fact against what is known. A pure function: the same state, message and circumstances
 * give the same decision. A Zielvereinbarung is concluded by whichever fact fills the last slot of the
 * Fassung being signed, in the same decision (domain rule 3).
 */
export function decide(
  state: Zielvereinbarung,
  incoming: IncomingEvent,
  circumstances: Circumstances,
): Decision {
  if (incoming.type === 'ZielvereinbarungDrafted') return decideDraft(state, incoming, circumstances);
  if (state.status === 'none') return early('zielvereinbarung-unknown');
  return withConclusion(state, judge(state, incoming, circumstances), circumstances);
}

type Later = Exclude<IncomingEvent, { type: 'ZielvereinbarungDrafted' }>;

function judge(state: Open | Concluded, incoming: Later, circumstances: Circumstances): Decision {
  switch (incoming.type) {
    case 'ZielvereinbarungRevised':
      return decideRevision(state, incoming, circumstances);
    case 'ZielvereinbarungReleasedForSignature':
      return decideRelease(state, incoming);
    case 'SignatureReceived':
      return decideSignature(state, incoming, circumstances);
    case 'SignatureWithdrawn':
      return decideWithdrawal(state, incoming);
    case 'ScanSubmitted':
    case 'ScanArchived':
    case 'ScanRefused':
    case 'ScanChecked':
      return decideScan(state, incoming);
    case 'BudgetAmended':
      return decideBudget(state, incoming, circumstances);
    case 'BescheidIssued':
      return decideBescheid(state, incoming);
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

function decideRelease(
  state: Open | Concluded,
  incoming: Extract<IncomingEvent, { type: 'ZielvereinbarungReleasedForSignature' }>,
): Decision {
  const newest = newestFassung(state);
  if (incoming.data.fassung > newest.number) return early('fassung-not-known');
  if (incoming.data.fassung < newest.number) return rejected('fassung-outdated', 'data.fassung');
  return newest.released ? IGNORED : accepted(incoming);
}
