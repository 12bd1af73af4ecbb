import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { CloudEvent } from '../../events/fact.ts';
import { INCOMING, type IncomingEvent } from '../../events/incoming/index.ts';
import { nodeCrypto, sha256Hex } from '../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../shared/adapters/table/dynamodb-event-store.ts';
import { pdfkitWriter } from '../../shared/adapters/pdf-writer/pdfkit-writer.ts';
import { s3Archive } from '../../shared/adapters/objects/s3-archive.ts';
import { s3PortalSite } from '../../shared/adapters/objects/s3-portal-site.ts';
import { decideAtDesk } from '../../shared/application/clearing/decide-at-desk.ts';
import { publishPage, type Publisher } from '../../shared/application/publishing/publish-page.ts';
import { recordCommand } from '../../shared/application/receiving/record-command.ts';
import { remindOfExpiry } from '../../shared/application/reminding/remind-expiry.ts';
import { publishShared } from '../../shared/application/publishing/publish-shared.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  signature,
  withdrawn,
} from '../support/facts/given.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  cancelled,
  erased,
  gebietskoerperschaftChanged,
  integrityViolated,
  meetingScheduled,
  publicationDue,
  publicationHeld,
  scanRefused,
  scanSetAside,
} from '../support/facts/given-year.ts';
import { YEAR } from '../support/histories/year-story.ts';
import { figureAmended } from '../support/facts/year.ts';
import {
  createTable,
  localDynamoDb,
  emulatorForTests,
  withoutEmulator,
} from '../support/processes/emulator.ts';
import { counted, recordCalls } from '../support/stores/recorded-calls.ts';
import { recorderOn } from '../support/stages/recorder.ts';
import { quickPatience } from '../support/stages/patience.ts';
import { WIRE } from '../support/facts/wire.ts';

/** Stories that hold every kind of fact once at least, each on a state that takes it. */
const STORIES: readonly (readonly [IncomingEvent, ...IncomingEvent[]])[] = [
  YEAR,
  [
    drafted(),
    released(),
    revised(2),
    scanRefused(),
    publicationHeld(),
    integrityViolated(),
    cancelled(),
    akteClosed(),
    erased(3),
    akteOffered(),
    akteDisposed(),
  ],
  [
    drafted(),
    publicationHeld('2025-09-02'),
    ...concludedFacts().slice(1),
    publicationDue(1, '2025-09-01T22:00:00.000Z'),
    withdrawn('land'),
    scanSetAside(),
  ],
  [
    gebietskoerperschaftChanged('06999', ['2030-01-01', '2030-12-31']),
    gebietskoerperschaftChanged('06999', ['2031-01-01']),
  ],
];

/** One read and one transaction; what is erased is read as well, item by item, once in the life of an Akte. */
function costOf(fact: IncomingEvent) {
  const read = readFor(fact);
  const items = fact.type === 'PersonalDataErased' ? fact.data.versions.length : 0;
  return { [read]: 1 + items, TransactWriteItems: 1 };
}

