import { daysAfter, monthsBetween } from '../../../domain/dates/berlin.ts';
import { gebietskoerperschaftenIn } from '../../../domain/register/gebietskoerperschaft.ts';
import { programmesIn } from '../../../domain/programme/index.ts';
import { MINUTE_MILLISECONDS } from '../../../domain/dates/milliseconds.ts';
import { INBOX_DAYS } from '../../../scan-gate/rules/limits.ts';
import type { ArchivedVersion } from '../../ports/inventories.ts';
import type { Finding } from '../finding.ts';
import type { Lying, Reconciler } from '../reconciler.ts';
import { refusedVersions, toldOf } from '../told-of.ts';

/** What the logs explain, and what belongs to those that could not be read: that is left alone. */
export type Explained = {
  readonly paths: ReadonlySet<string>;
  /** Archived versions, by {@link placeOfFile}. */
  readonly versions: ReadonlySet<string>;
  readonly unread: readonly { readonly subject: string }[];
  /** Folders that may hold what was published, and cannot be judged. */
  readonly folders: readonly string[];
};

/** An archived version as one word. */
export function placeOfFile({
  key,
  versionId,
}: {
  readonly key: string;
  readonly versionId: string;
}): string {
  return `${key}?versionId=${versionId}`;
}

/**
 * Files that lay on the portal before the logs were read, and that no log explains: nobody published them (P12).
 * Folders of a year, a Gebietskoerperschaft or a programme that this version does not know are told and left:
 * an older version would remove what a newer one published.
 */
export function lookForForeignFiles(
  { portal }: Pick<Reconciler, 'portal'>,
  lying: Lying,
  { paths, folders }: Explained,
): readonly Finding[] {
  return [...lying.values()]
    .filter(({ path }) => !paths.has(path))
    .filter(({ path }) => !folders.some((folder) => path.startsWith(folder)))
    .map(({ path, etag }) => ({
      code: 'orphan-publication',
      key: path,
      ...(isOfKnownFolder(path) && {
        repair: async () => ((await portal.remove(path, etag)) === 'removed' ? 'repaired' : 'moved'),
      }),
    }));
}

/** Whether every folder on the way is one that this version could publish into, or none of a page at all. */
function isOfKnownFolder(path: string): boolean {
  const [root, year = '', slug, ...rest] = path.split('/').slice(0, -1);
  if (root !== 'zielvereinbarungen' || year === '') return true;
  const programmes = programmesIn(Number(year));
  if (programmes.length === 0) return false;
  if (slug === undefined) return true;
  const isKnown = gebietskoerperschaftenIn(Number(year)).some((known) => known.slug === slug);
  const folder = rest.map((name) => `${name}/`).join('');
  return isKnown && programmes.some(({ pageFolder }) => pageFolder === folder);
}

/** A fact about what was just archived is on its way. */
const ON_ITS_WAY_MINUTES = 15;

type ArchiveLooker = Pick<Reconciler, 'custody' | 'recorder'>;

/**
 * Archived versions that no log names, no waiting event tells of and no refused one explains: they are told,
 * never touched. What was refused lies at the clearing desk, where a person decided or will decide.
 */
export async function lookForUnnamedObjects(
  looker: ArchiveLooker,
  { versions, unread }: Explained,
): Promise<readonly Finding[]> {
  const { custody, recorder } = looker;
  const now = Date.parse(recorder.clock.now());
  const isSettled = ({ storedAt }: ArchivedVersion) =>
    now - Date.parse(storedAt) > ON_ITS_WAY_MINUTES * MINUTE_MILLISECONDS;
  const unnamed: ArchivedVersion[] = [];
  for (const version of await custody.list()) {
    const subject = subjectOf(version);
    const isLeftAlone = subject === 'export' || unread.some((other) => other.subject === subject);
    if (versions.has(placeOfFile(version)) || isLeftAlone || !isSettled(version)) continue;
    if (!(await isWaiting(looker, version))) unnamed.push(version);
  }
  const refused = await refusedFor(looker, unnamed);
  return unnamed
    .filter((version) => !refused.has(placeOfFile(version)))
    .map((version) => ({ code: 'archive-orphan', subject: subjectOf(version), key: version.key }));
}

const subjectOf = ({ key }: ArchivedVersion) => key.split('/')[0] ?? '';

async function isWaiting({ recorder }: ArchiveLooker, version: ArchivedVersion): Promise<boolean> {
  const waiting = await recorder.store.waiting(subjectOf(version));
  return waiting.some(({ body }) => {
    const told = toldOf(body, recorder.wire);
    return told !== undefined && placeOfFile(told) === placeOfFile(version);
  });
}

/** Days for which a fact may lie in its queue, and once more among the dead letters. */
const QUEUED_DAYS = 28;

/**
 * The desk is looked at only for what nothing else explains, in the months in which its fact can have been received; an
 * earlier release filed it by its own time.
 */
async function refusedFor(
  { recorder }: ArchiveLooker,
  unnamed: readonly ArchivedVersion[],
): Promise<ReadonlySet<string>> {
  const months = unnamed.flatMap(({ storedAt }) => {
    const day = storedAt.slice(0, 10);
    return monthsBetween(daysAfter(day, -INBOX_DAYS).slice(0, 7), daysAfter(day, QUEUED_DAYS).slice(0, 7));
  });
  const refused = new Set<string>();
  for (const month of new Set(months))
    for (const version of await refusedVersions(recorder.store, month, recorder.wire))
      refused.add(placeOfFile(version));
  return refused;
}
