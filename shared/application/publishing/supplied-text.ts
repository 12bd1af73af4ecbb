import type { Terms } from '../../../events/incoming/terms.ts';
import type { Recorded, RecordedEvent } from '../../../events/recorded/index.ts';
import type { ArchiveReader, ArchivedPdf } from '../ports/intake.ts';

/** `rendererVersion` of a document that the parties wrote themselves. */
export const SUPPLIED = 'supplied';

type Reader = {
  readonly archive: ArchiveReader;
  readonly crypto: { readonly sha256: (bytes: Uint8Array) => string };
};

/** Where the text of a Fassung is looked for. */
type Place = { readonly history: readonly RecordedEvent[]; readonly fassung: number };

/**
 * The text that the parties supplied as the Fassung (rule 8), byte for byte, from where it was archived
 * as an upload; undefined where the terms name none.
 * @throws Error where the archive does not hold exactly that file: nothing else may be signed in its place.
 */
export function uploadedText(reader: Reader, terms: Terms, place: Place): Promise<Uint8Array> | undefined {
  const isThere = ({ type }: Archived) => type === 'ScanArchived';
  return textWhere(reader, terms, { ...place, isThere });
}

/** The same file from where it was archived for signing: what is published is what was signed. */
export function signedText(reader: Reader, terms: Terms, place: Place): Promise<Uint8Array> | undefined {
  const isThere = ({ type, data }: Archived) => type === 'DocumentArchived' && data.kind === 'signing';
  return textWhere(reader, terms, { ...place, isThere });
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

type Archived = Recorded<'ScanArchived' | 'DocumentArchived'>;

function textWhere(
  reader: Reader,
  { textDocument }: Terms,
  place: Place & { readonly isThere: (event: Archived) => boolean },
): Promise<Uint8Array> | undefined {
  if (textDocument === undefined) return undefined;
  const { sha256 } = textDocument;
  const found = place.history
    .filter((event): event is Archived => event.type === 'ScanArchived' || event.type === 'DocumentArchived')
    .find(
      (event) => place.isThere(event) && event.data.fassung === place.fassung && event.data.sha256 === sha256,
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