/** Only what makes a Fassung, or is about an Eckdatum, reads the terms along with the head. */
function readFor(fact: IncomingEvent): 'Query' | 'GetItem' {
  if (fact.type === 'EckdatenAmended') return 'Query';
  return fact.type === 'BudgetAmended' && fact.data.kind !== 'abweichung' ? 'Query' : 'GetItem';
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

describe.skipIf(withoutEmulator)('what an event costs', () => {
  const emulator = emulatorForTests();
  let tables = 0;

  async function freshStore() {
    const client = localDynamoDb(emulator.endpoint());
    const tableName = `cost-${(tables += 1)}`;
    await createTable(client, tableName);
    return { calls: recordCalls(client), store: dynamoDbEventStore({ client, tableName, wire: WIRE }) };
  }

  test.each([10, 10_000])(
    'is one consistent read and one transaction, whatever the type, with %i events in the history',
    async (length) => {
      const costed = new Set<string>();
      for (const [first, ...facts] of STORIES) {
        const { calls, store } = await freshStore();
        const { send, clock } = recorderOn(store);
        await send(first);
        const head = await store.load(first.subject);
        if (head === undefined) throw new Error('Nothing was recorded');
        const long = { ...head, revision: head.revision + 1, version: length };
        await store.commit({ subject: first.subject, expected: head.revision, head: long });
        for (const fact of facts) {
          if (fact.type === 'PublicationDue') clock.at = '2025-09-03T00:00:00.000Z';
          if (fact.type === 'AkteDisposed') clock.at = '2036-01-02T10:00:00.000Z';
          calls.length = 0;
          expect(await send(fact), fact.id).toMatchObject({ outcome: 'recorded' });
          expect(counted(calls), fact.id).toEqual(costOf(fact));
          costed.add(fact.type);
        }
        expect((await store.load(first.subject))?.version).toBeGreaterThanOrEqual(length + facts.length);
      }
      const others = INCOMING.map(({ name }) => name).filter((name) => !costed.has(name));
      // The draft looks once more; what only wakes the recorder is never recorded.
      expect(others).toEqual(['ZielvereinbarungDrafted', 'ParkingExpired']);
    },
  );

  test('of a draft is one look more, for what came before it', async () => {
    const { calls, store } = await freshStore();
    await recorderOn(store).send(drafted());
    expect(counted(calls)).toEqual({ GetItem: 1, TransactWriteItems: 1, Query: 1 });
  });

  test('of a repeat is nothing written', async () => {
    const { calls, store } = await freshStore();
    const { send } = recorderOn(store);
    await send(drafted());
    await send(released());
    calls.length = 0;
    expect(await send(released())).toMatchObject({ outcome: 'duplicate' });
    expect(calls.filter((call) => call.startsWith('Put'))).toEqual([]);
  });

  test('of a command of a person is one look more, for what an earlier release called it', async () => {
    const { calls, store } = await freshStore();
    const { send, reception } = recorderOn(store);
    await send(drafted());
    const command = { ...meetingScheduled(), id: 'pseudonym:k', formerId: 'account:k' };
    calls.length = 0;
    const { recorder } = reception;
    expect(await recordCommand(recorder, command)).toMatchObject({ outcome: 'recorded' });
    expect(counted(calls)).toEqual({ GetItem: 2, TransactWriteItems: 1 });
  });

  test('of a decision at the desk is the item, what was judged before under its id, and one transaction', async () => {
    const { calls, store } = await freshStore();
    const { send, reception } = recorderOn(store);
    await send(drafted());
    await send(amended('abweichung', [895_210, 845_210]));
    for (const fact of concludedFacts().slice(1)) await send(fact);
    const [item] = (await store.clearing('2025-09', { limit: 10 })).items;
    if (item === undefined) throw new Error('Nothing was refused');
    const { recorder } = reception;
    const order = { action: 'replay', by: 'sub', vouches: true, idempotencyKey: 'k', parties: [] } as const;
    calls.length = 0;
    expect(await decideAtDesk(recorder, item, order)).toMatchObject({ outcome: 'recorded' });
    // item, head, marker, what waits under the id; then a look whether others can go on
    expect(counted(calls)).toEqual({ GetItem: 5, TransactWriteItems: 1, Query: 1 });
  });

  test('of finding what waited too long is one query for each of three months, however much there is', async () => {
    const { calls, store } = await freshStore();
    const { send, clock, reception } = recorderOn(store);
    for (const party of ['land', 'kommune'] as const) await send(signature(party));
    clock.at = '2026-04-01T03:00:00.000Z';
    const sent: CloudEvent[] = [];
    const queue = { send: (events: readonly CloudEvent[]) => Promise.resolve(void sent.push(...events)) };
    calls.length = 0;
    const { clock: now, crypto } = reception.recorder;
    expect(await remindOfExpiry({ store, queue, clock: now, crypto, wire: WIRE })).toBe(2);
    expect(counted(calls)).toEqual({ Query: 3 });
  });

  async function freshPublisher() {
    const { store } = await freshStore();
    const s3 = new S3Client({
      endpoint: emulator.endpoint(),
      region: 'eu-central-1',
      credentials,
      forcePathStyle: true,
    });
    const [portal, archive] = [`portal-${tables}`, `archive-${tables}`];
    for (const Bucket of [portal, archive]) await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: archive, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket: archive,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' },
      }),
    );
    const sent: CloudEvent[] = [];
    const publisher: Publisher = {
      store,
      site: s3PortalSite({ client: s3, bucket: portal }),
      archive: s3Archive({ client: s3, bucket: archive, patience: quickPatience() }),
      pdf: pdfkitWriter,
      queue: { send: (events) => Promise.resolve(void sent.push(...events)) },
      crypto: { ...nodeCrypto, sha256: sha256Hex },
      keeping: { retentionDays: 1, lockMode: 'GOVERNANCE' },
      wire: WIRE,
      patience: quickPatience(),
    };
    const recorder = recorderOn(store);
    // Retain-until lies in the future of the store's own clock.
    recorder.clock.at = new Date().toISOString();
    const lastOf = async (type: string) => {
      const event = (await store.history(SUBJECT))
        .map((stored) => stored.event)
        .findLast((recorded) => recorded.type === type);
      if (event === undefined) throw new Error(`${type} is not recorded`);
      return event;
    };
    const bytesOf = async (name: string) => {
      const Key = `zielvereinbarungen/2025/limburg-weilburg/${name}`;
      return (await s3.send(new HeadObjectCommand({ Bucket: portal, Key }))).Metadata;
    };
    return {
      publisher,
      sent,
      lastOf,
      bytesOf,
      send: recorder.send,
      receive: recorder.receive,
      calls: recordCalls(s3),
    };
  }

  test('up to the readable page is 4 PUT, at most one HEAD, no GET and no LIST; a second run changes no byte', async () => {
    const { publisher, sent, lastOf, bytesOf, send, calls } = await freshPublisher();
    for (const fact of concludedFacts()) await send(fact);
    const due = await lastOf('PublicationDue');
    expect(await publishPage(publisher, due)).toBe('published');
    // The HEAD is the emulator's: S3 itself repeats the verified checksum in its answer to the PUT.
    expect(counted(calls)).toEqual({ PutObject: 4, HeadObject: 1 });
    const first = [
      await bytesOf('index.html'),
      await bytesOf('index.json'),
      await bytesOf('vereinbarung.pdf'),
    ];
    const events = [...sent];
    sent.length = 0;
    await publishPage(publisher, due);
    expect([
      await bytesOf('index.html'),
      await bytesOf('index.json'),
      await bytesOf('vereinbarung.pdf'),
    ]).toEqual(first);
    expect(sent).toEqual(events);
  });

  test('an Abweichung makes a new page and leaves vereinbarung.pdf byte-identical; an old publisher changes nothing', async () => {
    const { publisher, sent, lastOf, bytesOf, send, receive } = await freshPublisher();
    for (const fact of concludedFacts()) await send(fact);
    const due = await lastOf('PublicationDue');
    await publishPage(publisher, due);
    const pdf = (await bytesOf('vereinbarung.pdf'))?.['sha256'];
    for (const event of sent)
      expect(await receive(JSON.stringify(event), 'internal')).toMatchObject({ outcome: 'recorded' });
    await send(amended('abweichung', [895_210, 845_210]));
    expect(await publishPage(publisher, await lastOf('BudgetAmended'))).toBe('published');
    expect(await bytesOf('vereinbarung.pdf')).toMatchObject({ sha256: pdf });
    await send(figureAmended('abweichung'));
    expect(await publishPage(publisher, await lastOf('EckdatenAmended'))).toBe('published');
    expect(await bytesOf('vereinbarung.pdf')).toMatchObject({ sha256: pdf });
    const page = await bytesOf('index.html');
    expect(page).toMatchObject({ revision: '3' });
    expect(await publishPage(publisher, due)).toBe('superseded');
    expect(await bytesOf('index.html')).toEqual(page);
  });

  test('a signature withdrawn before `published` is recorded puts the notice in the place of the page', async () => {
    const { publisher, sent, lastOf, bytesOf, send } = await freshPublisher();
    for (const fact of concludedFacts()) await send(fact);
    await publishPage(publisher, await lastOf('PublicationDue'));
    await send(withdrawn('land'));
    expect(await publishPage(publisher, await lastOf('SignatureWithdrawn'))).toBe('taken-back');
    expect(await bytesOf('index.html')).toMatchObject({ status: '410', revision: '2' });
    expect(await bytesOf('vereinbarung.pdf')).toMatchObject({ status: '410' });
    const other = { signatory: { name: 'Erika Muster', office: 'Staatssekretärin' } };
    await send({ ...signature('land', other), id: 'another-person' });
    expect(await publishPage(publisher, await lastOf('PublicationDue'))).toBe('published');
    const [page, pdf] = [await bytesOf('index.html'), await bytesOf('vereinbarung.pdf')];
    expect(page).toMatchObject({ revision: '3' });
    expect(page).not.toHaveProperty('status');
    expect(pdf).not.toHaveProperty('status');
    expect(sent.at(-1)?.data).toMatchObject({ revision: 3, pdfSha256: pdf?.['sha256'] });
  });

  test('an archived document is read in its version by one GET, with the bytes that were archived', async () => {
    const { publisher, calls } = await freshPublisher();
    const bytes = Buffer.from('%PDF-1.7 supplied');
    const retainUntil = new Date(Date.now() + 86_400_000).toISOString();
    const pdf = { key: 'a/fassung-1/scan/x.pdf', bytes, sha256: sha256Hex(bytes), retainUntil } as const;
    const at = await publisher.archive.archivePdf({ ...pdf, lockMode: 'GOVERNANCE' });
    calls.length = 0;
    expect(Buffer.from(await publisher.archive.readPdf(at))).toEqual(bytes);
    expect(counted(calls)).toEqual({ GetObject: 1 });
    const elsewhere = publisher.archive.readPdf({ ...at, key: 'a/fassung-1/scan/y.pdf' });
    await expect(elsewhere).rejects.toThrow('does not exist');
  });

  test('the shared files cost one HEAD and one PUT each, and nothing when nothing changed', async () => {
    const { publisher, send, calls, lastOf } = await freshPublisher();
    for (const fact of [...concludedFacts(), published()]) await send(fact);
    await lastOf('ZielvereinbarungPublished');
    await publishShared(publisher, SUBJECT);
    expect(counted(calls)).toEqual({ HeadObject: 3, PutObject: 3 });
    calls.length = 0;
    await publishShared(publisher, SUBJECT);
    expect(counted(calls)).toEqual({ HeadObject: 3 });
  });

  test('the head stays below 4 KB with two Fassungen and ten scans', async () => {
    const { store } = await freshStore();
    const { send } = recorderOn(store);
    const scans = Array.from({ length: 10 }, (_, index) =>
      scanArchived(`upload-000${index}`, { fassung: 2 }),
    );
    const facts = [
      drafted(),
      released(),
      signature('land'),
      signature('kommune'),
      revised(2),
      released(2),
      ...scans,
      signature('land', { fassung: 2 }),
      bescheid('zuwendung', 890_000),
    ];
    for (const fact of facts) await send(fact);
    const head = JSON.stringify(await store.load(SUBJECT));
    expect(Buffer.byteLength(head)).toBeLessThan(4096);
  });
});
