import type { YearRow } from '../../domain/zielvereinbarung/summary.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { EventStore, Head } from '../ports.ts';
import type { Finding, Repaired } from './finding.ts';
import type { SoundLog } from './reconciler.ts';
import { isSame } from './same.ts';

/**
 * Holds head, terms and list row against the fold of the log. What of a head is no function of the log, numbers
 * used up and events that wait, is left alone. A head that does not stand at the end of its log is not mended.
 */
export async function lookAtHead(
  store: EventStore,
  log: SoundLog,
  row: YearRow | undefined,
): Promise<readonly Finding[]> {
  const { subject, head, folded } = log;
  if (head === undefined) return [{ code: 'head-missing', subject }];
  if (!standsAtTheEnd(head, log)) return [{ code: 'head-differs', subject }];
  const repair = () => rewrite(store, log);
  const findings: Finding[] = [];
  if (await isOutdated(store, log, head)) findings.push({ code: 'head-outdated', subject, repair });
  if (!isSame(row, folded.row) && !isSame(await rowNow(store, subject), folded.row))
    findings.push({ code: 'row-differs', subject, repair });
  return findings;
}

function standsAtTheEnd({ version, lastHash }: Head, { folded }: SoundLog): boolean {
  return version === folded.head.version && lastHash === folded.head.lastHash;
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

/** One commit on the head as it stands now, if it still belongs to the log that was folded. */
async function rewrite(store: EventStore, log: SoundLog): Promise<Repaired> {
  const { subject, folded } = log;
  const now = await store.load(subject);
  if (now === undefined || !standsAtTheEnd(now, log)) return 'moved';
  const { publicRow: _, publishedOn: __, ...kept } = now;
  const written = await store.commit({
    subject,
    expected: now.revision,
    head: { ...kept, ...folded.head, revision: now.revision + 1 },
    ...(folded.row && { row: folded.row }),
    ...(folded.terms && { terms: folded.terms }),
  });
  return written === 'committed' ? 'repaired' : 'moved';
}
