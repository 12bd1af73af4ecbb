import type { Findings } from '../../ports/intake.ts';
import { INSPECTION_SOURCE } from '../../intake/scan-facts.ts';
import type { Finding, FindingCode, Repaired } from '../finding.ts';
import type { Reconciler } from '../reconciler.ts';
import { MINUTE_MILLISECONDS } from '../../../domain/dates/milliseconds.ts';

type Looker = Pick<Reconciler, 'inbox' | 'uploads' | 'recorder'>;

/** The store's own notice of an upload is on its way. */
const ON_ITS_WAY_MINUTES = 5;

/** After that a person hears of it too: the inspection may fail at this upload for good. */
const TRIED_MINUTES = 60;

/**
 * Uploads that nobody inspected, and those whose findings no log heard of: a lost notice, or a run that was cut
 * off. The inspection is told again; it gives the same findings and the same facts (U17).
 */
export async function lookAtUploads(looker: Looker): Promise<readonly Finding[]> {
  const { uploads, recorder } = looker;
  const now = Date.parse(recorder.clock.now());
  const findings: Finding[] = [];
  for (const { uploadId, uploadedAt } of await uploads.list()) {
    if (now - Date.parse(uploadedAt) <= ON_ITS_WAY_MINUTES * MINUTE_MILLISECONDS) continue;
    findings.push(
      ...(await lookAtUpload(
        looker,
        uploadId,
        now - Date.parse(uploadedAt) > TRIED_MINUTES * MINUTE_MILLISECONDS,
      )),
    );
  }
  return findings;
}

/** One that cannot be looked at stops no other. */
async function lookAtUpload(looker: Looker, uploadId: string, isTried: boolean): Promise<readonly Finding[]> {
  try {
    const code = await codeOf(looker, uploadId);
    if (code === undefined) return [];
    const became = isTried && code === 'upload-not-inspected' ? 'open' : 'repaired';
    return [{ code, key: uploadId, repair: again(looker, uploadId, became) }];
  } catch (error) {
    return [{ code: 'could-not-look', key: uploadId, error }];
  }
}

async function codeOf({ inbox, recorder }: Looker, uploadId: string): Promise<FindingCode | undefined> {
  const known = await inbox.readFindings(uploadId);
  if (known === undefined) return 'upload-not-inspected';
  return (await isTold(recorder, known.findings)) ? undefined : 'upload-not-told';
}

/** What ended in a fact about a Zielvereinbarung was judged, or waits; everything else waits for staff. */
async function isTold({ store }: Reconciler['recorder'], findings: Findings): Promise<boolean> {
  const { state, zielvereinbarung: subject, uploadId } = findings;
  if (state === 'unassigned' || subject === undefined) return true;
  for (const step of ['submitted', state]) {
    const key = { source: INSPECTION_SOURCE, id: `${uploadId}:${step}` };
    const isKnown = (await store.marker(key.source, key.id)) ?? (await store.parkedItem(subject, key));
    if (isKnown === undefined) return false;
  }
  return true;
}

function again({ uploads }: Looker, uploadId: string, became: Repaired) {
  return async () => {
    await uploads.notify(uploadId);
    return became;
  };
}
