import type { Findings } from '../../shared/application/ports-intake.ts';
import type { Upload } from '../../shared/application/ports.ts';
import { scansPart } from '../../shared/application/view-scans.ts';
import { problem, type Problem } from '../../shared/lambda/http-handler.ts';
import { maySee, type User } from './access.ts';
import { deniedAsMissing } from './denied.ts';
import type { Deps } from './deps.ts';

/** An upload with where it was filed, and what is known of it; nothing where nobody looked yet. */
export type KnownUpload = {
  readonly upload: Upload;
  readonly seen?: Pick<Findings, 'state'> & Partial<Findings>;
};

/**
 * An upload that this user may see: one of a Zielvereinbarung that they may see, whether its form, its QR codes or
 * staff named it; before that their own, and every one for the Land.
 */
export async function visibleUpload(deps: Deps, id: string, user: User): Promise<KnownUpload | Problem> {
  const announced = await deps.uploads.get(id);
  if (announced === undefined) return problem(404, 'not-found');
  const findings = await deps.desk.findings(id);
  const upload = { ...filedBy(findings), ...announced };
  if (!isVisible(upload, user)) return deniedAsMissing(user);
  if (findings !== undefined) return { upload, seen: findings };
  return { upload, ...(await fromLog(deps, upload)) };
}

function isVisible({ zielvereinbarung, createdBy }: Upload, user: User): boolean {
  return zielvereinbarung === undefined
    ? createdBy === user.subject || user.roles.includes('land')
    : maySee(user, zielvereinbarung);
}

/** What the form left open and the inspection or staff settled. */
function filedBy({ zielvereinbarung, fassung }: Partial<Findings> = {}) {
  return {
    ...(zielvereinbarung !== undefined && { zielvereinbarung }),
    ...(fassung !== undefined && { fassung }),
  };
}

/** Findings go with the inbox after seven days; what became of the scan stays in the log. */
async function fromLog(
  { recorder }: Deps,
  { uploadId, zielvereinbarung }: Upload,
): Promise<Pick<KnownUpload, 'seen'>> {
  if (zielvereinbarung === undefined) return {};
  const events = (await recorder.store.history(zielvereinbarung)).map(({ event }) => event);
  const line = scansPart(events).findLast((scan) => scan.uploadId === uploadId);
  if (line === undefined || line.state === 'announced') return {};
  if (line.state === 'refused') return { seen: { state: 'refused', reason: line.reason } };
  const { state, sha256, size, fassung, pages, archive } = line;
  return { seen: { state, sha256, size, fassung, pages, archive, zielvereinbarung } };
}
