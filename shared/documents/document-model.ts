import type { Party } from '../../events/primitives.ts';
import { assertNever } from '../domain/assert-never.ts';

/** A line for a signature: filled in from a declaration, or empty for the paper that is to be signed. */
export type SignatureEntry = {
  readonly party: Party;
  /** Place and date as written on the paper, `Wiesbaden, den 2.8.2025`; absent on the paper for signing. */
  readonly placeAndDate?: string;
  /** Name as declared, with `i. V.` or the like before it; absent on the paper for signing. */
  readonly name?: string;
  readonly office?: string;
  /** Lines below the name that say for whom it was signed. */
  readonly body: readonly string[];
};

/** A block of a document, in reading order. */
export type DocumentBlock =
  | { readonly kind: 'title'; readonly text: string; readonly year: string }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'parties'; readonly lines: readonly string[]; readonly purpose: string }
  | {
      readonly kind: 'heading';
      /** Anchor in plain letters, unique in the document. */
      readonly id: string;
      readonly number?: string;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'amount'; readonly text: string }
  | {
      readonly kind: 'figures';
      readonly caption: string;
      readonly rows: readonly { readonly label: string; readonly value: string }[];
    }
  | {
      readonly kind: 'massnahmenart';
      readonly art: number;
      readonly label: string;
      readonly projects: readonly string[];
    }
  | { readonly kind: 'signatures'; readonly entries: readonly SignatureEntry[] };

/** A document before it is written as PDF or HTML: what it says, not how it looks. Plain JSON. */
export type DocumentModel = { readonly language: 'de-DE'; readonly blocks: readonly DocumentBlock[] };

/** The words of a document in reading order, blocks divided by an empty line. */
export function plainTextOf(model: DocumentModel): string {
  return model.blocks.map(plainBlock).filter(Boolean).join('\n\n');
}

function plainBlock(block: DocumentBlock): string {
  switch (block.kind) {
    case 'title':
      return `${block.text}\n\n${block.year}`;
    case 'parties':
      return [...block.lines, block.purpose].join('\n\n');
    case 'heading':
      return [...(block.number === undefined ? [] : [block.number]), ...block.lines].join('\n\n');
    case 'notice':
    case 'paragraph':
    case 'amount':
      return block.text;
    case 'figures':
      return [block.caption, ...block.rows.map(({ label, value }) => `- ${label}: ${value}`)].join('\n');
    case 'massnahmenart':
      return [`${block.art}. ${block.label}`, ...block.projects.map((project) => `- ${project}`)].join('\n');
    case 'signatures':
      return block.entries.map(plainSignature).join('\n\n');
    default:
      return assertNever(block);
  }
}

function plainSignature({ placeAndDate, name, office, body }: SignatureEntry): string {
  if (name === undefined) return [...body, 'Ort, Datum', 'Unterschrift', 'Name und Amt'].join('\n');
  return [placeAndDate, name, office, ...body].filter((line) => line !== undefined).join('\n');
}
