/** The document of pdfkit, and an element of its tag tree. */
export type Pdf = PDFKit.PDFDocument;
/** A node of the tags by which readers for the blind know the parts of a page. */
export type Tag = PDFKit.PDFStructureElement;

/** Adds an element with one run of content to the tag tree; the content is drawn at once. */
export function addLeaf(pdf: Pdf, parent: Tag, { tag, draw }: { tag: string; draw: () => void }): void {
  parent.add(pdf.struct(tag, {}, [draw]));
}

/** Adds an element that holds others; they are added in `fill`, in reading order. */
export function addGroup(
  pdf: Pdf,
  parent: Tag,
  { tag, fill }: { tag: string; fill: (group: Tag) => void },
): void {
  const group = pdf.struct(tag);
  parent.add(group);
  fill(group);
  group.end();
}

/** Adds a list; PDF/UA wants to know how its items are counted. */
export function addList(
  pdf: Pdf,
  parent: Tag,
  { numbering, fill }: { numbering: 'Decimal' | 'Disc' | 'None'; fill: (list: Tag) => void },
): void {
  const list = pdf.struct('L');
  setAttributes(list, { O: 'List', ListNumbering: numbering });
  parent.add(list);
  fill(list);
  list.end();
}

/** Draws what is no content: lines, page numbers, the QR code. Screen readers skip it. */
export function drawArtifact(pdf: Pdf, type: 'Pagination' | 'Layout', draw: () => void): void {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
}

/** The published types hide the dictionary of an element, and pdfkit has no option for a list's numbering. */
function setAttributes(element: Tag, attributes: Readonly<Record<string, string>>): void {
  const dictionary: unknown = Reflect.get(element, 'dictionary');
  if (!hasData(dictionary)) throw new Error('pdfkit has changed: a structure element has no dictionary');
  dictionary.data['A'] = attributes;
}

function hasData(value: unknown): value is { data: Record<string, unknown> } {
  return typeof value === 'object' && value !== null && 'data' in value && typeof value.data === 'object';
}
