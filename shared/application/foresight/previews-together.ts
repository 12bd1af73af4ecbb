import { HINTS } from '../../../events/hints.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { waitingSentence } from '../../../events/reasons.ts';
import { openConditions, type OpenCondition } from '../../domain/zielvereinbarung/telling/conditions.ts';
import type { MailReach, StateChange } from '../../domain/zielvereinbarung/telling/consequence-sentences.ts';
import { consequencesOf } from '../../domain/zielvereinbarung/telling/consequences.ts';
import type { RecordingTurn, Turn, Unrecorded } from '../recording/judge.ts';
import { statesOf, type States } from '../../domain/zielvereinbarung/telling/summary.ts';

/** What would become of an event, or of several that are sent one after the other, if they were sent now. */
export type Preview =
  | {
      readonly outcome: 'would-record';
      /** Kinds of fact that would follow, in order. */
      readonly facts: readonly RecordedEvent['type'][];
      /** German sentences that say what will happen. */
      readonly consequences: readonly string[];
      readonly states: { readonly before: States; readonly after: States };
      readonly openConditions: {
        readonly before: readonly OpenCondition[];
        readonly after: readonly OpenCondition[];
      };
      /** What deserves a second look and refuses nothing. */
      readonly hints: readonly { readonly code: string; readonly text: string }[];
    }
  | Unrecorded;

/**
 * What would become of several events, judged one after the other, in one answer: refused where one of them is,
 * else what would be recorded of them and what of them would wait, else that nothing is new. Of one event it is
 * that event's answer. Mails are promised where `reach` says whom they reach.
 */
export function together(turns: readonly Turn[], reach?: MailReach): Preview {
  const refused = turns.find((turn) => turn.outcome === 'refused');
  if (refused !== undefined) return refused;
  const waiting = turns.filter((turn) => turn.outcome === 'parked');
  const recording = turns.filter((turn) => turn.outcome === 'would-record');
  const [first, last] = [recording[0], recording.at(-1)];
  if (first !== undefined && last !== undefined)
    return recordingTogether(recording, { before: first.before, after: last.after, reach }, waiting);
  return waiting[0] ?? { outcome: 'duplicate', versions: turns.flatMap(versionsOf) };
}

function recordingTogether(
  recording: readonly RecordingTurn[],
  change: StateChange,
  waiting: readonly Extract<Turn, { outcome: 'parked' }>[],
): Preview {
  const { before, after } = change;
  const events = recording.flatMap((turn) => turn.events);
  const hints = [...new Set(recording.flatMap((turn) => turn.hints))];
  return {
    outcome: 'would-record',
    facts: events.map(({ type }) => type),
    consequences: [
      ...consequencesOf(events, change),
      ...new Set(waiting.map(({ reason }) => waitingSentence(reason))),
    ],
    states: { before: statesOf(before), after: statesOf(after) },
    openConditions: { before: openConditions(before), after: openConditions(after) },
    hints: hints.map((code) => ({ code, text: HINTS[code] })),
  };
}

function versionsOf(turn: Turn): readonly number[] {
  return turn.outcome === 'duplicate' ? turn.versions : [];
}
