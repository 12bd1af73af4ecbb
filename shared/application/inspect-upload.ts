import type { z } from 'zod';
import { type CloudEvent, type Fact, wireType } from '../../events/fact.ts';
import { scanArchived, scanRefused, scanSubmitted } from '../../events/incoming/scan.ts';
import type { UploadRefusal } from '../../events/reasons.ts';
import {
  type Assignment,
  assign,
  contradicts,
  judgeArrival,
  retainUntil,
  scanKey,
} from '../domain/scan/arrival.ts';
import { SCAN_LIMITS } from '../domain/scan/limits.ts';
import { type Proposal, proposeFrom } from '../domain/scan/qr-code.ts';
import { readUploadClaim, type UploadClaim, uploadKey } from '../domain/scan/upload-claim.ts';
import type { Observation } from '../domain/scan/verdict.ts';
import type { InspectionRequest } from './inspection-request.ts';
import type {
  ArchivedPdf,
  Findings,
  Inbox,
  Inspection,
  LockMode,
  PdfArchive,
  ScanInspector,
  UploadedFile,
} from './ports-intake.ts';
import type { InternalQueue } from './ports.ts';

/** Who these facts come from. */
const SOURCE = 'urn:aqb:inspect-scan';

/** What inspecting needs; `retentionDays` and `lockMode` are decisions of the stage. */
export type Intake = {
  readonly inbox: Inbox;
  readonly archive: PdfArchive;
  readonly inspector: ScanInspector;
  readonly queue: InternalQueue;
  readonly settings: {
    readonly eventPrefix: string;
    readonly retentionDays: number;
    readonly lockMode: LockMode;
  };
};

/** What became of an upload; `gone` where the inbox no longer holds it. */
export type IntakeOutcome = {
  readonly outcome: Findings['state'] | 'gone';
  readonly uploadId: string;
  readonly subject?: string;
  readonly reason?: UploadRefusal;
};

type Seen = {
  readonly file: UploadedFile;
  readonly claim: UploadClaim;
  readonly inspection: Inspection;
  readonly proposal?: Proposal;
};

/**
 * Inspects an upload: the first version of its key, hashed by us, looked at apart, then archived by content and
 * told. Every step may be repeated: same findings, same archived version, same events to the byte, because all
 * times come from the upload. Content never throws; machinery does, and the queue delivers again.
 */
export async function inspectUpload(intake: Intake, request: InspectionRequest): Promise<IntakeOutcome> {
  const file = await intake.inbox.readFirst(uploadKey(request.uploadId), SCAN_LIMITS.fileBytes);
  if (file === undefined) return { outcome: 'gone', uploadId: request.uploadId };
  const claim = { ...readUploadClaim(request.uploadId, file.metadata), ...request.assigned };
  const inspection = await inspectBytes(intake.inspector, file, claim);
  const proposal = inspection.ok ? proposeFrom(inspection.codes, inspection.pages) : undefined;
  const seen: Seen = { file, claim, inspection, ...(proposal && { proposal }) };
  return inspection.ok ? keep(intake, seen, inspection) : refuse(intake, seen, inspection.reason);
}

async function inspectBytes(
  inspector: ScanInspector,
  file: UploadedFile,
  claim: UploadClaim,
): Promise<Inspection> {
  const reason = judgeArrival(file, claim);
  if (reason !== undefined) return { ok: false, reason };
  return file.bytes === undefined ? { ok: false, reason: 'upload-too-large' } : inspector.inspect(file.bytes);
}

async function refuse(intake: Intake, seen: Seen, reason: UploadRefusal): Promise<IntakeOutcome> {
  const { file, claim } = seen;
  await intake.inbox.writeFindings({ ...findingsOf(seen), state: 'refused', reason });
  const subject = claim.zielvereinbarung;
  if (subject === undefined) return { outcome: 'refused', uploadId: claim.uploadId, reason };
  const tell = teller(intake, subject, file);
  await intake.queue.send([
    submitted(tell, seen, claim.fassung),
    tell(scanRefused, 'refused', { ...uploadData(seen), ...optionalFassung(claim.fassung), reason }),
  ]);
  return { outcome: 'refused', uploadId: claim.uploadId, subject, reason };
}

