import { evolve } from '../../domain/aggregate.ts';
import { hintsOn } from '../../domain/zielvereinbarung/telling/hints.ts';
import { INITIAL } from '../../domain/zielvereinbarung/state.ts';
import type { Decision } from '../../domain/decision.ts';
import { acceptance, headToBuildOn } from '../recording/commit.ts';
import {
  answerTo,
  endOf,
  isItsTurn,
  isRefusalOf,
  mayHaveWaited,
  waitedItem,
} from '../recording/judge-and-write.ts';
import {
  deskOf,
  judgeDelivery,
  loadFor,
  type Delivery,
  type Known,
  type Recorder,
} from '../recording/judgement.ts';
import { asFirstNamed } from '../recording/first-name.ts';
import { wouldGoOn, withFollowers } from './followers.ts';
import { digestOf } from '../recording/keeping.ts';
import { keepingCommit, type KeptEnd } from '../recording/keeping-commit.ts';
import type { Commit } from '../ports/event-store.ts';
import { together, type Preview, type Recording, type Turn } from './previews-together.ts';
import { refuseStale } from '../recording/stale-version.ts';
import { storeAfter } from './store-after.ts';

/** What would become of several events, and of each of them. */
export type Foresight = { readonly said: Preview; readonly turns: readonly Turn[] };

/**
 * Judges an event with the same rules, numbers and repeats as the recorder, and writes nothing. What it says
 * holds for the moment: another event may come first. A message that the clearing desk has already is told
 * its reason again; sent again it counts as a repeat.
 */
export async function previewEvent(recorder: Recorder, delivery: Delivery): Promise<Preview> {
  return together([(await judged(recorder, delivery)).turn]);
}

/**
 * As {@link previewEvent}, for events that people send one after the other until one is refused: each is judged on
 * what the ones before it would leave. Where something that waits has its turn behind one of them, a sentence says
 * so; what becomes of it, and so of the events after it, is not foreseen.
 */
export async function previewInTurn(
  recorder: Recorder,
  deliveries: readonly Delivery[],
  prefix: string,
): Promise<Foresight> {
  const turns: Turn[] = [];
  let { store } = recorder;
  let isAwaited = false;
  for (const delivery of deliveries) {
    const { turn, commit } = await judged({ ...recorder, store }, delivery);
    turns.push(turn);
    const isLast = turn.outcome === 'refused' || turns.length === deliveries.length;
    if (isLast && turn.outcome !== 'would-record') break;
    const wouldWrite = await commit();
    if (wouldWrite === undefined) continue;
    isAwaited ||=
      turn.outcome === 'would-record' && (await wouldGoOn({ ...recorder, store }, wouldWrite, prefix));
    store = storeAfter(store, wouldWrite);
  }
  const said = together(turns);
  return { said: isAwaited ? withFollowers(said) : said, turns };
}

/** How an event would come out, and what it would write; that costs nothing while nobody asks. */
type Judged = { readonly turn: Turn; readonly commit: () => Promise<Commit | undefined> };

async function judged(recorder: Recorder, asked: Delivery): Promise<Judged> {
  const { store, crypto } = recorder;
  const known = await loadFor(store, asked.incoming);
  const delivery = await asFirstNamed(store, asked, known.head);
  const { incoming } = delivery;
  await refuseStale(store, delivery, known);
  const digest = digestOf(delivery, crypto);
  const ending = (end: KeptEnd): Judged => ({
    turn: ended(end),
    commit: async () =>
      end.outcome === 'parked'
        ? keepingCommit({ recorder, delivery, head: known.head, digest }, end)
        : undefined,
  });
  const looks = mayHaveWaited(delivery, known.head);
  const waited = looks ? await waitedItem(recorder, delivery) : undefined;
  if (waited !== undefined && !isItsTurn(waited, delivery, digest)) return ending(answerTo(waited, digest));
  const own: Delivery = waited === undefined ? delivery : { ...delivery, parked: waited };
  const decision = judgeDelivery(recorder, own, known);
  if (waited !== undefined && decision.outcome === 'early') return ending({ outcome: 'ignored' });
  // The recorder learns this from its transaction or before it sets anything aside.
  const marker = await store.marker(incoming.source, incoming.id);
  if (marker !== undefined && !isRefusalOf(marker, deskOf(own), digest))
    return ending(answerTo(marker, digest));
  if (decision.outcome === 'accepted') {
    const { events } = decision;
    return {
      turn: recordingOf(recorder, known, decision),
      async commit() {
        const before = await headToBuildOn(store, incoming.subject, known.head);
        return acceptance(recorder, own, { known, before, events, digest });
      },
    };
  }
  const parked = looks ? undefined : await waitedItem(recorder, delivery);
  return ending(parked === undefined ? endOf(decision) : answerTo(parked, digest));
}

function ended(end: KeptEnd): Turn {
  return end.outcome === 'ignored' ? { outcome: 'duplicate', versions: [] } : end;
}

/** What an accepted event would record. */
export function recordingOf(
  { sendsNoMail = false }: Pick<Recorder, 'sendsNoMail'>,
  { head, terms }: Known,
  { events }: Extract<Decision, { outcome: 'accepted' }>,
): Recording {
  const before = head?.state ?? INITIAL;
  const [told] = events;
  return {
    outcome: 'would-record',
    events,
    before,
    after: events.reduce(evolve, before),
    hints: told === undefined ? [] : hintsOn(before, told, terms?.terms),
    sendsNoMail,
  };
}
