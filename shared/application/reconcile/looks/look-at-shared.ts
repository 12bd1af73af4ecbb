import { PROGRAMMES } from '../../../domain/programme/index.ts';
import type { YearRow } from '../../../domain/zielvereinbarung/telling/summary.ts';
import type { LyingFile } from '../../ports/inventories.ts';
import { publishYear, sharedFiles, type SharedFile } from '../../publishing/publish-shared.ts';
import type { Finding, Repaired } from '../finding.ts';
import { hasMoved, isAsAsked, type PageLook } from './look-at-page.ts';
import type { Lying, Reconciler } from '../reconciler.ts';

type Looker = Pick<Reconciler, 'publisher' | 'portal'> & { readonly lying: Lying };

/** Rows as the logs give them, and the years in which something was ever public. */
export type PublicYears = { readonly rows: readonly YearRow[]; readonly years: ReadonlySet<number> };

/**
 * Holds the files that publications share against the rows as the logs give them. They have to lie there from
 * the first publication of their year on; where one lies earlier, it has to be right as well.
 */
export async function lookAtShared(looker: Looker, { rows, years }: PublicYears): Promise<PageLook> {
  const paths: string[] = [];
  const findings: Finding[] = [];
  let identical = 0;
  for (const { file, year } of filesOf(rows)) {
    paths.push(file.path);
    const isRequired = year === undefined ? years.size > 0 : years.has(year);
    const found = await lookAtFile(looker, file, { isRequired, year: year ?? [...years][0] });
    if (found === 'identical') identical += 1;
    else if (found !== undefined) findings.push(found);
  }
  return { paths, identical, findings };
}

type Shared = { readonly file: SharedFile; readonly year?: number };

/** Each file once; the list of a year with its year. */
function filesOf(rows: readonly YearRow[]): readonly Shared[] {
  const files = new Map<string, Shared>();
  for (const year of new Set(PROGRAMMES.map(({ haushaltsjahr }) => haushaltsjahr)))
    for (const file of sharedFiles(rows, year))
      files.set(file.path, file.path.includes('/') ? { file, year } : { file });
  return [...files.values()].toSorted((one, other) => (one.file.path < other.file.path ? -1 : 1));
}

async function lookAtFile(
  looker: Looker,
  file: SharedFile,
  { isRequired, year }: { readonly isRequired: boolean; readonly year: number | undefined },
): Promise<Finding | 'identical' | undefined> {
  const { lying, portal, publisher } = looker;
  const there: LyingFile | undefined = lying.get(file.path);
  const sha256 = publisher.crypto.sha256(file.body);
  if (isAsAsked(looker, { ...file, revision: 0, sha256 })) return 'identical';
  if (there === undefined && !isRequired) return undefined;
  if (await hasMoved(portal, file.path, there)) return undefined;
  return {
    code: there === undefined ? 'shared-file-missing' : 'shared-file-differs',
    key: file.path,
    repair: () => write(looker, { ...file, sha256 }, { there, year }),
  };
}

/**
 * The rows may have moved since they were folded, and a row may be one that could not be put right: what lists
 * say is the word of the use case of every publication. Only where the bytes are right already, or no year has
 * anything public, the file is put as it was made.
 */
async function write(
  { portal, publisher }: Looker,
  { sha256, ...file }: SharedFile & { readonly sha256: string },
  { there, year }: { readonly there: LyingFile | undefined; readonly year: number | undefined },
): Promise<Repaired> {
  if (year === undefined || there?.sha256 === sha256)
    return (await portal.put({ ...file, revision: 0 }, there?.etag)) === 'written' ? 'repaired' : 'moved';
  await publishYear(publisher, year);
  return (await portal.look(file.path))?.sha256 === sha256 ? 'repaired' : 'open';
}
