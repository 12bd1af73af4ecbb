import type { DocumentBlock } from '../../documents/document-model.ts';
import { heightOf, indented, makeRoom, mm, pdfStyles, wholeWidth, write, type Box } from './pdfkit-layout.ts';
import { addGroup, addLeaf, addList, type Pdf, type Tag } from './pdfkit-tags.ts';

type Massnahmenart = Extract<DocumentBlock, { kind: 'massnahmenart' }>;

const indent = mm(7);
const gap = 7;

/** Draws a run of Massnahmenarten as one numbered list; projects are a list within its item. */
export function drawMassnahmen(pdf: Pdf, parent: Tag, arten: readonly Massnahmenart[]): void {
  addList(pdf, parent, {
    numbering: 'Decimal',
    fill: (list) => {
      for (const art of arten) addGroup(pdf, list, { tag: 'LI', fill: (item) => drawArt(pdf, item, art) });
    },
  });
  pdf.y += 4;
}

function drawArt(pdf: Pdf, item: Tag, { art, label, projects }: Massnahmenart): void {
  const box = wholeWidth(pdf);
  const body = indented(box, indent);
  const first =
    projects[0] === undefined
      ? 0
      : heightOf(pdf, projects[0], { style: pdfStyles.body, box: indented(body, indent) });
  makeRoom(pdf, heightOf(pdf, label, { style: pdfStyles.strong, box: body }) + first + gap);
  const top = pdf.y;
  addLeaf(pdf, item, { tag: 'Lbl', draw: () => write(pdf, `${art}.`, { style: pdfStyles.strong, box }) });
  pdf.y = top;
  addGroup(pdf, item, {
    tag: 'LBody',
    fill: (content) => {
      addLeaf(pdf, content, {
        tag: 'P',
        draw: () => write(pdf, label, { style: pdfStyles.strong, box: body }),
      });
      if (projects.length > 0) drawProjects(pdf, content, { projects, box: body });
    },
  });
  pdf.y += gap;
}

function drawProjects(
  pdf: Pdf,
  parent: Tag,
  { projects, box }: { projects: readonly string[]; box: Box },
): void {
  pdf.y += 2;
  addList(pdf, parent, {
    numbering: 'Disc',
    fill: (list) => {
      for (const text of projects) drawItem(pdf, list, { text, box });
    },
  });
}

/** Draws one item of a list; it is not divided between two pages. */
export function drawItem(pdf: Pdf, list: Tag, { text, box }: { text: string; box: Box }): void {
  const body = indented(box, mm(4));
  makeRoom(pdf, heightOf(pdf, text, { style: pdfStyles.body, box: body }));
  const top = pdf.y;
  addGroup(pdf, list, {
    tag: 'LI',
    fill: (item) => {
      addLeaf(pdf, item, { tag: 'Lbl', draw: () => write(pdf, '–', { style: pdfStyles.body, box }) });
      pdf.y = top;
      addLeaf(pdf, item, {
        tag: 'LBody',
        draw: () => write(pdf, text, { style: pdfStyles.body, box: body }),
      });
    },
  });
  pdf.y += 1;
}
