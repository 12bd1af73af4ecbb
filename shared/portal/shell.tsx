import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { styles, stylesHash } from './styles.ts';

/** A step of the trail from the start page; the last one has no address. */
export type TrailStep = { readonly label: string; readonly href?: string };

/** What every page has around its content. */
export type ShellProps = {
  readonly title: string;
  readonly description: string;
  /** Relative address of the start page. */
  readonly home: string;
  readonly trail: readonly TrailStep[];
  /** Pages that search engines should not keep. */
  readonly noIndex?: boolean;
  /** Last line: what the page is based on. */
  readonly stand?: string;
  readonly children: ComponentChildren;
};

// default-src 'none' leaves no way to load or send anything; the icon is an empty data address, so that no
// browser asks for one
const policy = `default-src 'none'; style-src '${stylesHash}'; img-src data:; base-uri 'none'; form-action 'none'`;

/**
 * A whole HTML document: one request, no script, nothing from another host. Text is escaped by the
 * renderer. Pure: the same content gives the same bytes.
 */
export function htmlDocument(page: VNode): string {
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** Head, skip link, site name, trail, content and foot of a public page. */
export function Shell({ title, description, home, trail, noIndex = false, stand, children }: ShellProps) {
  return (
    <html lang="de">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={description} />
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        <meta property="og:type" content="article" />
        <meta property="og:locale" content="de_DE" />
        {noIndex && <meta name="robots" content="noindex" />}
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <a class="skip" href="#inhalt">
          Zum Inhalt springen
        </a>
        <header>
          <div class="wrap">
            <a class="site" href={home}>
              Zielvereinbarungen <small>Land Hessen und Gebietskörperschaften</small>
            </a>
          </div>
        </header>
        <div class="wrap">
          {trail.length > 1 && <Trail steps={trail} />}
          <main id="inhalt" tabIndex={-1}>
            {children}
          </main>
        </div>
        <footer>
          <div class="wrap">
            {stand !== undefined && <p>{stand}</p>}
            <p>Diese Seite kommt ohne Cookies, ohne Skripte und ohne Inhalte fremder Server aus.</p>
          </div>
        </footer>
      </body>
    </html>
  );
}

function Trail({ steps }: { readonly steps: readonly TrailStep[] }) {
  return (
    <nav class="trail" aria-label="Sie sind hier">
      <ol>
        {steps.map(({ label, href }) => (
          <li key={label}>
            {href === undefined ? <span aria-current="page">{label}</span> : <a href={href}>{label}</a>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
