import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

/** Lets this process import the pages: Node runs TypeScript as it stands, but no JSX. */
export function allowPages(): void {
  registerHooks({
    load(url, context, next) {
      if (!url.endsWith('.tsx')) return next(url, context);
      const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
        loader: 'tsx',
        format: 'esm',
        target: 'node24',
        jsx: 'automatic',
        jsxImportSource: 'preact',
      });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
