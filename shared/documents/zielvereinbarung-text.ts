import { PARTIES, type Party } from '../../events/primitives.ts';
import { assertNever } from '../domain/assert-never.ts';
import type { Terms } from '../../events/incoming/terms.ts';
import { formatEuroInText } from '../domain/euro.ts';
import type { Clause, ClausePart } from '../domain/programme/index.ts';
import { withBesondereRegelungen } from './besondere-regelungen.ts';
import type { DocumentBlock, DocumentModel } from './document-model.ts';
import { fillPlaceholders, type PartyNames } from './fill-placeholders.ts';
import { budgetItemRows, eckdatenRows, massnahmenBlocks } from './terms-blocks.ts';
import { signatureBlock, type PrintedSignature } from './signature-block.ts';

/** The terms as far as the text says them. */
export type TextTerms = Omit<Terms, 'programme' | 'haushaltsjahr' | 'ags'>;

/** What a text is made of. */
export type TextInput = PartyNames & {
  readonly terms: TextTerms;
  /** Declared signatures: the reading version. Without them the text has empty lines to sign on. */
  readonly signatures?: readonly PrintedSignature[];
  /** Marks the text as Entwurf, so that nobody signs it by mistake. */
  readonly draft?: boolean;
};

/**
 * The text of a Zielvereinbarung: the programme's clauses with names, year, money and projects in their
 * places, plus the besondere Regelungen, each in its §. Pure: same input, same text. For Limburg-Weilburg
 * 2025 it is the signed text word for word, with the doubled "Landkreis" mended (rule 8).
 */
export function zielvereinbarungText(input: TextInput): DocumentModel {
  const { programme, terms, signatures = [], draft = false } = input;
  const clauses = withBesondereRegelungen(programme.clauses, terms.besondereRegelungen);
  return {
    language: 'de-DE',
    blocks: [
      { kind: 'title', text: 'Zielvereinbarung', year: String(programme.haushaltsjahr) },
      ...(draft ? [draftNotice] : []),
      partiesBlock(input),
      ...aktenzeichenBlocks(terms),
      ...clauses.flatMap((clause) => clauseBlocks(clause, input)),
      signatureBlock(input, signatures, terms.signatureSlots),
    ],
  };
}

const draftNotice: DocumentBlock = { kind: 'notice', text: 'Entwurf – nicht zur Unterschrift bestimmt' };

function partiesBlock({ programme, gebietskoerperschaft }: PartyNames): DocumentBlock {
  return {
    kind: 'parties',
    lines: ['zwischen', programme.ministry.forms.dative, `und ${gebietskoerperschaft.forms.dative}`],
    purpose: programme.purpose,
  };
}

/** Whose file number it is. */
const AUTHORITY: Readonly<Record<Party, string>> = { land: 'Land', kommune: 'Kommune' };

function aktenzeichenBlocks({ aktenzeichen = {} }: TextTerms): readonly DocumentBlock[] {
  const rows = PARTIES.flatMap((party) => {
    const value = aktenzeichen[party];
    return value === undefined ? [] : [{ label: AUTHORITY[party], value }];
  });
  return rows.length === 0 ? [] : [{ kind: 'figures', caption: 'Aktenzeichen', rows }];
}

function clauseBlocks(clause: Clause, input: TextInput): readonly DocumentBlock[] {
  const parts = clause.parts.flatMap((part) => partBlocks(part, input));
  if (clause.title.length === 0) return parts;
  const heading: DocumentBlock = {
    kind: 'heading',
    id: anchorOf(clause),
    ...(clause.number === undefined ? {} : { number: clause.number }),
    lines: clause.title.map((line) => fillPlaceholders(line, input)),
  };
  return [heading, ...parts];
}

function anchorOf({ id }: Clause): string {
  return /^\d/u.test(id) ? `paragraph-${id}` : id;
}

function partBlocks(part: ClausePart, input: TextInput): readonly DocumentBlock[] {
  const { programme, terms } = input;
  switch (part.kind) {
    case 'paragraph':
      return [{ kind: 'paragraph', text: fillPlaceholders(part.text, input) }];
    case 'verbatim':
      return [{ kind: 'paragraph', text: part.text }];
    case 'amount':
      return [{ kind: 'amount', text: formatEuroInText(terms.haushaltsmittel.amountCent) }];
    case 'budget-items':
      return figures('Davon entfallen auf', budgetItemRows(terms.budgetItems));
    case 'eckdaten':
      return figures('Eckdaten', eckdatenRows(terms.eckdaten, programme.massnahmenarten));
    case 'massnahmen':
      return massnahmenBlocks(terms.massnahmen, programme.massnahmenarten);
    default:
      return assertNever(part);
  }
}

function figures(caption: string, rows: ReturnType<typeof budgetItemRows>): readonly DocumentBlock[] {
  return rows.length === 0 ? [] : [{ kind: 'figures', caption, rows }];
}
