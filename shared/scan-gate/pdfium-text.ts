import { PDFiumLibrary } from '@hyzyla/pdfium';

/** pdfium writes this for a hyphen at a line end, and leaves the line break out. */
const HYPHEN_AT_LINE_END = '\uFFFE';

/**
 * The text of each page in the order in which the file says it: for a tagged document the reading order. A
 * scan without text gives empty pages. Throws where pdfium cannot read the file: no PDF, damaged, encrypted.
 */
export async function pdfPageTexts(bytes: Uint8Array): Promise<readonly string[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    try {
      return [...document.pages()].map((page) => page.getText().replaceAll(HYPHEN_AT_LINE_END, '-\n'));
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
}
