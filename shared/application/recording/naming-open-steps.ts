import { partsOfDetail } from '../../../events/reading/detail.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Decision } from '../../domain/decision.ts';
import { openInstead } from '../../domain/zielvereinbarung/telling/open-instead.ts';
import { stepOf } from '../../domain/zielvereinbarung/telling/possible.ts';
import type { Zielvereinbarung } from '../../domain/zielvereinbarung/state.ts';
import { openStepsSentence } from '../../words/steps.ts';

/**
 * A decision as it was made; where the state forbids the step, its detail names what stands in the way and which steps
 * were open instead. The same in answer, notice and at the clearing desk, because all of them tell this detail.
 */
export function namingOpenSteps(
  decision: Decision,
  state: Zielvereinbarung,
  { incoming, today }: { readonly incoming: IncomingEvent; readonly today: string },
): Decision {
  if (decision.outcome !== 'rejected' || decision.reason !== 'transition-not-allowed') return decision;
  const { detail } = decision;
  if (state.status === 'none' || (detail !== undefined && isAboutField(detail))) return decision;
  const sentence = openStepsSentence(openInstead(state, stepOf(incoming), { today }));
  const said = [detail, sentence].filter((part) => part !== undefined).join(' ');
  return said === '' ? decision : { ...decision, detail: said };
}

/** What is wrong with a field is no matter of the state. */
const isAboutField = (detail: string) => partsOfDetail(detail).field !== undefined;
