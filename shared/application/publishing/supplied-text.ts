import type { Terms } from '../../../events/incoming/terms.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { ArchiveReader, ArchivedPdf } from '../ports/intake.ts';

/** `rendererVersion` of a document that the parties wrote themselves. */
export const SUPPLIED = 'supplied';

type Reader = {
  readonly archive: ArchiveReader;
  readonly crypto: Pick<Crypto, 'sha256'>;
};

/** Where the text of a Fassung is looked for. */
type Place = { readonly history: readonly RecordedEvent[]; readonly fassung: number };

/** The file that stands for a supplied text on paper and on the page, by its hash. */
export type TextFile = { readonly sha256: string; readonly size: number; readonly archive: ArchivedPdf };

/**
 * The file that is signed and published for a text that the parties supplied (rule 8): its copy without author and
 * metadata. A Fassung that was released before there were copies keeps the supplied file, whatever comes later;
 * undefined where neither lies in the archive.
 */
export function fileToSign(
  { textDocument }: Pick<Terms, 'textDocument'>,
  { history, fassung }: Place,
): TextFile | undefined {
  if (textDocument === undefined) return undefined;
  const { sha256 } = textDocument;
  const release = history.findIndex((event) => isRelease(event, fassung));
  const upToRelease = release < 0 ? history : history.slice(0, release);
  return copyIn(upToRelease, { fassung, sha256 }) ?? uploadIn(history, { fassung, sha256 });
}

/** Whether this fact releases this Fassung for signature. */
export function isRelease(event: RecordedEvent, fassung: number): boolean {
  return event.type === 'ZielvereinbarungReleasedForSignature' && event.data.fassung === fassung;
}

type Wanted = { readonly fassung: number; readonly sha256: string };

function copyIn(history: readonly RecordedEvent[], { fassung, sha256 }: Wanted): TextFile | undefined {
  return history.find(
    (event): event is Recorded<'DocumentArchived'> =>
      event.type === 'DocumentArchived' &&
      event.data.kind === 'text-copy' &&
      event.data.fassung === fassung &&
      event.data.suppliedSha256 === sha256,
  )?.data;
}

function uploadIn(history: readonly RecordedEvent[], { fassung, sha256 }: Wanted): TextFile | undefined {
  return history.find(
    (event): event is Recorded<'ScanArchived'> =>
      event.type === 'ScanArchived' && event.data.fassung === fassung && event.data.sha256 === sha256,
  )?.data;
}

/**
 * The bytes to be signed for a text that the parties supplied; undefined where the terms name none.
 * @throws Error where the archive does not hold exactly that file: nothing else may be signed in its place.
 */
export function textToSign(reader: Reader, terms: Terms, place: Place): Promise<Uint8Array> | undefined {
  if (terms.textDocument === undefined) return undefined;
  const file = fileToSign(terms, place);
  return read(reader, file?.sha256 ?? terms.textDocument.sha256, file?.archive);
}

/** The same file from where it was archived for signing: what is published is what was signed. */
export function signedText(reader: Reader, terms: Terms, place: Place): Promise<Uint8Array> | undefined {
  if (terms.textDocument === undefined) return undefined;
  const { sha256 } = fileToSign(terms, place) ?? terms.textDocument;
  const signed = place.history.find(
    (event): event is Recorded<'DocumentArchived'> =>
      event.type === 'DocumentArchived' &&
      event.data.kind === 'signing' &&
      event.data.fassung === place.fassung &&
      event.data.sha256 === sha256,
  );
  return read(reader, sha256, signed?.data.archive);
}

/** A reading version that was published, from the archive: published documents are evidence by their hash. */
export function publishedReading(
  reader: Reader,
  history: readonly RecordedEvent[],
  sha256: string,
): Promise<Uint8Array> {
  const found = history.find(
    (event): event is Recorded<'DocumentArchived'> =>
      event.type === 'DocumentArchived' && event.data.kind === 'reading' && event.data.sha256 === sha256,
  );
  return read(reader, sha256, found?.data.archive);
}

async function read(
  { archive, crypto }: Reader,
  sha256: string,
  at: ArchivedPdf | undefined,
): Promise<Uint8Array> {
  if (at === undefined) throw new Error(`The document ${sha256} is not archived yet`);
  const bytes = await archive.readPdf(at);
  if (crypto.sha256(bytes) !== sha256) throw new Error(`The archive holds other bytes than ${sha256}`);
  return bytes;
}
