import { toCloudEvent } from '../../events/write.ts';
import type { CloudEvent } from '../../events/fact.ts';
import type { RecordedEvent } from '../../events/recorded/index.ts';
import type { PublicZielvereinbarung } from '../portal/page-model.ts';
import { pagePath, partiesOf, publicModel, readingText } from '../portal/public-model.ts';
import {
  publicRecord,
  revisionWanted,
  shownFassung,
  type ConcludedFassung,
  type PublicRecord,
} from '../portal/public-record.ts';
import { withdrawnPage } from '../portal/status-pages.tsx';
import { zielvereinbarungJson } from '../portal/zielvereinbarung-json.ts';
import { zielvereinbarungPage } from '../portal/zielvereinbarung-page.tsx';
import { berlinDay } from '../domain/berlin.ts';
import { partsOf } from '../domain/zielvereinbarung/identity.ts';
import { archiveDocument, type Keeping } from './archive-document.ts';
import type { EventStore, Crypto, InternalQueue } from './ports.ts';
import type { ArchiveReader, PdfArchive } from './ports-intake.ts';
import type { PdfWriter, PortalSite, Written } from './ports-portal.ts';
import { reportBrokenChain } from './report-broken-chain.ts';
import { signedText } from './supplied-text.ts';
import { firstBrokenLink } from './verify-chain.ts';

/** What publishing works with. */
export type Publisher = {
  readonly store: EventStore;
  readonly site: PortalSite;
  readonly archive: PdfArchive & ArchiveReader;
  readonly pdf: PdfWriter;
  readonly queue: InternalQueue;
  readonly crypto: Crypto & { readonly sha256: (bytes: Uint8Array) => string };
  readonly keeping: Keeping;
  readonly prefix: string;
};

/** What became of a fact that may change a page. */
export type Publication = 'nothing-to-show' | 'published' | 'taken-back' | 'superseded' | 'log-tampered';

const SOURCE = 'urn:aqb:publish-portal';

/** The kinds of fact that can ask for a new revision of a page, or take it back; others cost no read. */
const PAGE_FACTS: readonly RecordedEvent['type'][] = [
  'PublicationDue',
  'PublicationWithdrawn',
  'BudgetAmended',
  'EckdatenAmended',
  'BescheidIssued',
  'BescheidBecameFinal',
  'UmsetzungsbesprechungHeld',
  'ZielerreichungAssessed',
  'ZielvereinbarungCancelled',
  'SignatureWithdrawn',
  'ScanChecked',
  'ScanSetAside',
  'PersonalDataErased',
];

/**
 * Publishes the revision that this fact asks for: a pure function of the history up to it, written forward
 * only, so that any crash repeats into the same bytes (d-7). Order: PDF, data, page last; then the fact. A chain
 * that does not hold stops this Zielvereinbarung and is reported; the others go on.
 */
export async function publishPage(publisher: Publisher, event: RecordedEvent): Promise<Publication> {
  if (!PAGE_FACTS.includes(event.type)) return 'nothing-to-show';
  const history = await publisher.store.history(event.subject);
  const broken = firstBrokenLink(history, publisher.crypto);
  if (broken !== undefined) {
    const { queue, prefix } = publisher;
    await reportBrokenChain(queue, event, { version: broken, source: SOURCE, prefix });
    return 'log-tampered';
  }
  const events = history.map((stored) => stored.event);
  const upTo = events.filter(({ version }) => version <= event.version);
  const record = publicRecord(upTo);
  if (record.changedBy !== event.version) return 'nothing-to-show';
  const shown = shownFassung(record);
  if (shown === undefined) return takeBack(publisher, event, record);
  return show(publisher, event, { record, shown, pdf: await publicPdf(publisher, events, shown) });
}

async function show(
  publisher: Publisher,
  event: RecordedEvent,
  { record, shown, pdf }: { record: PublicRecord; shown: ConcludedFassung; pdf: PublicPdf },
): Promise<Publication> {
  const isArchived = pdf.isSupplied || record.documents.some(({ sha256 }) => sha256 === pdf.sha256);
  const facts = isArchived
    ? []
    : [await archiveReading(publisher, event, { fassung: shown.fassung.number, pdf })];
  const model = publicModel(event.subject, record, { sha256: pdf.sha256, size: pdf.bytes.length });
  if (model === undefined) return 'nothing-to-show';
  const page = text(zielvereinbarungPage(model));
  const json = text(zielvereinbarungJson(model));
  const at = { subject: event.subject, revision: model.revision };
  await writeFile(publisher, at, { name: 'vereinbarung.pdf', body: pdf.bytes });
  await writeFile(publisher, at, { name: 'index.json', body: json });
  const written = await writeFile(publisher, at, { name: 'index.html', body: page });
  if (written === 'superseded') return 'superseded';
  const hashes = { pageSha256: publisher.crypto.sha256(page), jsonSha256: publisher.crypto.sha256(json) };
  await publisher.queue.send([
    ...facts,
    publishedFact(event, model, { ...hashes, prefix: publisher.prefix }),
  ]);
  return 'published';
}

