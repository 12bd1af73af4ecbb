import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { gebietskoerperschaftIn } from '../../domain/register/gebietskoerperschaft.ts';
import { programmeOf } from '../../domain/programme/index.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';
import { MINUTE_MILLISECONDS } from '../../domain/dates/milliseconds.ts';
import { pagePath } from '../../portal/model/public-model.ts';
import { foldLog } from '../log/fold-log.ts';
import type { ArchivedPdf } from '../ports/intake.ts';
import type { StoredEvent } from '../ports/event-store.ts';
import { isHeldUp, releaseWaiting } from '../recording/release-waiting.ts';
import { reportBrokenChain } from '../log/report-broken-chain.ts';
import { firstBrokenLink } from '../log/verify-chain.ts';
import type { Finding, Settled } from './finding.ts';
import { archivedIn, lookAtArchive } from './looks/look-at-archive.ts';
import { lookAtDue } from './looks/look-at-due.ts';
import { findingAtTheEnd, lookAtHead } from './looks/look-at-head.ts';
import { lookAtPage, type PageLook } from './looks/look-at-page.ts';
import { lookAtPapers } from './looks/look-at-papers.ts';
import { lookAtStoppedPage } from './looks/look-at-stopped-page.ts';
import { readLog, type ReadLog } from './read-log.ts';
import { settledAll, type Look } from './settling.ts';
import type { Lying, Reconciler, SoundLog } from './reconciler.ts';
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
  /** Folders that are left alone: those of a log that was not read, and where it published under another address. */
  readonly folders: readonly string[];
  readonly row?: YearRow;
  readonly paths: readonly string[];
  readonly identical: number;
  readonly wasPublic: boolean;
  readonly archived: readonly ArchivedPdf[];
};

/**
 * Looks at one Zielvereinbarung and puts right what can be. A chain that does not hold, a log that is not whole,
 * and one that cannot be read, end this visit and no other: nothing of that Zielvereinbarung is published,
 * rewritten or removed, save that a withdrawn page is taken back. A look that fails is told and ends only itself.
 * Cost where there is no log: two reads.
 */
export async function visit(visiting: Visiting, subject: Subject): Promise<Visit> {
  const { settle } = visiting;
  try {
    return await visitOnce(visiting, subject, []);
  } catch (error) {
    return unread(subject, [await settle({ code: 'could-not-look', subject: subject.subject, error })]);
  }
}

async function visitOnce(visiting: Visiting, subject: Subject, before: readonly Settled[]): Promise<Visit> {
  const { reconciler, settle } = visiting;
  const read = await readLog(reconciler.recorder.store, subject.subject);
  const unsound = unsoundness(reconciler, subject, read);
  if (unsound !== undefined)
    return visitStopped(visiting, subject, { read, settled: [...before, await settle(unsound)] });
  const isFirst = before.length === 0;
  const released = isFirst && read.head !== undefined ? await release(visiting, subject.subject) : [];
  // What went on may have changed the log.
  if (released.length > 0) return visitOnce(visiting, subject, released);
  return visitSound(visiting, subject, { log: soundLog(subject.subject, read), settled: [...before] });
}

/** Why a log cannot be believed; undefined where it is whole and holds. */
function unsoundness(reconciler: Reconciler, subject: Subject, read: ReadLog): Finding | undefined {
  const broken = firstBrokenLink(read.history, reconciler.recorder.crypto);
  if (broken !== undefined)
    return tampered(reconciler, read.history, { subject: subject.subject, version: broken });
  return findingAtTheEnd(read, subject);
}

/** What waits goes on where its turn has come; only in a log that is whole and holds. */
async function release(visiting: Visiting, subject: string): Promise<readonly Settled[]> {
  const { reconciler, wish, settle } = visiting;
  const { recorder } = reconciler;
  if (!wish.waits || !(await isHeldUp(recorder, subject))) return [];
  const repair = async () => {
    await releaseWaiting(recorder, subject);
    return 'repaired' as const;
  };
  return [await settle({ code: 'waiting-held-up', subject, repair })];
}

