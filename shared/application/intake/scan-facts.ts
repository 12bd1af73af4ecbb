import type { z } from 'zod';
import type { CloudEvent, Fact } from '../../../events/fact.ts';
import { documentArchived } from '../../../events/incoming/document.ts';
import { scanArchived, scanRefused, scanSubmitted } from '../../../events/incoming/scan.ts';
import type { UploadRefusal } from '../../../events/reasons.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { type Assignment, retainUntil } from '../../scan-gate/rules/arrival.ts';
import type { CodeOnPaper, Proposal } from '../../scan-gate/rules/qr-code.ts';
import type { UploadClaim } from '../../scan-gate/rules/upload-claim.ts';
import type { TextPlace } from '../../domain/zielvereinbarung/terms/supplied-text.ts';
import type { ArchivedCopy, ArchivedPdf, UploadedFile } from '../ports/intake.ts';

/** Who these facts come from. */
export const INSPECTION_SOURCE = 'urn:aqb:inspect-scan';

/** `rendererVersion` of the copies of supplied texts: another one may give other bytes. */
export const COPY_VERSION = 'plain-copy-1';

/** Id of the fact that an upload was archived; what is recorded of it can be found by this name. */
export function archivedIdOf(uploadId: string): string {
  return idOf(uploadId, 'archived');
}

const idOf = (uploadId: string, step: string) => `${uploadId}:${step}`;

/** What every fact about an upload is made of. */
export type UploadStory = {
  readonly file: UploadedFile;
  readonly claim: UploadClaim;
  readonly proposal?: Proposal;
  readonly codes?: readonly CodeOnPaper[];
  readonly wire: WireWriter;
  readonly settings: { readonly retentionDays: number };
};

/** Why an upload was refused, and where a supplied text holds what stops it. */
export type RefusedUpload = { readonly reason: UploadRefusal; readonly places?: readonly TextPlace[] };

/** `scan.submitted` and `scan.refused` of a Zielvereinbarung that the uploader named. */
export function refusedFacts(
  story: UploadStory,
  subject: string,
  { reason, places = [] }: RefusedUpload,
): readonly CloudEvent[] {
  const { fassung } = story.claim;
  const data = {
    ...uploadData(story),
    ...(fassung !== undefined && { fassung }),
    reason,
    ...(places.length > 0 && { places: places.map(withoutWords) }),
  };
  return [
    submitted(story, subject, fassung),
    told(story, subject, {
      fact: scanRefused,
      step: 'refused',
      data: data satisfies z.infer<typeof scanRefused.data>,
    }),
  ];
}

// The words of a file may name persons: they stay beside the upload for its days and never come into the log (rule 10).
function withoutWords({ kind, page }: TextPlace) {
  return { kind, ...(page !== undefined && { page }) };
}

/** `scan.submitted`, then what lies in the archive: of a supplied text its copy first, then the file itself. */
export function archivedFacts(
  story: UploadStory,
  { subject, fassung }: Assignment,
  { textCopy, ...kept }: ArchivedUpload,
): readonly CloudEvent[] {
  const { claim, file, proposal, codes, settings } = story;
  const data = {
    ...uploadData(story),
    fassung,
    ...kept,
    retainUntil: retainUntil(file.uploadedAt, settings.retentionDays),
    ...(claim.originalLocation !== undefined && { originalLocation: claim.originalLocation }),
    ...(proposal && { qr: qrData(proposal) }),
    ...(codes && { codes: [...codes] }),
  };
  return [
    submitted(story, subject, fassung),
    ...(textCopy === undefined ? [] : [copied(story, { subject, fassung }, textCopy)]),
    told(story, subject, {
      fact: scanArchived,
      step: 'archived',
      data: data satisfies z.infer<typeof scanArchived.data>,
    }),
  ];
}

/** Where an upload lies, and the copy of it where it is a supplied text. */
export type ArchivedUpload = {
  readonly archive: ArchivedPdf;
  readonly pages: number;
  readonly textCopy?: ArchivedCopy | undefined;
};

function copied(story: UploadStory, { subject, fassung }: Assignment, copy: ArchivedCopy): CloudEvent {
  const suppliedSha256 = story.file.sha256;
  const data = {
    fassung,
    kind: 'text-copy',
    ...copy,
    rendererVersion: COPY_VERSION,
    suppliedSha256,
  } as const;
  return told(story, subject, {
    fact: documentArchived,
    step: 'text-copy',
    data: data satisfies z.infer<typeof documentArchived.data>,
  });
}

function submitted(story: UploadStory, subject: string, fassung: number | undefined): CloudEvent {
  const { originalLocation } = story.claim;
  const data = {
    ...uploadData(story),
    ...(fassung !== undefined && { fassung }),
    ...(originalLocation !== undefined && { originalLocation }),
  };
  return told(story, subject, {
    fact: scanSubmitted,
    step: 'submitted',
    data: data satisfies z.infer<typeof scanSubmitted.data>,
  });
}

type Told = { readonly fact: Pick<Fact, 'stem' | 'version'>; readonly step: string; readonly data: object };

// The upload's time, never the clock's: the same notice twice gives the same bytes.
function told({ claim, file, wire }: UploadStory, subject: string, { fact, step, data }: Told): CloudEvent {
  return {
    specversion: '1.0',
    id: idOf(claim.uploadId, step),
    source: INSPECTION_SOURCE,
    type: wire.typeOf(fact),
    subject,
    time: file.uploadedAt,
    datacontenttype: 'application/json',
    data: { ...data },
  };
}

function uploadData({ file, claim }: UploadStory) {
  return { uploadId: claim.uploadId, parties: [...claim.parties], sha256: file.sha256, size: file.size };
}

function qrData({ subject, fassung, fassungHash16, pagesSeen }: Proposal) {
  return { subject, fassung, fassungHash16, pages: [...pagesSeen] };
}
