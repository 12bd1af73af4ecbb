import type { UploadFormView } from '../../../api/types.ts';
import { GLANCE_BYTES, judgeFile } from '../file-judgement.ts';
import type { Sent } from './run-upload.ts';

/** Looks at beginning and end of a file (see {@link judgeFile}). */
export async function glanceAt(file: Blob): Promise<ReturnType<typeof judgeFile>> {
  const part = async (from: number, to?: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const [head, tail] = await Promise.all([
    part(0, GLANCE_BYTES),
    part(Math.max(0, file.size - GLANCE_BYTES)),
  ]);
  return judgeFile({ size: file.size, head, tail });
}

export type Transfer = {
  readonly form: UploadFormView;
  readonly file: Blob;
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
};

/**
 * Posts a file with its signed form. XMLHttpRequest, because `fetch` does not tell how much has been sent.
 * @throws DOMException `AbortError` where the person cancels
 */
export function transfer({ form, file, onSent, signal }: Transfer): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const [name, value] of Object.entries(form.post.fields)) body.append(name, value);
    body.append('file', file);
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    const settle = (sent: Sent) => {
      signal.removeEventListener('abort', abort);
      resolve(sent);
    };
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('load', () => settle(outcomeOf(request.status)));
    request.addEventListener('error', () => settle('lost'));
    request.addEventListener('timeout', () => settle('lost'));
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    request.open('POST', form.post.url);
    if (signal.aborted) reject(new DOMException('Cancelled', 'AbortError'));
    else request.send(body);
  });
}

function outcomeOf(status: number): Sent {
  if (status >= 200 && status < 300) return 'sent';
  return status >= 500 ? 'lost' : 'denied';
}

/**
 * Waits, and no longer than until the connection is back.
 * @throws DOMException `AbortError` where the person cancels
 */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const isOver = new AbortController();
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      isOver.abort();
      settle();
    };
    const timer = setTimeout(end(resolve), milliseconds);
    const { signal: over } = isOver;
    const cancel = end(() => reject(new DOMException('Cancelled', 'AbortError')));
    addEventListener('online', end(resolve), { signal: over });
    signal.addEventListener('abort', cancel, { signal: over });
    if (signal.aborted) cancel();
  });
}
