import { PARTICIPATION_NAMES } from '../../../../../shared/words/participation.ts';
import { LABELS } from '../../../../../events/reading/labels.ts';
import type { ActionForm } from '../action-form.ts';
import { dayIn, textIn } from '../read-values.ts';

/** The Gebietskoerperschaft took part in a survey or a conference (§ 7). */
export const REPORT_PARTICIPATION: ActionForm = {
  type: 'participation.reported.v1',
  label: 'Teilnahme an Umfrage oder Tagung melden',
  fields: () => [
    {
      name: 'kind',
      label: 'Woran?',
      kind: 'choice',
      options: [
        { value: 'umfrage', label: PARTICIPATION_NAMES.umfrage },
        { value: 'tagung', label: PARTICIPATION_NAMES.tagung },
      ],
    },
    { name: 'title', label: LABELS.title, kind: 'line', maximum: 300 },
    { name: 'on', label: LABELS.on, kind: 'day', hint: 'zum Beispiel 05.11.2025' },
  ],
  dataOf: ({ kind, title, on }) => ({ kind, title: textIn(title), on: dayIn(on) }),
};
