import { affectedBy } from './field-of-detail.ts';
import type { Foretold, CommandPreview } from '../api/types.ts';

/** What would follow, in German: whether it makes sense to go on, and every sentence of it. */
export type PreviewWords = {
  readonly isPossible: boolean;
  readonly title: string;
  readonly sentences: readonly string[];
  /** What deserves a second look and refuses nothing. */
  readonly hints: readonly string[];
  /** Words of the contract, for whoever is asked for help; absent where there are none. */
  readonly forInquiries?: string;
};

/** The label by which people know the field that a path of the API means; undefined where no field is known. */
export type LabelOf = (detail: string) => string | undefined;

/** The answer of a preview as people read it before they decide. */
export function previewWords(preview: Foretold, labelOf?: LabelOf): PreviewWords {
  switch (preview.outcome) {
    case 'would-record':
      return { ...happening(sentencesOf(preview)), hints: preview.hints.map(({ text }) => text) };
    case 'would-assign':
      return happening([preview.text]);
    case 'would-discard':
      return happening(preview.consequences);
    case 'duplicate':
      // At the clearing desk something is left to do: the message is closed.
      if ('consequences' in preview) return happening(preview.consequences ?? []);
      return {
        isPossible: false,
        title: 'Das ist schon festgehalten',
        sentences: ['Genau dies wurde bereits aufgezeichnet. Es gibt nichts zu tun.'],
        hints: [],
      };
    case 'parked':
      return {
        isPossible: true,
        title: 'Das wird warten',
        sentences: [preview.text],
        hints: [],
      };
    case 'refused':
      return {
        isPossible: false,
        title: 'Das geht so nicht',
        ...refusedFor(preview, labelOf),
        hints: [],
      };
  }
}

/** The field, which sentences say is named: by its label, else by its path and not in a sentence. */
function refusedFor(
  { text, detail }: Extract<Foretold, { outcome: 'refused' }>,
  labelOf?: LabelOf,
): Pick<PreviewWords, 'sentences' | 'forInquiries'> {
  if (detail === undefined) return { sentences: [text] };
  const affected = affectedBy(detail, labelOf?.(detail));
  return affected === undefined
    ? { sentences: [text], forInquiries: detail }
    : { sentences: [text, `Betroffen: ${affected}`] };
}

function happening(sentences: readonly string[]): PreviewWords {
  return { isPossible: true, title: 'Das wird geschehen', sentences, hints: [] };
}

/** Conditions that nobody has to do anything about. */
const OF_ITSELF: ReadonlySet<string> = new Set(['page-in-progress', 'page-renewed']);

type Recording = Extract<CommandPreview, { outcome: 'would-record' }>;

/** The sentences of the API, and what stands open afterwards that did not before and asks for somebody. */
function sentencesOf({ consequences, openConditions: { before, after } }: Recording): readonly string[] {
  const arisen = after.filter(
    ({ code, text }) => !OF_ITSELF.has(code) && before.every((one) => one.text !== text),
  );
  return [...consequences, ...arisen.map(({ text }) => `Danach offen: ${text}`)];
}
