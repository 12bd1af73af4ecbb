import type { ActionForm } from '../../action-form.ts';
import { textIn } from '../../read-values.ts';
import { REASON } from '../reason-field.ts';

/** Takes the own side's signature on the newest Fassung back. */
export const WITHDRAW_SIGNATURE: ActionForm = {
  type: 'signature.withdrawn.v1',
  label: 'Eigene Unterschrift zurückziehen',
  fields: () => [REASON],
  dataOf: ({ reason }, { view, party }) => ({ fassung: view.fassung, party, reason: textIn(reason) }),
};
