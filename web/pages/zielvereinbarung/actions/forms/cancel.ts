import type { ActionForm } from '../action-form.ts';
import { given, textIn } from '../read-values.ts';
import { REASON } from './reason-field.ts';

/** Ends a Zielvereinbarung: given up before conclusion, with a document after it. */
export const CANCEL: ActionForm = {
  type: 'zielvereinbarung.cancelled.v1',
  label: 'Zielvereinbarung aufheben oder aufgeben',
  fields: ({ view }) => [
    REASON,
    {
      name: 'document',
      label: 'Dokument, mit dem sie endet',
      kind: 'document',
      hint: 'Nach dem Abschluss nötig. Die Datei wird nicht hochgeladen; festgehalten wird ihre Prüfsumme.',
      isOptional: view.concludedOn === undefined,
    },
  ],
  dataOf: ({ reason, document }) => ({
    reason: textIn(reason),
    ...given('document', document && { sha256: document }),
  }),
};
