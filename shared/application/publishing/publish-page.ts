import type { CloudEvent } from '../../../events/fact.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { WireWriter, Writable } from '../../../events/wire-writer.ts';
import { TRAITS } from '../../domain/traits/traits.ts';
import type { PublicZielvereinbarung } from '../../portal/model/page-model.ts';
import { pagePath } from '../../portal/model/public-model.ts';
import { archiveDocument, type ArchiveLock } from './archive-document.ts';
import {
  filesAsked,
  pageFacts,
  type AskedFiles,
  type PageFact,
  type PageFile,
  type PageFileName,
  type PublicPdf,
} from './page-files.ts';
import { AGAIN, untilUndisturbed, type Patience } from '../ports/patience.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { InternalQueue } from '../ports/internal-queue.ts';
import type { ArchiveReader, PdfArchive } from '../ports/intake.ts';
import type { PdfWriter, PortalSite, Written } from '../ports/portal.ts';
import { readSoundLog } from '../log/read-sound-log.ts';
import { reportUnsound } from '../log/report-broken-chain.ts';

/** What publishing works with. */
export type Publisher = {
  readonly store: EventStore;
  readonly site: PortalSite;
  readonly archive: PdfArchive & ArchiveReader;
  readonly pdf: PdfWriter;
  readonly queue: InternalQueue;
  readonly crypto: Crypto;
  readonly keeping: ArchiveLock;
  readonly wire: WireWriter;
  /** How another publisher of the same file is met. */
  readonly patience: Patience;
};

/** What became of a fact that may change a page. */
export type PublicationEnd = 'nothing-to-show' | 'published' | 'taken-back' | 'superseded' | 'log-tampered';

const SOURCE = 'urn:aqb:publish-portal';

/** Whether a fact takes a page back for good reason, whatever else its log says. */
export const isTakingBack = ({ type }: RecordedEvent) => TRAITS[type].page === 'taken-back';

/**
 * Publishes the revision that this fact asks for: a pure function of the history up to it, written forward
 * only, so that any crash repeats into the same bytes (d-7). Order: PDF, data, page last; then the fact. A chain
 * that does not hold stops this Zielvereinbarung and is reported; a log that ends before its head stops it too,
 * and reconcile tells. The others go on. What is stopped shows nothing new, but is still taken back.
 *
 * Where a newer fact asks already, this one is `superseded`, unless the page is to be taken back: that is done
 * whoever comes to know. The log is read once more after writing, for a notice takes the place of nothing: what
 * was taken back meanwhile would stay public otherwise.
 * @throws Error where somebody else kept writing the same file.
 */
export async function publishPage(publisher: Publisher, event: RecordedEvent): Promise<PublicationEnd> {
  // What cannot change a page costs no read.
  if (TRAITS[event.type].page === 'unchanged') return 'nothing-to-show';
  const log = await readSoundLog(publisher, event.subject);
  const events = log.history.map((stored) => stored.event);
  if (!log.isSound) {
    await reportUnsound(publisher, event.subject, log);
    return takeBackAtLeast(publisher, event, events);
  }
  const facts = pageFacts(events);
  const fact = facts.at(-1);
  if (fact === undefined || !facts.some((one) => one.event.version === event.version))
    return 'nothing-to-show';
  const asked = await filesAsked(publisher, fact, events);
  if (asked.kind === 'notice') return takeBack(publisher, asked);
  if (fact.event.version > event.version) return 'superseded';
  const outcome = await show(publisher, fact, asked);
  return (await followNewer(publisher, event)) ?? outcome;
}

/** Publishes or takes back what a fact asks for that is newer than what was just written; else undefined. */
export async function followNewer(
  publisher: Publisher,
  { subject, version }: Pick<RecordedEvent, 'subject' | 'version'>,
): Promise<PublicationEnd | undefined> {
  const events = (await publisher.store.history(subject)).map(({ event }) => event);
  // Folded anew only where something came that may change the page.
  if (!events.some((event) => event.version > version && TRAITS[event.type].page !== 'unchanged'))
    return undefined;
  const newest = pageFacts(events).at(-1)?.event;
  return newest === undefined || newest.version <= version ? undefined : publishPage(publisher, newest);
}

