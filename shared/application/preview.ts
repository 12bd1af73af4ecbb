import type { RecordedEvent } from '../../events/recorded/index.ts';
import type { Delay, Refusal } from '../../events/reasons.ts';
import { HINTS } from '../../events/hints.ts';
import type { Decision } from '../domain/decision.ts';
import { consequencesOf } from '../domain/zielvereinbarung/consequences.ts';
import { openConditions, type OpenCondition } from '../domain/zielvereinbarung/conditions.ts';
import { evolve } from '../domain/zielvereinbarung/evolve.ts';
import { hintsOn } from '../domain/zielvereinbarung/hints.ts';
import { INITIAL } from '../domain/zielvereinbarung/state.ts';
import { statesOf, type States } from '../domain/zielvereinbarung/summary.ts';
import { answerTo, endOf, isItsTurn, isRefusalOf, mayHaveWaited, waitedItem } from './judge-and-write.ts';
import { deskOf, judgeDelivery, loadFor, type Delivery, type Known, type Recorder } from './judgement.ts';
import { digestOf } from './keeping.ts';
import { refuseStale } from './stale-version.ts';
import type { KeptEnd } from './keeping-commit.ts';

/** What would become of an event if it were sent now. */
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
  | { readonly outcome: 'duplicate'; readonly versions: readonly number[] }
  | { readonly outcome: 'parked'; readonly reason: Delay }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly detail?: string };

/**
 * Judges an event with the same rules, numbers and repeats as the recorder, and writes nothing. What it says
 * holds for the moment: another event may come first. A message that the clearing desk has already is told
 * its reason again; sent again it counts as a repeat.
 */
export async function previewEvent(recorder: Recorder, delivery: Delivery): Promise<Preview> {
  const { store, crypto } = recorder;
  const { incoming } = delivery;
  const known = await loadFor(store, incoming);
  await refuseStale(store, delivery, known);
  const digest = digestOf(delivery, crypto);
  const looks = mayHaveWaited(delivery, known.head);
  const waited = looks ? await waitedItem(recorder, delivery) : undefined;
  if (waited !== undefined && !isItsTurn(waited, delivery, digest)) return ended(answerTo(waited, digest));
  const own: Delivery = waited === undefined ? delivery : { ...delivery, parked: waited };
  const decision = judgeDelivery(recorder, own, known);
  if (waited !== undefined && decision.outcome === 'early') return { outcome: 'duplicate', versions: [] };
  // The recorder learns this from its transaction or before it sets anything aside.
  const marker = await store.marker(incoming.source, incoming.id);
  if (marker !== undefined && !isRefusalOf(marker, deskOf(own), digest))
    return ended(answerTo(marker, digest));
  if (decision.outcome === 'accepted') return wouldRecord(recorder, known, decision);
  const parked = looks ? undefined : await waitedItem(recorder, delivery);
  return ended(parked === undefined ? endOf(decision) : answerTo(parked, digest));
}

function ended(end: KeptEnd): Preview {
  return end.outcome === 'ignored' ? { outcome: 'duplicate', versions: [] } : end;
}

function wouldRecord(
  { sendsNoMail = false }: Pick<Recorder, 'sendsNoMail'>,
  { head, terms }: Known,
  { events }: Extract<Decision, { outcome: 'accepted' }>,
): Preview {
  const before = head?.state ?? INITIAL;
  const [told] = events;
  const after = events.reduce(evolve, before);
  return {
    outcome: 'would-record',
    facts: events.map(({ type }) => type),
    consequences: consequencesOf(events, { before, after, sendsNoMail }),
    states: { before: statesOf(before), after: statesOf(after) },
    openConditions: { before: openConditions(before), after: openConditions(after) },
    hints:
      told === undefined
        ? []
        : hintsOn(before, told, terms?.terms).map((code) => ({ code, text: HINTS[code] })),
  };
}
