import type { Incoming, IncomingEvent } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { accepted, rejected, type Decision } from '../../decision.ts';
import type { FactIn } from '../../traits/has-trait.ts';
import { TRAITS } from '../../traits/traits.ts';
import { withPageChange } from '../signing/publishing.ts';
import type { Concluded, Open, Steering } from '../state.ts';

/** Facts of the year's steering: the meeting, the assessment, participation, the strategy (§§ 2, 6, 7). */
type SteeringFact = FactIn<IncomingEvent, 'steering'>;

/**
 * Judges a fact of the steering: what was held cannot lie in the future, and an assessment names Abweichungen
 * that exist. A meeting outside the autumn is a hint, for "Herbst" is no date (§ 6 (1)).
 */
export function decideSteering(state: Open | Concluded, incoming: SteeringFact, today: string): Decision {
  switch (incoming.type) {
    case 'UmsetzungsbesprechungHeld':
    case 'ParticipationReported':
      return incoming.data.on > today ? rejected('date-in-future', 'data.on') : accepted(incoming);
    case 'ZielerreichungAssessed':
      return decideAssessment(state, incoming);
    case 'UmsetzungsbesprechungScheduled':
    case 'StrategieUpdated':
      return accepted(incoming);
  }
}

function decideAssessment(state: Open | Concluded, incoming: Incoming<'ZielerreichungAssessed'>): Decision {
  if (state.status === 'open') return rejected('not-concluded');
  return consideredIn(incoming).some((number) => number > state.abweichungen)
    ? rejected('abweichung-unknown', 'data.items')
    : accepted(incoming);
}

/** Numbers of the Abweichungen that an assessment says a sentence about. */
export function consideredIn({ data }: Pick<Incoming<'ZielerreichungAssessed'>, 'data'>): readonly number[] {
  return data.items.flatMap(({ consideredAbweichungen }) =>
    consideredAbweichungen.map(({ abweichung }) => abweichung),
  );
}

/** The state after a fact of the steering; what the public may see of it asks for a new page. */
export function evolveSteering(
  state: Open | Concluded,
  event: FactIn<NewEvent, 'steering'>,
): Open | Concluded {
  const steering = steeringAfter(state.steering, event);
  return withPageChange({ ...state, steering }, TRAITS[event.type].page === 'renewed');
}

function steeringAfter(before: Steering, event: FactIn<NewEvent, 'steering'>): Steering {
  switch (event.type) {
    case 'UmsetzungsbesprechungScheduled':
      return { ...before, scheduledOn: event.data.on };
    case 'UmsetzungsbesprechungHeld':
      return { ...before, heldOn: laterOf(before.heldOn, event.data.on) };
    case 'ZielerreichungAssessed': {
      const considered = consideredIn(event);
      const { notConsidered = [], ...rest } = before;
      const left = notConsidered.filter((number) => !considered.includes(number));
      return { ...rest, isAssessed: true, ...(left.length > 0 && { notConsidered: left }) };
    }
    case 'ParticipationReported':
    case 'StrategieUpdated':
      return before;
  }
}

const laterOf = (one: string | undefined, other: string) => (one !== undefined && one > other ? one : other);
