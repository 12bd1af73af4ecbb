import { PurgeCSS } from 'purgecss';
import { defineConfig, type Plugin } from 'vite';

/** KERN brings rules for every component; only those whose class names the workplace writes are sent. */
function withoutUnusedRules(): Plugin {
  return {
    name: 'without-unused-rules',
    enforce: 'pre',
    async transform(css, id) {
      if (!/kern(?:\.min)?\.css$/u.test(id.split('?')[0] ?? '')) return undefined;
      const [purged] = await new PurgeCSS().purge({
        content: [`${import.meta.dirname}/**/*.{tsx,ts,html}`],
        css: [{ raw: css }],
        keyframes: true,
        safelist: {
          standard: [/^data-kern-theme/u, 'body', 'html'],
          // the colours of the page itself stand behind `:is(body, …)`, which is not read as body
          greedy: [/^:is$/u],
        },
      });
      return { code: purged?.css ?? css, map: null };
    },
  };
}

export default defineConfig({
  base: '/',
  plugins: [withoutUnusedRules()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
});
