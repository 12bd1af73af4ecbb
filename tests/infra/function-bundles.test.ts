import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFunctions } from '../../infra/constructs/functions/function-bundles.ts';
import { FUNCTION_NAMES } from '../../infra/constructs/functions/function-code.ts';

const outdir = mkdtempSync(join(tmpdir(), 'bundles-'));

beforeAll(() => bundleFunctions({ root: join(import.meta.dirname, '..', '..'), outdir }), 60_000);
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

describe('the bundles', () => {
  test.each(FUNCTION_NAMES)('%s starts from one file and carries no source map', (name) => {
    const files = readdirSync(join(outdir, name));
    expect(files).toContain('index.mjs');
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  test.each(['produce-documents', 'publish-portal', 'reconcile'])(
    '%s has typeface and colour profile beside it',
    (name) => {
      expect(existsSync(join(outdir, name, 'fonts', 'SourceSans3-Regular.ttf'))).toBe(true);
      expect(readdirSync(join(outdir, name, 'data'))).toEqual(['sRGB_IEC61966_2_1.icc']);
    },
  );

  test('inspect-scan has its child process and both readers beside it', () => {
    expect(readdirSync(join(outdir, 'inspect-scan'))).toEqual(
      expect.arrayContaining(['inspector.mjs', 'pdfium.wasm', 'zxing_reader.wasm']),
    );
  });
});
