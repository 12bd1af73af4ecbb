import type { UploadRefusal } from '../../../events/reasons.ts';
import { type Assignment, assign, contradicts, judgeArrival } from '../../scan-gate/rules/arrival.ts';
import type { Inspection, ScanInspector, TextInspection } from '../../scan-gate/rules/inspection.ts';
import { SCAN_LIMITS } from '../../scan-gate/rules/limits.ts';
import { codesOfPaper, proposeFrom } from '../../scan-gate/rules/qr-code.ts';
import { readUploadClaim, type UploadClaim, uploadKey } from '../../scan-gate/rules/upload-claim.ts';
import { archiveKey } from '../../domain/archive-key.ts';
import { fassungOf } from '../../domain/zielvereinbarung/state.ts';
import type { Observation } from '../../scan-gate/rules/verdict.ts';
import { archiveCopy, archivePdf, knownOf, lookIntoText } from './archive-upload.ts';
import type { InspectionRequest } from './inspection-request.ts';
import type { Intake } from './intake.ts';
import type { Findings, Inbox, KnownFindings, UploadAssignment, UploadedFile } from '../ports/intake.ts';
import { AGAIN, untilUndisturbed } from '../ports/patience.ts';
import { archivedFacts, refusedFacts, type RefusedUpload, type UploadStory } from './scan-facts.ts';

/** What became of an upload; `gone` where the inbox no longer holds it. */
export type IntakeOutcome = {
  readonly outcome: Findings['state'] | 'gone';
  readonly uploadId: string;
  readonly subject?: string;
  readonly reason?: UploadRefusal;
};

type Passed = Extract<Inspection, { ok: true }>;

/** An upload under inspection; `mark` names the findings that its own will replace. */
type Visit = UploadStory & { readonly mark: string | undefined };

/** What an attempt gave; again where another inspection wrote its findings meanwhile. */
type Attempt = IntakeOutcome | typeof AGAIN;

/**
 * Inspects an upload: the first version of its key, hashed by us, looked at apart, then archived by content and
 * told. Every step may be repeated: same findings, same archived version, same events to the byte, because all
 * times come from the upload. What was archived or refused stays so, for what it was assigned to first, whatever
 * notice comes late. Of several inspections at once, the slower reads what the quicker found and adds what that
 * did not see, at once; nothing is looked at twice for it. Content never throws; machinery does, and the queue
 * delivers again.
 */
export async function inspectUpload(intake: Intake, request: InspectionRequest): Promise<IntakeOutcome> {
  const { uploadId } = request;
  const inspector = rememberingInspector(intake.inspector);
  const assigned = await draftedOnly(intake, request.assigned);
  const attempt = () => inspectOnce({ ...intake, inspector }, { uploadId, ...(assigned && { assigned }) });
  const disturbed = () => new Error(`The findings of ${uploadId} kept being written by others`);
  return untilUndisturbed(intake.patience, attempt, disturbed);
}

/** The first version of a key never changes: what was seen of it holds for every further try. */
function rememberingInspector(inspector: ScanInspector): ScanInspector {
  let seen: Promise<Inspection> | undefined;
  let seenText: Promise<TextInspection> | undefined;
  return {
    inspect: (bytes) => (seen ??= inspector.inspect(bytes)),
    inspectText: (bytes) => (seenText ??= inspector.inspectText(bytes)),
  };
}

async function inspectOnce(intake: Intake, { uploadId, assigned }: InspectionRequest): Promise<Attempt> {
  const { inbox, inspector, wire, settings } = intake;
  const file = await inbox.readFirst(uploadKey(uploadId), SCAN_LIMITS.fileBytes);
  if (file === undefined) return { outcome: 'gone', uploadId };
  const known = await noteAssignment(inbox, await inbox.readFindings(uploadId), assigned);
  if (known === AGAIN) return AGAIN;
  const claim = { ...readUploadClaim(uploadId, file.metadata), ...assigned, ...settledBy(known?.findings) };
  if (known !== undefined && known.findings.state !== 'unassigned')
    return tellAgain(intake, { file, claim, wire, settings, mark: known.mark }, known.findings);
  const inspection = await inspectFile(inspector, file, claim);
  const proposal = inspection.ok ? proposeFrom(inspection.codes, inspection.pages) : undefined;
  const codes = inspection.ok ? codesOfPaper(inspection.codes, inspection.otherCodes) : [];
  const visit: Visit = {
    file,
    claim,
    wire,
    settings,
    mark: known?.mark,
    ...(proposal && { proposal }),
    ...(codes.length > 0 && { codes }),
  };
  return inspection.ok ? keep(intake, visit, inspection) : refuse(intake, visit, inspection);
}

async function draftedOnly(
  intake: Intake,
  assigned: InspectionRequest['assigned'],
): Promise<InspectionRequest['assigned']> {
  if (assigned === undefined) return undefined;
  const { zielvereinbarung: subject, fassung } = assigned;
  return (await knownOf(intake, { subject, fassung })) === undefined ? undefined : assigned;
}

// Written down before anything is archived: of two assignments the first counts, and only one key is ever locked.
async function noteAssignment(
  inbox: Inbox,
  known: KnownFindings | undefined,
  assigned: InspectionRequest['assigned'],
): Promise<KnownFindings | undefined | typeof AGAIN> {
  if (known?.findings.state !== 'unassigned' || assigned === undefined) return known;
  if (known.findings.zielvereinbarung !== undefined) return known;
  const findings = { ...known.findings, ...assigned };
  const mark = await inbox.writeFindings(findings, { after: known.mark });
  return mark === undefined ? AGAIN : { findings, mark };
}

