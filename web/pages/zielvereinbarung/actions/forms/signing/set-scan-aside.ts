import type { ActionForm } from '../../action-form.ts';
import { textIn } from '../../read-values.ts';
import { REASON } from '../reason-field.ts';
import { pagesText } from '../../../../../../shared/words/numbers.ts';

/** Makes an archived scan "nicht maßgeblich"; it stays in the archive (rule 7). */
export const SET_SCAN_ASIDE: ActionForm = {
  type: 'scan.set-aside.v1',
  label: 'Scan als nicht maßgeblich kennzeichnen',
  lead: 'Der Scan bleibt im Archiv, beweist aber nichts mehr.',
  fields: ({ view }) => [
    {
      name: 'uploadId',
      label: 'Welcher Scan?',
      kind: 'choice',
      options: view.scans.flatMap((scan) =>
        scan.state === 'archived' && scan.aside === undefined
          ? [
              {
                value: scan.uploadId,
                label: `Fassung ${scan.fassung}, ${pagesText(scan.pages)}, ${scan.sha256.slice(0, 8)}`,
              },
            ]
          : [],
      ),
    },
    REASON,
  ],
  dataOf: ({ uploadId, reason }, { view }) => {
    const scan = view.scans.find((one) => one.uploadId === uploadId);
    const fassung = scan?.state === 'archived' ? scan.fassung : view.fassung;
    return { uploadId, fassung, reason: textIn(reason) };
  },
};
