import { DOCUMENT_NAMES } from '../../words/documents.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import { partsOf } from '../../domain/zielvereinbarung/identity.ts';
import type { PublicZielvereinbarung } from '../../portal/model/page-model.ts';
import { pagePath, partiesOf, publicModel, readingText } from '../../portal/model/public-model.ts';
import {
  publicRecords,
  revisionWanted,
  shownFassung,
  type ConcludedFassung,
  type PublicRecord,
} from '../../portal/model/public-record.ts';
import { withdrawnPage } from '../../portal/status-pages.tsx';
import { zielvereinbarungJson } from '../../portal/model/zielvereinbarung-json.ts';
import { zielvereinbarungPage } from '../../portal/zielvereinbarung-page.tsx';
import type { Crypto } from '../ports/crypto.ts';
import type { ArchiveReader } from '../ports/intake.ts';
import type { PdfWriter, PortalFile } from '../ports/portal.ts';
import { publishedReading, signedText } from './supplied-text.ts';

/** What making the files of a page works with. */
export type PageMaker = {
  readonly archive: ArchiveReader;
  readonly pdf: PdfWriter;
  readonly crypto: Pick<Crypto, 'sha256'>;
};

/** A fact that changed the page, and what the public may see after it. */
export type PageFact = { readonly event: RecordedEvent; readonly record: PublicRecord };

/** A PDF as it is made, with its hash; supplied by the parties, or our reading version. */
export type PublicPdf = {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly isSupplied: boolean;
};

/** The names of the files of a page. */
export type PageFileName = (typeof FILE_NAMES)[number];

/** A file of a page, by its name. */
export type PageFile = PortalFile & { readonly name: PageFileName };

/** The files that a page fact asks for, in the order in which they are written. */
export type AskedFiles =
  | {
      readonly kind: 'page';
      readonly revision: number;
      readonly files: readonly PageFile[];
      readonly model: PublicZielvereinbarung;
      readonly pdf: PublicPdf;
    }
  | { readonly kind: 'notice'; readonly revision: number; readonly files: readonly PageFile[] };

/** The facts that changed the page, in order, the history folded once: the newest asks for what has to lie there. */
export function pageFacts(events: readonly RecordedEvent[]): readonly PageFact[] {
  return publicRecords(events).flatMap((record, index) => {
    const event = events[index];
    return event === undefined || record.changedBy !== event.version ? [] : [{ event, record }];
  });
}

/**
 * The files of the revision that this fact asks for: a function of the history up to it and of nothing else, so
 * that whoever makes them makes the same bytes (d-7). PDF, data, page last; or, where nothing is shown any more,
 * the notice in their place, the page first. What was published before is what `published` names: where the
 * renderer of today gives another PDF, that revision keeps its own, from the archive.
 * @throws Error where a text that the parties supplied is not archived as it was signed, or a published PDF can
 * neither be made again nor be had from the archive.
 */
export async function filesAsked(
  maker: PageMaker,
  fact: PageFact,
  history: readonly RecordedEvent[],
): Promise<AskedFiles> {
  const shown = shownFassung(fact.record);
  if (shown === undefined) return noticeFiles(fact);
  const { subject } = fact.event;
  const published = publishedAs(history, revisionWanted(fact.record));
  const pdf = await publicPdf(maker, history, { subject, shown, published });
  const model = publicModel(subject, fact.record, { sha256: pdf.sha256, size: pdf.bytes.length });
  return model === undefined ? noticeFiles(fact) : pageFiles(model, pdf);
}

function pageFiles(model: PublicZielvereinbarung, pdf: PublicPdf): AskedFiles {
  const { subject, revision } = model;
  const files = [
    fileOf(subject, 'vereinbarung.pdf', { body: pdf.bytes, revision }),
    fileOf(subject, 'index.json', { body: text(zielvereinbarungJson(model)), revision }),
    fileOf(subject, 'index.html', { body: text(zielvereinbarungPage(model)), revision }),
  ];
  return { kind: 'page', revision, files, model, pdf };
}

