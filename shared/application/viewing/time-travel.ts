import { berlinDay } from '../../domain/dates/berlin.ts';
import type { StoredEvent } from '../ports/event-store.ts';
import { viewOf } from './view.ts';

/** A moment in the past of one Zielvereinbarung: after so many facts, or at the end of a day in Europe/Berlin. */
export type Moment = { readonly version: number } | { readonly day: string };

/**
 * The log as it stood then: its first `version` facts, or those before the first one that was recorded after
 * the day, so that the order of the log holds even where a clock went back. Undefined where the log has no
 * such version, or where nothing was recorded by then.
 */
export function historyAt(
  history: readonly StoredEvent[],
  moment: Moment,
): readonly StoredEvent[] | undefined {
  if ('version' in moment)
    return moment.version >= 1 && moment.version <= history.length
      ? history.slice(0, moment.version)
      : undefined;
  const later = history.findIndex(({ event }) => berlinDay(event.recordedAt) > moment.day);
  const cut = later === -1 ? history : history.slice(0, later);
  return cut.length === 0 ? undefined : cut;
}

const NOTE =
  'Stand der Vergangenheit: was zu diesem Zeitpunkt festgehalten war. Ereignisse, die damals warteten, sind nicht enthalten.';

/**
 * One Zielvereinbarung as staff would have read it then, by today's rules; `asOf` says which state it is. What
 * waited then is left out: the log does not know it. Undefined where there was nothing.
 */
export function viewAt(subject: string, history: readonly StoredEvent[], moment: Moment) {
  const then = historyAt(history, moment);
  const view = then && viewOf(subject, then);
  if (then === undefined || view === undefined) return undefined;
  const asOf = {
    ...('day' in moment ? { day: moment.day } : {}),
    version: then.length,
    recordedAt: then.at(-1)?.event.recordedAt,
    newestVersion: history.length,
    text: NOTE,
  };
  return { asOf, ...view };
}
