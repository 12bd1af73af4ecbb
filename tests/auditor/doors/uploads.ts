import type { Complain, Evidence } from '../evidence.ts';
import { sha256 as hashOf, textAt, type JsonObject } from '../json.ts';
import { nameOf, type RawTable } from '../raw-table.ts';

const INSPECTOR = 'urn:aqb:inspect-scan';
const STAFF = 'urn:aqb:staff-api';

/**
 * I3 of what people do: every upload was looked at, what was found is told or waits, and what was confirmed stands
 * in the log where the answer said. I8: what was looked at is what came first under its key. Only of evidence that
 * says something of the inbox.
 */
export function auditUploads(
  { inbox = [], confirmations = [], archive }: Pick<Evidence, 'inbox' | 'confirmations' | 'archive'>,
  table: RawTable,
  complain: Complain,
): void {
  const findings = new Map(
    inbox.flatMap(({ key, bytes }) => {
      const [, id] = /^findings\/([^/]+)\/findings\.json$/u.exec(key) ?? [];
      return id === undefined
        ? []
        : [[id, JSON.parse(new TextDecoder().decode(bytes)) as JsonObject] as const];
    }),
  );
  const first = new Map(inbox.toReversed().map(({ key, bytes }) => [key, bytes]));
  for (const [key, bytes] of first) {
    const [, id] = /^uploads\/([^/]+)\/scan$/u.exec(key) ?? [];
    if (id !== undefined) auditUpload({ id, bytes }, findings.get(id), { table, complain });
  }
  auditKeys(first, archive, complain);
  for (const { subject, versions } of confirmations)
    for (const version of versions)
      if (table.streams.get(subject)?.facts[version - 1]?.source !== STAFF)
        complain('I3', `what was confirmed is not at ${version}`, subject);
}

/** I8: an upload is archived under one key; a second one would be locked for years and belong to nobody. */
function auditKeys(
  uploads: ReadonlyMap<string, Uint8Array>,
  archive: Evidence['archive'],
  complain: Complain,
): void {
  const hashes = [...uploads].filter(([key]) => key.startsWith('uploads/')).map(([, bytes]) => hashOf(bytes));
  for (const hash of new Set(hashes)) {
    const keys = new Set(archive.map(({ key }) => key).filter((key) => key.endsWith(`/scan/${hash}.pdf`)));
    if (keys.size > hashes.filter((one) => one === hash).length)
      complain('I8', `one upload was archived as ${[...keys].join(' and ')}`);
  }
}

function auditUpload(
  { id, bytes }: { readonly id: string; readonly bytes: Uint8Array },
  found: JsonObject | undefined,
  { table, complain }: { readonly table: RawTable; readonly complain: Complain },
): void {
  if (found === undefined) return complain('I3', `the upload ${id} was never looked at`);
  if (textAt(found, 'sha256') !== hashOf(bytes))
    complain('I8', `what was looked at of the upload ${id} is not what came first`);
  const subject = textAt(found, 'zielvereinbarung');
  const state = textAt(found, 'state');
  if (subject === '' || state === 'unassigned') return;
  const fact = `${id}:${state}`;
  const waits = table.streams.get(subject)?.parked.some((item) => textAt(item, 'id') === fact) === true;
  if (!waits && !table.markers.has(nameOf(INSPECTOR, fact)))
    complain('I3', `nobody was told that the upload ${id} is ${state}`, subject);
}
