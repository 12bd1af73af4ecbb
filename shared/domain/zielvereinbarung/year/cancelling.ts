import type { Incoming, IncomingEvent } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { happenedOn } from '../../dates/berlin.ts';
import { accepted, notPossible, rejected, type Decision } from '../../decision.ts';
import { TRAITS } from '../../traits/traits.ts';
import { OBSTACLES } from '../obstacles.ts';
import type { Concluded, Open } from '../state.ts';

/** Judges the end of a Zielvereinbarung; after conclusion only a document ends it (`document-missing`). */
export function decideCancellation(
  state: Open | Concluded,
  incoming: Incoming<'ZielvereinbarungCancelled'>,
): Decision {
  return state.status === 'concluded' && incoming.data.document === undefined
    ? rejected('document-missing', 'data.document')
    : accepted(incoming);
}

/**
 * Why this fact comes too late: it was cancelled, or its Akte is gone; undefined where it does not. Afterwards money is
 * still settled, papers are kept, and the page says what became of it.
 */
export function refusalAfterTheEnd(
  state: Open | Concluded,
  incoming: Pick<IncomingEvent, 'type'>,
): Extract<Decision, { outcome: 'rejected' }> | undefined {
  const { until } = TRAITS[incoming.type];
  if (state.akte.status === 'disposed' && until !== 'ever') return notPossible(OBSTACLES.akteDisposed);
  return state.cancelledOn !== undefined && until === 'cancelled'
    ? { outcome: 'rejected', reason: 'already-cancelled' }
    : undefined;
}

/** The state after its end: what is signed stays recorded, nothing more is signed. */
export function cancelled<State extends Open | Concluded>(
  state: State,
  event: Extract<NewEvent, { type: 'ZielvereinbarungCancelled' }>,
): State {
  return { ...state, cancelledOn: happenedOn(event) };
}
