import type { Api } from '../../../api/client.ts';
import type { UploadFormView, UploadView } from '../../../api/types.ts';
import { dropUpload, storeUpload, unfinishedUploadsOf } from './unfinished-uploads.ts';
import { runUpload, type UploadDeps } from './run-upload.ts';
import { sha256Of } from '../../../browser/sha256-of.ts';
import { glanceAt, pause, transfer } from './transfer.ts';
import {
  asShown,
  isFinished,
  isUploading,
  type FileClaim,
  type UnfinishedUpload,
  type UploadProgress,
} from './upload.ts';

/** One file of the list with where it stands. */
export type Line = { readonly upload: UnfinishedUpload; readonly progress: UploadProgress };

/** The files that this person uploads; they go on while the person walks through other pages. */
export type RunningUploads = {
  readonly lines: () => readonly Line[];
  /** Hears of every change; returns the way to stop. */
  readonly onChange: (listener: (line: Line, before?: UploadProgress) => void) => () => void;
  readonly add: (files: readonly File[], claim: FileClaim) => void;
  /** Takes up again what was under way before a reload. */
  readonly resume: () => Promise<void>;
  readonly retry: (key: string) => void;
  /** The person wants the file although it is archived already. */
  readonly wantTwice: (key: string) => void;
  readonly cancel: (key: string) => void;
  /** Takes an ended line from the list. */
  readonly dismiss: (key: string) => void;
};

const opened = new WeakMap<Api, RunningUploads>();

/** The uploads of whoever has signed in: one list for as long as this page of the browser lives. */
export function uploadsOf(api: Api, by: string): RunningUploads {
  const known = opened.get(api) ?? openUploads(api, by);
  opened.set(api, known);
  return known;
}

type Listener = Parameters<RunningUploads['onChange']>[0];

function openUploads(api: Api, by: string): RunningUploads {
  const lines = new Map<string, Line>();
  const running = new Map<string, AbortController>();
  const listeners = new Set<Listener>();
  let resumed: Promise<void> | undefined;

  function show(upload: UnfinishedUpload, progress: UploadProgress): void {
    const before = lines.get(upload.key)?.progress;
    const line = { upload, progress };
    lines.set(upload.key, line);
    for (const listener of listeners) listener(line, before);
  }

  /** One tab works on a file; in another one it does not appear. */
  function start(upload: UnfinishedUpload): void {
    void navigator.locks.request(`hochladen:${upload.key}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const stop = new AbortController();
      running.set(upload.key, stop);
      let latest = upload;
      const deps = depsOf(api, {
        signal: stop.signal,
        onStored: (next) => (latest = next),
        tell: (progress) => show(latest, progress),
      });
      const end = await runUpload(upload, deps);
      running.delete(upload.key);
      if (isFinished(end)) await dropUpload(upload.key);
      show(latest, end);
    });
  }

  function again(key: string, more: Partial<UnfinishedUpload> = {}): void {
    const line = lines.get(key);
    if (line !== undefined && !isUploading(line.progress)) start({ ...line.upload, ...more });
  }

  return {
    lines: () => [...lines.values()],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(files, claim) {
      for (const file of files) {
        const { name, size } = file;
        const chosen = { by, name, size, file, claim, chosenAt: Date.now() };
        const upload = asShown({ key: crypto.randomUUID(), ...chosen });
        show(upload, { step: 'reading' });
        // starts as well where this browser stores nothing
        void storeUpload(upload).then(() => {
          if (lines.get(upload.key)?.progress.step === 'reading') start(upload);
          else void dropUpload(upload.key);
        });
      }
    },
    resume: () => (resumed ??= unfinishedUploadsOf(by).then((all) => all.map(asShown).forEach(start))),
    retry: (key) => again(key),
    wantTwice: (key) => again(key, { isWantedTwice: true }),
    cancel(key) {
      const stop = running.get(key);
      if (stop !== undefined) return stop.abort();
      const line = lines.get(key);
      void dropUpload(key);
      if (line !== undefined) show(line.upload, { step: 'cancelled' });
    },
    dismiss(key) {
      const line = lines.get(key);
      lines.delete(key);
      void dropUpload(key);
      if (line !== undefined) for (const listener of listeners) listener(line, line.progress);
    },
  };
}

type Course = {
  readonly signal: AbortSignal;
  readonly onStored: (upload: UnfinishedUpload) => void;
  readonly tell: (progress: UploadProgress) => void;
};

function depsOf(api: Api, { signal, onStored, tell }: Course): UploadDeps {
  return {
    judge: glanceAt,
    sha256: sha256Of,
    announce: async ({ key, name, size, sha256, claim }) => {
      const body = { ...claim, sha256, size, fileName: name };
      return (await api.post<UploadFormView>('/v1/uploads', body, { idempotencyKey: key })).body;
    },
    send: (form, file, onSent) => transfer({ form, file, onSent, signal }),
    look: async (uploadId) => (await api.get<UploadView>(`/v1/uploads/${uploadId}`, signal)).body,
    wait: (milliseconds) => pause(milliseconds, signal),
    async store(upload) {
      onStored(upload);
      await storeUpload(upload);
    },
    tell,
    isCancelled: () => signal.aborted,
  };
}
