import { formatMoment } from '../../../../../shared/domain/dates/berlin.ts';
import { formatDate } from '../../../../../shared/domain/dates/german-dates.ts';
import type { ZielvereinbarungView } from '../../../../api/types.ts';
import { pagesText } from '../../../../../shared/words/numbers.ts';
import { sizeText } from '../../../../words/numbers.ts';
import { partyList } from '../../../../../shared/words/parties.ts';
import { Places } from '../../../../components/places.tsx';
import { PageSection } from '../page-section.tsx';
import { ScanPreview } from '../../scan-preview.tsx';

type Scan = ZielvereinbarungView['scans'][number];
type ArchivedScan = Extract<Scan, { state: 'archived' }>;

/** Every scan with what became of it; looking at one happens where it was uploaded. */
export function ScansSection({ view }: { readonly view: ZielvereinbarungView }) {
  return (
    <PageSection id="scans" title="Scans der unterschriebenen Papiere">
      {view.scans.length === 0 && <p class="kern-body">Noch kein Scan eingegangen.</p>}
      {view.scans.map((scan) => (
        <article key={scan.uploadId} class="entry" aria-label={`Scan ${scan.uploadId.slice(0, 8)}`}>
          <p class="kern-title kern-title--small">{stateText(scan)}</p>
          {scan.state === 'refused' && <p class="kern-body">{scan.text}</p>}
          {scan.state === 'refused' && <Places of={scan.places} />}
          {scan.state === 'archived' && <Archived scan={scan} />}
          {scan.state === 'archived' && <ScanPreview uploadId={scan.uploadId} />}
          <p class="kern-body no-print">
            <a class="kern-link" href={`/hochladen/${scan.uploadId}`}>
              {isOpen(scan) ? 'Scan prüfen' : 'Zum Scan'}
              <span class="kern-sr-only"> {scan.uploadId.slice(0, 8)}</span>
            </a>
          </p>
        </article>
      ))}
      <p class="kern-body no-print">
        <a class="kern-link" href={`/hochladen?zv=${view.id}`}>
          Scan hochladen
        </a>
      </p>
    </PageSection>
  );
}

function stateText(scan: Scan): string {
  switch (scan.state) {
    case 'announced':
      return 'Eingegangen, wird geprüft';
    case 'refused':
      return 'Abgelehnt';
    case 'archived':
      return archivedText(scan);
  }
}

/** Whether somebody still has to look at it. */
function isOpen(scan: Scan): boolean {
  if (scan.state !== 'archived' || scan.aside !== undefined) return false;
  return scan.check === undefined || isContradicting(scan);
}

function isContradicting({ contradiction }: ArchivedScan): boolean {
  return contradiction !== undefined && contradiction.stands !== 'accepted';
}

function archivedText(scan: ArchivedScan): string {
  const { fassung, aside, check } = scan;
  if (aside !== undefined) return `Fassung ${fassung}: nicht maßgeblich`;
  if (isContradicting(scan)) return `Fassung ${fassung}: archiviert, zählt noch nicht`;
  return check === undefined
    ? `Fassung ${fassung}: archiviert, noch zu prüfen`
    : `Fassung ${fassung}: geprüft`;
}

function Archived({ scan }: { readonly scan: ArchivedScan }) {
  const { pages, size, recordedAt, check, aside, contradiction, retainUntil, sha256 } = scan;
  return (
    <>
      <p class="kern-body">
        {pagesText(pages)}, {sizeText(size)}, archiviert am {formatMoment(recordedAt)}, aufbewahrt mindestens
        bis {formatDate(retainUntil)}
      </p>
      {check !== undefined && (
        <p class="kern-body">
          {check.pagesComplete ? 'Alle Seiten vorhanden' : 'Nicht vollständig'}; Unterschrift sichtbar:{' '}
          {partyList(check.signaturesVisible)}; bestätigt{' '}
          {check.by === 'qr' ? 'durch den QR-Code' : 'durch eine Person'}
        </p>
      )}
      {contradiction !== undefined && (
        <>
          <p class="kern-body">{contradiction.text}</p>
          {contradiction.reasons.map(({ version, reason }) => (
            <p class="kern-body" key={version}>
              {reason === undefined ? 'Die Begründung ist ausgelassen.' : `Begründung: ${reason}`}
            </p>
          ))}
        </>
      )}
      {aside !== undefined && (
        <p class="kern-body">
          Nicht maßgeblich seit {formatMoment(aside.recordedAt)}
          {aside.reason !== undefined && `: ${aside.reason}`}
        </p>
      )}
      <p class="kern-body kern-body--small hash">SHA-256: {sha256}</p>
    </>
  );
}
