import type { Complain, StoredObject } from './evidence.ts';
import type { Fact } from './fact.ts';
import { grouped, numberAt, sha256, textAt } from './json.ts';
import type { RawTable } from './raw-table.ts';

/** A PDF of a Fassung lies under its own hash; other things lie under `export/`. */
const DOCUMENT = /^[^/]+\/fassung-\d+\/(?:scan|signing|reading)\/(?<sha256>[0-9a-f]{64})\.pdf$/u;

const versionName = (key: string, versionId: string) => `${key}\n${versionId}`;

/** I8 and I9: what was archived is what was declared, is what was inspected, and stays. */
export function auditArchive(
  archive: readonly StoredObject[],
  { streams }: RawTable,
  complain: Complain,
): void {
  const hashes = new Map(archive.map((object) => [object, sha256(object.bytes)]));
  const versions = new Map(archive.map((object) => [versionName(object.key, object.versionId), object]));
  const facts = [...streams.values()].flatMap((stream) => stream.facts);
  for (const [object, hash] of hashes) {
    const named = DOCUMENT.exec(object.key)?.groups?.['sha256'];
    if (named === undefined ? !object.key.startsWith('export/') : named !== hash)
      complain('I8', `${object.key} holds other bytes than its name says`);
  }
  auditUploads(facts, complain);
  for (const fact of facts) {
    const object = versions.get(
      versionName(textAt(fact.data, 'archive', 'key'), textAt(fact.data, 'archive', 'versionId')),
    );
    if (isArchival(fact))
      auditReference(fact, object && { object, hash: hashes.get(object) ?? '' }, complain);
  }
  auditKeeping(archive, latest(facts), complain);
}

/** An upload is archived once, however often its notice comes. */
function auditUploads(facts: readonly Fact[], complain: Complain): void {
  const archived = facts.filter(({ stem }) => stem === 'scan.archived');
  for (const [uploadId, repeats] of grouped(archived, ({ data }) => textAt(data, 'uploadId')))
    if (repeats.length > 1)
      complain('I8', `the upload ${uploadId} was archived ${repeats.length} times`, repeats[0]?.subject);
}

const isArchival = ({ stem }: Fact) => stem === 'scan.archived' || stem === 'document.archived';

type Found = { readonly object: StoredObject; readonly hash: string };

function auditReference({ data, stem, subject }: Fact, found: Found | undefined, complain: Complain): void {
  const key = textAt(data, 'archive', 'key');
  if (found === undefined) return complain('I8', `${key} is recorded and is not in the archive`, subject);
  const { object, hash } = found;
  const kind = stem === 'scan.archived' ? 'scan' : textAt(data, 'kind');
  const place = `${subject}/fassung-${numberAt(data, 'fassung')}/${kind}/${textAt(data, 'sha256')}.pdf`;
  if (hash !== textAt(data, 'sha256')) complain('I8', `${key} has another hash than was recorded`, subject);
  if (object.bytes.length !== numberAt(data, 'size'))
    complain('I8', `${key} has another size than was recorded`, subject);
  if (key !== place) complain('I8', `${key} lies in another place than it belongs`, subject);
  if (isEarlier(object.retainUntil, textAt(data, 'retainUntil')))
    complain('I9', `${key} is kept for a shorter time than was recorded`, subject);
}

/** The store keeps whole seconds. */
function isEarlier(retainUntil: string | undefined, recorded: string): boolean {
  return (
    recorded !== '' && retainUntil !== undefined && Date.parse(retainUntil) + 1000 <= Date.parse(recorded)
  );
}

/** The latest instant that the logs know: nothing that is kept until later may be gone. */
function latest(facts: readonly Fact[]): string {
  return facts.reduce((newest, { recordedAt }) => (recordedAt > newest ? recordedAt : newest), '');
}

function auditKeeping(archive: readonly StoredObject[], now: string, complain: Complain): void {
  for (const { key, gone, retainUntil } of archive) {
    if (retainUntil === undefined || Number.isNaN(Date.parse(retainUntil)))
      complain('I9', `${key} has no end of its retention`);
    else if (gone === true && !(Date.parse(retainUntil) <= Date.parse(now)))
      complain('I9', `${key} is gone before its retention ended`);
  }
  for (const [key, objects] of grouped(archive, (object) => object.key))
    if (objects.length > 1) complain('I9', `${key} was written ${objects.length} times`);
}
