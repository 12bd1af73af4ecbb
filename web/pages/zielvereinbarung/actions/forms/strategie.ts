import { LABELS } from '../../../../../events/reading/labels.ts';
import type { ActionForm } from '../action-form.ts';
import { dayIn, listIn, textIn } from '../read-values.ts';

/** The regional strategy has a new state (§ 2). */
export const UPDATE_STRATEGIE: ActionForm = {
  type: 'strategie.updated.v1',
  label: 'Neuen Stand der regionalen Strategie melden',
  fields: () => [
    { name: 'title', label: LABELS.title, kind: 'line', maximum: 300 },
    { name: 'asOf', label: LABELS.asOf, kind: 'day', hint: 'zum Beispiel 01.03.2025' },
    {
      name: 'coordinatedWith',
      label: LABELS.coordinatedWith,
      kind: 'list',
      hint: 'Eine Stelle je Zeile, zum Beispiel OloV-Steuerungsgruppe',
      isOptional: true,
    },
  ],
  dataOf: ({ title, asOf, coordinatedWith }) => ({
    title: textIn(title),
    asOf: dayIn(asOf),
    coordinatedWith: listIn(coordinatedWith),
  }),
};
