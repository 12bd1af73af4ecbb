import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { bundling } from '../../functions/inspect-scan/bundling.ts';
import { childInspector, inspectorBeside } from '../../shared/scan-gate/scan-inspector.ts';
import { encryptedPdf, signingPdf } from '../support/pdf/pdf-samples.ts';
import { AUTHOR, suppliedText } from '../support/pdf/supplied-texts.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HASH = 'fedcba9876543210';
const SUBJECT = 'AQB-2025-06533';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-scan-'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: { ...bundling.entries },
    bundle: true,
    platform: 'node',
    format: bundling.format,
    target: 'node24',
    outExtension: { '.js': '.mjs' },
    outdir: folder,
    logLevel: 'error',
  });
  for (const [name, module] of Object.entries(bundling.files)) {
    await copyFile(fileURLToPath(import.meta.resolve(module)), join(folder, name));
  }
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const bundled = (limits = {}) =>
  childInspector({ ...inspectorBeside(pathToFileURL(join(folder, 'index.mjs')).href), ...limits });

describe('the inspecting process, bundled as it is deployed', () => {
  test('reads the QR code of every page of scanned paper and draws each', { timeout: 60_000 }, async () => {
    const printed = await signingPdf({ subject: SUBJECT, fassung: 2, hash16: HASH, pages: 3 });
    const paper = { signingPdf: printed, signedBy: ['land', 'kommune'], seed: 11 } as const;
    const scan = await scanOfPaper(paper);
    expect(scan.length).toBeGreaterThan(200_000);
    expect(Buffer.from(await scanOfPaper(paper)).equals(Buffer.from(scan))).toBe(true);

    const inspection = await bundled().inspect(scan);
    expect(inspection).toMatchObject({ ok: true, pages: 3, observations: [] });
    expect(inspection.ok && inspection.codes).toEqual(
      [1, 2, 3].map((page) => ({ subject: SUBJECT, fassung: 2, page, fassungHash16: HASH, sheet: page })),
    );
    const pictures = inspection.ok ? (inspection.previews ?? []) : [];
    expect(pictures.map((picture) => Buffer.from(picture.subarray(1, 4)).toString())).toEqual(
      Array(3).fill('PNG'),
    );
  });

  test('draws no more pages of a long file than somebody looks at', { timeout: 60_000 }, async () => {
    const printed = await signingPdf({ subject: SUBJECT, fassung: 2, hash16: HASH, pages: 15 });
    const inspection = await bundled().inspect(printed);
    expect(inspection).toMatchObject({ ok: true, pages: 15 });
    expect(inspection.ok && inspection.previews).toHaveLength(12);
  });

  test('copies a supplied text without its author, or names what stops it', { timeout: 60_000 }, async () => {
    const text = suppliedText({ draw: '' });
    const found = await bundled().inspectText(text);
    expect(found.ok && Buffer.from(found.copy).toString('latin1')).toMatch(/^%PDF-1\.7/u);
    expect(found.ok && Buffer.from(found.copy).includes(AUTHOR)).toBe(false);
    const stopped = await bundled().inspectText(
      suppliedText({ draw: 'BT 1 g /F1 9 Tf 72 90 Td (weg) Tj ET' }),
    );
    expect(stopped).toEqual({
      ok: false,
      reason: 'text-document-not-plain',
      places: [{ kind: 'unseen-text', page: 1, excerpt: 'weg' }],
    });
  });

  test('gives no copy where its time is over or its answer is none', { timeout: 60_000 }, async () => {
    const none = { ok: false, reason: 'text-document-not-copyable' };
    expect(await bundled({ wallMilliseconds: 1 }).inspectText(suppliedText({ draw: '' }))).toEqual(none);
    expect(await bundled().inspectText(Buffer.from('%PDF-1.7'))).toEqual(none);
  });

  test('answers with the reason of the gate', { timeout: 60_000 }, async () => {
    const file = await encryptedPdf({ ownerPassword: 'geheim' });
    expect(await bundled().inspect(file)).toEqual({ ok: false, reason: 'pdf-encrypted' });
  });

  test('is killed when its time is over', { timeout: 60_000 }, async () => {
    const inspector = bundled({ wallMilliseconds: 1 });
    expect(await inspector.inspect(Buffer.from('%PDF-1.7'))).toEqual({
      ok: false,
      reason: 'pdf-too-complex',
    });
  });

  test('is killed when it takes more memory than it may', { timeout: 60_000 }, async () => {
    const greedy = join(folder, 'greedy.mjs');
    await writeFile(greedy, 'const held = []; setInterval(() => held.push(Buffer.alloc(8e6, 1)), 1);');
    const inspector = childInspector({ entry: greedy, readable: [folder], residentBytes: 256 * 1024 * 1024 });
    expect(await inspector.inspect(Buffer.alloc(0))).toEqual({ ok: false, reason: 'pdf-too-complex' });
  });

  test('sees no variable of ours and may not read beyond its code', { timeout: 60_000 }, async () => {
    const nosy = join(folder, 'nosy.mjs');
    const source = `import { readFileSync } from 'node:fs';
      if (Object.keys(process.env).some((name) => name.startsWith('AWS'))) process.exit(0);
      try { readFileSync(${JSON.stringify(join(ROOT, 'package.json'))}); process.exit(0); } catch {}
      process.stdout.write('{"ok":false,"reason":"pdf-xfa"}');`;
    await writeFile(nosy, source);
    const inspector = childInspector({ entry: nosy, readable: [folder] });
    expect(await inspector.inspect(Buffer.alloc(0))).toEqual({ ok: false, reason: 'pdf-xfa' });
  });
});