function tampered(
  { publisher }: Reconciler,
  history: readonly StoredEvent[],
  { subject, version }: { readonly subject: string; readonly version: number },
): Finding {
  const { queue, wire } = publisher;
  return {
    code: 'log-tampered',
    subject,
    version,
    report: () => reportBrokenChain(queue, history, { subject, version, wire }),
  };
}

function soundLog(subject: string, { history, head }: ReadLog): SoundLog {
  const events = history.map(({ event }) => event);
  return { subject, history, events, folded: foldLog(subject, history), head };
}

/** Nothing of it is published, rewritten or removed; only what was withdrawn is not shown (P4). */
async function visitStopped(
  { reconciler: { publisher }, lying, settle }: Visiting,
  subject: Subject,
  { read, settled }: { readonly read: ReadLog; readonly settled: readonly Settled[] },
): Promise<Visit> {
  const events = read.history.map(({ event }) => event);
  const page = await settledAll(() => lookAtStoppedPage({ publisher, lying }, subject.subject, events), {
    settle,
    subject: subject.subject,
  });
  return unread(subject, [...settled, ...page], events);
}

type Begun = { readonly log: SoundLog; readonly settled: Settled[] };

async function visitSound(
  visiting: Visiting,
  { subject, row }: Subject,
  { log, settled }: Begun,
): Promise<Visit> {
  const { reconciler, wish, lying, settle } = visiting;
  const { events, folded } = log;
  const take = async (look: Look) => {
    settled.push(...(await settledAll(look, { settle, subject })));
  };
  let page: Omit<PageLook, 'findings'> | undefined;
  await take(() => lookAtHead(reconciler.recorder.store, log, row));
  const isOnItsWay = ({ recordedAt }: RecordedEvent) =>
    Date.parse(reconciler.recorder.clock.now()) - Date.parse(recordedAt) <
    wish.graceMinutes * MINUTE_MILLISECONDS;
  if (wish.waits) await take(() => lookAtDue({ ...reconciler, graceMinutes: 2 * wish.graceMinutes }, log));
  if (wish.papers) await take(() => lookAtPapers({ ...reconciler, isOnItsWay }, log));
  await take(async () => {
    const { findings, ...rest } = await lookAtPage(
      { ...reconciler, lying, renders: wish.renders, isOnItsWay },
      log,
    );
    page = rest;
    return findings;
  });
  if (wish.archive) await take(() => lookAtArchive(reconciler, log));
  return {
    ...unread({ subject, ...(folded.row && { row: folded.row }) }, settled, events),
    ...(page !== undefined && { ...page, isRead: true, folders: foldersElsewhere(subject, events) }),
    wasPublic: events.some(({ type }) => type === 'ZielvereinbarungPublished'),
    archived: archivedIn(events).map(({ data }) => data.archive),
  };
}

/** What the list says of it stays, and so does whatever lies in its folders. */
function unread(
  { subject, row }: Subject,
  settled: readonly Settled[],
  events: readonly RecordedEvent[] = [],
): Visit {
  return {
    subject,
    events: events.length,
    settled,
    isRead: false,
    folders: [...folderOf(subject), ...foldersElsewhere(subject, events)],
    ...(row && { row }),
    paths: [],
    identical: 0,
    wasPublic: row?.public !== undefined,
    archived: [],
  };
}

/** Only what the registers know has a folder of its own. */
function folderOf(subject: string): readonly string[] {
  const { programme, haushaltsjahr, ags } = partsOf(subject);
  const isKnown = programmeOf(programme, haushaltsjahr) && gebietskoerperschaftIn(haushaltsjahr, ags);
  return isKnown === undefined ? [] : [pagePath(subject)];
}

/** Where the log itself says that it published, under an address that the registers of today do not give it. */
function foldersElsewhere(subject: string, events: readonly RecordedEvent[]): readonly string[] {
  const published = events.flatMap((event) =>
    event.type === 'ZielvereinbarungPublished' ? [event.data.permalink.slice(1)] : [],
  );
  return [...new Set(published)].filter((folder) => folder !== '' && !folderOf(subject).includes(folder));
}
