import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import { noted, settled as settleFinding, type Finding, type Settled } from './finding.ts';
import { lookAtDesk } from './looks/look-at-desk.ts';
import { lookAtShared } from './looks/look-at-shared.ts';
import { lookAtUploads } from './looks/look-at-uploads.ts';
import {
  lookForForeignFiles,
  lookForUnnamedObjects,
  placeOfFile,
  type Explained,
} from './looks/look-for-orphans.ts';
import type { Reconciler } from './reconciler.ts';
import { settledAll, type Look } from './settling.ts';
import { subjectsOf } from './subjects.ts';
import { visit, type Visit, type Visiting } from './visit.ts';
import type { Wish } from './wish.ts';

/** What a run looked at, in numbers. */
export type Looked = {
  readonly logs: number;
  readonly events: number;
  /** Public files that lay there as they have to, byte for byte. */
  readonly identical: number;
  /** Archived objects that logs name; 0 where the archive was left out. */
  readonly objects: number;
};

/** What a run looked at, and what became of everything that it found. */
export type Report = { readonly looked: Looked; readonly settled: readonly Settled[] };

/** Hears what is looked at, `AQB-2025-06533`; for a person who waits. */
export type Progress = (what: string) => void;

/**
 * Holds head, lists, portal, archive and inbox against the logs, and puts right what is a function of them (d-9).
 * What lies on the portal is listed first: whatever lay there before the logs were read and no log explains is
 * foreign, so that a run is safe while publishers work. Nothing that goes wrong with one Zielvereinbarung stops
 * the others.
 * @throws Error where the portal or the lists cannot be read at all: then nothing was changed.
 */
export async function reconcile(
  reconciler: Reconciler,
  wish: Wish,
  progress: Progress = () => undefined,
): Promise<Report> {
  const settle = (finding: Finding) =>
    wish.repairs ? settleFinding(finding) : Promise.resolve(noted(finding));
  const lying = new Map((await reconciler.portal.list()).map((file) => [file.path, file]));
  const visiting: Visiting = { reconciler, wish, lying, settle };
  const { subjects, unexplained } = await subjectsOf(reconciler.recorder.store);
  const visits: Visit[] = [];
  for (const subject of subjects) {
    progress(subject.subject);
    visits.push(await visit(visiting, subject));
  }
  const rows = unexplained.map((key) => noted({ code: 'row-unexplained', key }));
  const around = await lookAround(visiting, visits, progress);
  return {
    looked: lookedAt(visits, around, wish),
    settled: [...rows, ...visits.flatMap(({ settled }) => settled), ...around.settled],
  };
}

type Around = {
  readonly settled: readonly Settled[];
  readonly paths: readonly string[];
  readonly identical: number;
};

/** What belongs to no single Zielvereinbarung: the lists, what nobody published, the archive, the inbox. */
async function lookAround(
  { reconciler, wish, lying, settle }: Visiting,
  visits: readonly Visit[],
  progress: Progress,
): Promise<Around> {
  const settled: Settled[] = [];
  const take = async (what: string, look: Look) => {
    progress(what);
    settled.push(...(await settledAll(look, { settle })));
  };
  let shared: Pick<Around, 'paths' | 'identical'> = { paths: [], identical: 0 };
  await take('Übersichtsseiten', async () => {
    const { findings, ...rest } = await lookAtShared({ ...reconciler, lying }, publicYears(visits));
    shared = rest;
    return findings;
  });
  // Where the lists could not be looked at, what lies beside them is not judged either.
  if (shared.paths.length > 0) {
    const explained = explainedBy(visits, shared.paths);
    await take('Portal', () => lookForForeignFiles(reconciler, lying, explained));
    if (wish.archive) await take('Archiv', () => lookForUnnamedObjects(reconciler, explained));
  }
  if (wish.uploads) await take('Eingang', () => lookAtUploads(reconciler));
  if (wish.desk) await take('Klärungsstelle', () => lookAtDesk(reconciler));
  return { settled, ...shared };
}

function publicYears(visits: readonly Visit[]) {
  const years = visits
    .filter(({ wasPublic }) => wasPublic)
    .map(({ subject }) => partsOf(subject).haushaltsjahr);
  return { rows: visits.flatMap(({ row }) => (row === undefined ? [] : [row])), years: new Set(years) };
}

function explainedBy(visits: readonly Visit[], shared: readonly string[]): Explained {
  return {
    paths: new Set([...shared, ...visits.flatMap(({ paths }) => paths)]),
    versions: new Set(visits.flatMap(({ archived }) => archived.map(placeOfFile))),
    unread: visits.filter(({ isRead }) => !isRead),
    folders: visits.flatMap(({ folders }) => folders),
  };
}

function lookedAt(visits: readonly Visit[], around: Around, { archive }: Wish): Looked {
  const sum = (of: (one: Visit) => number) => visits.reduce((total, one) => total + of(one), 0);
  return {
    logs: visits.filter(({ events }) => events > 0).length,
    events: sum(({ events }) => events),
    identical: around.identical + sum(({ identical }) => identical),
    objects: archive ? sum(({ archived }) => archived.length) : 0,
  };
}
