import type { MailReach } from '../../domain/zielvereinbarung/telling/consequence-sentences.ts';
import type { Delivery, Recorder } from '../recording/recorder.ts';
import { judge, type Turn } from '../recording/judge.ts';
import { wouldGoOn, withFollowers } from './followers.ts';
import { together, type Preview } from './previews-together.ts';
import { reachOf } from '../recipients.ts';
import { storeAfter } from './store-after.ts';

/** What would become of several events, and of each of them. */
export type ForesightInTurn = { readonly said: Preview; readonly turns: readonly Turn[] };

/**
 * Judges an event with the same rules, numbers and repeats as the recorder, and writes nothing. What it says
 * holds for the moment: another event may come first. A message that the clearing desk has already is told
 * its reason again; sent again it counts as a repeat.
 */
export async function previewEvent(recorder: Recorder, delivery: Delivery): Promise<Preview> {
  const turns = [(await judge(recorder, delivery, 'foresee')).turn];
  return foreseen(recorder, turns);
}

/**
 * As {@link previewEvent}, for events that people send one after the other until one is refused: each is judged on
 * what the ones before it would leave. Where something that waits has its turn behind one of them, a sentence says
 * so; what becomes of it, and so of the events after it, is not foreseen.
 */
export async function previewInTurn(
  recorder: Recorder,
  deliveries: readonly Delivery[],
): Promise<ForesightInTurn> {
  const turns: Turn[] = [];
  let { store } = recorder;
  let isAwaited = false;
  for (const delivery of deliveries) {
    const { turn, commit } = await judge({ ...recorder, store }, delivery, 'foresee');
    turns.push(turn);
    const isLast = turn.outcome === 'refused' || turns.length === deliveries.length;
    if (isLast && turn.outcome !== 'would-record') break;
    const wouldWrite = await commit();
    if (wouldWrite === undefined) continue;
    isAwaited ||= turn.outcome === 'would-record' && (await wouldGoOn({ ...recorder, store }, wouldWrite));
    store = storeAfter(store, wouldWrite);
  }
  const said = await foreseen(recorder, turns);
  return { said: isAwaited ? withFollowers(said) : said, turns };
}

/** What is said of these turns together; whom mails reach is asked only where something would be recorded. */
export async function foreseen(recorder: Recorder, turns: readonly Turn[]): Promise<Preview> {
  const isRefused = turns.some(({ outcome }) => outcome === 'refused');
  return together(turns, isRefused ? undefined : await reached(recorder, turns));
}

/** Whom mails on what would be recorded reach; undefined where the stage sends none. */
async function reached({ post, clock }: Recorder, turns: readonly Turn[]): Promise<MailReach | undefined> {
  const facts = turns.flatMap((turn) => (turn.outcome === 'would-record' ? turn.events : []));
  return post && reachOf(post, { facts, today: clock.today() });
}
