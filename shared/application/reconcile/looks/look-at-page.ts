import type { RecordedEvent } from '../../../../events/recorded/index.ts';
import { revisionWanted } from '../../../portal/model/public-record.ts';
import {
  pageFilesRecorded,
  filesAsked,
  pageFacts,
  publishedAs,
  type PageFact,
} from '../../publishing/page-files.ts';
import type { PortalFile } from '../../ports/portal.ts';
import type { LyingFile, PortalInventory } from '../../ports/inventories.ts';
import { followNewer, publishPage, type PublicationOutcome } from '../../publishing/publish-page.ts';
import type { Finding, FindingCode, Repaired } from '../finding.ts';
import type { Lying, Reconciler, SoundLog } from '../reconciler.ts';

/** What looking at a page gave: the paths that the log explains, and how many files are as they have to be. */
export type PageLook = {
  readonly paths: readonly string[];
  readonly identical: number;
  readonly findings: readonly Finding[];
};

/** What a page is looked at with. */
export type PageLooker = Pick<Reconciler, 'publisher' | 'portal'> & {
  readonly lying: Lying;
  /** Also makes the files anew where those that lie there are the ones that `published` names. */
  readonly renders: boolean;
  /** Whether the function that publishes is at work on this fact. */
  readonly isOnItsWay: (event: RecordedEvent) => boolean;
};

/**
 * Holds the files of a page against the log. Files with the very hashes that `published` recorded are right
 * without being made again; all others are made from the history. What lies there was listed before the log was
 * read: a revision that the log does not know is foreign, and what moved since then is somebody else's work.
 */
export async function lookAtPage(looker: PageLooker, log: SoundLog): Promise<PageLook> {
  const fact = pageFacts(log.events).at(-1);
  if (fact === undefined) return { paths: [], identical: 0, findings: [] };
  const published = publishedAs(log.events, revisionWanted(fact.record));
  const recorded = published && pageFilesRecorded(published);
  if (recorded !== undefined && !looker.renders && recorded.every((file) => isAsAsked(looker, file)))
    return { paths: recorded.map(({ path }) => path), identical: recorded.length, findings: [] };
  return lookAtFiles(looker, log, { fact, isPublished: published !== undefined });
}

type Asked = { readonly fact: PageFact; readonly isPublished: boolean };

async function lookAtFiles(
  looker: PageLooker,
  { subject, events }: SoundLog,
  { fact, isPublished }: Asked,
): Promise<PageLook> {
  const { publisher } = looker;
  const { kind, files } = await filesAsked(publisher, fact, events);
  // Nothing takes the place of what was never public.
  const isRequired = kind === 'notice' ? events.some(isPublication) : isPublished;
  const findings: Finding[] = [];
  let identical = 0;
  for (const { name: _, ...file } of files) {
    const found = await lookAtFile(looker, file, {
      isRequired,
      isOutstanding: kind === 'page' && !isPublished,
      asker: fact.event,
    });
    if (found === 'identical') identical += 1;
    else if (found !== undefined) findings.push({ ...found, subject });
  }
  if (kind === 'page' && !isPublished && !looker.isOnItsWay(fact.event))
    findings.push({
      code: 'page-outstanding',
      subject,
      version: fact.event.version,
      repair: async () => repairedBy(await publishPage(publisher, fact.event)),
    });
  return { paths: files.map(({ path }) => path), identical, findings };
}

/** What became of a page that was handed to its use case. */
export function repairedBy(publication: PublicationOutcome): Repaired {
  return publication === 'published' || publication === 'taken-back' ? 'repaired' : 'moved';
}

const isPublication = ({ type }: RecordedEvent) => type === 'ZielvereinbarungPublished';

type Demand = {
  readonly isRequired: boolean;
  /** Publishing it is still to come, and writes what is older by itself. */
  readonly isOutstanding: boolean;
  /** The fact that asks for the file. */
  readonly asker: RecordedEvent;
};

async function lookAtFile(
  looker: PageLooker,
  file: PortalFile,
  { isRequired, isOutstanding, asker }: Demand,
): Promise<Finding | 'identical' | undefined> {
  const { portal, lying, publisher } = looker;
  const there = lying.get(file.path);
  if (isAsAsked(looker, { ...file, sha256: publisher.crypto.sha256(file.body) })) return 'identical';
  const finding = { key: file.path, repair: putOver(looker, { file, asker, there }) };
  if (there !== undefined && there.revision > file.revision)
    return { code: 'page-newer-than-log', ...finding };
  if (isOutstanding || (there === undefined && !isRequired)) return undefined;
  return (await hasMoved(portal, file.path, there)) ? undefined : { code: codeOf(file, there), ...finding };
}

/** A file as it has to lie there. */
export type AskedFile = Pick<PortalFile, 'path' | 'contentType' | 'revision' | 'status'> & {
  readonly sha256: string;
};

/** Whether what lies there is this file, metadata included: they decide how it is answered. */
export function isAsAsked({ lying }: { readonly lying: Lying }, { path, ...asked }: AskedFile): boolean {
  const there = lying.get(path);
  return (
    there !== undefined &&
    there.sha256 === asked.sha256 &&
    there.revision === asked.revision &&
    there.status === asked.status &&
    there.contentType === asked.contentType
  );
}

/** Whether somebody wrote or removed the file since it was listed. */
export async function hasMoved(
  portal: PortalInventory,
  path: string,
  there: LyingFile | undefined,
): Promise<boolean> {
  return (await portal.look(path))?.etag !== there?.etag;
}

type Putting = {
  readonly file: PortalFile;
  readonly asker: RecordedEvent;
  readonly there: LyingFile | undefined;
};

/** What a newer fact asks for has the last word: it may have been recorded while the file was made. */
function putOver({ portal, publisher }: PageLooker, { file, asker, there }: Putting) {
  return async (): Promise<Repaired> => {
    if ((await portal.put(file, there?.etag)) === 'moved') return 'moved';
    return (await followNewer(publisher, asker)) === undefined ? 'repaired' : 'moved';
  };
}

function codeOf({ status }: PortalFile, there: LyingFile | undefined): FindingCode {
  if (there === undefined) return 'page-file-missing';
  return status === 410 && there.status !== 410 ? 'withdrawn-page-visible' : 'page-file-differs';
}
