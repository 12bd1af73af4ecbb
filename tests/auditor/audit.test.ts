import { beforeAll, describe, expect, test } from 'vitest';
import { HMSI, KREIS, SUBJECT } from '../support/facts/given.ts';
import { TAKEN_BACK, UNKNOWN, soundStory } from '../support/histories/sound-story.ts';
import {
  append,
  drop,
  factAt,
  itemAt,
  one,
  resealed,
  set,
  spoiled,
  type PlainItem,
  type Spoilable,
} from '../support/histories/spoiled-evidence.ts';
import { audit, type Evidence, type Invariant, type StoredObject } from './audit.ts';
import { fingerprint, parsed, sha256 as hashOf, textAt } from './json.ts';

let sound: Evidence;
beforeAll(async () => {
  sound = await soundStory();
});

test('a sound run is beyond reproach', () => {
  expect(audit(sound)).toEqual([]);
  expect(sound.items.length).toBeGreaterThan(50);
  expect(sound.portal.map(({ key }) => key)).toContain('zielvereinbarungen/2025/limburg-weilburg/index.html');
  expect(sound.portal.filter(({ metadata }) => metadata['status'] === '410')).toHaveLength(3);
});

const PAGE = 'zielvereinbarungen/2025/limburg-weilburg/';
const GONE = 'zielvereinbarungen/2025/lahn-dill-kreis/';

const marker = (copy: Spoilable, id: string, source = HMSI) => itemAt(copy, `SEEN#${source}`, id);
const head = (copy: Spoilable, subject = SUBJECT) => itemAt(copy, `ZV#${subject}`, 'HEAD');
const row = (copy: Spoilable) => itemAt(copy, 'YEAR#AQB-2025', '06533');
const clearing = ({ items }: Spoilable, reason: string) =>
  one(items, (item) => textAt(item, 'PK').startsWith('CLEARING#') && item['reason'] === reason);
const isAbout = (id: string) => (body: string) => textAt(parsed(body), 'id') === id;
const bodyOf = ({ messages }: Spoilable, id: string) => one(messages, ({ body }) => isAbout(id)(body)).body;
const goesOut = (id: string) => (event: PlainItem) => event['id'] === id;
const tellsOf = (kind: string, id: string) => (event: PlainItem) =>
  event['type'] === `de.hessen.aqb.event.${kind}.v1` && textAt(event, 'data', 'originalId') === id;

