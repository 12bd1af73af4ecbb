import { fassungNumber, subject } from '../../../events/primitives.ts';

/** What one QR code on a page says. `page` counts from 1, `fassungHash16` are the first 16 hex digits. */
export type PageCode = {
  readonly subject: string;
  readonly fassung: number;
  readonly page: number;
  readonly fassungHash16: string;
};

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
  if (!fassungNumber.safeParse(Number(fassung)).success || Number(page) > 200) return undefined;
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
