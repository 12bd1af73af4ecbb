import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { FixedTerms } from '../../domain/zielvereinbarung/circumstances.ts';
import { evolveZielvereinbarung } from '../../domain/zielvereinbarung/evolve.ts';
import { INITIAL, newestFassung, type Zielvereinbarung } from '../../domain/zielvereinbarung/state.ts';
import { termsOf } from '../../domain/zielvereinbarung/terms/fixed-terms.ts';
import type { Clock } from '../ports/clock.ts';

/** Everything that is known of one Zielvereinbarung at the moment in which a mail is written. */
export type Course = {
  readonly subject: string;
  /** The whole log in order. */
  readonly events: readonly RecordedEvent[];
  /** The state after each event. */
  readonly states: readonly Zielvereinbarung[];
  /** The state now. */
  readonly state: Zielvereinbarung;
  /** Instant in UTC, and its day in Europe/Berlin. */
  readonly now: string;
  readonly today: string;
};

/** Folds a log, and looks at it from this moment. */
export function courseOf(subject: string, events: readonly RecordedEvent[], clock: Clock): Course {
  let state: Zielvereinbarung = INITIAL;
  const states = events.map((event) => (state = evolveZielvereinbarung(state, event)));
  return { subject, events, states, state, now: clock.now(), today: clock.today() };
}

/** What was recorded after this event. */
export function eventsAfter({ events }: Course, { version }: RecordedEvent): readonly RecordedEvent[] {
  return events.filter((event) => event.version > version);
}

/** What was recorded before this event. */
export function eventsBefore({ events }: Course, { version }: RecordedEvent): readonly RecordedEvent[] {
  return events.filter((event) => event.version < version);
}

/** The state after this event; undefined where the log does not have it. */
export function stateAfter(
  { events, states }: Pick<Course, 'events' | 'states'>,
  { version }: Pick<RecordedEvent, 'version'>,
): Zielvereinbarung | undefined {
  return states[events.findIndex((event) => event.version === version)];
}

/** The terms of each Fassung by its number. */
export function termsByFassung({ events, states }: Course): ReadonlyMap<number, FixedTerms> {
  const terms = new Map<number, FixedTerms>();
  let latest: FixedTerms | undefined;
  for (const [at, event] of events.entries()) {
    latest = termsOf(event, latest);
    const state = states[at];
    if (latest !== undefined && state !== undefined && state.status !== 'none')
      terms.set(newestFassung(state).number, latest);
  }
  return terms;
}
