import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Evidence } from '../../auditor/evidence.ts';
import { fingerprint, textAt, without, type Json } from '../../auditor/json.ts';

/** An item in plain words; what a test spoils. */
export type PlainItem = { [name: string]: Json };
type Writable<Part> = {
  -readonly [Key in keyof Part]: Part[Key] extends readonly (infer One)[] ? One[] : Part[Key];
};

/** Evidence that a test may change. */
export type Spoilable = Omit<Writable<Evidence>, 'items' | 'bus'> & { items: PlainItem[]; bus: PlainItem[] };

/** A copy of the evidence after something was done to it. */
export function spoiled(evidence: Evidence, spoil: (copy: Spoilable) => void): Evidence {
  const copy: Spoilable = {
    ...structuredClone({ ...evidence, items: [], bus: [] } as unknown as Spoilable),
    items: evidence.items.map((item) => unmarshall(item) as PlainItem),
    bus: structuredClone(evidence.bus) as PlainItem[],
  };
  spoil(copy);
  return { ...copy, items: copy.items.map((item) => marshall(item)) };
}

/** The one that is meant; a test that means none is wrong. */
export function one<Part>(parts: readonly Part[], isMeant: (part: Part) => boolean): Part {
  const found = parts.find(isMeant);
  if (found === undefined) throw new Error('There is nothing to spoil');
  return found;
}

/** The item under these keys. */
export const itemAt = ({ items }: Spoilable, partition: string, sort: string) =>
  one(items, (item) => item['PK'] === partition && item['SK'] === sort);

/** The fact at this place. */
export const factAt = (copy: Spoilable, subject: string, version: number) =>
  itemAt(copy, `ZV#${subject}`, `EVENT#${String(version).padStart(6, '0')}`);

/** Takes out what is meant. */
export function drop<Part>(parts: Part[], isMeant: (part: Part) => boolean): void {
  const place = parts.findIndex(isMeant);
  if (place < 0) throw new Error('There is nothing to drop');
  parts.splice(place, 1);
}

/** Sets a value at the end of a dotted path. */
export function set(item: PlainItem, path: string, value: Json): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let inner: PlainItem = item;
  for (const step of steps) inner = inner[step] as PlainItem;
  inner[last] = value;
}

const codeName = (type: string) =>
  type
    .replace(/^de\.hessen\.aqb\.|\.v1$/gu, '')
    .split(/[.-]/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** What an item holds beside the fact itself. */
const BESIDE = ['PK', 'SK', 'personal', 'personalHash', 'previousHash', 'hash'];

/** Links the log anew, so that nothing but its content is wrong. */
export function resealed(copy: Spoilable, subject: string): void {
  const head = itemAt(copy, `ZV#${subject}`, 'HEAD');
  let previousHash = '0'.repeat(64);
  for (let version = 1; version <= Number(head['version']); version += 1) {
    const item = factAt(copy, subject, version);
    const personal = item['personal'];
    const event = without(item, ...BESIDE);
    const { salt = '', data = {} } = (personal ?? {}) as PlainItem;
    if (personal !== undefined) item['personalHash'] = fingerprint({ salt, personal: data });
    item['previousHash'] = previousHash;
    const salted = personal === undefined ? {} : { personalHash: item['personalHash'] ?? null };
    previousHash = fingerprint({
      previousHash,
      event: { ...event, type: codeName(textAt(item, 'type')) },
      ...salted,
    });
    item['hash'] = previousHash;
  }
  head['lastHash'] = previousHash;
}

/** A fact that was told, judged and passed on like any other; only what it says may be wrong. */
export function append(
  copy: Spoilable,
  subject: string,
  told: { type: string; id: string; data: PlainItem },
): void {
  const head = itemAt(copy, `ZV#${subject}`, 'HEAD');
  const version = Number(head['version']) + 1;
  head['version'] = version;
  const { id, data } = told;
  const [source, time] = ['urn:aqb:publish-portal', '2025-09-01T10:00:00.000Z'];
  const event = { type: `de.hessen.aqb.${told.type}.v1`, source, id, subject, time, data };
  const sort = `EVENT#${String(version).padStart(6, '0')}`;
  copy.items.push({ PK: `ZV#${subject}`, SK: sort, ...event, version, recordedAt: time });
  const digest = fingerprint({ type: codeName(event.type), version: 1, subject, data });
  copy.items.push({ PK: `SEEN#${source}`, SK: id, source, id, digest, versions: [version], subject });
  copy.messages.push({ queue: 'internal', body: JSON.stringify(event), senderId: 'AROATEST:session' });
  copy.bus.push({ ...event, sequence: String(version) });
  resealed(copy, subject);
}