type RenderedPdf = { readonly bytes: Uint8Array; readonly sha256: string };
type PublicPdf = RenderedPdf & { readonly isSupplied: boolean };

/** The text that the parties supplied, as it was signed (rule 8); else the reading version. */
async function publicPdf(
  publisher: Publisher,
  history: readonly RecordedEvent[],
  shown: ConcludedFassung,
): Promise<PublicPdf> {
  const { terms } = shown.fixed;
  const supplied = await signedText(publisher, terms, { history, fassung: shown.fassung.number });
  if (supplied !== undefined)
    return { bytes: supplied, sha256: publisher.crypto.sha256(supplied), isSupplied: true };
  const subject = `${terms.programme}-${terms.haushaltsjahr}-${terms.ags}`;
  return { ...(await renderReading(publisher, subject, shown)), isSupplied: false };
}

/** The PDF for reading depends on the Fassung and its signatures only: later facts never change its bytes. */
async function renderReading(
  publisher: Publisher,
  subject: string,
  shown: ConcludedFassung,
): Promise<RenderedPdf> {
  const { gebietskoerperschaft } = partiesOf(subject);
  const bytes = await publisher.pdf.write(readingText(subject, shown), {
    title: `Zielvereinbarung ${partsOf(subject).haushaltsjahr} – ${gebietskoerperschaft.officialName}`,
    createdAt: `${shown.concludedOn}T00:00:00Z`,
    footer: `${subject}, Fassung ${shown.fassung.number}, Lesefassung`,
  });
  return { bytes, sha256: publisher.crypto.sha256(bytes) };
}

function archiveReading(
  publisher: Publisher,
  { subject, recordedAt }: RecordedEvent,
  { fassung, pdf }: { fassung: number; pdf: RenderedPdf },
): Promise<CloudEvent> {
  const { rendererVersion } = publisher.pdf;
  return archiveDocument(publisher, {
    subject,
    fassung,
    kind: 'reading',
    ...pdf,
    rendererVersion,
    source: SOURCE,
    at: recordedAt,
  });
}

function publishedFact(
  event: RecordedEvent,
  model: PublicZielvereinbarung,
  { pageSha256, jsonSha256, prefix }: { pageSha256: string; jsonSha256: string; prefix: string },
): CloudEvent {
  return toCloudEvent(
    {
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
    },
    prefix,
  );
}

/** What was shown too early gives way to the notice: 410 in the place of page, data and PDF (P4). */
async function takeBack(
  publisher: Publisher,
  event: RecordedEvent,
  record: PublicRecord,
): Promise<Publication> {
  const { subject, recordedAt } = event;
  const { gebietskoerperschaft, programme } = partiesOf(subject);
  const notice = text(
    withdrawnPage({
      subject,
      haushaltsjahr: partsOf(subject).haushaltsjahr,
      pageFolder: programme.pageFolder,
      officialName: gebietskoerperschaft.officialName,
      withdrawnOn: berlinDay(recordedAt),
    }),
  );
  const at = { subject, revision: revisionWanted(record), status: 410, onlyIfThere: true } as const;
  const gone = text(`${JSON.stringify({ id: subject, geloescht: true, geaendertAm: recordedAt })}\n`);
  await writeFile(publisher, at, { name: 'index.html', body: notice });
  await writeFile(publisher, at, { name: 'index.json', body: gone });
  await writeFile(publisher, at, {
    name: 'vereinbarung.pdf',
    body: notice,
    contentType: CONTENT_TYPE['index.html'],
  });
  return 'taken-back';
}

const CONTENT_TYPE = {
  'index.html': 'text/html; charset=utf-8',
  'index.json': 'application/json; charset=utf-8',
  'vereinbarung.pdf': 'application/pdf',
} as const;

type Place = {
  readonly subject: string;
  readonly revision: number;
  readonly status?: 410;
  readonly onlyIfThere?: boolean;
};
type File = {
  readonly name: keyof typeof CONTENT_TYPE;
  readonly body: Uint8Array;
  readonly contentType?: string;
};

/** @throws Error where somebody else kept writing the same file: the stream delivers the fact again. */
async function writeFile(
  { site }: Publisher,
  { subject, ...place }: Place,
  { name, body, contentType }: File,
): Promise<Written> {
  const path = `${pagePath(subject)}${name}`;
  const written = await site.write({ ...place, path, body, contentType: contentType ?? CONTENT_TYPE[name] });
  if (written === 'moved') throw new Error(`${path} was written by somebody else meanwhile`);
  return written;
}

const text = (content: string) => new TextEncoder().encode(content);
