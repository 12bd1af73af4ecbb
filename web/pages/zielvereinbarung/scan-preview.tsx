import { useState } from 'preact/hooks';
import { useResource } from '../../api/use-resource.ts';
import type { UploadView } from '../../api/types.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Loading } from '../../components/loading.tsx';
import { WITHHELD_PAGES } from '../../words/withheld-pages.ts';

/** Pictures of the pages of a scan, loaded when somebody wants to see them. */
export function ScanPreview({ uploadId }: { readonly uploadId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="no-print" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        Vorschau<span class="kern-sr-only"> von Scan {uploadId.slice(0, 8)}</span>
      </summary>
      {isOpen && <Pictures uploadId={uploadId} />}
    </details>
  );
}

function Pictures({ uploadId }: { readonly uploadId: string }) {
  const { body, problem } = useResource<UploadView>(`/v1/uploads/${uploadId}`);
  const [isGone, setIsGone] = useState(false);
  if (problem !== undefined) return <ProblemAlert problem={problem} />;
  if (body === undefined) return <Loading what="Die Vorschau" />;
  const { previews, state } = body;
  if (previews === undefined && state !== 'announced') return <p class="kern-body">{WITHHELD_PAGES}</p>;
  if (isGone || previews === undefined || previews.length === 0)
    return (
      <p class="kern-body">
        Die Vorschau wird nur einige Tage aufgehoben und ist nicht mehr da. Der Scan selbst liegt unverändert
        im Archiv.
      </p>
    );
  return (
    <div class="pictures">
      {previews.map(({ page, url }) => (
        <img key={page} src={url} alt={`Seite ${page} des Scans`} onError={() => setIsGone(true)} />
      ))}
    </div>
  );
}
