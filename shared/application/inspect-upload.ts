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
import { proposeFrom } from '../domain/scan/qr-code.ts';
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
import { archivedFacts, refusedFacts, type UploadStory } from './scan-facts.ts';

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

type Passed = Extract<Inspection, { ok: true }>;

/**
 * Inspects an upload: the first version of its key, hashed by us, looked at apart, then archived by content and
 * told. Every step may be repeated: same findings, same archived version, same events to the byte, because all
 * times come from the upload. Content never throws; machinery does, and the queue delivers again.
 */
export async function inspectUpload(intake: Intake, request: InspectionRequest): Promise<IntakeOutcome> {
  const { uploadId, assigned } = request;
  const file = await intake.inbox.readFirst(uploadKey(uploadId), SCAN_LIMITS.fileBytes);
  if (file === undefined) return { outcome: 'gone', uploadId };
  const claim = { ...readUploadClaim(uploadId, file.metadata), ...assigned };
  const inspection = await inspectFile(intake.inspector, file, claim);
  const proposal = inspection.ok ? proposeFrom(inspection.codes, inspection.pages) : undefined;
  const story: UploadStory = { file, claim, settings: intake.settings, ...(proposal && { proposal }) };
  return inspection.ok ? keep(intake, story, inspection) : refuse(intake, story, inspection.reason);
}

async function inspectFile(
  inspector: ScanInspector,
  file: UploadedFile,
  claim: UploadClaim,
): Promise<Inspection> {
  const reason = judgeArrival(file, claim);
  if (reason !== undefined) return { ok: false, reason };
  return file.bytes === undefined ? { ok: false, reason: 'upload-too-large' } : inspector.inspect(file.bytes);
}

async function refuse(intake: Intake, story: UploadStory, reason: UploadRefusal): Promise<IntakeOutcome> {
  const { uploadId, zielvereinbarung: subject } = story.claim;
  await intake.inbox.writeFindings({ ...findingsOf(story, []), state: 'refused', reason });
  if (subject === undefined) return { outcome: 'refused', uploadId, reason };
  await intake.queue.send(refusedFacts(story, subject, reason));
  return { outcome: 'refused', uploadId, subject, reason };
}

async function keep(intake: Intake, story: UploadStory, inspection: Passed): Promise<IntakeOutcome> {
  const { uploadId } = story.claim;
  const { pages, observations, preview } = inspection;
  const findings = { ...findingsOf(story, observations), pages };
  const assignment = assign(story.claim, story.proposal);
  if (assignment === undefined) {
    await intake.inbox.writeFindings({ ...findings, state: 'unassigned' }, preview);
    return { outcome: 'unassigned', uploadId };
  }
  const archive = await archiveScan(intake, story, assignment);
  await intake.inbox.writeFindings({ ...findings, state: 'archived', archive }, preview);
  await intake.queue.send(archivedFacts(story, assignment, { archive, pages }));
  return { outcome: 'archived', uploadId, subject: assignment.subject };
}

// The very bytes that were hashed and looked at: nobody can swap the object between check and copy (U16).
function archiveScan(intake: Intake, { file }: UploadStory, assignment: Assignment): Promise<ArchivedPdf> {
  const { retentionDays, lockMode } = intake.settings;
  return intake.archive.archivePdf({
    key: scanKey(assignment, file.sha256),
    bytes: file.bytes ?? new Uint8Array(),
    sha256: file.sha256,
    retainUntil: retainUntil(file.uploadedAt, retentionDays),
    lockMode,
  });
}

function findingsOf({ file, claim, proposal }: UploadStory, seen: readonly Observation[]) {
  const observations = new Set<Observation>(seen);
  if (file.overwritten) observations.add('upload-overwritten');
  if (contradicts(claim, proposal)) observations.add('qr-contradicts-upload');
  const { sha256, size, uploadedAt } = file;
  return {
    uploadId: claim.uploadId,
    sha256,
    size,
    uploadedAt,
    observations: [...observations].toSorted(),
    ...(proposal && { proposal }),
  };
}
