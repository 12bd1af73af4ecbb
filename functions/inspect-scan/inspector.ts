import { existsSync, readFileSync } from 'node:fs';
import { inspectPdf } from '../../shared/scan-gate/scan-inspection.ts';
import { buffer } from 'node:stream/consumers';

/**
 * The process that looks at one file and dies: bytes on standard input, one JSON line on standard output.
 * It holds no credentials, no address and no right, and nobody trusts its answer beyond its shape.
 */
const bytes = await buffer(process.stdin);
const inspection = await inspectPdf(bytes, {
  pdfium: wasmFile('pdfium.wasm', '@hyzyla/pdfium/pdfium.wasm'),
  zxing: wasmFile('zxing_reader.wasm', 'zxing-wasm/reader/zxing_reader.wasm'),
  elapsed: () => performance.now(),
});
const previews = inspection.ok
  ? inspection.previews?.map((picture) => Buffer.from(picture).toString('base64'))
  : undefined;
process.stdout.write(JSON.stringify({ ...inspection, ...(previews && { previews }) }));

// Bundled, the file lies beside the bundle; from source, in its package.
function wasmFile(name: string, packaged: string): Uint8Array {
  const beside = new URL(name, import.meta.url);
  return readFileSync(existsSync(beside) ? beside : new URL(import.meta.resolve(packaged)));
}
