import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fassungNumber, subject } from '../../events/primitives.ts';
import { parseJson } from '../../events/reading/parse-json.ts';
import { TEXT_STOPS } from '../../events/incoming/scan.ts';
import { uploadReason } from '../../events/reasons.ts';
import type { Inspection, ScanInspector } from './rules/inspection.ts';
import { TEXT_ORDER } from './supplied/text-order.ts';
import { PREVIEW_PAGES, SCAN_LIMITS } from './rules/limits.ts';
import { OBSERVATIONS } from './rules/verdict.ts';

/** How the inspecting process is run and bounded. */
export type InspectorSettings = {
  /** The inspector's file, source or bundle. */
  readonly entry: string;
  /** Folders that the process may read, and nothing else: its bundle, or sources and packages. */
  readonly readable: readonly string[];
  /** Where the runtime finds its own libraries; the only variable that the process gets. */
  readonly libraryPath?: string | undefined;
  /** Default 10 s, of a supplied text 30 s. Source: d-10. */
  readonly wallMilliseconds?: number;
  /** Default 512 MB. Source: d-10. */
  readonly residentBytes?: number;
};

const WALL_MILLISECONDS = 10_000;
const RESIDENT_BYTES = 512 * 1024 * 1024;
/** The heap's part of it; wasm and buffers lie outside and are seen only by the watch. */
const HEAP_MEGABYTES = 320;
const WATCH_MILLISECONDS = 25;
/** All pictures of pages together are bounded by the inspection; more output is no answer. */
const ANSWER_BYTES = 16 * 1024 * 1024;
/** A text is looked at word by word, copied and drawn once more; rarely, and within the time of one delivery. */
const TEXT_WALL_MILLISECONDS = 30_000;
/** A copy is hardly larger than its file, and a third longer as base64. */
const TEXT_ANSWER_BYTES = 96 * 1024 * 1024;

const page = z.int().min(1).max(SCAN_LIMITS.pages);

const answer = z.union([
  z.object({ ok: z.literal(false), reason: uploadReason }),
  z.object({
    ok: z.literal(true),
    pages: page,
    observations: z.array(z.enum(OBSERVATIONS)),
    codes: z.array(
      z.object({
        subject,
        fassung: fassungNumber,
        page,
        fassungHash16: z.string().regex(/^[0-9a-f]{16}$/u),
        sheet: page.exactOptional(),
      }),
    ),
    otherCodes: z.array(page).max(SCAN_LIMITS.pages).exactOptional(),
    previews: z.array(z.base64()).max(PREVIEW_PAGES).default([]),
  }),
]);

const textPlace = z.object({
  kind: z.enum(TEXT_STOPS),
  page: page.exactOptional(),
  excerpt: z.string().max(200).exactOptional(),
});
const textAnswer = z.union([
  z.object({ ok: z.literal(true), copy: z.base64().min(1) }),
  z.object({ ok: z.literal(false), reason: z.literal('text-document-not-copyable') }),
  z.object({
    ok: z.literal(false),
    reason: z.literal('text-document-not-plain'),
    places: z.array(textPlace).min(1),
  }),
]);

/**
 * Inspects each file in a process of its own: no environment, so no credentials, no right to write, to start
 * processes or to read beyond its code; killed at the time or memory limit. A kill, a crash or an unreadable
 * answer is `pdf-too-complex`, of a supplied text `text-document-not-copyable`.
 */
export function childInspector(settings: InspectorSettings): ScanInspector {
  return {
    async inspect(bytes) {
      const output = await runChild(bytes, settings, SCAN_RUN);
      return output === undefined ? { ok: false, reason: 'pdf-too-complex' } : readAnswer(output);
    },
    async inspectText(bytes) {
      const output = await runChild(bytes, settings, TEXT_RUN);
      const parsed = textAnswer.safeParse(output === undefined ? undefined : parseJson(output));
      if (!parsed.success) return { ok: false, reason: 'text-document-not-copyable' };
      return parsed.data.ok ? { ok: true, copy: Buffer.from(parsed.data.copy, 'base64') } : parsed.data;
    },
  };
}

/** Finds the inspector beside a bundle, or the source beside a source. */
export function inspectorBeside(moduleUrl: string): Pick<InspectorSettings, 'entry' | 'readable'> {
  const bundled = fileURLToPath(new URL('inspector.mjs', moduleUrl));
  if (existsSync(bundled)) return { entry: bundled, readable: [realpathSync(dirname(bundled))] };
  const root = fileURLToPath(new URL('../../', moduleUrl));
  return { entry: fileURLToPath(new URL('inspector.ts', moduleUrl)), readable: [realpathSync(root)] };
}

function readAnswer(output: string): Inspection {
  const parsed = answer.safeParse(parseJson(output));
  if (!parsed.success) return { ok: false, reason: 'pdf-too-complex' };
  if (!parsed.data.ok) return parsed.data;
  const { previews, ...rest } = parsed.data;
  return { ...rest, previews: previews.map((picture) => Buffer.from(picture, 'base64')) };
}

/** What a process is asked for, and what bounds its answer. */
type Run = {
  readonly order: readonly string[];
  readonly milliseconds: number;
  readonly answerBytes: number;
};

const SCAN_RUN: Run = { order: [], milliseconds: WALL_MILLISECONDS, answerBytes: ANSWER_BYTES };
const TEXT_RUN: Run = {
  order: [TEXT_ORDER],
  milliseconds: TEXT_WALL_MILLISECONDS,
  answerBytes: TEXT_ANSWER_BYTES,
};

function runChild(
  bytes: Uint8Array,
  settings: InspectorSettings,
  { order, milliseconds, answerBytes }: Run,
): Promise<string | undefined> {
  const {
    entry,
    readable,
    libraryPath,
    wallMilliseconds = milliseconds,
    residentBytes = RESIDENT_BYTES,
  } = settings;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${HEAP_MEGABYTES}`,
        '--permission',
        ...readable.map((folder) => `--allow-fs-read=${folder}`),
        '--no-warnings',
        entry,
        ...order,
      ],
      {
        env: libraryPath === undefined ? {} : { LD_LIBRARY_PATH: libraryPath },
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    const chunks: Buffer[] = [];
    let size = 0;
    const kill = (): void => void child.kill('SIGKILL');
    const limit = setTimeout(kill, wallMilliseconds);
    const watch = setInterval(() => void killAbove(child, residentBytes), WATCH_MILLISECONDS);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > answerBytes) kill();
      else chunks.push(chunk);
    });
    child.on('error', reject); // the process could not be started at all: that is no fault of the file
    child.on('close', (code) => {
      clearTimeout(limit);
      clearInterval(watch);
      resolve(code === 0 ? Buffer.concat(chunks).toString('utf8') : undefined);
    });
    child.stdin.on('error', () => undefined); // a child that died early leaves the pipe; its end is seen by `close`
    child.stdin.end(bytes);
  });
}

// Heap flags bound neither array buffers nor wasm; the kernel's own figure does. Elsewhere only time bounds.
async function killAbove(child: ChildProcess, residentBytes: number): Promise<void> {
  try {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0);
    if (kilobytes * 1024 > residentBytes) child.kill('SIGKILL');
  } catch {
    return; // no such file: the process ended meanwhile, or the system has no /proc
  }
}
