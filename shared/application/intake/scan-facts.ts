import type { z } from 'zod';
import type { CloudEvent, Fact } from '../../../events/fact.ts';
import { scanArchived, scanRefused, scanSubmitted } from '../../../events/incoming/scan.ts';
import type { UploadRefusal } from '../../../events/reasons.ts';
import type { WireWriter } from '../../../events/wire-writer.ts';
import { type Assignment, retainUntil } from '../../scan-gate/rules/arrival.ts';
import type { Proposal } from '../../scan-gate/rules/qr-code.ts';
import type { UploadClaim } from '../../scan-gate/rules/upload-claim.ts';
import type { ArchivedPdf, UploadedFile } from '../ports/intake.ts';

/** Who these facts come from. */
export const INSPECTION_SOURCE = 'urn:aqb:inspect-scan';

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
  readonly wire: WireWriter;
  readonly settings: { readonly retentionDays: number };
};

/** `scan.submitted` and `scan.refused` of a Zielvereinbarung that the uploader named. */
export function refusedFacts(
  story: UploadStory,
  subject: string,
  reason: UploadRefusal,
): readonly CloudEvent[] {
  const { fassung } = story.claim;
  const data = { ...uploadData(story), ...(fassung !== undefined && { fassung }), reason };
  return [
    submitted(story, subject, fassung),
    told(story, subject, {
      fact: scanRefused,
      step: 'refused',
      data: data satisfies z.infer<typeof scanRefused.data>,
    }),
  ];
}

/** `scan.submitted` and `scan.archived`. */
export function archivedFacts(
  story: UploadStory,
  { subject, fassung }: Assignment,
  kept: { readonly archive: ArchivedPdf; readonly pages: number },
): readonly CloudEvent[] {
  const { claim, file, proposal, settings } = story;
  const data = {
    ...uploadData(story),
    fassung,
    ...kept,
    retainUntil: retainUntil(file.uploadedAt, settings.retentionDays),
    ...(claim.originalLocation !== undefined && { originalLocation: claim.originalLocation }),
    ...(proposal && { qr: qrData(proposal) }),
  };
  return [
    submitted(story, subject, fassung),
    told(story, subject, {
      fact: scanArchived,
      step: 'archived',
      data: data satisfies z.infer<typeof scanArchived.data>,
    }),
  ];
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
