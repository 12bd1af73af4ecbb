import type { ActionField, ActionForm } from '../action-form.ts';
import { dayIn, given, textIn } from '../read-values.ts';
import { REASON } from './reason-field.ts';

/** What lies in the archive is kept longer; never shorter (rule 9). */
export const EXTEND_RETENTION: ActionForm = {
  type: 'retention.extended.v1',
  label: 'Aufbewahrung verlängern',
  fields: () => [{ name: 'until', label: 'Aufbewahren bis', kind: 'day' }, REASON],
  dataOf: ({ until, reason }) => ({ until: dayIn(until), reason: textIn(reason) }),
};

/** Nothing may be removed until the hold is lifted. */
export const PLACE_LEGAL_HOLD: ActionForm = {
  type: 'legal-hold.placed.v1',
  label: 'Löschsperre setzen',
  fields: () => [REASON],
  dataOf: ({ reason }) => ({ reason: textIn(reason) }),
};

/** The legal hold ends. */
export const LIFT_LEGAL_HOLD: ActionForm = {
  type: 'legal-hold.lifted.v1',
  label: 'Löschsperre aufheben',
  fields: () => [REASON],
  dataOf: ({ reason }) => ({ reason: textIn(reason) }),
};

const DOCUMENT: ActionField = {
  name: 'document',
  label: 'Dokument dazu',
  kind: 'document',
  hint: 'Die Datei wird nicht hochgeladen; festgehalten wird ihre Prüfsumme.',
  isOptional: true,
};

/** The three steps at the end of the Akte (rule 9). */
export const AKTE_STEPS: readonly ActionForm[] = (
  [
    { type: 'akte.closed.v1', label: 'Akte schließen' },
    { type: 'akte.offered.v1', label: 'Akte dem Landesarchiv anbieten' },
    { type: 'akte.disposed.v1', label: 'Akte als ausgesondert melden' },
  ] as const
).map((step): ActionForm => ({
  ...step,
  fields: () => [REASON, DOCUMENT],
  dataOf: ({ reason, document }) => ({
    reason: textIn(reason),
    ...given('document', document && { sha256: document }),
  }),
}));
