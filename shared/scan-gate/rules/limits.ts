/**
 * How much a scan may ask of us. The figures bound work, not taste: twice what an honest scan of a signed
 * Zielvereinbarung (some ten pages, 150 to 300 dpi) needs, and far below what harms the inspecting process.
 *
 * With the size of a file grow the memory and the time that `scan-inspector.ts` gives its process (and `infra/` the
 * function), the milliseconds that `scan-inspection.ts` reads and draws, the seconds that `aws-clients.ts` waits
 * for a file, and the bytes up to which `deadline-handler.ts` takes an answer as a whole. The pages are also counted in the facts of
 * `events/incoming/scan.ts` and in the sentence of `pdf-page-count`.
 */
export const SCAN_LIMITS = {
  /** Size of the file. Source: upload form, `upload-too-large`. */
  fileBytes: 50 * 1024 * 1024,
  /** Pages of one scan. Source: U11. */
  pages: 200,
  /** Bytes before the header that sloppy writers leave (byte order mark, line feeds). */
  bytesBeforeHeader: 16,
  /** Where a PDF header must be found at all. Source: the 1,024 bytes in which readers look for it. */
  headerWindow: 1024,
  /** Foreign bytes after the last end mark. Source: U4. */
  trailingBytes: 1024,
  /** Foreign bytes between the objects; more is a second file format. Source: U4. */
  strayBytes: 1024,
  /** Comments outside of streams: scanners write a marker and a producer line; more can hide a payload. */
  commentBytes: 16 * 1024,
  /** Indirect objects of all revisions together; 200 pages with text layer need about 2,000. Source: U9. */
  objects: 50_000,
  /** Depth of arrays and dictionaries in one object. Source: U9. */
  nesting: 64,
  /** Depth of the page tree; balanced trees of 200 pages need three. Source: U9. */
  pageTreeDepth: 32,
  /** Content streams of one page; a repeated `/Contents` makes work out of few bytes. */
  contentEntries: 64,
  /** Form XObjects inside each other, and the ways to reach them: each way is drawn anew. */
  formDepth: 8,
  formPaths: 10_000,
  /** Filters of one stream; a chain of them hides what is in it. */
  filters: 2,
  /** Inflated bytes of one stream: A4 in colour at 600 dpi are 104 MB. Source: U9. */
  inflatedBytes: 128 * 1024 * 1024,
  /** Inflated bytes of a stream that holds structure: objects, cross references, an inner filter's input. */
  structureBytes: 24 * 1024 * 1024,
  /** Bytes of one stream decoded by ASCII85, hexadecimal, LZW or run length; scanners use none of them on large images. Source: U9. */
  slowlyDecodedBytes: 64 * 1024 * 1024,
  /** Inflated bytes of all streams together. Source: U9. */
  inflatedTotal: 512 * 1024 * 1024,
  /** Inflated page contents, each mention counted: drawing a scan takes some hundred bytes. Source: U9. */
  contentBytes: 16 * 1024 * 1024,
  /** Pixels of one image: A3 at 600 dpi has 70 million. Source: U9. */
  imagePixels: 100_000_000,
  /** Side of a page in points. Source: the limit of PDF 1.7, annex C (200 inches). */
  pagePoints: 14_400,
} as const;

/**
 * Pages of a scan that are drawn for the person who checks it: a Zielvereinbarung has five to eight, so all of it
 * with room to spare; drawing more would cost the time in which QR codes are read.
 */
export const PREVIEW_PAGES = 12;

/** Days for which the inbox keeps an upload and what was found in it. */
export const INBOX_DAYS = 7;
