/** What lies beside a function's own bundle. */
export type ExtraBundling = {
  /** Further entry points, bundled like the function itself (ESM, `<name>.mjs`), by name. */
  readonly entries: Readonly<Record<string, string>>;
  /** Files copied beside the bundle: name there, and the module specifier that finds it. */
  readonly files: Readonly<Record<string, string>>;
  /** Format of all bundles: `import.meta.url` finds the files. */
  readonly format: 'esm';
};

/** The inspecting process and its two wasm files; without them every scan is `pdf-too-complex`. Paths from the root. */
export const bundling = {
  entries: { inspector: 'functions/inspect-scan/inspector.ts' },
  files: {
    'pdfium.wasm': '@hyzyla/pdfium/pdfium.wasm',
    'zxing_reader.wasm': 'zxing-wasm/reader/zxing_reader.wasm',
  },
  format: 'esm',
} as const satisfies ExtraBundling;