async function keep(
  intake: Intake,
  seen: Seen,
  inspection: Extract<Inspection, { ok: true }>,
): Promise<IntakeOutcome> {
  const { claim } = seen;
  const assignment = assign(claim, seen.proposal);
  const findings = { ...findingsOf(seen), pages: inspection.pages };
  if (assignment === undefined) {
    await intake.inbox.writeFindings({ ...findings, state: 'unassigned' }, inspection.preview);
    return { outcome: 'unassigned', uploadId: claim.uploadId };
  }
  const archive = await archiveScan(intake, seen, assignment);
  await intake.inbox.writeFindings({ ...findings, state: 'archived', archive }, inspection.preview);
  await intake.queue.send(archivedEvents(intake, { ...seen, assignment, archive, pages: inspection.pages }));
  return { outcome: 'archived', uploadId: claim.uploadId, subject: assignment.subject };
}

// The very bytes that were hashed and looked at: nobody can swap the object between check and copy (U16).
function archiveScan(
  { archive, settings }: Intake,
  { file }: Seen,
  assignment: Assignment,
): Promise<ArchivedPdf> {
  return archive.archivePdf({
    key: scanKey(assignment, file.sha256),
    bytes: file.bytes ?? new Uint8Array(),
    sha256: file.sha256,
    retainUntil: retainUntil(file.uploadedAt, settings.retentionDays),
    lockMode: settings.lockMode,
  });
}

function archivedEvents(
  intake: Intake,
  seen: Seen & { assignment: Assignment; archive: ArchivedPdf; pages: number },
): readonly CloudEvent[] {
  const { file, claim, proposal, assignment, archive, pages } = seen;
  const tell = teller(intake, assignment.subject, file);
  return [
    submitted(tell, seen, assignment.fassung),
    tell(scanArchived, 'archived', {
      ...uploadData(seen),
      fassung: assignment.fassung,
      pages,
      archive,
      retainUntil: retainUntil(file.uploadedAt, intake.settings.retentionDays),
      ...(claim.originalLocation !== undefined && { originalLocation: claim.originalLocation }),
      ...(proposal && { qr: qrData(proposal) }),
    }),
  ];
}

type Tell = <Data extends z.ZodType>(
  fact: Fact<string, Data>,
  step: string,
  data: z.infer<Data> & object,
) => CloudEvent;

function teller({ settings }: Intake, subject: string, { uploadedAt }: UploadedFile): Tell {
  return (fact, step, data) => ({
    specversion: '1.0',
    id: `${'uploadId' in data ? String(data.uploadId) : ''}:${step}`,
    source: SOURCE,
    type: wireType(fact, settings.eventPrefix),
    subject,
    time: uploadedAt,
    datacontenttype: 'application/json',
    data: { ...data },
  });
}

function submitted(tell: Tell, seen: Seen, fassung: number | undefined): CloudEvent {
  const { originalLocation } = seen.claim;
  return tell(scanSubmitted, 'submitted', {
    ...uploadData(seen),
    ...optionalFassung(fassung),
    ...(originalLocation !== undefined && { originalLocation }),
  });
}

function uploadData({ file, claim }: Seen) {
  return { uploadId: claim.uploadId, parties: [...claim.parties], sha256: file.sha256, size: file.size };
}

function optionalFassung(fassung: number | undefined) {
  return fassung === undefined ? {} : { fassung };
}

function qrData({ subject, fassung, fassungHash16, pagesSeen }: Proposal) {
  return { subject, fassung, fassungHash16, pages: [...pagesSeen] };
}

function findingsOf({ file, claim, inspection, proposal }: Seen) {
  const observations = new Set<Observation>(inspection.ok ? inspection.observations : []);
  if (file.overwritten) observations.add('upload-overwritten');
  if (contradicts(claim, proposal)) observations.add('qr-contradicts-upload');
  const { uploadId } = claim;
  const { sha256, size, uploadedAt } = file;
  return {
    uploadId,
    sha256,
    size,
    uploadedAt,
    observations: [...observations].toSorted(),
    ...(proposal && { proposal }),
  };
}
