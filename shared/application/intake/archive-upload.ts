import { archiveKey } from '../../domain/archive-key.ts';
import {
  hasFassung,
  INITIAL,
  type Concluded,
  type Fassung,
  type Open,
} from '../../domain/zielvereinbarung/state.ts';
import { isSuppliedText } from '../../domain/zielvereinbarung/terms/supplied-text.ts';
import { type Assignment, retainUntil } from '../../scan-gate/rules/arrival.ts';
import type { TextInspection } from '../../scan-gate/rules/inspection.ts';
import type { ArchivalPdf, ArchivedCopy, ArchivedPdf } from '../ports/intake.ts';
import type { Intake } from './intake.ts';
import type { UploadStory } from './scan-facts.ts';

/**
 * What is known of the Zielvereinbarung of a Fassung that was drafted, released or not; undefined where it was not.
 * What the form, the QR code or staff named passes here; where it names another one, nothing is archived, and a
 * person assigns the upload anew.
 */
export async function knownOf(
  { log }: Intake,
  { subject, fassung }: Assignment,
): Promise<Open | Concluded | undefined> {
  const state = (await log.load(subject))?.state ?? INITIAL;
  return state.status !== 'none' && hasFassung(state, fassung) ? state : undefined;
}

/** Looks into an upload where it is the text that the terms of its Fassung name (rule 8); undefined for every other. */
export async function lookIntoText(
  { inspector }: Intake,
  { file }: UploadStory,
  fassung: Fassung | undefined,
): Promise<TextInspection | undefined> {
  const isText = fassung?.released === false && isSuppliedText(fassung, file);
  return isText ? inspector.inspectText(file.bytes ?? new Uint8Array()) : undefined;
}

/** Archives the copy of a supplied text by its own hash, which is computed here: the process that made it is not believed. */
export async function archiveCopy(
  intake: Intake,
  visit: UploadStory,
  { assignment, copy: bytes }: { readonly assignment: Assignment; readonly copy: Uint8Array },
): Promise<ArchivedCopy> {
  const sha256 = intake.crypto.sha256(bytes);
  const key = archiveKey(assignment, 'text-copy', sha256);
  return { sha256, size: bytes.length, archive: await archivePdf(intake, visit, { key, bytes, sha256 }) };
}

/** Archives the very bytes that were hashed and looked at: nobody can swap the object between check and copy (U16). */
export function archivePdf(
  { archive, settings: { retentionDays, lockMode } }: Intake,
  { file }: UploadStory,
  pdf: Pick<ArchivalPdf, 'key' | 'bytes' | 'sha256'>,
): Promise<ArchivedPdf> {
  return archive.archivePdf({ ...pdf, retainUntil: retainUntil(file.uploadedAt, retentionDays), lockMode });
}
