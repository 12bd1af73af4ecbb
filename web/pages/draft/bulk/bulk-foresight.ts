import { formatEuro } from '../../../../shared/domain/euro.ts';
import type { CommandPreview } from '../../../api/types.ts';
import { FOLLOWERS } from '../../../../shared/domain/zielvereinbarung/telling/followers-sentence.ts';
import { previewWords } from '../../../commands/preview-words.ts';
import type { BulkRow } from './bulk.ts';
import { counted, draftCount } from '../../../../shared/words/numbers.ts';

/** What would become of one draft: what the API foresees, or why it does not even judge it. */
export type DraftForesight = CommandPreview | { readonly outcome: 'not-judged'; readonly text: string };

/** One draft and what would become of it; absent while nobody asked. */
export type ForeseenRow = { readonly row: BulkRow; readonly foresight?: DraftForesight };

/** A group of drafts that come out alike, for the eye: what becomes of them, and of which and why. */
export type ForeseenGroup = {
  readonly title: string;
  readonly entries: readonly { readonly name: string; readonly text: string }[];
};

/** What would become of all drafts together. */
export type BulkForesight = {
  /** Drafts that it makes sense to send: what would be recorded or wait. */
  readonly sendable: readonly BulkRow[];
  /** What is true of all of them. */
  readonly sentences: readonly string[];
  /** What is not done, what waits, and what deserves a second look; groups without entries are left out. */
  readonly groups: readonly ForeseenGroup[];
  /** What else happens with each that is made, where that differs. */
  readonly each: ForeseenGroup['entries'];
};

/** How many were asked about. */
export function foreseen(rows: readonly ForeseenRow[]): number {
  return rows.filter(({ foresight }) => foresight !== undefined).length;
}

/** One answer for all drafts: how many would be made, which would be refused or wait and why, what to look at again. */
export function foresightOf(rows: readonly ForeseenRow[]): BulkForesight {
  const known = rows.flatMap(({ row, foresight }) => (foresight === undefined ? [] : [{ row, foresight }]));
  const as = (...outcomes: readonly DraftForesight['outcome'][]) =>
    known.filter(({ foresight }) => outcomes.includes(foresight.outcome));
  const recorded = as('would-record');
  const waiting = as('parked');
  const there = known.filter(({ foresight }) => isThere(foresight));
  const refused = as('refused', 'not-judged').filter((one) => !there.includes(one));
  const groups: readonly ForeseenGroup[] = [
    {
      title: counted(refused.length, 'wird nicht angelegt', 'werden nicht angelegt'),
      entries: told(refused),
    },
    { title: counted(waiting.length, 'wartet zunächst', 'warten zunächst'), entries: told(waiting) },
    { title: counted(there.length, 'liegt schon vor', 'liegen schon vor'), entries: told(there) },
    {
      title: 'Bitte noch einmal hinsehen',
      entries: recorded.flatMap(({ row: { name }, foresight }) =>
        hintsOf(foresight).map((text) => ({ name, text })),
      ),
    },
  ];
  const common = commonTo(recorded);
  return {
    sendable: [...recorded, ...waiting].map(({ row }) => row),
    sentences: [amountOf(recorded.map(({ row }) => row)), ...common, ...awaited(recorded)],
    groups: groups.filter(({ entries }) => entries.length > 0),
    each: recorded.flatMap(({ row: { name }, foresight }) => {
      const own = sentencesOf(foresight).filter((sentence) => !common.includes(sentence));
      return own.length === 0 ? [] : [{ name, text: own.join(' ') }];
    }),
  };
}

type Known = { readonly row: BulkRow; readonly foresight: DraftForesight };

function isThere(foresight: DraftForesight): boolean {
  return (
    foresight.outcome === 'duplicate' ||
    (foresight.outcome === 'refused' && foresight.reason === 'already-exists')
  );
}

function amountOf(rows: readonly BulkRow[]): string {
  if (rows.length === 0) return 'Es wird kein Entwurf angelegt.';
  const cents = rows.reduce((sum, { terms }) => sum + terms.haushaltsmittel.amountCent, 0);
  return `${counted(rows.length, 'Entwurf wird angelegt', 'Entwürfe werden angelegt')}, zusammen ${formatEuro(cents)}.`;
}

/** Sentences that the API says of each of them; of what waits is told how much. */
function commonTo(recorded: readonly Known[]): readonly string[] {
  const [first = [], ...others] = recorded.map(({ foresight }) => sentencesOf(foresight));
  return first.filter(
    (sentence) => sentence !== FOLLOWERS && others.every((sentences) => sentences.includes(sentence)),
  );
}

/** For how many of them something waits that is judged afterwards; which ones is told of each. */
function awaited(recorded: readonly Known[]): readonly string[] {
  const { length } = recorded.filter(({ foresight }) => sentencesOf(foresight).includes(FOLLOWERS));
  return length === 0 ? [] : [`Auf ${draftCount(length)} wartet schon etwas; es wird danach beurteilt.`];
}

function told(group: readonly Known[]): ForeseenGroup['entries'] {
  return group.map(({ row: { name }, foresight }) => ({
    name,
    text: [...sentencesOf(foresight), ...inquiriesOf(foresight)].join(' '),
  }));
}

function sentencesOf(foresight: DraftForesight): readonly string[] {
  return foresight.outcome === 'not-judged' ? [foresight.text] : previewWords(foresight).sentences;
}

/** A list of many drafts has one line for each, so the path of a field stands in it, apart. */
function inquiriesOf(foresight: DraftForesight): readonly string[] {
  if (foresight.outcome === 'not-judged') return [];
  const { forInquiries } = previewWords(foresight);
  return forInquiries === undefined ? [] : [`(Für Rückfragen: ${forInquiries})`];
}

function hintsOf(foresight: DraftForesight): readonly string[] {
  return foresight.outcome === 'not-judged' ? [] : previewWords(foresight).hints;
}
