import type { YearRow } from '../../../domain/zielvereinbarung/telling/summary.ts';
import { partsOf } from '../../../domain/zielvereinbarung/identity.ts';
import type { EventStore, Head } from '../../ports/event-store.ts';
import { commitTo } from '../../recording/commit-to.ts';
import { GENESIS } from '../../log/seal.ts';
import type { Finding, Repaired } from '../finding.ts';
import type { ReadLog } from '../read-log.ts';
import type { SoundLog } from '../reconciler.ts';
import { isSame } from '../same.ts';

/**
 * What says that a log is not whole: a head that stands elsewhere than at its end, a head that is gone, a row of
 * which there is no log. The links alone prove nothing here: a log that lost its newest events still holds.
 */
export function findingAtTheEnd(
  { history, head }: ReadLog,
  { subject, row }: { readonly subject: string; readonly row?: YearRow },
): Finding | undefined {
  const end = { version: history.length, lastHash: history.at(-1)?.hash ?? GENESIS };
  if (head !== undefined && !standsAt(head, end)) return { code: 'head-differs', subject };
  if (history.length > 0) return head === undefined ? { code: 'head-missing', subject } : undefined;
  return row === undefined ? undefined : { code: 'log-missing', subject };
}

/**
 * Holds head, terms and list row against the fold of the log. What of a head is no function of the log, numbers
 * used up and events that wait, is left alone.
 */
export async function lookAtHead(
  store: EventStore,
  log: SoundLog,
  row: YearRow | undefined,
): Promise<readonly Finding[]> {
  const { subject, head, folded } = log;
  if (head === undefined) return [];
  const repair = once(() => rewrite(store, log));
  const findings: Finding[] = [];
  if (await isOutdated(store, log, head)) findings.push({ code: 'head-outdated', subject, repair });
  if (!isSame(row, folded.row) && !isSame(await rowNow(store, subject), folded.row))
    findings.push({ code: 'row-differs', subject, repair });
  return findings;
}

function standsAt(head: Head, { version, lastHash }: Pick<Head, 'version' | 'lastHash'>): boolean {
  return head.version === version && head.lastHash === lastHash;
}

async function isOutdated(store: EventStore, { subject, folded }: SoundLog, head: Head): Promise<boolean> {
  const { state, publicRow, publishedOn } = head;
  const { version: _, lastHash: __, ...expected } = folded.head;
  if (!isSame({ state, publicRow, publishedOn }, expected)) return true;
  const { head: now, terms } = await store.loadWithTerms(subject);
  return now?.revision === head.revision && !isSame(terms, folded.terms);
}

async function rowNow(store: EventStore, subject: string): Promise<YearRow | undefined> {
  const { programme, haushaltsjahr } = partsOf(subject);
  return (await store.yearRows(programme, haushaltsjahr)).find((row) => row.subject === subject);
}

/** One commit puts head, terms and row right, whichever of them asked first. */
function once(write: () => Promise<Repaired>): () => Promise<Repaired> {
  let written: Promise<Repaired> | undefined;
  return () => (written ??= write());
}

/** One commit on the head as it stands now, if it still belongs to the log that was folded. */
async function rewrite(store: EventStore, log: SoundLog): Promise<Repaired> {
  const { subject, folded } = log;
  const now = await store.load(subject);
  if (now === undefined || !standsAt(now, folded.head)) return 'moved';
  const { publicRow: _, publishedOn: __, ...kept } = now;
  const written = await commitTo(store, {
    subject,
    expected: now.revision,
    head: { ...kept, ...folded.head, revision: now.revision + 1 },
    ...(folded.row && { row: folded.row }),
    ...(folded.terms && { terms: folded.terms }),
  });
  return written === 'committed' ? 'repaired' : 'moved';
}
