import type { UploadRefusal } from '../../../../events/reasons.ts';
import { ApiProblem } from '../../../api/client.ts';
import type { UploadForm, UploadView } from '../../../api/types.ts';
import { lookDelays, RETRIES, retryDelay } from './patience.ts';
import type { End, Kept, Progress } from './upload.ts';

/** How a transfer ended; `denied` where the store did not take the form, mostly because it had expired. */
export type Sent = 'sent' | 'lost' | 'denied';

/** What an upload needs of the browser and the API. Everything that may stop rejects once the person cancels. */
export type UploadDeps = {
  /** What the browser can tell before anything is sent. */
  readonly judge: (file: Blob) => Promise<UploadRefusal | undefined>;
  readonly sha256: (file: Blob) => Promise<string>;
  /** Same key, same upload: a new form for it, and the archived scan with the same bytes. @throws ApiProblem */
  readonly announce: (kept: Kept & { readonly sha256: string }) => Promise<UploadForm>;
  readonly send: (form: UploadForm, file: Blob, onSent: (bytes: number) => void) => Promise<Sent>;
  /** @throws ApiProblem */
  readonly look: (uploadId: string) => Promise<UploadView>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Writes down how far it is, so that a reload goes on from there. */
  readonly keep: (kept: Kept) => Promise<void>;
  readonly tell: (progress: Progress) => void;
  readonly isCancelled: () => boolean;
};

/**
 * Brings one file into the archive: names its bytes, announces it, sends it, waits for the inspection. A lost
 * connection is tried again with growing pauses, an expired form is fetched anew under the same key, and what
 * was kept of an earlier run is not done twice. Ends with something to show; it never throws.
 */
export async function runUpload(kept: Kept, deps: UploadDeps): Promise<End> {
  try {
    const known = await named(kept, deps);
    if ('step' in known) return known;
    const brought = kept.hasArrived === true ? known : await bring(known, deps);
    return 'step' in brought ? brought : await inspected(brought.uploadId ?? '', deps);
  } catch (error) {
    return deps.isCancelled() ? { step: 'cancelled' } : haltedBy(error);
  }
}

type Named = Kept & { readonly sha256: string };

async function named(kept: Kept, { judge, sha256, keep, tell }: UploadDeps): Promise<Named | End> {
  if (kept.sha256 !== undefined) return { ...kept, sha256: kept.sha256 };
  tell({ step: 'reading' });
  const reason = await judge(kept.file);
  if (reason !== undefined) return { step: 'unfit', reason };
  const next = { ...kept, sha256: await sha256(kept.file) };
  await keep(next);
  return next;
}

type Tried =
  | { readonly outcome: 'arrived'; readonly kept: Kept }
  | { readonly outcome: 'ended'; readonly end: End }
  | { readonly outcome: 'lost' | 'denied'; readonly kept: Named };

async function bring(kept: Named, deps: UploadDeps): Promise<Kept | End> {
  let tried = await tryOnce(kept, deps);
  for (let failed = 1; failed <= RETRIES; failed += 1) {
    if (tried.outcome === 'arrived') return tried.kept;
    if (tried.outcome === 'ended') return tried.end;
    deps.tell({ step: 'waiting', attempt: failed });
    await deps.wait(retryDelay(failed));
    tried = await tryOnce(tried.kept, deps);
  }
  if (tried.outcome === 'arrived') return tried.kept;
  if (tried.outcome === 'ended') return tried.end;
  return { step: 'halted', why: tried.outcome === 'denied' ? 'refused-form' : 'connection' };
}

/** One try; what was learned in it is known to the next. */
async function tryOnce(kept: Named, deps: UploadDeps): Promise<Tried> {
  deps.tell({ step: 'announcing' });
  const announced = await unlessLost(() => deps.announce(kept));
  if (announced === 'lost') return { outcome: 'lost', kept };
  const { uploadId, known } = announced;
  const isSentBefore = kept.uploadId !== undefined;
  if (isSentBefore && (await hasArrived(uploadId, deps))) return arrived({ ...kept, uploadId }, deps);
  if (known !== undefined && kept.isWantedTwice !== true)
    return { outcome: 'ended', end: { step: 'asking', known } };
  const next = { ...kept, uploadId };
  await deps.keep(next);
  deps.tell({ step: 'sending', sent: 0, size: kept.size });
  const sent = await deps.send(announced, kept.file, (bytes) =>
    deps.tell({ step: 'sending', sent: Math.min(bytes, kept.size), size: kept.size }),
  );
  return sent === 'sent' ? arrived(next, deps) : { outcome: sent, kept: next };
}

async function arrived(kept: Named, { keep }: UploadDeps): Promise<Tried> {
  const next = { ...kept, hasArrived: true };
  await keep(next);
  return { outcome: 'arrived', kept: next };
}

/** The answer to an earlier transfer may have been lost; a second copy would only raise questions. */
async function hasArrived(uploadId: string, { look }: UploadDeps): Promise<boolean> {
  const view = await unlessLost(() => look(uploadId));
  return view !== 'lost' && view.state !== 'announced';
}

async function inspected(uploadId: string, { look, wait, tell }: UploadDeps): Promise<End> {
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

function haltedBy(error: unknown): End {
  if (!(error instanceof ApiProblem)) return { step: 'halted', why: 'problem' };
  return error.status === 401
    ? { step: 'halted', why: 'session' }
    : { step: 'halted', why: 'problem', problem: error };
}