/** What was shown too early gives way to the notice: 410 in the place of page, data and PDF (P4). */
function noticeFiles({ event, record }: PageFact): AskedFiles {
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
  const gone = text(`${JSON.stringify({ id: subject, geloescht: true, geaendertAm: recordedAt })}\n`);
  const revision = revisionWanted(record);
  const place = { revision, status: 410, onlyIfThere: true } as const;
  const files = [
    fileOf(subject, 'index.html', { ...place, body: notice }),
    fileOf(subject, 'index.json', { ...place, body: gone }),
    {
      ...fileOf(subject, 'vereinbarung.pdf', { ...place, body: notice }),
      contentType: CONTENT_TYPE['index.html'],
    },
  ];
  return { kind: 'notice', revision, files };
}

/** The files of a page by the hashes that `published` recorded of them: they need not be made to be known. */
export function pageFilesRecorded({ subject, data }: Recorded<'ZielvereinbarungPublished'>) {
  const { revision, pageSha256, jsonSha256, pdfSha256 } = data;
  const hashes = { 'vereinbarung.pdf': pdfSha256, 'index.json': jsonSha256, 'index.html': pageSha256 };
  return FILE_NAMES.map((name) => ({
    path: `${pagePath(subject)}${name}`,
    contentType: CONTENT_TYPE[name],
    revision,
    sha256: hashes[name],
  }));
}

/** Where the files of a page lie, whatever they hold. */
export function pathsOfPage(subject: string): readonly string[] {
  return FILE_NAMES.map((name) => `${pagePath(subject)}${name}`);
}

const FILE_NAMES = ['vereinbarung.pdf', 'index.json', 'index.html'] as const;

const CONTENT_TYPE = {
  'index.html': 'text/html; charset=utf-8',
  'index.json': 'application/json; charset=utf-8',
  'vereinbarung.pdf': 'application/pdf',
} as const;

function fileOf(
  subject: string,
  name: PageFileName,
  file: Omit<PortalFile, 'path' | 'contentType'>,
): PageFile {
  return { ...file, name, path: `${pagePath(subject)}${name}`, contentType: CONTENT_TYPE[name] };
}

/** What a revision was published as; undefined where that is not recorded. */
export function publishedAs(
  events: readonly RecordedEvent[],
  revision: number,
): Recorded<'ZielvereinbarungPublished'> | undefined {
  return events.findLast(
    (event): event is Recorded<'ZielvereinbarungPublished'> =>
      event.type === 'ZielvereinbarungPublished' && event.data.revision === revision,
  );
}

type Shown = {
  readonly subject: string;
  readonly shown: ConcludedFassung;
  readonly published: Recorded<'ZielvereinbarungPublished'> | undefined;
};

/** The text that the parties supplied, as it was signed (rule 8); else the reading version. */
async function publicPdf(
  maker: PageMaker,
  history: readonly RecordedEvent[],
  { subject, shown, published }: Shown,
): Promise<PublicPdf> {
  const { sha256 } = maker.crypto;
  const supplied = await signedText(maker, shown.fixed.terms, { history, fassung: shown.fassung.number });
  if (supplied !== undefined) return { bytes: supplied, sha256: sha256(supplied), isSupplied: true };
  const made = await renderReading(maker, subject, shown);
  const known = published?.data.pdfSha256 ?? sha256(made);
  const bytes = known === sha256(made) ? made : await publishedReading(maker, history, known);
  return { bytes, sha256: known, isSupplied: false };
}

/** The PDF for reading depends on the Fassung and its signatures only: later facts never change its bytes. */
function renderReading({ pdf }: PageMaker, subject: string, shown: ConcludedFassung): Promise<Uint8Array> {
  const { gebietskoerperschaft } = partiesOf(subject);
  return pdf.write(readingText(subject, shown), {
    title: `Zielvereinbarung ${partsOf(subject).haushaltsjahr} – ${gebietskoerperschaft.officialName}`,
    createdAt: `${shown.concludedOn}T00:00:00Z`,
    footer: `${subject}, Fassung ${shown.fassung.number}, ${DOCUMENT_NAMES.reading}`,
  });
}

const text = (content: string) => new TextEncoder().encode(content);