/** Not to show what was withdrawn is right whatever else a log says; nothing is shown of one that does not hold. */
async function takeBackAtLeast(
  publisher: Publisher,
  event: RecordedEvent,
  events: readonly RecordedEvent[],
): Promise<PublicationEnd> {
  if (!isTakingBack(event)) return 'log-tampered';
  const fact = pageFacts(events).at(-1);
  if (fact?.event.version !== event.version) return 'log-tampered';
  const asked = await filesAsked(publisher, fact, events);
  return asked.kind === 'notice' ? takeBack(publisher, asked) : 'log-tampered';
}

type Asked<Kind extends AskedFiles['kind']> = Extract<AskedFiles, { readonly kind: Kind }>;

async function show(
  publisher: Publisher,
  { event, record }: PageFact,
  { model, pdf, files }: Asked<'page'>,
): Promise<PublicationEnd> {
  const isArchived = pdf.isSupplied || record.documents.some(({ sha256 }) => sha256 === pdf.sha256);
  const facts = isArchived ? [] : [await archiveReading(publisher, event, { fassung: model.fassung, pdf })];
  const written = await writeAll(publisher, files);
  if (written.get('index.html') === 'superseded') return 'superseded';
  const hashOf = (name: PageFileName) => publisher.crypto.sha256(bodyOf(files, name));
  const hashes = { pageSha256: hashOf('index.html'), jsonSha256: hashOf('index.json') };
  await publisher.queue.send([...facts, publisher.wire.toCloudEvent(publishedFact(event, model, hashes))]);
  return 'published';
}

function bodyOf(files: readonly PageFile[], name: PageFileName): Uint8Array {
  return files.find((file) => file.name === name)?.body ?? new Uint8Array();
}

function archiveReading(
  publisher: Publisher,
  { subject, recordedAt }: RecordedEvent,
  { fassung, pdf: { bytes, sha256 } }: { fassung: number; pdf: PublicPdf },
): Promise<CloudEvent> {
  const { rendererVersion } = publisher.pdf;
  return archiveDocument(publisher, {
    subject,
    fassung,
    kind: 'reading',
    bytes,
    sha256,
    rendererVersion,
    source: SOURCE,
    at: recordedAt,
  });
}

function publishedFact(
  event: RecordedEvent,
  model: PublicZielvereinbarung,
  { pageSha256, jsonSha256 }: { pageSha256: string; jsonSha256: string },
): Writable {
  return {
    type: 'ZielvereinbarungPublished',
    id: `pub:${event.subject}:${model.revision}`,
    source: SOURCE,
    subject: event.subject,
    time: event.recordedAt,
    causationid: event.id,
    data: {
      fassung: model.fassung,
      revision: model.revision,
      permalink: `/${pagePath(event.subject)}`,
      pageSha256,
      jsonSha256,
      pdfSha256: model.pdf.sha256,
    },
  };
}

/** The notice takes the place of what was shown; nothing is recorded of it, for the fact itself says it (P4). */
async function takeBack(publisher: Publisher, { files }: Asked<'notice'>): Promise<PublicationEnd> {
  await writeAll(publisher, files);
  return 'taken-back';
}

/**
 * Writes the files one after the other.
 * @throws Error where somebody else kept writing the same file: the stream delivers the fact again.
 */
async function writeAll(
  { site, patience }: Publisher,
  files: readonly PageFile[],
): Promise<ReadonlyMap<PageFileName, Written>> {
  const outcomes = new Map<PageFileName, Written>();
  for (const { name, ...file } of files) {
    const attempt = async () => {
      const written = await site.write(file);
      return written === 'moved' ? AGAIN : written;
    };
    const keptMoving = () => new Error(`${file.path} kept being written by somebody else`);
    outcomes.set(name, await untilUndisturbed<Written>(patience, attempt, keptMoving));
  }
  return outcomes;
}
