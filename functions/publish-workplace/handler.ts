import { extname } from 'node:path';
import { scheduleHandler } from '../../shared/lambda/schedule-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import type { Environment } from './environment.ts';
import { withSettings } from './page-settings.ts';

/** One file of the built workplace: its path there and its bytes. */
export type SiteFile = { readonly path: string; readonly bytes: Uint8Array };

/** What the handler works with. */
export type Deps = {
  readonly files: () => Promise<readonly SiteFile[]>;
  /** Writes one file; a repeat writes the same. */
  readonly put: (file: SiteFile & { readonly type: string; readonly cacheControl: string }) => Promise<void>;
  readonly settings: Environment;
  readonly telemetry: Telemetry;
};

const PAGE = 'index.html';

/** Types by ending of everything that the build makes; another ending stops the deployment. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Puts the workplace where browsers find it. The page comes last, so it never names a file that is not there;
 * files of earlier builds stay, so an open page can still load its parts. Safe to repeat.
 */
export function createHandler({ files, put, settings, telemetry }: Deps) {
  return scheduleHandler(telemetry, async () => {
    const built = await files();
    for (const file of pageLast(built)) {
      const type = TYPES[extname(file.path)];
      if (type === undefined) throw new Error(`Nobody said what type ${file.path} is.`);
      const isPage = file.path === PAGE;
      const bytes = isPage ? withSettings(file.bytes, settings) : file.bytes;
      const cacheControl = isPage ? 'no-cache' : 'public, max-age=31536000, immutable';
      await put({ path: file.path, bytes, type, cacheControl });
    }
    telemetry.note('published', { looked: { files: built.length } });
  });
}

function pageLast(files: readonly SiteFile[]): readonly SiteFile[] {
  return [...files.filter(({ path }) => path !== PAGE), ...files.filter(({ path }) => path === PAGE)];
}
