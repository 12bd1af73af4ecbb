import type { Terms } from '../../../events/incoming/terms.ts';
import type { Programme } from '../../../shared/domain/programme/index.ts';
import { rollOver } from '../../../shared/domain/programme/roll-over.ts';
import { noteSentence } from '../../../shared/domain/programme/roll-over-notes.ts';

/** What the year before gives for one Gebietskoerperschaft: terms, or none, and what a person has to know. */
export type DraftProposal = { readonly terms: Terms | undefined; readonly notes: readonly string[] };

/** Address of the same Gebietskoerperschaft's Zielvereinbarung of the year before. */
export function predecessorOf({ programme, haushaltsjahr }: Programme, ags: string): string {
  return `${programme}-${haushaltsjahr - 1}-${ags}`;
}

/**
 * The terms that roll over for one Gebietskoerperschaft, by the rules of the yearly roll-over; `cents` are the
 * amounts, one for each budget, where there is no year before.
 */
export function proposalFor(
  next: Programme,
  ags: string,
  { before, cents }: { readonly before?: Terms | undefined; readonly cents?: readonly number[] | undefined },
): DraftProposal {
  const { drafts, notes } = rollOver({
    next,
    previous: before === undefined ? [] : [before],
    additions: new Map(cents === undefined ? [] : [[ags, cents]]),
  });
  return {
    terms: drafts.find(({ terms }) => terms.ags === ags)?.terms,
    notes: notes.filter((note) => note.ags === ags).map((note) => capitalised(noteSentence(note))),
  };
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
