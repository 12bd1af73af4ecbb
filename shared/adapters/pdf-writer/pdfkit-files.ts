import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The weights of the typeface that the writer uses. */
export type FontWeight = 'regular' | 'semibold' | 'bold';

const typeface: Readonly<Record<FontWeight, string>> = {
  regular: 'SourceSans3-Regular.ttf',
  semibold: 'SourceSans3-Semibold.ttf',
  bold: 'SourceSans3-Bold.ttf',
};

/**
 * What a bundle with the PDF writer needs beside it: the typeface in `fonts/` and the colour profile in
 * `data/`, where pdfkit looks for it relative to the bundle: path beside the bundle to path below
 * `node_modules`. The bundle must be ESM, for both are found from `import.meta.url`.
 */
export const pdfkitFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(typeface).map((file) => [`fonts/${file}`, `source-sans/TTF/${file}`])),
  'data/sRGB_IEC61966_2_1.icc': 'pdfkit/js/data/sRGB_IEC61966_2_1.icc',
};

/** Where the typeface lies: beside the bundle, else in the installed package. */
export function fontPaths(): Readonly<Record<FontWeight, string>> {
  const beside = fileURLToPath(new URL('./fonts/', import.meta.url));
  const folder = existsSync(beside) ? beside : installedFolder();
  return {
    regular: join(folder, typeface.regular),
    semibold: join(folder, typeface.semibold),
    bold: join(folder, typeface.bold),
  };
}

function installedFolder(): string {
  const manifest = createRequire(import.meta.url).resolve('source-sans/package.json');
  return join(dirname(manifest), 'TTF');
}
