import { PARTIES } from '../../../events/primitives.ts';
import type { SignatureEntry } from '../../documents/document-model.ts';
import {
  heightOf,
  ink,
  indented,
  makeRoom,
  mm,
  skip,
  pdfStyles,
  wholeWidth,
  write,
  type Box,
} from './pdfkit-layout.ts';
import { addGroup, addLeaf, drawArtifact, type Pdf, type Tag } from './pdfkit-tags.ts';

const columnGap = mm(14);
const lineSpace = mm(14);
const gapAbove = mm(12);

/**
 * Draws the signature block in one column a side, the Land left, the Kommune right, all on one page. Read aloud
 * it is the Land first and the Kommune second.
 */
export function drawSignatures(pdf: Pdf, parent: Tag, entries: readonly SignatureEntry[]): void {
  const columns = PARTIES.map((party, at) => ({
    box: columnBox(pdf, at),
    entries: entries.filter((entry) => entry.party === party),
  }));
  // the lines of all columns stand at one height, however many lines the names above them take
  const head = Math.max(
    ...columns.flatMap(({ box, entries: own }) => own.map((entry) => headHeight(pdf, entry, box))),
  );
  const heights = columns.map(({ box, entries: own }) =>
    sum(own.map((entry) => entryHeight(pdf, { entry, box, head }))),
  );
  makeRoom(pdf, gapAbove + Math.max(...heights));
  skip(pdf, gapAbove);
  const top = pdf.y;
  addGroup(pdf, parent, {
    tag: 'Sect',
    fill: (section) => {
      for (const column of columns) {
        pdf.y = top;
        for (const entry of column.entries) drawEntry(pdf, section, { entry, box: column.box, head });
      }
    },
  });
  pdf.y = top + Math.max(...heights);
}

type Placed = { readonly entry: SignatureEntry; readonly box: Box; readonly head: number };

function drawEntry(pdf: Pdf, parent: Tag, placed: Placed): void {
  const top = pdf.y;
  addGroup(pdf, parent, {
    tag: 'Div',
    fill: (group) =>
      placed.entry.name === undefined ? drawEmpty(pdf, group, placed) : drawFilled(pdf, group, placed),
  });
  pdf.y = top + entryHeight(pdf, placed);
}

const emptyLabels = ['Ort, Datum', 'Unterschrift', 'Name und Amt in Druckschrift'] as const;

function drawEmpty(pdf: Pdf, group: Tag, { entry, box, head }: Placed): void {
  const top = pdf.y;
  for (const line of entry.body) {
    addLeaf(pdf, group, { tag: 'P', draw: () => write(pdf, line, { style: pdfStyles.strong, box }) });
  }
  pdf.y = top + head;
  for (const label of emptyLabels) {
    pdf.y += lineSpace;
    drawLine(pdf, box);
    pdf.y += 2;
    addLeaf(pdf, group, { tag: 'P', draw: () => write(pdf, label, { style: pdfStyles.small, box }) });
  }
}

function drawFilled(pdf: Pdf, group: Tag, { entry, box }: Placed): void {
  for (const { text, style, gap } of filledLines(entry)) {
    pdf.y += gap;
    addLeaf(pdf, group, { tag: 'P', draw: () => write(pdf, text, { style, box }) });
  }
}

function filledLines({ placeAndDate = '', name = '', office = '', body }: SignatureEntry) {
  return [
    { text: placeAndDate, style: pdfStyles.body, gap: 0 },
    { text: name, style: pdfStyles.strong, gap: mm(5) },
    ...[office, ...body].map((text) => ({ text, style: pdfStyles.body, gap: 0 })),
  ].filter(({ text }) => text !== '');
}

function headHeight(pdf: Pdf, { name, body }: SignatureEntry, box: Box): number {
  return name === undefined
    ? sum(body.map((line) => heightOf(pdf, line, { style: pdfStyles.strong, box })))
    : 0;
}

function entryHeight(pdf: Pdf, { entry, box, head }: Placed): number {
  const gapBelow = mm(8);
  if (entry.name !== undefined) {
    return (
      gapBelow +
      sum(filledLines(entry).map(({ text, style, gap }) => gap + heightOf(pdf, text, { style, box })))
    );
  }
  const lines = emptyLabels.map(
    (label) => lineSpace + 2 + heightOf(pdf, label, { style: pdfStyles.small, box }),
  );
  return gapBelow + head + sum(lines);
}

function drawLine(pdf: Pdf, box: Box): void {
  drawArtifact(pdf, 'Layout', () => {
    pdf.lineWidth(0.6).strokeColor(ink.faint);
    pdf
      .moveTo(box.x, pdf.y)
      .lineTo(box.x + box.width, pdf.y)
      .stroke();
  });
}

function columnBox(pdf: Pdf, at: number): Box {
  const whole = wholeWidth(pdf);
  const width = (whole.width - columnGap * (PARTIES.length - 1)) / PARTIES.length;
  return { ...indented(whole, at * (width + columnGap)), width };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
