import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { STAFF_SOURCE } from '../../../shared/domain/senders.ts';
import { HMSI, RP_KASSEL, SCAN_SHA, SUBJECT, event, money, sourceOfSide, type DataOf } from './given.ts';

/** Builders of the facts of a year: what happens beside drafting, signing and scanning. */

const REASON = 'Wie besprochen.';
const AKTENZEICHEN = 'RPKS-31-2025-06533';
const rp = (id: string) => ({ id, source: RP_KASSEL });
const reminded = (id: string) => ({ id, source: 'urn:aqb:remind' });
const inspected = (id: string) => ({ id, source: 'urn:aqb:inspect-scan' });

type Party = 'land' | 'kommune';

export const signatureRefused = (party: Party, fassung = 1) =>
  event(
    'SignatureRefused',
    { fassung, party, reason: REASON },
    { id: `refused-${party}-${fassung}`, source: sourceOfSide(party) },
  );

export const scanSetAside = (uploadId = 'upload-0001', fassung = 1) =>
  event('ScanSetAside', { uploadId, fassung, reason: REASON }, { id: `${uploadId}:aside` });

export const scanSubmitted = (uploadId = 'upload-0001', over: Partial<DataOf<'ScanSubmitted'>> = {}) =>
  event(
    'ScanSubmitted',
    { uploadId, parties: ['land'], sha256: SCAN_SHA, size: 1000, fassung: 1, ...over },
    inspected(`${uploadId}:submitted`),
  );

export const scanRefused = (uploadId = 'upload-0001', over: Partial<DataOf<'ScanRefused'>> = {}) =>
  event(
    'ScanRefused',
    { uploadId, parties: ['land'], sha256: SCAN_SHA, size: 1000, fassung: 1, reason: 'pdf-broken', ...over },
    inspected(`${uploadId}:refused`),
  );

export const documentArchived = (kind: 'signing' | 'reading' = 'signing', fassung = 1) =>
  event(
    'DocumentArchived',
    {
      fassung,
      kind,
      sha256: '9'.repeat(64),
      size: 1000,
      archive: { key: `${SUBJECT}/fassung-${fassung}/${kind}.pdf`, versionId: 'v1' },
      rendererVersion: '1',
    },
    { id: `${kind}:${fassung}`, source: 'urn:aqb:produce-documents' },
  );

/** The copy of a supplied text without author and metadata lies in the archive. */
export const textCopied = (
  suppliedSha256: string,
  { sha256 = 'd'.repeat(64), fassung = 1 }: { readonly sha256?: string; readonly fassung?: number } = {},
) =>
  event(
    'DocumentArchived',
    {
      fassung,
      kind: 'text-copy',
      sha256,
      size: 900,
      archive: { key: `${SUBJECT}/fassung-${fassung}/text-copy/${sha256}.pdf`, versionId: 'archived-1' },
      rendererVersion: 'plain-copy-1',
      suppliedSha256,
    },
    { id: `text-copy:${fassung}:${sha256.slice(0, 8)}`, source: 'urn:aqb:inspect-scan' },
  );

/** A supplied text that holds what paper does not show was refused. */
export const textStopped = (sha256: string, over: Partial<DataOf<'ScanRefused'>> = {}) =>
  event(
    'ScanRefused',
    {
      uploadId: 'upload-text',
      fassung: 1,
      parties: [],
      sha256,
      size: 1000,
      reason: 'text-document-not-plain',
      places: [{ kind: 'unseen-text', page: 3 }],
      ...over,
    },
    { id: 'upload-text:refused', source: 'urn:aqb:inspect-scan' },
  );

export const eckdatenAmended = (
  kind: DataOf<'EckdatenAmended'>['kind'],
  to: number,
  over: Partial<DataOf<'EckdatenAmended'>> = {},
) =>
  event(
    'EckdatenAmended',
    {
      kind,
      label: 'Plätze Art 2',
      to: { value: to, unit: 'Plätze' },
      reason: REASON,
      effectiveOn: '2025-08-20',
      ...over,
    },
    { id: `eckdaten-${kind}-${to}` },
  );

export const antrag = (over: Partial<DataOf<'AntragReceived'>> = {}) =>
  event(
    'AntragReceived',
    { aktenzeichen: 'A-1', receivedOn: '2025-03-12', amount: money(895_210), ...over },
    rp('antrag-1'),
  );

export const becameFinal = (over: Partial<DataOf<'BescheidBecameFinal'>> = {}) =>
  event(
    'BescheidBecameFinal',
    { aktenzeichen: AKTENZEICHEN, date: '2025-07-25', ...over },
    rp(`final-${over.aktenzeichen ?? 1}`),
  );

export const mittelabruf = (
  number: number,
  euro: number,
  over: Partial<DataOf<'MittelabrufReported'>> = {},
) =>
  event(
    'MittelabrufReported',
    { aktenzeichen: AKTENZEICHEN, date: '2025-08-01', amount: money(euro), number, ...over },
    rp(`mittelabruf-${number}-${euro}`),
  );

export const nachweisReceived = (over: Partial<DataOf<'VerwendungsnachweisReceived'>> = {}) =>
  event(
    'VerwendungsnachweisReceived',
    { aktenzeichen: AKTENZEICHEN, date: '2025-08-28', amount: money(800_000), ...over },
    rp('nachweis-received'),
  );

