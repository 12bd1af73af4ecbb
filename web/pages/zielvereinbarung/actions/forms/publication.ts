import type { ActionForm } from '../action-form.ts';
import { dayIn, given, textIn } from '../read-values.ts';
import { REASON } from './reason-field.ts';

/** The page is not to appear yet. */
export const HOLD_PUBLICATION: ActionForm = {
  type: 'publication.held.v1',
  label: 'Veröffentlichung anhalten',
  fields: () => [
    REASON,
    {
      name: 'until',
      label: 'Erster Tag der Veröffentlichung',
      kind: 'day',
      hint: 'Ohne Tag bleibt sie angehalten, bis Sie sie freigeben.',
      isOptional: true,
    },
  ],
  dataOf: ({ reason, until }) => ({ reason: textIn(reason), ...given('until', dayIn(until)) }),
};

/** A held or withdrawn page may appear. */
export const RELEASE_PUBLICATION: ActionForm = {
  type: 'publication.released.v1',
  label: 'Veröffentlichung freigeben',
  fields: () => [REASON],
  dataOf: ({ reason }) => ({ reason: textIn(reason) }),
};

/** The page gives way to a notice; the archive is untouched. */
export const WITHDRAW_PUBLICATION: ActionForm = {
  type: 'publication.withdrawn.v1',
  label: 'Veröffentlichung zurückziehen',
  lead: 'Die öffentliche Seite sagt danach, dass sie zurückgezogen ist. Im Archiv ändert sich nichts.',
  fields: () => [REASON],
  dataOf: ({ reason }) => ({ reason: textIn(reason) }),
};
