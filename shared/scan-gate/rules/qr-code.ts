import { SCAN_LIMITS } from './limits.ts';
import { fassungNumber, subject } from '../../../events/primitives.ts';

/** What one QR code on a page says. `page` counts from 1, `fassungHash16` are the first 16 hex digits. */
export type PageCode = {
  readonly subject: string;
  readonly fassung: number;
  readonly page: number;
  readonly fassungHash16: string;
};

/** A code of ours, and on which page of the file it was read, from 1; where nobody counted, the printed number. */
export type SheetCode = PageCode & { readonly sheet?: number };

/** What all QR codes of a paper say, for the log: also where they disagree, and that there are others than ours. */
export type CodeOnPaper = {
  readonly subject?: string;
  readonly fassung?: number;
  readonly fassungHash16?: string;
  /** Pages of the file that bear it, ascending, each once. */
  readonly pages: number[];
};

/** Of more different codes than this, the first are told: all but one of them contradict any assignment. */
const TOLD_CODES = 20;

/** Gathers what the codes of a paper say, in the order of the pages; `others` are pages with a code that is none of ours. */
export function codesOfPaper(
  codes: readonly SheetCode[],
  others: readonly number[] = [],
): readonly CodeOnPaper[] {
  const pages = new Map<string, { code: Omit<CodeOnPaper, 'pages'>; pages: Set<number> }>();
  const add = (code: Omit<CodeOnPaper, 'pages'>, page: number) => {
    const known = pages.get(JSON.stringify(code)) ?? { code, pages: new Set() };
    pages.set(JSON.stringify(code), known);
    known.pages.add(page);
  };
  for (const { subject: zielvereinbarung, fassung, fassungHash16, page, sheet = page } of codes)
    add({ subject: zielvereinbarung, fassung, fassungHash16 }, sheet);
  for (const page of others) add({}, page);
  return [...pages.values()]
    .map(({ code, pages: seen }) => ({ ...code, pages: [...seen].toSorted((one, other) => one - other) }))
    .toSorted((one, other) => (one.pages[0] ?? 0) - (other.pages[0] ?? 0))
    .slice(0, TOLD_CODES);
}

/** What the codes of all pages propose; a person confirms. They identify the paper, they prove nothing. */
export type Proposal = {
  readonly subject: string;
  readonly fassung: number;
  readonly fassungHash16: string;
  /** Printed page numbers that were read, ascending, each once. */
  readonly pagesSeen: readonly number[];
  /** Whether the numbers run from 1 to the number of pages of the scan, none missing; a guess: the paper may have had more. */
  readonly pagesComplete: boolean;
};

const FRAGMENT = /#ZV1\.([^.#]{1,40})\.([1-9]\d{0,2})\.([1-9]\d{0,2})\.([0-9a-f]{16})$/u;

/** Reads `…#ZV1.<subject>.<fassung>.<page>.<16 hex>`; nothing for any other text. */
export function readPageCode(text: string): PageCode | undefined {
  const [, zielvereinbarung, fassung, page, fassungHash16] = FRAGMENT.exec(text) ?? [];
  if (fassungHash16 === undefined || !subject.safeParse(zielvereinbarung).success) return undefined;
  if (!fassungNumber.safeParse(Number(fassung)).success || Number(page) > SCAN_LIMITS.pages) return undefined;
  return { subject: zielvereinbarung ?? '', fassung: Number(fassung), page: Number(page), fassungHash16 };
}

/**
 * Proposes what the scan shows, where all readable codes agree on Zielvereinbarung, Fassung and hash. Papers
 * of two Fassungen in one scan propose nothing: somebody has to look.
 */
export function proposeFrom(codes: readonly PageCode[], scannedPages: number): Proposal | undefined {
  const [first] = codes;
  if (first === undefined) return undefined;
  const agree = codes.every(
    (code) =>
      code.subject === first.subject &&
      code.fassung === first.fassung &&
      code.fassungHash16 === first.fassungHash16,
  );
  if (!agree) return undefined;
  const pagesSeen = [...new Set(codes.map(({ page }) => page))].toSorted((one, other) => one - other);
  const pagesComplete = pagesSeen.length === scannedPages && pagesSeen.every((page, at) => page === at + 1);
  const { subject: zielvereinbarung, fassung, fassungHash16 } = first;
  return { subject: zielvereinbarung, fassung, fassungHash16, pagesSeen, pagesComplete };
}
