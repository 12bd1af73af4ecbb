import type { ArchivedVersion } from '../ports-reconcile.ts';
import type { Finding } from './finding.ts';
import type { Lying, Reconciler } from './reconciler.ts';

/** What the logs explain, and what belongs to those that could not be read: that is left alone. */
export type Explained = {
  readonly paths: ReadonlySet<string>;
  /** Archived versions, by {@link placeOf}. */
  readonly versions: ReadonlySet<string>;
  readonly unread: readonly { readonly subject: string; readonly folder?: string }[];
};

/** An archived version as one word. */
export function placeOf({ key, versionId }: { readonly key: string; readonly versionId: string }): string {
  return `${key}?versionId=${versionId}`;
}

/** Files that lay on the portal before the logs were read, and that no log explains: nobody published them (P12). */
export function lookForForeignFiles(
  { portal }: Pick<Reconciler, 'portal'>,
  lying: Lying,
  { paths, unread }: Explained,
): readonly Finding[] {
  return [...lying.values()]
    .filter(({ path }) => !paths.has(path))
    .filter(({ path }) => !unread.some(({ folder }) => folder !== undefined && path.startsWith(folder)))
    .map(({ path, etag }) => ({
      code: 'orphan-publication',
      key: path,
      repair: async () => ((await portal.remove(path, etag)) === 'removed' ? 'repaired' : 'moved'),
    }));
}

/** A fact about what was just archived is on its way. */
const ON_ITS_WAY_MINUTES = 15;

/** Archived versions that no log names and no waiting event tells of: they are told, never touched. */
export async function lookForUnnamedObjects(
  { custody, recorder }: Pick<Reconciler, 'custody' | 'recorder'>,
  { versions, unread }: Explained,
): Promise<readonly Finding[]> {
  const now = Date.parse(recorder.clock.now());
  const isSettled = ({ storedAt }: ArchivedVersion) =>
    now - Date.parse(storedAt) > ON_ITS_WAY_MINUTES * 60_000;
  const findings: Finding[] = [];
  for (const version of await custody.list()) {
    const [subject = ''] = version.key.split('/');
    const isLeftAlone = subject === 'export' || unread.some((other) => other.subject === subject);
    if (versions.has(placeOf(version)) || isLeftAlone || !isSettled(version)) continue;
    const waiting = await recorder.store.waiting(subject);
    if (waiting.some(({ body }) => body.includes(version.versionId))) continue;
    findings.push({ code: 'archive-orphan', subject, key: version.key });
  }
  return findings;
}