function settledBy({ zielvereinbarung, fassung, parties }: UploadAssignment = {}): UploadAssignment {
  return {
    ...(zielvereinbarung !== undefined && { zielvereinbarung }),
    ...(fassung !== undefined && { fassung }),
    ...(parties !== undefined && { parties }),
  };
}

/** What is settled stays; the same facts are told again, and of later uploads under the key only that they came. */
async function tellAgain(intake: Intake, visit: Visit, found: Findings): Promise<Attempt> {
  const { uploadId, zielvereinbarung: subject, fassung } = visit.claim;
  const later = withLaterVersions(found, visit.file.laterVersions);
  const { mark: after } = visit;
  if (later !== found && (await intake.inbox.writeFindings(later, { after })) === undefined) return AGAIN;
  const { archive, pages, reason, places = [], proposal, codes, textCopy } = found;
  if (reason !== undefined) return tellRefused(intake, visit, { reason, places });
  if (subject === undefined || fassung === undefined || archive === undefined || pages === undefined)
    throw new Error(`The findings of ${uploadId} do not say where it was archived`);
  const story: UploadStory = { ...visit, ...(proposal && { proposal }), ...(codes && { codes }) };
  await intake.queue.send(archivedFacts(story, { subject, fassung }, { archive, pages, textCopy }));
  return { outcome: 'archived', uploadId, subject };
}

/** The findings with each further version noted once; the same where there is none that they do not name. */
function withLaterVersions(found: Findings, seen: readonly string[]): Findings {
  const { laterVersions: known = [], observations } = found;
  const laterVersions = [...new Set([...known, ...seen])];
  if (laterVersions.length === known.length) return found;
  const all = new Set<Observation>([...observations, 'upload-overwritten']);
  return { ...found, observations: [...all].toSorted(), laterVersions };
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

async function refuse(
  intake: Intake,
  visit: Visit,
  { reason, places = [] }: RefusedUpload,
): Promise<Attempt> {
  const where = places.length > 0 && { places };
  const findings = { ...findingsOf(visit, []), ...settledBy(visit.claim), reason, ...where };
  const mark = await intake.inbox.writeFindings({ ...findings, state: 'refused' }, { after: visit.mark });
  return mark === undefined ? AGAIN : tellRefused(intake, visit, { reason, places });
}

async function tellRefused(
  intake: Intake,
  story: UploadStory,
  refused: RefusedUpload,
): Promise<IntakeOutcome> {
  const { uploadId, zielvereinbarung: subject } = story.claim;
  const { reason } = refused;
  if (subject === undefined) return { outcome: 'refused', uploadId, reason };
  await intake.queue.send(refusedFacts(story, subject, refused));
  return { outcome: 'refused', uploadId, subject, reason };
}

async function keep(intake: Intake, visit: Visit, inspection: Passed): Promise<Attempt> {
  const { uploadId } = visit.claim;
  const { pages, observations, previews = [] } = inspection;
  const found = { ...findingsOf(visit, observations), pages, previews: previews.length };
  const assignment = assign(visit.claim, visit.proposal);
  const state = assignment && (await knownOf(intake, assignment));
  if (assignment === undefined || state === undefined) {
    const write = { after: visit.mark, previews };
    const mark = await intake.inbox.writeFindings({ ...found, state: 'unassigned' }, write);
    return mark === undefined ? AGAIN : { outcome: 'unassigned', uploadId };
  }
  const text = await lookIntoText(intake, visit, fassungOf(state, assignment.fassung));
  return text?.ok === false
    ? refuse(intake, assignedTo(visit, assignment), text)
    : keepAssigned(intake, { visit, assignment, found, previews, copy: text?.copy });
}

function assignedTo(visit: Visit, { subject, fassung }: Assignment): Visit {
  return { ...visit, claim: { ...visit.claim, zielvereinbarung: subject, fassung } };
}

type Kept = {
  readonly visit: Visit;
  readonly assignment: Assignment;
  readonly found: Omit<Findings, 'state'> & { readonly pages: number };
  readonly previews: readonly Uint8Array[];
  readonly copy: Uint8Array | undefined;
};

async function keepAssigned(
  intake: Intake,
  { visit, assignment, found, previews, copy }: Kept,
): Promise<Attempt> {
  const { uploadId, parties } = visit.claim;
  const { subject, fassung } = assignment;
  const { sha256, bytes = new Uint8Array() } = visit.file;
  const archive = await archivePdf(intake, visit, {
    key: archiveKey(assignment, 'scan', sha256),
    bytes,
    sha256,
  });
  const textCopy = copy && (await archiveCopy(intake, visit, { assignment, copy }));
  const settled = { zielvereinbarung: subject, fassung, parties };
  const findings: Findings = {
    ...found,
    ...settled,
    state: 'archived',
    archive,
    ...(textCopy && { textCopy }),
  };
  if ((await intake.inbox.writeFindings(findings, { after: visit.mark, previews })) === undefined)
    return AGAIN;
  await intake.queue.send(archivedFacts(visit, assignment, { archive, pages: found.pages, textCopy }));
  return { outcome: 'archived', uploadId, subject };
}

function findingsOf({ file, claim, proposal, codes }: UploadStory, seen: readonly Observation[]) {
  const observations = new Set<Observation>(seen);
  const { laterVersions } = file;
  if (laterVersions.length > 0) observations.add('upload-overwritten');
  if (codes?.some((code) => contradicts(claim, code)) === true) observations.add('qr-contradicts-upload');
  const { sha256, size, uploadedAt } = file;
  return {
    uploadId: claim.uploadId,
    sha256,
    size,
    uploadedAt,
    observations: [...observations].toSorted(),
    ...(laterVersions.length > 0 && { laterVersions }),
    ...(proposal && { proposal }),
    ...(codes && { codes }),
  };
}
