import type { UploadRefusal } from '../../../../events/reasons.ts';
import { ApiProblem } from '../../../api/client.ts';
import type { UploadFormView, UploadView } from '../../../api/types.ts';
import { lookDelays, RETRIES, retryDelay } from './patience.ts';
import type { UploadEnd, UnfinishedUpload, UploadProgress } from './upload.ts';

/** How a transfer ended; `denied` where the store did not take the form, mostly because it had expired. */
export type Sent = 'sent' | 'lost' | 'denied';

/** What an upload needs of the browser and the API. Everything that may stop rejects once the person cancels. */
export type UploadDeps = {
  /** What the browser can tell before anything is sent. */
  readonly judge: (file: Blob) => Promise<UploadRefusal | undefined>;
  readonly sha256: (file: Blob) => Promise<string>;
  /** Same key, same upload: a new form for it, and the archived scan with the same bytes. @throws ApiProblem */
  readonly announce: (upload: UnfinishedUpload & { readonly sha256: string }) => Promise<UploadFormView>;
  readonly send: (form: UploadFormView, file: Blob, onSent: (bytes: number) => void) => Promise<Sent>;
  /** @throws ApiProblem */
  readonly look: (uploadId: string) => Promise<UploadView>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Writes down how far it is, so that a reload goes on from there. */
  readonly store: (upload: UnfinishedUpload) => Promise<void>;
  readonly tell: (progress: UploadProgress) => void;
  readonly isCancelled: () => boolean;
};

/**
 * Brings one file into the archive: names its bytes, announces it, sends it, waits for the inspection. A lost
 * connection is tried again with growing pauses, an expired form is fetched anew under the same key, and what
 * was stored of an earlier run is not done twice. Ends with something to show; it never throws.
 */
export async function runUpload(upload: UnfinishedUpload, deps: UploadDeps): Promise<UploadEnd> {
  try {
    const known = await named(upload, deps);
    if ('step' in known) return known;
    const brought = upload.hasArrived === true ? known : await bring(known, deps);
    return 'step' in brought ? brought : await inspected(brought.uploadId ?? '', deps);
  } catch (error) {
    return deps.isCancelled() ? { step: 'cancelled' } : haltedBy(error);
  }
}

type Named = UnfinishedUpload & { readonly sha256: string };

async function named(
  upload: UnfinishedUpload,
  { judge, sha256, store, tell }: UploadDeps,
): Promise<Named | UploadEnd> {
  if (upload.sha256 !== undefined) return { ...upload, sha256: upload.sha256 };
  tell({ step: 'reading' });
  const reason = await judge(upload.file);
  if (reason !== undefined) return { step: 'unfit', reason };
  const next = { ...upload, sha256: await sha256(upload.file) };
  await store(next);
  return next;
}

type Tried =
  | { readonly outcome: 'arrived'; readonly upload: UnfinishedUpload }
  | { readonly outcome: 'ended'; readonly end: UploadEnd }
  | { readonly outcome: 'lost' | 'denied'; readonly upload: Named };

async function bring(upload: Named, deps: UploadDeps): Promise<UnfinishedUpload | UploadEnd> {
  let tried = await tryOnce(upload, deps);
  for (let failed = 1; failed <= RETRIES; failed += 1) {
    if (tried.outcome === 'arrived') return tried.upload;
    if (tried.outcome === 'ended') return tried.end;
    deps.tell({ step: 'waiting', attempt: failed });
    await deps.wait(retryDelay(failed));
    tried = await tryOnce(tried.upload, deps);
  }
  if (tried.outcome === 'arrived') return tried.upload;
  if (tried.outcome === 'ended') return tried.end;
  return { step: 'halted', why: tried.outcome === 'denied' ? 'refused-form' : 'connection' };
}

/** One try; what was learned in it is known to the next. */
async function tryOnce(upload: Named, deps: UploadDeps): Promise<Tried> {
  deps.tell({ step: 'announcing' });
  const announced = await unlessLost(() => deps.announce(upload));
  if (announced === 'lost') return { outcome: 'lost', upload };
  const { uploadId, known } = announced;
  const isSentBefore = upload.uploadId !== undefined;
  if (isSentBefore && (await hasArrived(uploadId, deps))) return arrived({ ...upload, uploadId }, deps);
  if (known !== undefined && upload.isWantedTwice !== true)
    return { outcome: 'ended', end: { step: 'asking', known } };
  const next = { ...upload, uploadId };
  await deps.store(next);
  deps.tell({ step: 'sending', sent: 0, size: upload.size });
  const sent = await deps.send(announced, upload.file, (bytes) =>
    deps.tell({ step: 'sending', sent: Math.min(bytes, upload.size), size: upload.size }),
  );
  return sent === 'sent' ? arrived(next, deps) : { outcome: sent, upload: next };
}

async function arrived(upload: Named, { store }: UploadDeps): Promise<Tried> {
  const next = { ...upload, hasArrived: true };
  await store(next);
  return { outcome: 'arrived', upload: next };
}

/** The answer to an earlier transfer may have been lost; a second copy would only raise questions. */
async function hasArrived(uploadId: string, { look }: UploadDeps): Promise<boolean> {
  const view = await unlessLost(() => look(uploadId));
  return view !== 'lost' && view.state !== 'announced';
}

async function inspected(uploadId: string, { look, wait, tell }: UploadDeps): Promise<UploadEnd> {
  tell({ step: 'inspecting', uploadId });
  for (const delay of [0, ...lookDelays()]) {
    await wait(delay);
    const view = await unlessLost(() => look(uploadId));
    if (view !== 'lost' && view.state !== 'announced') return { step: 'settled', view };
  }
  return { step: 'slow', uploadId };
}

async function unlessLost<Answer>(ask: () => Promise<Answer>): Promise<Answer | 'lost'> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 0 || error.status >= 500)) return 'lost';
    throw error;
  }
}

function haltedBy(error: unknown): UploadEnd {
  if (!(error instanceof ApiProblem)) return { step: 'halted', why: 'problem' };
  return error.status === 401
    ? { step: 'halted', why: 'session' }
    : { step: 'halted', why: 'problem', problem: error };
}
