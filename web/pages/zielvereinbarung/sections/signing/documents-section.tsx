import { DOCUMENT_NAMES } from '../../../../../shared/words/documents.ts';
import type { ZielvereinbarungView } from '../../../../api/types.ts';
import { useDocuments } from '../../../../api/use-documents.ts';
import { ProblemAlert } from '../../../../components/alert.tsx';
import { Button } from '../../../../components/button.tsx';
import { sizeText } from '../../../../words/numbers.ts';
import { PageSection } from '../page-section.tsx';

/** What we produced and archived, each by a link that is good for five minutes and made by the click. */
export function DocumentsSection({ view }: { readonly view: ZielvereinbarungView }) {
  const { opening, problem, open } = useDocuments(view.id);
  return (
    <PageSection id="dokumente" title="Dokumente">
      <ProblemAlert problem={problem} />
      {view.documents.length === 0 && <p class="kern-body">Noch kein Dokument erstellt.</p>}
      {view.documents.map(({ kind, fassung, sha256, size }) => (
        <article
          key={`${kind} ${sha256}`}
          class="entry"
          aria-label={`${DOCUMENT_NAMES[kind]}, Fassung ${fassung}`}
        >
          <p class="kern-title kern-title--small">
            {DOCUMENT_NAMES[kind]}, Fassung {fassung} (PDF, {sizeText(size)})
          </p>
          <div class="no-print">
            <Button
              kind="tertiary"
              icon="open-in-new"
              isBusy={opening === sha256}
              label={`${DOCUMENT_NAMES[kind]}, Fassung ${fassung}, in neuem Fenster öffnen`}
              onClick={() => void open(sha256)}
            >
              Öffnen
            </Button>
          </div>
          <p class="kern-body kern-body--small hash">SHA-256: {sha256}</p>
        </article>
      ))}
    </PageSection>
  );
}
