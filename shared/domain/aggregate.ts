import type { IncomingEvent } from '../../events/incoming/index.ts';
import type { NewEvent } from '../../events/recorded/index.ts';
import { IGNORED, type Decision } from './decision.ts';
import { decideRegister } from './register/decide.ts';
import { evolveRegister } from './register/evolve.ts';
import { UNTOLD, type Register } from './register/state.ts';
import type { Circumstances } from './zielvereinbarung/circumstances.ts';
import { decideZielvereinbarung } from './zielvereinbarung/decide.ts';
import { evolveZielvereinbarung } from './zielvereinbarung/evolve.ts';
import { INITIAL, type Zielvereinbarung } from './zielvereinbarung/state.ts';

/** State of one subject: a Zielvereinbarung, or an entry of the register of Gebietskoerperschaften. */
export type Aggregate = Zielvereinbarung | Register;

/**
 * Judges an incoming fact against what is known of its subject. A pure function: the same state, message and
 * circumstances give the same decision. The kind of the fact says which aggregate judges it.
 */
export function decide(state: Aggregate, incoming: IncomingEvent, circumstances: Circumstances): Decision {
  // Only says that it is time to look at what waits; the recorder does that after every message.
  if (incoming.type === 'ParkingExpired') return IGNORED;
  return incoming.type === 'GebietskoerperschaftChanged'
    ? decideRegister(registerIn(state), incoming)
    : decideZielvereinbarung(zielvereinbarungIn(state), incoming, circumstances);
}

/** Folds one recorded fact into the state of its subject. Never refuses: what is recorded has happened. */
export function evolve(state: Aggregate, event: NewEvent): Aggregate {
  return event.type === 'GebietskoerperschaftChanged' && state.status === 'none'
    ? evolveRegister(registerIn(state), event)
    : evolveZielvereinbarung(zielvereinbarungIn(state), event);
}

function registerIn(state: Aggregate): Register {
  return 'register' in state ? state : UNTOLD;
}

function zielvereinbarungIn(state: Aggregate): Zielvereinbarung {
  return 'register' in state ? INITIAL : state;
}
