import { describe, expect, test } from 'vitest';
import type { CloudEvent } from '../../../events/fact.ts';
import { nodeCrypto, sha256Hex } from '../../../shared/adapters/crypto.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { PdfWriter, PortalFile } from '../../../shared/application/ports/portal.ts';
import {
  busMessage,
  produceSigning,
  type DocumentProducer,
} from '../../../shared/application/publishing/produce-signing.ts';
import { publishPage, type Publisher } from '../../../shared/application/publishing/publish-page.ts';
import {
  SUBJECT,
  drafted,
  released,
  scanArchived,
  scanChecked,
  signature,
} from '../../support/facts/given.ts';
import { memoryArchive, memoryQueue } from '../../support/stages/intake.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';
import { quickPatience } from '../../support/stages/patience.ts';
import { WIRE } from '../../support/facts/wire.ts';

const FILE = Buffer.from('%PDF-1.7 the text as both parties wrote it');
const TEXT = { sha256: sha256Hex(FILE) };
const draft = drafted({ textDocument: TEXT });
const UPLOADED = { key: `${SUBJECT}/fassung-1/scan/${TEXT.sha256}.pdf`, versionId: 'archived-1' };
const textArchived = scanArchived('upload-text', { sha256: TEXT.sha256, parties: [], archive: UPLOADED });
const signing = [signature('land'), signature('kommune'), scanArchived(), scanChecked()];

/** Says what it was asked to write. */
const pdf: PdfWriter = {
  rendererVersion: 'test',
  write: (_, { title }) => Promise.resolve(Buffer.from(`written: ${title}`)),
};

async function workshop(facts = [draft, textArchived, released()]) {
  const { store, send, receive } = recorderOn(inMemoryEventStore());
  const [{ archive, objects }, { queue, sent }] = [memoryArchive(), memoryQueue()];
  await archive.archivePdf({
    key: UPLOADED.key,
    bytes: FILE,
    sha256: TEXT.sha256,
    retainUntil: '2035-01-01T00:00:00Z',
    lockMode: 'GOVERNANCE',
  });
  const files = new Map<string, PortalFile>();
  const publisher: Publisher & DocumentProducer = {
    store,
    archive,
    pdf,
    queue,
    crypto: { ...nodeCrypto, sha256: sha256Hex },
    keeping: { retentionDays: 10, lockMode: 'GOVERNANCE' },
    wire: WIRE,
    patience: quickPatience(),
    portalUrl: 'https://portal.example/',
    site: {
      write(file) {
        files.set(file.path.split('/').at(-1) ?? '', file);
        return Promise.resolve('written');
      },
      replaceShared: () => Promise.reject(new Error('no shared file here')),
    },
  };
  const outcomes = [];
  for (const fact of facts) outcomes.push((await send(fact)).outcome);
  const produce = () =>
    produceSigning(publisher, busMessage.parse({ detail: asCloudEvent(released()) }).detail);
  const publish = async () => {
    const events = (await store.history(SUBJECT)).map(({ event }) => event);
    const due = events.find(({ type }) => type === 'PublicationDue');
    if (due === undefined) throw new Error('not due');
    return publishPage(publisher, due);
  };
  const record = async (event: CloudEvent | undefined) => receive(JSON.stringify(event), 'internal');
  return { outcomes, send, sent, files, objects, produce, publish, record };
}

describe('a PDF that the parties supplied as the text', () => {
  test('is the document for signing, byte for byte', async () => {
    const { produce, objects, sent } = await workshop();
    await produce();
    const key = `${SUBJECT}/fassung-1/signing/${TEXT.sha256}.pdf`;
    expect(objects.get(key)?.bytes).toEqual(FILE);
    expect(sent.map(({ data }) => data)).toMatchObject([
      { kind: 'signing', sha256: TEXT.sha256, size: FILE.length, rendererVersion: 'supplied' },
    ]);
  });

  test('is what is published, beside its terms as a summary; no reading version is written', async () => {
    const { produce, send, sent, files, publish, record, objects } = await workshop();
    await produce();
    await record(sent[0]);
    for (const fact of signing) await send(fact);
    expect(await publish()).toBe('published');
    expect(files.get('vereinbarung.pdf')?.body).toEqual(FILE);
    const page = new TextDecoder().decode(files.get('index.html')?.body);
    expect(page).toContain('Zusammenfassung');
    expect(page).not.toContain('id="wortlaut"');
    expect(sent.at(-1)?.data).toMatchObject({ pdfSha256: TEXT.sha256 });
    expect([...objects.keys()].filter((key) => key.includes('/reading/'))).toEqual([]);
  });

  test('is not replaced by anything: without it nothing is published, and the fact comes again', async () => {
    const { send, publish, produce, sent, record } = await workshop();
    for (const fact of signing) await send(fact);
    await expect(publish()).rejects.toThrow('is not archived yet');
    await produce();
    await record(sent[0]);
    expect(await publish()).toBe('published');
  });

  test('is not signed where the archive holds other bytes', async () => {
    const { produce, objects, sent } = await workshop();
    const kept = objects.get(UPLOADED.key);
    if (kept !== undefined) objects.set(UPLOADED.key, { ...kept, bytes: Buffer.from('other') });
    await expect(produce()).rejects.toThrow('other bytes');
    expect(sent).toEqual([]);
  });

  test('may come after the release was told: the release waits and follows by itself', async () => {
    const { outcomes, produce, sent } = await workshop([draft, released(), textArchived]);
    expect(outcomes).toEqual(['recorded', 'parked', 'recorded']);
    await produce();
    expect(sent).toHaveLength(1);
  });
});
