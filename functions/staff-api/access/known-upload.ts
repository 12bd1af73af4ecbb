import type { Findings } from '../../../shared/application/ports/intake.ts';
import type { Upload } from '../../../shared/application/ports/uploads.ts';
import { archivedIdOf, INSPECTION_SOURCE } from '../../../shared/application/intake/scan-facts.ts';
import { scansPart } from '../../../shared/application/viewing/view-scans.ts';
import { DAY_MILLISECONDS } from '../../../shared/domain/dates/milliseconds.ts';
import { INBOX_DAYS } from '../../../shared/scan-gate/rules/limits.ts';
import { problem, type Problem } from '../../../shared/lambda/http-handler.ts';
import type { User } from './caller.ts';
import { deniedAsMissing } from './denied.ts';
import type { Deps } from '../deps.ts';
import { maySee, maySeeUpload } from './seeing.ts';

/** An upload with where it was filed, and what is known of it; nothing where nobody looked yet. */
export type KnownUpload = {
  readonly upload: Upload;
  readonly seen?: Pick<Findings, 'state'> & Partial<Findings>;
};

/**
 * An upload with what became of it, where this user may see it. Of one that its form filed elsewhere nothing more is
 * looked up: what is not theirs takes no longer than what does not exist (H7).
 */
export async function visibleUpload(deps: Deps, id: string, user: User): Promise<KnownUpload | Problem> {
  const announced = await deps.uploads.get(id);
  if (announced === undefined) return problem(404, 'not-found');
  const { uploadId, zielvereinbarung } = announced;
  if (zielvereinbarung !== undefined && !maySee(user, zielvereinbarung))
    return deniedAsMissing(user, { uploadId, subject: zielvereinbarung });
  const seen = (await deps.desk.findings(id)) ?? (await fromLog(deps, announced));
  const filed = filedBy(seen);
  // A Fassung beside no Zielvereinbarung was nobody's: what was settled since counts.
  const upload = zielvereinbarung === undefined ? { ...announced, ...filed } : { ...filed, ...announced };
  if (!maySeeUpload(user, upload)) return deniedAsMissing(user, { uploadId });
  return seen === undefined ? { upload } : { upload, seen };
}

/** What the form left open and the inspection or staff settled. */
function filedBy({ zielvereinbarung, fassung }: Partial<Findings> = {}) {
  return {
    ...(zielvereinbarung !== undefined && { zielvereinbarung }),
    ...(fassung !== undefined && { fassung }),
  };
}

/**
 * Findings go with the inbox; what became of the scan stays in the log. As long as the inbox can have forgotten
 * nothing, no findings mean that nobody looked yet: whoever waits for the inspection asks every few seconds, and no
 * log is read for that.
 */
async function fromLog({ recorder }: Deps, upload: Upload): Promise<KnownUpload['seen']> {
  const { uploadId, createdAt } = upload;
  const { store, clock } = recorder;
  if (Date.parse(clock.now()) - Date.parse(createdAt) < INBOX_DAYS * DAY_MILLISECONDS) return undefined;
  const zielvereinbarung = upload.zielvereinbarung ?? (await filedIn(store, uploadId));
  if (zielvereinbarung === undefined) return undefined;
  const events = (await store.history(zielvereinbarung)).map(({ event }) => event);
  const line = scansPart(events).findLast((scan) => scan.uploadId === uploadId);
  if (line === undefined || line.state === 'announced') return undefined;
  if (line.state === 'refused') return { state: 'refused', reason: line.reason };
  const { state, sha256, size, fassung, pages, archive, codes } = line;
  const read = { state, sha256, size, fassung, pages, archive, zielvereinbarung };
  return { ...read, ...(codes && { codes }) };
}

/** The marker of the inspection's own fact says where a scan went whose form named no Zielvereinbarung. */
async function filedIn(
  store: Pick<Deps['recorder']['store'], 'marker'>,
  uploadId: string,
): Promise<string | undefined> {
  return (await store.marker(INSPECTION_SOURCE, archivedIdOf(uploadId)))?.subject;
}
