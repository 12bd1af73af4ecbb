import { LABELS } from '../../../../../events/reading/labels.ts';
import type { ActionField, ActionForm } from '../action-form.ts';
import { dayIn, given, listIn } from '../read-values.ts';

const PARTICIPANTS: ActionField = {
  name: 'participants',
  label: LABELS.participants,
  kind: 'list',
  hint: 'Eine Stelle je Zeile, keine Namen von Personen',
};

/** The Umsetzungsbesprechung has its day (§ 6 (1)). */
export const SCHEDULE_UMSETZUNGSBESPRECHUNG: ActionForm = {
  type: 'umsetzungsbesprechung.scheduled.v1',
  label: 'Umsetzungsbesprechung ansetzen',
  fields: () => [
    { name: 'on', label: LABELS.on, kind: 'day', hint: 'im Herbst, zum Beispiel 22.10.2025' },
    { ...PARTICIPANTS, isOptional: true },
  ],
  dataOf: ({ on, participants }) => {
    const named = listIn(participants);
    return { on: dayIn(on), ...given('participants', named.length === 0 ? undefined : named) };
  },
};

/** Both sides met (§ 6 (1)). */
export const HOLD_UMSETZUNGSBESPRECHUNG: ActionForm = {
  type: 'umsetzungsbesprechung.held.v1',
  label: 'Umsetzungsbesprechung als gehalten melden',
  fields: () => [
    { name: 'on', label: LABELS.on, kind: 'day', hint: 'zum Beispiel 22.10.2025' },
    PARTICIPANTS,
    {
      name: 'minutes',
      label: LABELS.minutes,
      kind: 'document',
      hint: 'Die Datei wird nicht hochgeladen; festgehalten wird ihre Prüfsumme.',
      isOptional: true,
    },
  ],
  dataOf: ({ on, participants, minutes }) => ({
    on: dayIn(on),
    participants: listIn(participants),
    ...given('minutes', minutes && { sha256: minutes }),
  }),
};
