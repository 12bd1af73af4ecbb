import type { ActionForm } from '../../action-form.ts';
import { textIn } from '../../read-values.ts';
import { REASON } from '../reason-field.ts';

/** Says that the own side will not sign the newest Fassung. */
export const REFUSE_SIGNATURE: ActionForm = {
  type: 'signature.refused.v1',
  label: 'Unterschrift ablehnen',
  lead: 'Eine spätere Erklärung Ihrer Seite tritt an die Stelle der Ablehnung.',
  fields: () => [REASON],
  dataOf: ({ reason }, { view, party }) => ({ fassung: view.fassung, party, reason: textIn(reason) }),
};
