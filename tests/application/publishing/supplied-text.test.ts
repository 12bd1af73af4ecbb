import { describe, expect, test } from 'vitest';
import type { CloudEvent } from '../../../events/fact.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { nodeCrypto, sha256Hex } from '../../../shared/adapters/crypto.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { PdfWriter, PortalFile } from '../../../shared/application/ports/portal.ts';
import {
  busMessage,
  produceSigning,
  type DocumentProducer,
} from '../../../shared/application/publishing/produce-signing.ts';
import { filesAsked, pageFacts } from '../../../shared/application/publishing/page-files.ts';
import { fileToSign } from '../../../shared/application/publishing/supplied-text.ts';
import { publishPage, type Publisher } from '../../../shared/application/publishing/publish-page.ts';
import {
  SUBJECT,
  drafted,
  released,
  scanArchived,
  scanChecked,
  signature,
} from '../../support/facts/given.ts';
import { textCopied } from '../../support/facts/given-year.ts';
import { memoryArchive, memoryQueue } from '../../support/stages/intake.ts';
import { asCloudEvent, recorderOn } from '../../support/stages/recorder.ts';
import { quickPatience } from '../../support/stages/patience.ts';
import { WIRE } from '../../support/facts/wire.ts';

const FILE = Buffer.from('%PDF-1.7 the text as both parties wrote it');
const TEXT = { sha256: sha256Hex(FILE) };
const draft = drafted({ textDocument: TEXT });
/** The copy without author, as inspect-scan archived it: what is signed and published. */
const COPY = Buffer.from('%PDF-1.7 the text as both parties wrote it, and nothing else');
const COPY_SHA = sha256Hex(COPY);
const COPY_KEY = `${SUBJECT}/fassung-1/text-copy/${COPY_SHA}.pdf`;
const copied = textCopied(TEXT.sha256, { sha256: COPY_SHA });
const UPLOADED = { key: `${SUBJECT}/fassung-1/scan/${TEXT.sha256}.pdf`, versionId: 'archived-1' };
const textArchived = scanArchived('upload-text', { sha256: TEXT.sha256, parties: [], archive: UPLOADED });
const signing = [signature('land'), signature('kommune'), scanArchived(), scanChecked()];

/** Hashes of PDF, data and page of such a Fassung as the release before made them. */
const PAGE_OF_BEFORE = [
  '07acd6e48a50218f1a25dbbda1e5b01a7f3e12be252273f378534662a2740300',
  '0104b1176f04069f36fef5f9c2dfb935a707e6724bebc9b8134b993dfa1d2f10',
  'c0004f308001034a356877d1de3e8f07d962dc51b39586ebef7ef69f8965680d',
];

/** Says what it was asked to write. */
const pdf: PdfWriter = {
  rendererVersion: 'test',
  write: (_, { title }) => Promise.resolve(Buffer.from(`written: ${title}`)),
};

