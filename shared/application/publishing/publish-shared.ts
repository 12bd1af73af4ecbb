import { PROGRAMMES } from '../../domain/programme/index.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import { pagePath, partiesOf } from '../../portal/model/public-model.ts';
import { startPage, yearPage } from '../../portal/index-pages.tsx';
import type { PublicYearRow } from '../../portal/model/page-model.ts';
import { NOT_FOUND_PATH } from '../../portal/not-found-path.ts';
import { notFoundPage } from '../../portal/status-pages.tsx';
import { AGAIN, untilUndisturbed, type Patience } from '../ports/patience.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { PortalFile, PortalSite, Written } from '../ports/portal.ts';

const HTML = 'text/html; charset=utf-8';

/**
 * Writes the files that all publications of a year share, from the recorded rows, after `published` is
 * recorded. Rows are read again after writing and the files written again if they moved: two publishers at
 * once end in the same bytes.
 */
export function publishShared(publisher: SharedPublisher, subject: string): Promise<void> {
  return publishYear(publisher, partsOf(subject).haushaltsjahr);
}

type SharedPublisher = {
  readonly store: Pick<EventStore, 'yearRows'>;
  readonly site: PortalSite;
  readonly patience: Patience;
};

/** The same for a year, whoever asks. */
export async function publishYear(
  { store, site, patience }: SharedPublisher,
  haushaltsjahr: number,
): Promise<void> {
  const attempt = async (): Promise<void | typeof AGAIN> => {
    const files = sharedFiles(await allRows(store), haushaltsjahr);
    const written: Written[] = [];
    for (const { path, ...file } of files) written.push(await site.replaceShared(path, file));
    const isAsWritten =
      !written.includes('moved') && isSame(files, sharedFiles(await allRows(store), haushaltsjahr));
    return isAsWritten ? undefined : AGAIN;
  };
  const keptMoving = () => new Error(`The shared files of ${haushaltsjahr} kept moving`);
  await untilUndisturbed(patience, attempt, keptMoving);
}

/** A file that several publications share. */
export type SharedFile = Pick<PortalFile, 'path' | 'body' | 'contentType'>;

/** The files that these rows make for a year: its list, the start page, and the page for what never existed. */
export function sharedFiles(rows: readonly YearRow[], haushaltsjahr: number): readonly SharedFile[] {
  const ofYear = publicRowsByYear(rows);
  const years = [...ofYear]
    .map(([year, list]) => ({ haushaltsjahr: year, rows: list }))
    .filter((year) => year.rows.length > 0);
  return [
    pageAt(
      `zielvereinbarungen/${haushaltsjahr}/index.html`,
      yearPage(haushaltsjahr, ofYear.get(haushaltsjahr) ?? []),
    ),
    pageAt('index.html', startPage(years)),
    pageAt(NOT_FOUND_PATH, notFoundPage()),
  ];
}

function pageAt(path: string, html: string): SharedFile {
  return { path, body: new TextEncoder().encode(html), contentType: HTML };
}

function isSame(some: readonly SharedFile[], others: readonly SharedFile[]): boolean {
  return some.every(({ body }, at) => {
    const other = others[at]?.body ?? new Uint8Array();
    return body.length === other.length && body.every((byte, index) => byte === other[index]);
  });
}

/** Every row of every programme year, in the order of the programmes and of the keys. */
async function allRows(store: Pick<EventStore, 'yearRows'>): Promise<readonly YearRow[]> {
  const rows: YearRow[] = [];
  for (const { programme, haushaltsjahr } of PROGRAMMES)
    rows.push(...(await store.yearRows(programme, haushaltsjahr)));
  return rows;
}

function publicRowsByYear(rows: readonly YearRow[]): ReadonlyMap<number, readonly PublicYearRow[]> {
  const years = new Map<number, PublicYearRow[]>(PROGRAMMES.map(({ haushaltsjahr }) => [haushaltsjahr, []]));
  for (const row of rows) years.get(partsOf(row.subject).haushaltsjahr)?.push(...publicRow(row));
  return years;
}

function publicRow({ subject, ags, public: row }: YearRow): PublicYearRow[] {
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
