import { LABELS } from '../../../../../events/reading/labels.ts';
import type { ActionField } from '../action-form.ts';

/** The reason that most decisions need; it is recorded and shown to those whom it concerns. */
export const REASON: ActionField = {
  name: 'reason',
  label: LABELS.reason,
  kind: 'text',
  hint: 'Ein Satz genügt. Er wird festgehalten; bitte keine Angaben zu unbeteiligten Personen.',
};
