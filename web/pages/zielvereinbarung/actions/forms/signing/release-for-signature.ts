import type { ActionForm } from '../../action-form.ts';
import { dayIn, given } from '../../read-values.ts';

/** Fixes the newest Fassung, which may then be signed. */
export const RELEASE_FOR_SIGNATURE: ActionForm = {
  type: 'zielvereinbarung.released-for-signature.v1',
  label: 'Zur Unterschrift freigeben',
  lead: 'Die Fassung steht danach fest. Das Dokument zum Unterschreiben wird erstellt.',
  fields: () => [
    {
      name: 'dueOn',
      label: 'Unterschriften erwartet bis',
      kind: 'day',
      hint: 'zum Beispiel 14.08.2025; danach wird erinnert',
      isOptional: true,
    },
  ],
  dataOf: ({ dueOn }, { view }) => ({ fassung: view.fassung, ...given('dueOn', dayIn(dueOn)) }),
};
