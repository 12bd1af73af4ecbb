import type { NewEvent } from '../../../../events/recorded/index.ts';
import { accepted, type Decision } from '../../decision.ts';
import { differenceToAgreed, grantedSum } from '../year/bescheid.ts';
import type { Circumstances } from '../circumstances.ts';
import { derivedFrom } from '../derived.ts';
import { evolveZielvereinbarung } from '../evolve.ts';
import type { Zielvereinbarung } from '../state.ts';

/**
 * Adds `bescheid.difference-found` to an accepted fact after which the granted sum differs from the agreed
 * one in another way than before: by a new Bescheid, or because the agreed sum changed (§ 5).
 */
export function withDifference(
  state: Zielvereinbarung,
  decision: Decision,
  { version }: Circumstances,
): Decision {
  if (decision.outcome !== 'accepted') return decision;
  const cause = decision.events[0];
  const next = decision.events.reduce(evolveZielvereinbarung, state);
  if (cause === undefined || next.status === 'none') return decision;
  const difference = differenceToAgreed(next.fassung.amountCent, next.bescheide);
  if (difference === undefined || difference === 0 || difference === differenceBefore(state)) return decision;
  const granted = grantedSum(next.bescheide);
  const found: NewEvent = {
    ...derivedFrom(cause, `difference:${cause.subject}:${version + decision.events.length + 1}`),
    type: 'BescheidDifferenceFound',
    data: {
      fassung: next.fassung.number,
      agreed: euro(next.fassung.amountCent),
      ...(typeof granted === 'number' ? { granted: euro(granted) } : {}),
      ...(difference === null ? {} : { difference: euro(difference) }),
    },
  };
  return accepted(...decision.events, found);
}

function differenceBefore(state: Zielvereinbarung): number | null | undefined {
  return state.status === 'none' ? undefined : differenceToAgreed(state.fassung.amountCent, state.bescheide);
}

const euro = (amountCent: number) => ({ amountCent, currency: 'EUR' }) as const;
