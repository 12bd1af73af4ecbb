import { PROGRAMMES } from '../domain/programme/index.ts';
import { partsOf } from '../domain/zielvereinbarung/identity.ts';
import { type YearRow } from '../domain/zielvereinbarung/summary.ts';
import { pagePath, partiesOf } from '../portal/public-model.ts';
import { startPage, yearPage } from '../portal/index-pages.tsx';
import type { PublicRow } from '../portal/page-model.ts';
import { notFoundPage } from '../portal/status-pages.tsx';
import type { EventStore } from './ports.ts';
import type { PortalSite, Written } from './ports-portal.ts';

const TRIES = 5;
const HTML = 'text/html; charset=utf-8';

/**
 * Writes the files that all publications of a year share, from the recorded rows, after `published` is
 * recorded. Rows are read again after writing and the files written again if they moved: two publishers at
 * once end in the same bytes.
 */
export async function publishShared(
  { store, site }: { store: EventStore; site: PortalSite },
  subject: string,
): Promise<void> {
  const { haushaltsjahr } = partsOf(subject);
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const rows = await publicRows(store);
    const written = await writeAll(site, rows, haushaltsjahr);
    const isSettled = JSON.stringify(await publicRows(store)) === JSON.stringify(rows);
    if (isSettled && !written.includes('moved')) return;
  }
  throw new Error(`The shared files of ${haushaltsjahr} kept moving`);
}

type Rows = ReadonlyMap<number, readonly PublicRow[]>;

async function publicRows(store: EventStore): Promise<Rows> {
  const years = new Map<number, PublicRow[]>();
  for (const { programme, haushaltsjahr } of PROGRAMMES) {
    const rows = (await store.yearRows(programme, haushaltsjahr)).flatMap(publicRow);
    years.set(haushaltsjahr, [...(years.get(haushaltsjahr) ?? []), ...rows]);
  }
  return years;
}

function publicRow({ subject, ags, public: row }: YearRow): PublicRow[] {
  if (row === undefined) return [];
  const { programme, gebietskoerperschaft } = partiesOf(subject);
  const { budgetsCent = [], slug: _, ...shown } = row;
  return [
    {
      ags,
      name: gebietskoerperschaft.officialName,
      programmeLabel: programme.label,
      href: pagePath(subject).split('/').slice(2).join('/'),
      budgets: programme.budgets.flatMap(({ label }, at) => {
        const amountCent = budgetsCent[at];
        return amountCent === undefined ? [] : [{ label, amountCent }];
      }),
      comparabilityNote: gebietskoerperschaft.comparabilityNote,
      ...shown,
    },
  ];
}

async function writeAll(site: PortalSite, rows: Rows, haushaltsjahr: number): Promise<readonly Written[]> {
  const years = [...rows]
    .map(([year, list]) => ({ haushaltsjahr: year, rows: list }))
    .filter((year) => year.rows.length > 0);
  const pages: readonly [string, string][] = [
    [
      `zielvereinbarungen/${haushaltsjahr}/index.html`,
      yearPage(haushaltsjahr, rows.get(haushaltsjahr) ?? []),
    ],
    ['index.html', startPage(years)],
    ['404.html', notFoundPage()],
  ];
  const written: Written[] = [];
  for (const [path, html] of pages) {
    written.push(await site.replaceShared(path, { body: new TextEncoder().encode(html), contentType: HTML }));
  }
  return written;
}
