import { FOLLOWERS } from '../../domain/zielvereinbarung/telling/followers-sentence.ts';
import { discarding, standingDecision, type DeskOrder, type DeskRefusal } from './decide-at-desk.ts';
import { deliveryAtDesk } from './delivery-at-desk.ts';
import { withFollowers, wouldGoOn } from '../foresight/followers.ts';
import type { Recorder } from '../recording/recorder.ts';
import { judge } from '../recording/judge.ts';
import type { ClearingDecision, ClearingItem, ClosedGap } from '../ports/clearing.ts';
import { foreseen } from '../foresight/preview.ts';
import type { Preview } from '../foresight/previews-together.ts';

/** What would become of a decision at the clearing desk if it were made now. */
export type DeskPreview = Preview | WouldClose | WouldDiscard | DeskRefusal;

/** It is recorded already: the message would be closed as a repeat. */
export type WouldClose = Extract<Preview, { outcome: 'duplicate' }> & Pick<WouldDiscard, 'consequences'>;

/** The message would be closed without being recorded. */
export type WouldDiscard = {
  readonly outcome: 'would-discard';
  /** German sentences that say what will happen. */
  readonly consequences: readonly string[];
};

/**
 * Says what `decideAtDesk` would do with the very same order, by the same reading and the same judgement, and writes
 * nothing. An order that was carried out before is a repeat. Undefined where there is no such item; refused as the
 * decision would be. What it says holds for the moment.
 */
export async function previewAtDesk(
  recorder: Recorder,
  { month, key }: Pick<ClearingItem, 'month' | 'key'>,
  order: DeskOrder,
): Promise<DeskPreview | undefined> {
  const item = await recorder.store.clearingItem(month, key);
  if (item === undefined) return undefined;
  const standing = standingDecision(recorder, item, order);
  if (standing !== undefined) return 'outcome' in standing ? standing : repeatOf(standing);
  return order.action === 'discard' ? discarded(recorder, item, order) : judged(recorder, item, order);
}

function repeatOf({ end }: ClearingDecision): Preview {
  return { outcome: 'duplicate', versions: 'versions' in end ? end.versions : [] };
}

async function judged(recorder: Recorder, item: ClearingItem, order: DeskOrder): Promise<DeskPreview> {
  const delivery = deliveryAtDesk(recorder, item, order);
  if ('outcome' in delivery) return delivery;
  const { turn, commit } = await judge(recorder, delivery, 'foresee');
  const said = await foreseen(recorder, [turn]);
  if (said.outcome === 'duplicate') return { ...said, consequences: REPEATED };
  const wouldWrite = said.outcome === 'would-record' ? await commit() : undefined;
  if (wouldWrite === undefined) return said;
  return (await wouldGoOn(recorder, wouldWrite)) ? withFollowers(said) : said;
}

async function discarded(recorder: Recorder, item: ClearingItem, order: DeskOrder): Promise<DeskPreview> {
  const commit = await discarding(recorder, item, order);
  if ('outcome' in commit) return commit;
  const closes = commit.decide?.decisions?.at(-1)?.closes;
  if (closes === undefined || commit.subject === undefined)
    return { outcome: 'would-discard', consequences: [...CLOSED, ...SAID] };
  const goesOn = await wouldGoOn(recorder, commit);
  const onTheNumber = [numberSentence(closes), goesOn ? FOLLOWERS : NO_FOLLOWERS];
  return { outcome: 'would-discard', consequences: [...CLOSED, ...onTheNumber, ...SAID] };
}

const NO_FOLLOWERS = 'Zurzeit wartet nichts, das damit schon beurteilt werden kann.';

const REPEATED = [
  'Genau dies ist schon aufgezeichnet oder wartet schon. Die Nachricht wird als Wiederholung geschlossen; sonst ändert sich nichts.',
];

const CLOSED = [
  'Die Nachricht wird geschlossen; an der Zielvereinbarung wird nichts festgehalten und nichts geändert.',
  'Das lässt sich nicht zurücknehmen; der Absender kann die Meldung aber unter einer neuen Kennung senden.',
];

const SAID = [
  'Der Absender wird davon nicht benachrichtigt; für ihn bleibt es bei der Ablehnung.',
  'Die Entscheidung bleibt mit Konto, Zeit und Begründung dauerhaft bei der Nachricht stehen.',
];

function numberSentence({ source, subject, sequence }: ClosedGap): string {
  return `Die laufende Nummer ${sequence} von ${source} zu ${subject} gilt als verbraucht.`;
}