function file(files: StoredObject[], key: string, change: Partial<StoredObject>): void {
  const place = files.findIndex((object) => object.key.startsWith(key));
  const before = files[place];
  if (before === undefined) throw new Error(`Nothing lies under ${key}`);
  files[place] = { ...before, ...change };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const contentOf = ({ portal }: Spoilable, key: string) => one(portal, (object) => object.key === key);
const scanKey = `${SUBJECT}/fassung-1/scan/`;

/** Says something else from the beginning: log, chain, marker, message and bus agree about it. */
function retell(
  copy: Spoilable,
  [subject, version]: readonly [string, number],
  change: (item: PlainItem) => void,
) {
  const item = factAt(copy, subject, version);
  change(item);
  resealed(copy, subject);
  const event = one(copy.bus, goesOut(textAt(item, 'id')));
  const leaves = (item['personal'] as PlainItem | undefined)?.['data'] as PlainItem | undefined;
  const data = structuredClone(item['data']) as PlainItem;
  for (const [path, leaf] of Object.entries(leaves ?? {})) set(data, path, leaf);
  event['data'] = data;
  const told = copy.items.find(
    (other) => textAt(other, 'PK') === `SEEN#${textAt(item, 'source')}` && other['SK'] === item['id'],
  );
  if (told === undefined) return;
  const { signatoryKey: _, ...meant } = data;
  const name = textAt(item, 'type').includes('signature') ? 'SignatureReceived' : nameOf(item);
  const digest = fingerprint({ type: name, version: 1, subject, data: meant });
  told['digest'] = digest;
  const place = copy.messages.findIndex(({ body }) => isAbout(textAt(item, 'id'))(body));
  const message = copy.messages[place];
  if (message === undefined) return;
  const body = JSON.stringify({ ...(parsed(message.body) as PlainItem), data: meant });
  copy.messages = copy.messages.filter(({ body: other }) => !isAbout(textAt(item, 'id'))(other));
  copy.messages.push({ ...message, body });
}

function nameOf(item: PlainItem): string {
  const type = textAt(item, 'type');
  if (type.includes('scan.archived')) return 'ScanArchived';
  return type.includes('scan.checked') ? 'ScanChecked' : 'ZielvereinbarungPublished';
}

/** Whoever spoke in the sound run, with the role of its messages. */
const VOICES = [HMSI, KREIS, 'https://kreis.example/06532'].map((source) => ({ source, role: 'AROATEST' }));

test('whoever may say what it says is beyond reproach', () => {
  expect(audit(spoiled(sound, (copy) => (copy.voices = VOICES)))).toEqual([]);
});

test('the same bytes under an older number take nothing back', () => {
  const write = { key: `${PAGE}vereinbarung.pdf`, by: 'publish-portal', sha256: 'same' };
  const writes = [3, 2].map((revision) => ({ ...write, revision }));
  expect(audit(spoiled(sound, (copy) => copy.portalWrites.push(...writes)))).toEqual([]);
});

type Spoiling = readonly [what: string, expected: readonly Invariant[], spoil: (copy: Spoilable) => void];

const bytesOf = (content: object) => new TextEncoder().encode(JSON.stringify(content));
const inboxObject = (key: string, content: object = {}) => ({
  key,
  versionId: 'v1',
  bytes: bytesOf(content),
  metadata: {},
});

const SPOILINGS: readonly Spoiling[] = [
  ['an upload was never looked at', ['I3'], (copy) => (copy.inbox = [inboxObject('uploads/forgotten/scan')])],
  [
    'nobody was told what was found of an upload',
    ['I3'],
    (copy) =>
      (copy.inbox = [
        inboxObject('uploads/untold/scan'),
        inboxObject('findings/untold/findings.json', {
          state: 'archived',
          zielvereinbarung: SUBJECT,
          sha256: hashOf(bytesOf({})),
        }),
      ]),
  ],
  [
    'one upload was archived under two keys',
    ['I8'],
    (copy) => {
      const sha256 = hashOf(bytesOf({ twice: true }));
      copy.inbox = [
        inboxObject('uploads/astray/scan', { twice: true }),
        inboxObject('findings/astray/findings.json', { state: 'unassigned', sha256 }),
      ];
      for (const subject of [SUBJECT, 'AQB-2025-06531'])
        copy.archive.push({
          ...inboxObject(`${subject}/fassung-1/scan/${sha256}.pdf`, { twice: true }),
          retainUntil: '2055-01-01T00:00:00Z',
        });
    },
  ],
  [
    'what was looked at of an upload came second',
    ['I8'],
    (copy) =>
      (copy.inbox = [
        inboxObject('uploads/twice/scan', { first: true }),
        inboxObject('uploads/twice/scan', { second: true }),
        inboxObject('findings/twice/findings.json', {
          state: 'unassigned',
          sha256: hashOf(bytesOf({ second: true })),
        }),
      ]),
  ],
  [
    'what was confirmed stands nowhere',
    ['I3'],
    (copy) => (copy.confirmations = [{ subject: SUBJECT, versions: [999] }]),
  ],
  [
    'a marker names a fact that is not there',
    ['I1'],
    (copy) => set(marker(copy, 'released-1'), 'versions', [99]),
  ],
  [
    'a marker names a fact of somebody else',
    ['I1'],
    (copy) => set(marker(copy, 'released-1'), 'versions', [9]),
  ],
  ['a marker is gone', ['I1', 'I3'], (copy) => drop(copy.items, (item) => item['SK'] === 'released-1')],
  [
    'a command was promised and is not recorded',
    ['I1'],
    ({ commands }) =>
      commands.push({
        subject: SUBJECT,
        type: 'X',
        source: 'urn:aqb:staff-api',
        id: 'p:2',
        outcome: 'recorded',
        versions: [3],
      }),
  ],
  [
    'a command stands in the log in another place than was promised',
    ['I1'],
    (copy) => (copy.commands = copy.commands.map((command) => ({ ...command, versions: [2] }))),
  ],
  [
    'a fact is recorded a second time',
    ['I1'],
    (copy) => {
      const { data, id, source } = factAt(copy, SUBJECT, 9);
      append(copy, SUBJECT, { type: 'document.archived', id: 'again', data: data as PlainItem });
      Object.assign(factAt(copy, SUBJECT, 15), { id, source });
      copy.items = copy.items.filter((item) => item['SK'] !== 'again');
      copy.messages.pop();
      copy.bus = copy.bus
        .filter((event) => event['id'] !== id)
        .map((event) => (event['id'] === 'again' ? { ...event, id: id ?? '' } : event));
      resealed(copy, SUBJECT);
    },
  ],
  [
    'a derived fact does not follow from what was told with it',
    ['I1'],
    (copy) => {
      factAt(copy, SUBJECT, 7)['causationid'] = 'something-else';
      resealed(copy, SUBJECT);
    },
  ],
  ['the head stands one further', ['I2'], (copy) => set(head(copy), 'version', 15)],
  [
    'one character of a fact was changed',
    ['I2'],
    (copy) => set(factAt(copy, SUBJECT, 2), 'time', '2025-08-18T09:00:01Z'),
  ],
  [
    'a personal part is gone and nobody erased it',
    ['I2'],
    (copy) => delete factAt(copy, SUBJECT, 3)['personal'],
  ],
  ['a salt was changed', ['I2'], (copy) => set(factAt(copy, SUBJECT, 3), 'personal.salt', '1'.repeat(32))],
  [
    'time runs back within a log',
    ['I2'],
    (copy) => {
      factAt(copy, SUBJECT, 4)['recordedAt'] = '2025-08-31T10:00:00.000Z';
      resealed(copy, SUBJECT);
    },
  ],
  [
    'the last fact is gone',
    ['I1', 'I2', 'I6', 'I10', 'bus'],
    (copy) => drop(copy.items, (item) => item['SK'] === 'EVENT#000014'),
  ],
  [
    'a fact in the middle is gone',
    ['I1', 'I2', 'bus'],
    (copy) => drop(copy.items, (item) => item['SK'] === 'EVENT#000002' && item['PK'] === `ZV#${SUBJECT}`),
  ],
  [
    'a message ended nowhere',
    ['I3'],
    (copy) => copy.messages.push({ queue: 'ingress', body: '{"lost":true}', senderId: 'AROATEST:session' }),
  ],
  [
    'what the clearing desk took is gone',
    ['I3'],
    (copy) => drop(copy.items, (item) => item['reason'] === 'body-unreadable'),
  ],
  [
    'a message was recorded and refused',
    ['I3'],
    (copy) => {
      const body = bodyOf(copy, 'ZielvereinbarungDrafted-1');
      const key = fingerprint({ source: HMSI, id: 'ZielvereinbarungDrafted-1', body });
      const item = {
        source: HMSI,
        id: 'ZielvereinbarungDrafted-1',
        body,
        reason: 'already-exists',
        door: 'ingress',
      };
      copy.items.push({ PK: 'CLEARING#2025-08', SK: key, ...item });
      copy.busComplete = false;
    },
  ],
  [
    'a message lies in a dead-letter queue twice and was sent once',
    ['I3'],
    (copy) => copy.dead.push(...Array<string>(2).fill(bodyOf(copy, 'signature-kommune-1'))),
  ],
  [
    'a message waits although it was recorded',
    ['I3'],
    (copy) => {
      for (const item of copy.items)
        if (item['id'] === 'signature-land-1' && 'outcome' in item) item['outcome'] = 'waiting';
      set(head(copy), 'parked', 1);
    },
  ],
  [
    'a repeat has another content and was not refused',
    ['I3'],
    ({ messages }) => {
      const message = one(messages, ({ body }) => isAbout('released-1')(body));
      messages.push({ ...message, body: message.body.replace('"fassung":1', '"fassung":7') });
    },
  ],
  [
    'a marker tells of a message that nobody sent',
    ['I3'],
    (copy) => drop(copy.messages, ({ body }) => isAbout('signature-kommune-1')(body)),
  ],
  [
    'the scan shows one signature only',
    ['I4'],
    (copy) => {
      copy.settled = false;
      retell(copy, [SUBJECT, 6], (item) => set(item, 'data.signaturesVisible', ['land']));
    },
  ],
  [
    'the scan bears the code of another Zielvereinbarung, and one look took it',
    ['I4'],
    (copy) => {
      copy.settled = false;
      retell(copy, [SUBJECT, 5], (item) =>
        set(item, 'data.codes', [{ subject: 'AQB-2025-06531', fassung: 1, pages: [1] }]),
      );
    },
  ],
  [
    'the scan is not complete',
    ['I4'],
    (copy) => {
      copy.settled = false;
      retell(copy, [SUBJECT, 6], (item) => set(item, 'data.pagesComplete', false));
    },
  ],
  [
    'one person signed for both sides',
    ['I4'],
    (copy) => {
      copy.settled = false;
      retell(copy, [SUBJECT, 4], (item) =>
        set(item, 'personal.data', { ...leavesOf(item), 'signatory.name': 'HEIKE  Hofmann' }),
      );
    },
  ],
  [
    'a signature names another scan',
    ['I4'],
    (copy) => {
      copy.settled = false;
      retell(copy, [SUBJECT, 4], (item) => set(item, 'data.document', { sha256: 'f'.repeat(64) }));
    },
  ],
  [
    'it was concluded under another hash',
    ['I4'],
    (copy) => retell(copy, [SUBJECT, 7], (item) => set(item, 'data.fassungHash', 'f'.repeat(64))),
  ],
  [
    'what is due is not published',
    ['I4'],
    (copy) => {
      append(copy, TAKEN_BACK, {
        type: 'publication.due',
        id: 'due',
        data: { fassung: 1, publishAt: '2025-09-01T10:00:00.000Z' },
      });
      set(head(copy, TAKEN_BACK), 'state.publication.fassung', 1);
    },
  ],
  [
    'what waits lacks nothing',
    ['I3'],
    (copy) => {
      copy.busComplete = false;
      const ofUnknown = copy.items.filter(
        (item) => item['outcome'] === 'waiting' && item['subject'] === UNKNOWN,
      );
      for (const item of ofUnknown) {
        const partition = textAt(item, 'PK').replace(UNKNOWN, SUBJECT);
        copy.items.push({ ...item, PK: partition, SK: `${textAt(item, 'SK')}#`, subject: SUBJECT });
      }
      set(head(copy), 'parked', 1);
    },
  ],
  [
    'a sender is recorded in another order than it said',
    ['I3'],
    (copy) => {
      set(factAt(copy, SUBJECT, 2), 'sequence', '2');
      set(factAt(copy, SUBJECT, 3), 'sequence', '1');
      resealed(copy, SUBJECT);
    },
  ],
  [
    'it was published after it was withdrawn',
    ['I4'],
    (copy) => {
      copy.settled = false;
      const { data } = factAt(copy, TAKEN_BACK, 10);
      append(copy, TAKEN_BACK, {
        type: 'zielvereinbarung.published',
        id: 'late',
        data: { ...(data as PlainItem), revision: 9 },
      });
      const rows = { revision: 9, fassung: 1, amountCent: 89521000, concludedOn: '2025-08-14' };
      set(head(copy, TAKEN_BACK), 'publicRow', rows);
      set(itemAt(copy, 'YEAR#AQB-2025', '06532'), 'public', rows);
    },
  ],
  [
    'a revision was published twice',
    ['I5'],
    (copy) =>
      append(copy, SUBJECT, {
        type: 'zielvereinbarung.published',
        id: 'twice',
        data: factAt(copy, SUBJECT, 14)['data'] as PlainItem,
      }),
  ],
  [
    'an older revision was published after a newer one',
    ['I5'],
    (copy) => {
      copy.settled = false;
      retell(copy, [SUBJECT, 14], (item) => set(item, 'data.revision', 1));
      set(row(copy), 'public.revision', 1);
      set(head(copy), 'publicRow.revision', 1);
    },
  ],
  [
    'a page has another byte',
    ['I6'],
    (copy) => file(copy.portal, `${PAGE}index.html`, { bytes: bytes('<p>Andere</p>') }),
  ],
  ['the PDF is missing', ['I6'], (copy) => drop(copy.portal, ({ key }) => key === `${PAGE}vereinbarung.pdf`)],
  [
    'a file lies there that nobody published',
    ['I6'],
    ({ portal }) =>
      portal.push({ key: `${PAGE}entwurf.html`, versionId: 'null', bytes: bytes('Entwurf'), metadata: {} }),
  ],
  [
    'a folder lies there that nobody published',
    ['I6'],
    ({ portal }) =>
      portal.push({
        key: 'zielvereinbarungen/2025/fulda/index.html',
        versionId: 'null',
        bytes: bytes('?'),
        metadata: { status: '410' },
      }),
  ],
  [
    'what was taken back answers 200',
    ['I6'],
    (copy) => file(copy.portal, `${GONE}index.html`, { metadata: { revision: '2' } }),
  ],
  [
    'what was taken back still tells of the money',
    ['I6'],
    (copy) => file(copy.portal, `${GONE}index.html`, { bytes: bytes('<p>Über 895.210 €</p>') }),
  ],
  [
    'the year lists nobody',
    ['I6'],
    (copy) => file(copy.portal, 'zielvereinbarungen/2025/index.html', { bytes: bytes('<h1>2025</h1>') }),
  ],
  [
    'the start page lists what was taken back',
    ['I6'],
    (copy) => {
      const text = new TextDecoder().decode(contentOf(copy, 'index.html').bytes);
      const line = '<li><a href="zielvereinbarungen/2025/lahn-dill-kreis/">Lahn-Dill-Kreis</a></li>';
      file(copy.portal, 'index.html', { bytes: bytes(text.replace('</ul>', `${line}</ul>`)) });
    },
  ],
  [
    'the data says another amount, and the log has its hash',
    ['I6'],
    (copy) => otherData(copy, (text) => text.replace('89521000', '89521001')),
  ],
  [
    'the data lacks a signature, and the log has its hash',
    ['I6'],
    (copy) => otherData(copy, (text) => text.replace('"date": "2025-08-14"', '"date": "2025-08-15"')),
  ],
  [
    'the data lacks what the year brought, and the log has its hash',
    ['I6'],
    (copy) => otherData(copy, (text) => text.replace('"abweichungen"', '"andere"')),
  ],
  [
    'a page was written after it was recorded as readable',
    ['I6'],
    (copy) =>
      (copy.portalWrites = copy.portalWrites.map((write) => ({ ...write, at: '2099-01-01T00:00:00.000Z' }))),
  ],
  [
    'the portal went back to an older revision',
    ['I7'],
    ({ portalWrites }) => portalWrites.push({ key: `${PAGE}index.html`, revision: 2, by: 'publish-portal' }),
  ],
  [
    'the portal went back to an older revision after a removal',
    ['I7'],
    ({ portalWrites }) =>
      portalWrites.push(
        { key: `${PAGE}index.json`, revision: 0, deleted: true, by: 'reconcile' },
        { key: `${PAGE}index.json`, revision: 1, by: 'publish-portal' },
      ),
  ],
  [
    'an upload is archived a second time',
    ['I8'],
    (copy) => {
      const { data } = one(copy.items, (item) => textAt(item, 'type').endsWith('.scan.archived.v1'));
      append(copy, SUBJECT, { type: 'scan.archived', id: 'again', data: data as PlainItem });
    },
  ],
  [
    'an archived scan has other bytes',
    ['I8'],
    (copy) => file(copy.archive, scanKey, { bytes: bytes(`Scan von ${SUBJECT.replace('5', '6')}`) }),
  ],
  ['an archived scan is missing', ['I8'], (copy) => drop(copy.archive, ({ key }) => key.startsWith(scanKey))],
  [
    'a version is not the one that was recorded',
    ['I8'],
    (copy) => file(copy.archive, scanKey, { versionId: 'archived-2' }),
  ],
  [
    'something lies in the archive under the name of no document',
    ['I8'],
    ({ archive }) =>
      archive.push({
        key: `${SUBJECT}/notiz.txt`,
        versionId: '1',
        bytes: bytes('x'),
        metadata: {},
        retainUntil: '2035-12-31T23:00:00Z',
      }),
  ],
  ['an archived scan was deleted', ['I9'], (copy) => file(copy.archive, scanKey, { gone: true })],
  [
    'a retention is shorter than was recorded',
    ['I9'],
    (copy) => file(copy.archive, scanKey, { retainUntil: '2030-12-31T23:00:00Z' }),
  ],
  [
    'an archived document has no retention',
    ['I9'],
    (copy) => {
      const { retainUntil: _, ...rest } = one(copy.archive, ({ key }) => key.startsWith(scanKey));
      copy.archive = [...copy.archive.filter(({ key }) => !key.startsWith(scanKey)), rest];
    },
  ],
  [
    'a document was replaced',
    ['I9'],
    ({ archive }) =>
      archive.push({ ...one(archive, ({ key }) => key.startsWith(scanKey)), versionId: 'archived-2' }),
  ],
  ['a row says another amount', ['I10'], (copy) => set(row(copy), 'current.amountCent', 1)],
  ['a row says another revision', ['I10'], (copy) => set(row(copy), 'public.revision', 2)],
  [
    'a row is gone',
    ['I10'],
    (copy) => drop(copy.items, (item) => item['PK'] === 'YEAR#AQB-2025' && item['SK'] === '06533'),
  ],
  [
    'a row tells of nothing',
    ['I10'],
    (copy) => copy.items.push({ ...row(copy), SK: '06531', subject: 'AQB-2025-06531' }),
  ],
  ['a head has another Fassung', ['I10'], (copy) => set(head(copy), 'state.fassung.number', 2)],
  ['a head is open although it is concluded', ['I10'], (copy) => set(head(copy), 'state.status', 'open')],
  ['a head counts what does not wait', ['I10'], (copy) => set(head(copy), 'parked', 3)],
  [
    'the index of what waits lacks an entry',
    ['I10'],
    (copy) =>
      drop(copy.items, (item) => textAt(item, 'PK').startsWith('WAITING#') && item['subject'] === UNKNOWN),
  ],
  [
    'a refusal has a reason of its own',
    ['I12'],
    (copy) => unheard(copy, () => set(clearing(copy, 'body-unreadable'), 'reason', 'do-not-like-it')),
  ],
  ['a refused sender was not told', ['I12'], (copy) => drop(copy.bus, tellsOf('refused', 'drafted-again'))],
  [
    'a waiting sender was not told',
    ['I12'],
    (copy) =>
      (copy.bus = copy.bus.filter((event) => !tellsOf('parked', `${UNKNOWN}:signature-land-1`)(event))),
  ],
  [
    'something waits for a reason of its own',
    ['I12'],
    (copy) =>
      unheard(
        copy,
        () =>
          (one(copy.items, (item) => item['outcome'] === 'waiting' && 'body' in item)['reason'] = 'later'),
      ),
  ],
  [
    'a refused body was touched',
    ['I3', 'I12'],
    (copy) => set(clearing(copy, 'already-exists'), 'body', '{}'),
  ],
  [
    'somebody speaks with a role that is not of its source',
    ['door'],
    (copy) => (copy.voices = VOICES.map((voice) => ({ ...voice, role: 'AROASTRANGER' }))),
  ],
  [
    'somebody speaks for another Gebietskoerperschaft',
    ['door'],
    (copy) => (copy.voices = VOICES.map((voice) => ({ ...voice, ags: '06531' }))),
  ],
  ['a fact did not go out', ['bus'], (copy) => drop(copy.bus, goesOut('released-1'))],
  [
    'a fact went out with another number',
    ['bus'],
    (copy) => set(one(copy.bus, goesOut('released-1')), 'sequence', '9'),
  ],
  [
    'a fact went out with another content',
    ['bus'],
    (copy) => set(one(copy.bus, goesOut('released-1')), 'data', { fassung: 2 }),
  ],
  [
    'something went out that nobody recorded',
    ['bus'],
    ({ bus }) => bus.push({ ...one(bus, goesOut('released-1')), id: 'made-up' }),
  ],
];

const leavesOf = (item: PlainItem) => (item['personal'] as PlainItem)['data'] as PlainItem;

/** Without a bus nobody hears, and nobody is missed. */
function unheard(copy: Spoilable, spoil: () => void): void {
  copy.busComplete = false;
  spoil();
}

/** Other data on the portal, recorded as it lies there. */
function otherData(copy: Spoilable, change: (text: string) => string): void {
  const before = contentOf(copy, `${PAGE}index.json`);
  const content = bytes(change(new TextDecoder().decode(before.bytes)));
  const sha256 = hashOf(content);
  file(copy.portal, `${PAGE}index.json`, { bytes: content, metadata: { ...before.metadata, sha256 } });
  retell(copy, [SUBJECT, 14], (item) => set(item, 'data.jsonSha256', sha256));
}

describe('the auditor names exactly what was spoiled:', () => {
  test.each(SPOILINGS)('%s', (_, expected, spoil) => {
    const found = audit(spoiled(sound, spoil));
    expect([...new Set(found.map(({ invariant }) => invariant))].toSorted()).toEqual(expected.toSorted());
  });

  test('each invariant at least twice', () => {
    const named = SPOILINGS.flatMap(([, expected]) => expected);
    const all: readonly Invariant[] = [
      'I1',
      'I2',
      'I3',
      'I4',
      'I5',
      'I6',
      'I7',
      'I8',
      'I9',
      'I10',
      'I12',
      'bus',
      'door',
    ];
    expect(all.filter((invariant) => named.filter((name) => name === invariant).length < 2)).toEqual([]);
  });
});

describe('what may still come is not missed:', () => {
  const unsettled = (spoil: (copy: Spoilable) => void) =>
    audit(
      spoiled(sound, (copy) => {
        copy.settled = false;
        spoil(copy);
      }),
    );

  test('a page that is not there yet', () => {
    expect(unsettled((copy) => (copy.portal = []))).toEqual([]);
  });

  test('a fact that did not go out yet', () => {
    expect(unsettled((copy) => (copy.bus = []))).toEqual([]);
  });

  test('a message that nobody took yet', () => {
    const body = '{"not":"yet"}';
    expect(
      unsettled((copy) => {
        copy.messages.push({ queue: 'ingress', body, senderId: 'AROATEST:session' });
        copy.unhandled.push(body);
      }),
    ).toEqual([]);
  });

  test('a fact on a bus whose stream lost something', () => {
    expect(
      audit(
        spoiled(sound, (copy) => {
          copy.busComplete = false;
          copy.bus = [];
        }),
      ),
    ).toEqual([]);
  });
});
