import { SIGNING_METHODS } from '../../../../../../shared/words/signing-methods.ts';
import { LABELS } from '../../../../../../events/reading/labels.ts';
import type { ActionForm } from '../../action-form.ts';
import { dayIn, given, textIn } from '../../read-values.ts';
import { pagesText } from '../../../../../../shared/words/numbers.ts';

/** Declares the signature of the own side on the newest Fassung. */
export const DECLARE_SIGNATURE: ActionForm = {
  type: 'signature.received.v1',
  label: 'Eigene Unterschrift erklären',
  lead: 'Sie erklären nur für Ihre eigene Seite. Damit die Unterschrift zählt, braucht es auch den geprüften Scan.',
  fields: ({ view }) => [
    { name: 'name', label: 'Wer hat unterschrieben?', kind: 'line', hint: 'Vorname und Name' },
    { name: 'office', label: LABELS.office, kind: 'line', hint: 'zum Beispiel Landrat, Staatsministerin' },
    {
      name: 'capacity',
      label: LABELS.capacity,
      kind: 'line',
      hint: 'i. V. oder i. A.',
      isOptional: true,
      maximum: 40,
    },
    { name: 'place', label: LABELS.place, kind: 'line', maximum: 80 },
    {
      name: 'signedOn',
      label: LABELS.signedOn,
      kind: 'day',
      hint: 'wie es auf dem Papier steht, zum Beispiel 2.8.2025',
    },
    {
      name: 'method',
      label: LABELS.method,
      kind: 'choice',
      options: [
        { value: 'handwritten', label: `${SIGNING_METHODS.handwritten} auf Papier` },
        { value: 'qes', label: SIGNING_METHODS.qes },
        { value: 'fes', label: SIGNING_METHODS.fes },
      ],
    },
    {
      name: 'document',
      label: 'Scan, der sie zeigt',
      kind: 'choice',
      isOptional: true,
      options: [
        { value: '', label: 'noch keiner, oder ein anderer Nachweis' },
        ...view.scans.flatMap((scan) =>
          scan.state === 'archived' && scan.aside === undefined
            ? [
                {
                  value: scan.sha256,
                  label: `Fassung ${scan.fassung}, ${pagesText(scan.pages)}, ${scan.sha256.slice(0, 8)}`,
                },
              ]
            : [],
        ),
      ],
    },
  ],
  dataOf: (values, { view, party }) => ({
    fassung: view.fassung,
    party,
    signatory: {
      name: textIn(values['name']),
      office: textIn(values['office']),
      ...given('capacity', textIn(values['capacity'])),
    },
    place: textIn(values['place']),
    signedOn: { date: dayIn(values['signedOn']), asWritten: textIn(values['signedOn']) },
    method: values['method'],
    ...given('document', values['document'] && { sha256: values['document'] }),
  }),
};