async function workshop(facts = [draft, textArchived, copied, released()]) {
  const { store, send, receive } = recorderOn(inMemoryEventStore());
  const [{ archive, objects }, { queue, sent }] = [memoryArchive(), memoryQueue()];
  await archive.archivePdf({
    key: UPLOADED.key,
    bytes: FILE,
    sha256: TEXT.sha256,
    retainUntil: '2035-01-01T00:00:00Z',
    lockMode: 'GOVERNANCE',
  });
  await archive.archivePdf({
    key: COPY_KEY,
    bytes: COPY,
    sha256: COPY_SHA,
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
  return { outcomes, send, sent, files, objects, publisher, store, produce, publish, record };
}

describe('a PDF that the parties supplied as the text', () => {
  test('is signed as its copy, byte for byte, and lies in the archive as it came', async () => {
    const { produce, objects, sent } = await workshop();
    await produce();
    const key = `${SUBJECT}/fassung-1/signing/${COPY_SHA}.pdf`;
    expect(objects.get(key)?.bytes).toEqual(COPY);
    expect(objects.get(UPLOADED.key)?.bytes).toEqual(FILE);
    expect(sent.map(({ data }) => data)).toMatchObject([
      { kind: 'signing', sha256: COPY_SHA, size: COPY.length, rendererVersion: 'supplied' },
    ]);
  });

  test('is published as its copy, beside its terms as a summary; no reading version is written', async () => {
    const { produce, send, sent, files, publish, record, objects } = await workshop();
    await produce();
    await record(sent[0]);
    for (const fact of signing) await send(fact);
    expect(await publish()).toBe('published');
    expect(files.get('vereinbarung.pdf')?.body).toEqual(COPY);
    const page = new TextDecoder().decode(files.get('index.html')?.body);
    expect(page).toContain('Zusammenfassung');
    expect(page).not.toContain('id="wortlaut"');
    expect(sent.at(-1)?.data).toMatchObject({ pdfSha256: COPY_SHA });
    expect([...objects.keys()].filter((key) => key.includes('/reading/'))).toEqual([]);
  });

  test('is named by both hashes, on the page and in its data', async () => {
    const { produce, send, sent, files, publish, record } = await workshop();
    await produce();
    await record(sent[0]);
    for (const fact of signing) await send(fact);
    await publish();
    const page = new TextDecoder().decode(files.get('index.html')?.body);
    expect(page).toContain(TEXT.sha256);
    expect(page).toContain(COPY_SHA);
    const data: unknown = JSON.parse(new TextDecoder().decode(files.get('index.json')?.body));
    expect(data).toMatchObject({
      documents: {
        vereinbarung: { sha256: COPY_SHA },
        suppliedTextSha256: TEXT.sha256,
        textCopySha256: COPY_SHA,
      },
    });
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
    const kept = objects.get(COPY_KEY);
    if (kept !== undefined) objects.set(COPY_KEY, { ...kept, bytes: Buffer.from('other') });
    await expect(produce()).rejects.toThrow('other bytes');
    expect(sent).toEqual([]);
  });

  test('may come after the release was told: the release waits and follows by itself', async () => {
    const { outcomes, produce, sent } = await workshop([draft, released(), copied, textArchived]);
    expect(outcomes).toEqual(['recorded', 'parked', 'recorded', 'recorded']);
    await produce();
    expect(sent).toHaveLength(1);
  });
});

describe('a Fassung that was released before there were copies', () => {
  /** The log as the release before wrote it: the supplied file was signed itself. */
  async function oldLog() {
    const shop = await workshop();
    await shop.produce();
    await shop.record(shop.sent[0]);
    for (const fact of signing) await shop.send(fact);
    const events = (await shop.store.history(SUBJECT)).map(({ event }) => event);
    const archive = { key: `${SUBJECT}/fassung-1/signing/${TEXT.sha256}.pdf`, versionId: 'archived-1' };
    await shop.publisher.archive.archivePdf({
      key: archive.key,
      bytes: FILE,
      sha256: TEXT.sha256,
      retainUntil: '2035-01-01T00:00:00Z',
      lockMode: 'GOVERNANCE',
    });
    const history = events
      .filter(({ id }) => id !== copied.id)
      .map((event): RecordedEvent =>
        event.type === 'DocumentArchived'
          ? { ...event, data: { ...event.data, sha256: TEXT.sha256, size: FILE.length, archive } }
          : event,
      );
    const copy = events.find(({ id }) => id === copied.id);
    if (copy === undefined) throw new Error('no copy');
    return { ...shop, history, later: [...history, { ...copy, version: events.length + 1 }] };
  }

  test('keeps the supplied file on paper and on its page, also where a copy comes in later', async () => {
    const { history, later, publisher } = await oldLog();
    for (const events of [history, later]) {
      const place = { history: events, fassung: 1 };
      expect(fileToSign({ textDocument: TEXT }, place)).toMatchObject({ sha256: TEXT.sha256 });
      const fact = pageFacts(events).at(-1);
      if (fact === undefined) throw new Error('no page');
      const asked = await filesAsked(publisher, fact, events);
      expect(asked.files.map(({ body }) => sha256Hex(body))).toEqual(PAGE_OF_BEFORE);
    }
  });
});
