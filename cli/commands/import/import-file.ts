import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pdfPageTexts } from '../../../shared/scan-gate/pdfium-text.ts';
import { textOfPages } from '../../../shared/domain/reading/pages.ts';

/** The text of a file, or a German sentence that says why there is none. */
export type FileText =
  | { readonly ok: true; readonly text: string; readonly kind: 'Text' | 'PDF' }
  | { readonly ok: false; readonly sentence: string };

/** A Zielvereinbarung has some 8,000 characters; beyond this the file is something else. */
const LONGEST_TEXT = 100_000;
/** Large enough for a text with pictures; what is imported is read here and no scan, so the limits of the scan gate do not bind it. */
const LARGEST_FILE = 50 * 1024 * 1024;

/** Reads a text in UTF-8 or the text of a PDF; its first bytes say which it is. */
export async function readFileText(file: string): Promise<FileText> {
  const bytes = await readFile(file).catch((error: unknown) => sentenceOf(file, error));
  if (typeof bytes === 'string') return { ok: false, sentence: bytes };
  if (bytes.length > LARGEST_FILE) return { ok: false, sentence: `Die Datei ist größer als 50 MB: ${file}.` };
  const isPdf = bytes.subarray(0, 1024).includes('%PDF-');
  if (!isPdf && extname(file).toLowerCase() === '.pdf') {
    return { ok: false, sentence: `Die Datei ist keine PDF-Datei, obwohl sie so heißt: ${file}.` };
  }
  const text = isPdf ? await textOfPdf(bytes) : textOfBytes(bytes);
  if (text === undefined) {
    const sentence = isPdf
      ? `Die PDF-Datei lässt sich nicht öffnen; sie ist beschädigt oder verschlüsselt: ${file}.`
      : `Die Datei ist weder eine PDF-Datei noch ein Text in UTF-8: ${file}.`;
    return { ok: false, sentence };
  }
  if (text.includes('\uFFFD'))
    return { ok: false, sentence: `Der Text ist beschädigt, er enthält das Ersatzzeichen „�“: ${file}.` };
  return text.length > LONGEST_TEXT
    ? { ok: false, sentence: `Der Text ist zu lang für eine Zielvereinbarung: ${file}.` }
    : { ok: true, text, kind: isPdf ? 'PDF' : 'Text' };
}

async function textOfPdf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return textOfPages(await pdfPageTexts(bytes));
  } catch {
    return undefined; // pdfium names no cause that a person could act on; the file is named by the caller.
  }
}

function textOfBytes(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined; // Not UTF-8: another encoding would be a guess.
  }
}

function sentenceOf(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `Die Datei gibt es nicht: ${file}.`;
  return code === 'EISDIR' ? `Das ist ein Ordner: ${file}.` : `Die Datei lässt sich nicht lesen: ${file}.`;
}
