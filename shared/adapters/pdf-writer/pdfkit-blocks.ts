import { assertNever } from '../../domain/assert-never.ts';
import type { DocumentBlock, DocumentModel } from '../../documents/document-model.ts';
import {
  heightOf,
  ink,
  makeRoom,
  mm,
  skip,
  pdfStyles,
  wholeWidth,
  write,
  type TextStyle,
} from './pdfkit-layout.ts';
import { drawItem, drawMassnahmen } from './pdfkit-lists.ts';
import { drawSignatures } from './pdfkit-signatures.ts';
import { addGroup, addLeaf, addList, drawArtifact, type Pdf, type Tag } from './pdfkit-tags.ts';

type BlockOf<Kind extends DocumentBlock['kind']> = Extract<DocumentBlock, { kind: Kind }>;

const gap = 7;

/** Draws the blocks in reading order and builds the tag tree below `parent` as it goes. */
export function drawBlocks(pdf: Pdf, parent: Tag, { blocks }: DocumentModel): void {
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'massnahmenart') drawBlock(pdf, parent, block);
    else if (blocks[at - 1]?.kind !== 'massnahmenart')
      drawMassnahmen(pdf, parent, runOfMassnahmen(blocks, at));
  }
}

function drawBlock(pdf: Pdf, parent: Tag, block: Exclude<DocumentBlock, { kind: 'massnahmenart' }>): void {
  switch (block.kind) {
    case 'title':
      return drawTitle(pdf, parent, block);
    case 'parties':
      return drawParties(pdf, parent, block);
    case 'heading':
      return drawHeading(pdf, parent, block);
    case 'notice':
      return drawParagraph(pdf, parent, { text: block.text, style: pdfStyles.notice });
    case 'paragraph':
      return drawParagraph(pdf, parent, { text: block.text, style: pdfStyles.body });
    case 'amount':
      return drawAmount(pdf, parent, block.text);
    case 'figures':
      return drawFigures(pdf, parent, block);
    case 'signatures':
      return drawSignatures(pdf, parent, block.entries);
    default:
      return assertNever(block);
  }
}

function drawTitle(pdf: Pdf, parent: Tag, { text, year }: BlockOf<'title'>): void {
  const box = wholeWidth(pdf);
  pdf.y += mm(14);
  addGroup(pdf, parent, {
    tag: 'H1',
    fill: (heading) => {
      addLeaf(pdf, heading, { tag: 'Span', draw: () => write(pdf, text, { style: pdfStyles.title, box }) });
      addLeaf(pdf, heading, { tag: 'Span', draw: () => write(pdf, year, { style: pdfStyles.year, box }) });
    },
  });
  pdf.y += 10;
  drawArtifact(pdf, 'Layout', () => {
    pdf.lineWidth(2).strokeColor(ink.accent);
    pdf
      .moveTo(box.x, pdf.y)
      .lineTo(box.x + mm(26), pdf.y)
      .stroke();
  });
  pdf.y += 16;
}

function drawParties(pdf: Pdf, parent: Tag, { lines, purpose }: BlockOf<'parties'>): void {
  const [first = '', ...others] = lines;
  drawParagraph(pdf, parent, { text: first, style: pdfStyles.body });
  for (const line of others) drawParagraph(pdf, parent, { text: line, style: pdfStyles.party });
  drawParagraph(pdf, parent, { text: purpose, style: pdfStyles.body });
  pdf.y += mm(6);
}

function drawHeading(pdf: Pdf, parent: Tag, { number, lines }: BlockOf<'heading'>): void {
  const box = wholeWidth(pdf);
  const [first = '', ...others] = lines;
  const runs = [
    { text: number === undefined ? first : `${number}\u00A0\u00A0${first}`, style: pdfStyles.heading },
    ...others.map((text) => ({ text, style: pdfStyles.subheading })),
  ];
  const height = runs.reduce((sum, { text, style }) => sum + heightOf(pdf, text, { style, box }), 0);
  const twoLinesBelow = gap + 2 * (pdfStyles.body.size * 1.3 + pdfStyles.body.lineGap);
  makeRoom(pdf, 14 + height + twoLinesBelow);
  skip(pdf, 12);
  addGroup(pdf, parent, {
    tag: 'H2',
    fill: (heading) => {
      for (const { text, style } of runs) {
        addLeaf(pdf, heading, { tag: 'Span', draw: () => write(pdf, text, { style, box }) });
      }
    },
  });
  pdf.y += 4;
}

function drawParagraph(pdf: Pdf, parent: Tag, { text, style }: { text: string; style: TextStyle }): void {
  const box = wholeWidth(pdf);
  const lineHeight = heightOf(pdf, 'X', { style, box });
  const height = heightOf(pdf, text, { style, box });
  // a single line is neither left behind nor sent ahead
  makeRoom(pdf, height < 3.5 * lineHeight ? height : 2 * lineHeight);
  addLeaf(pdf, parent, { tag: 'P', draw: () => write(pdf, text, { style, box }) });
  pdf.y += gap;
}

function drawAmount(pdf: Pdf, parent: Tag, text: string): void {
  const box = wholeWidth(pdf);
  pdf.y += 3;
  addLeaf(pdf, parent, { tag: 'P', draw: () => write(pdf, text, { style: pdfStyles.amount, box }) });
  pdf.y += gap + 3;
}

function drawFigures(pdf: Pdf, parent: Tag, { caption, rows }: BlockOf<'figures'>): void {
  makeRoom(pdf, 50);
  drawParagraph(pdf, parent, { text: caption, style: pdfStyles.strong });
  addList(pdf, parent, {
    numbering: 'Disc',
    fill: (list) => {
      for (const { label, value } of rows)
        drawItem(pdf, list, { text: `${label}: ${value}`, box: wholeWidth(pdf) });
    },
  });
  pdf.y += gap;
}

function runOfMassnahmen(
  blocks: readonly DocumentBlock[],
  from: number,
): readonly BlockOf<'massnahmenart'>[] {
  const end = blocks.findIndex((block, at) => at > from && block.kind !== 'massnahmenart');
  return blocks.slice(from, end === -1 ? undefined : end).filter((block) => block.kind === 'massnahmenart');
}
