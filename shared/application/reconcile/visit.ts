import { gebietskoerperschaftIn } from '../../domain/gebietskoerperschaft.ts';
import { programmeOf } from '../../domain/programme/index.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { YearRow } from '../../domain/zielvereinbarung/summary.ts';
import { pagePath } from '../../portal/public-model.ts';
import { foldLog } from '../fold.ts';
import type { ArchivedPdf } from '../ports-intake.ts';
import { isHeldUp, releaseWaiting } from '../release.ts';
import { reportBrokenChain } from '../report-broken-chain.ts';
import { firstBrokenLink } from '../verify-chain.ts';
import type { Finding, Settled } from './finding.ts';
import { archivedIn, lookAtArchive } from './look-at-archive.ts';
import { lookAtHead } from './look-at-head.ts';
import { lookAtPage } from './look-at-page.ts';
import { lookAtPapers } from './look-at-papers.ts';
import { readLog, type ReadLog } from './read-log.ts';
import { SOURCE, type Lying, type Reconciler, type SoundLog } from './reconciler.ts';
import type { Subject } from './subjects.ts';
import type { Wish } from './wish.ts';

/** One visit's tools: what lay on the portal before, what is wanted, and what becomes of a finding. */
export type Visiting = {
  readonly reconciler: Reconciler;
  readonly wish: Wish;
  readonly lying: Lying;
  readonly settle: (finding: Finding) => Promise<Settled>;
};

/** What a visit found, and what it explains. */
export type Visit = {
  readonly subject: string;
  readonly events: number;
  readonly settled: readonly Settled[];
  /** Whether the log was read and holds: only then does it explain or refuse anything. */
  readonly isRead: boolean;
  readonly folder?: string;
  readonly row?: YearRow;
  readonly paths: readonly string[];
  readonly identical: number;
  readonly wasPublic: boolean;
  readonly archived: readonly ArchivedPdf[];
};

/**
 * Looks at one Zielvereinbarung and puts right what can be. A chain that does not hold, and a look that fails, end
 * this visit and no other: nothing of that Zielvereinbarung is published, rewritten or removed.
 */
export async function visit(visiting: Visiting, subject: Subject): Promise<Visit> {
  try {
    return await visitRead(visiting, subject);
  } catch (error) {
    const finding = { code: 'could-not-look', subject: subject.subject, error } as const;
    return unread(subject, [await visiting.settle(finding)]);
  }
}

async function visitRead(visiting: Visiting, subject: Subject): Promise<Visit> {
  const { reconciler, wish, settle } = visiting;
  const { recorder, publisher } = reconciler;
  const read = await readLog(recorder.store, subject.subject);
  const broken = firstBrokenLink(read.history, recorder.crypto);
  if (broken !== undefined) {
    const { queue, prefix } = publisher;
    const tampered = { code: 'log-tampered', subject: subject.subject, version: broken } as const;
    const report = () => reportBrokenChain(queue, read.history, { version: broken, source: SOURCE, prefix });
    return unread(subject, [await settle({ ...tampered, report })], read.history.length);
  }
  const settled: Settled[] = [];
  if (wish.waits && (await isHeldUp(recorder, subject.subject, publisher.prefix)))
    settled.push(await settle(heldUp(reconciler, subject.subject)));
  // What was released has changed the log.
  const log = settled.length === 0 ? read : await readLog(recorder.store, subject.subject);
  return visitSound(visiting, subject, { log: soundLog(subject.subject, log), settled });
}

function heldUp({ recorder, publisher }: Reconciler, subject: string): Finding {
  return {
    code: 'waiting-held-up',
    subject,
    async repair() {
      await releaseWaiting(recorder, subject, publisher.prefix);
      return 'repaired';
    },
  };
}

function soundLog(subject: string, { history, head }: ReadLog): SoundLog {
  const events = history.map(({ event }) => event);
  return { subject, history, events, folded: foldLog(subject, history), head };
}

type Begun = { readonly log: SoundLog; readonly settled: Settled[] };

async function visitSound(
  visiting: Visiting,
  { subject, row }: Subject,
  { log, settled }: Begun,
): Promise<Visit> {
  const { reconciler, wish, lying, settle } = visiting;
  const { store } = reconciler.recorder;
  const settleAll = async (findings: readonly Finding[]) => {
    for (const finding of findings) settled.push(await settle(finding));
  };
  const { events, folded } = log;
  if (events.length > 0) await settleAll(await lookAtHead(store, log, row));
  if (wish.papers) await settleAll(lookAtPapers(reconciler, log));
  const page = await lookAtPage({ ...reconciler, lying, renders: wish.renders }, log);
  await settleAll(page.findings);
  if (wish.archive) await settleAll(await lookAtArchive(reconciler, log));
  return {
    subject,
    events: events.length,
    settled,
    isRead: true,
    ...(folded.row && { row: folded.row }),
    paths: page.paths,
    identical: page.identical,
    wasPublic: events.some(({ type }) => type === 'ZielvereinbarungPublished'),
    archived: archivedIn(events).map(({ data }) => data.archive),
  };
}

/** What the list says of it stays, and so does whatever lies in its folder. */
function unread({ subject, row }: Subject, settled: readonly Settled[], events = 0): Visit {
  return {
    subject,
    events,
    settled,
    isRead: false,
    ...folderOf(subject),
    ...(row && { row }),
    paths: [],
    identical: 0,
    wasPublic: row?.public !== undefined,
    archived: [],
  };
}

/** Only what the registers know has a folder of its own. */
function folderOf(subject: string): Pick<Visit, 'folder'> {
  const { programme, haushaltsjahr, ags } = partsOf(subject);
  const isKnown = programmeOf(programme, haushaltsjahr) && gebietskoerperschaftIn(haushaltsjahr, ags);
  return isKnown === undefined ? {} : { folder: pagePath(subject) };
}
