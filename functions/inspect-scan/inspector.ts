import { existsSync, readFileSync } from 'node:fs';
import { inspectPdf } from '../../shared/scan-gate/scan-inspection.ts';
import { TEXT_ORDER } from '../../shared/scan-gate/supplied/text-order.ts';
import { inspectText } from '../../shared/scan-gate/supplied/text-inspection.ts';
import { buffer } from 'node:stream/consumers';

/**
 * The process that looks at one file and dies: bytes on standard input, one JSON line on standard output; told that
 * the file is a supplied text, it looks into that and copies it. It holds no credentials, no address and no right, and
 * nobody trusts its answer beyond its shape.
 */
const bytes = await buffer(process.stdin);
const tools = {
  pdfium: wasmFile('pdfium.wasm', '@hyzyla/pdfium/pdfium.wasm'),
  zxing: wasmFile('zxing_reader.wasm', 'zxing-wasm/reader/zxing_reader.wasm'),
};
const answer = process.argv.includes(TEXT_ORDER) ? await lookIntoText() : await lookAtScan();
process.stdout.write(JSON.stringify(answer));

async function lookAtScan() {
  const inspection = await inspectPdf(bytes, { ...tools, elapsed: () => performance.now() });
  const previews = inspection.ok ? inspection.previews?.map(base64) : undefined;
  return { ...inspection, ...(previews && { previews }) };
}

async function lookIntoText() {
  const inspection = await inspectText(bytes, tools);
  return inspection.ok ? { ok: true, copy: base64(inspection.copy) } : inspection;
}

function base64(file: Uint8Array): string {
  return Buffer.from(file).toString('base64');
}

// Bundled, the file lies beside the bundle; from source, in its package.
function wasmFile(name: string, packaged: string): Uint8Array {
  const beside = new URL(name, import.meta.url);
  return readFileSync(existsSync(beside) ? beside : new URL(import.meta.resolve(packaged)));
}
