import type { Preview } from '../../../api/types.ts';
import { eventName } from '../../../words/events.ts';
import { LINE_NAMES, STATE_LINES, stateName } from '../../../words/states.ts';

/** What would follow, in German: whether it can be recorded, and every sentence of it. */
export type Told = {
  readonly isPossible: boolean;
  readonly title: string;
  readonly sentences: readonly string[];
  /** What deserves a second look and refuses nothing. */
  readonly hints: readonly string[];
};

/** The answer of a preview as people read it before they decide. */
export function consequencesOf(preview: Preview): Told {
  switch (preview.outcome) {
    case 'would-record':
      return {
        isPossible: true,
        title: 'Das wird geschehen',
        sentences: sentencesOf(preview),
        hints: preview.hints.map(({ text }) => text),
      };
    case 'duplicate':
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
        sentences: [preview.text, 'Es wird von selbst aufgezeichnet, sobald da ist, worauf es aufbaut.'],
        hints: [],
      };
    case 'refused':
      return { isPossible: false, title: 'Das geht so nicht', sentences: [preview.text], hints: [] };
  }
}

type Recording = Extract<Preview, { outcome: 'would-record' }>;

function sentencesOf({ facts, states, openConditions }: Recording): readonly string[] {
  const settled = openConditions.before.filter(({ text }) =>
    openConditions.after.every((one) => one.text !== text),
  );
  const arisen = openConditions.after.filter(({ text }) =>
    openConditions.before.every((one) => one.text !== text),
  );
  return [
    `Festgehalten wird: ${facts.map((fact) => eventName(fact)).join('; ')}.`,
    ...STATE_LINES.flatMap((line) => {
      const [before = '', after = ''] = [states.before[line], states.after[line]];
      return before === after
        ? []
        : [`${LINE_NAMES[line]}: bisher „${stateName(line, before)}“, danach „${stateName(line, after)}“.`];
    }),
    ...settled.map(({ text }) => `Erledigt: ${text}`),
    ...arisen.map(({ text }) => `Danach offen: ${text}`),
  ];
}