export const nachweisExamined = (over: Partial<DataOf<'VerwendungsnachweisExamined'>> = {}) =>
  event(
    'VerwendungsnachweisExamined',
    { aktenzeichen: AKTENZEICHEN, date: '2025-08-30', result: 'accepted', ...over },
    rp('nachweis-examined'),
  );

export const meetingScheduled = (on = '2025-10-14') =>
  event('UmsetzungsbesprechungScheduled', { on }, { id: `scheduled-${on}` });

export const meetingHeld = (on = '2025-08-28') =>
  event('UmsetzungsbesprechungHeld', { on, participants: ['HMSI'] }, { id: `held-${on}` });

/** An assessment that says a sentence about these Abweichungen. */
export const assessed = (...considered: number[]) =>
  event(
    'ZielerreichungAssessed',
    {
      items: [
        {
          label: 'Haushaltsmittel',
          soll: money(895_210),
          ist: money(845_210),
          consideredAbweichungen: considered.map((abweichung) => ({
            abweichung,
            consideration: 'Die Kürzung ist berücksichtigt.',
          })),
          result: 'Im Wesentlichen erreicht.',
        },
      ],
      summary: 'Das Jahr verlief wie vereinbart.',
    },
    { id: `assessed-${considered.join('-')}` },
  );

export const participation = (on = '2025-06-05') =>
  event('ParticipationReported', { kind: 'tagung', on, title: 'Fachtagung' }, { id: `participation-${on}` });

export const strategie = (asOf = '2024-11-01') =>
  event(
    'StrategieUpdated',
    { title: 'Regionale Strategie', asOf, coordinatedWith: ['OloV-Steuerungsgruppe'] },
    { id: `strategie-${asOf}` },
  );

export const publicationDue = (fassung = 1, publishAt = '2025-09-01T10:00:00.000Z') =>
  event('PublicationDue', { fassung, publishAt }, reminded(`due:${SUBJECT}:${fassung}:${publishAt}`));

export const publicationHeld = (until?: string) =>
  event(
    'PublicationHeld',
    { reason: REASON, ...(until !== undefined && { until }) },
    { id: `publication-held-${until ?? ''}` },
  );

/** By the ministry's own system where no source is named. */
export const publicationReleased = (source = HMSI) =>
  event('PublicationReleased', { reason: REASON }, { id: 'publication-released', source });

/** By a person in the workplace. */
export const releasedByPerson = () => publicationReleased(STAFF_SOURCE);

export const publicationWithdrawn = () =>
  event('PublicationWithdrawn', { reason: REASON }, { id: 'publication-withdrawn' });

export const cancelled = (hasDocument = true) =>
  event(
    'ZielvereinbarungCancelled',
    { reason: REASON, ...(hasDocument && { document: { sha256: '8'.repeat(64) } }) },
    { id: `cancelled-${hasDocument}` },
  );

export const retentionExtended = (until: string) =>
  event('RetentionExtended', { until, reason: REASON }, { id: `retention-${until}` });

export const holdPlaced = (number = 1) =>
  event('LegalHoldPlaced', { reason: REASON }, { id: `hold-${number}` });

export const holdLifted = (number = 1) =>
  event('LegalHoldLifted', { reason: REASON }, { id: `lifted-${number}` });

export const akteClosed = () => event('AkteClosed', { reason: REASON }, { id: 'akte-closed' });
export const akteOffered = () => event('AkteOffered', { reason: REASON }, { id: 'akte-offered' });
export const akteDisposed = () => event('AkteDisposed', { reason: REASON }, { id: 'akte-disposed' });

export const erased = (...versions: number[]) =>
  event('PersonalDataErased', { versions, reason: REASON }, { id: `erased-${versions.join('-')}` });

type Deadline = DataOf<'DeadlineMissed'>['deadline'];

export const approaching = (deadline: Deadline, dueOn: string) =>
  event('DeadlineApproaching', { deadline, dueOn }, reminded(`approaching:${deadline}:${dueOn}`));

export const missed = (deadline: Deadline, dueOn: string) =>
  event('DeadlineMissed', { deadline, dueOn }, reminded(`missed:${deadline}:${dueOn}`));

export const integrityViolated = () =>
  event(
    'IntegrityViolated',
    { where: 'portal', finding: 'The page differs from the log' },
    { id: 'integrity-1', source: 'urn:aqb:publish-portal' },
  );

/** A Gebietskoerperschaft from this day on, until that one where it is given. */
export const gebietskoerperschaftChanged = (
  ags: string,
  [validFrom, validTo]: readonly [string, (string | undefined)?],
  envelope: Partial<IncomingEvent> = {},
) =>
  event(
    'GebietskoerperschaftChanged',
    {
      ags,
      kind: 'kreisfreie-stadt',
      shortName: 'Hanau',
      officialName: 'Stadt Hanau',
      forms: {
        nominative: 'die Stadt Hanau',
        genitive: 'der Stadt Hanau',
        dative: 'der Stadt Hanau',
        accusative: 'die Stadt Hanau',
      },
      validFrom,
      ...(validTo !== undefined && { validTo }),
      successors: [],
    },
    { id: `ags-${ags}-${validFrom}`, source: HMSI, subject: `ags-${ags}`, ...envelope },
  );
