import type { Preview } from '../../api/types.ts';

/** What a preview says to whoever is about to send. */
export type Told = {
  /** Whether sending makes sense. */
  readonly isPossible: boolean;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly hints: readonly string[];
};

/** The answer of a preview in German: what will happen, what waits, or why not. */
export function toldOf(preview: Preview): Told {
  switch (preview.outcome) {
    case 'would-record':
      return {
        isPossible: true,
        title: 'Das wird geschehen',
        sentences: preview.consequences,
        hints: preview.hints.map(({ text }) => text),
      };
    case 'parked':
      return { isPossible: true, title: 'Das wird warten', sentences: [preview.text], hints: [] };
    case 'duplicate':
      return {
        isPossible: false,
        title: 'Das ist schon aufgezeichnet',
        sentences: ['Genau dies wurde bereits gemeldet; hier ist nichts mehr zu tun.'],
        hints: [],
      };
    case 'refused':
      return { isPossible: false, title: 'Das geht so nicht', sentences: [preview.text], hints: [] };
  }
}
