import { SCAN_LIMITS } from './limits.ts';
import { entriesOf, itemsOf, isPlain, nameAt, namesAt, numberAt, resolve, versionsOf } from './pdf-model.ts';
import type { PdfEntries, PdfFile, PdfIndex, PdfValue } from './pdf-model.ts';
import type { Notes } from './verdict.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What the catalog of a scan may name. Source: PDF 1.7, table 28, without what runs, embeds or fills in. */
const CATALOG = words(
  'Type Version Extensions Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines Threads ' +
    'OpenAction Metadata StructTreeRoot MarkInfo Lang OutputIntents PieceInfo OCProperties Perms Legal DSS AcroForm ID',
);
/** What a page of a scan may name. Source: PDF 1.7, table 30, without `AA`. */
const PAGE = words(
  'Type Parent MediaBox CropBox BleedBox TrimBox ArtBox BoxColorInfo Contents Resources Rotate Group Thumb B Dur Trans ' +
    'Annots Metadata PieceInfo StructParents ID PZ SeparationInfo Tabs UserUnit VP LastModified OutputIntents TemplateInstantiated',
);
/** A form that holds nothing but signatures. Source: PDF 1.7, table 218. */
const FORM = words('Fields SigFlags DR DA Q NeedAppearances');
/** Marks on paper that cannot do anything; reported. Source: PDF 1.7, table 169. */
const MARKUP = words(
  'Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup',
);

/** Judges catalog, form and annotations of every revision by the list of what a scan contains. */
export function judgeFrame(file: PdfFile, index: PdfIndex, notes: Notes): void {
  for (const { value } of file.objects) {
    const types = namesAt(index, entriesOf(value), 'Type');
    if (types.includes('Catalog')) judgeCatalog(entriesOf(value), index, notes);
    if (types.includes('Page')) judgePage(entriesOf(value), index, notes);
  }
  const root = resolve(index, rootOf(file));
  if (root.kind === 'dict') judgeCatalog(root.entries, index, notes);
  else notes.refusals.add('pdf-broken');
}

/** The catalog that the newest trailer names. */
export function rootOf(file: PdfFile): PdfValue | undefined {
  return file.trailers.findLast((trailer) => trailer.has('Root'))?.get('Root');
}

function judgeCatalog(catalog: PdfEntries, index: PdfIndex, notes: Notes): void {
  judgeKeys(catalog, CATALOG, notes);
  for (const names of versionsOf(index, catalog.get('Names'))) {
    judgeKeys(entriesOf(names), words('Dests'), notes);
  }
  for (const form of versionsOf(index, catalog.get('AcroForm'))) judgeKeys(entriesOf(form), FORM, notes);
  if (catalog.has('Outlines') && resolve(index, catalog.get('Outlines')).kind === 'stream')
    notes.refusals.add('pdf-broken');
  for (const action of versionsOf(index, catalog.get('OpenAction'))) {
    if (isPageView(action, index)) notes.observations.add('page-view-open-action');
    else if (action.kind !== 'null') notes.refusals.add('pdf-active-content');
  }
}

// A destination, or the action that goes to one and nowhere after it.
function isPageView(action: PdfValue, index: PdfIndex): boolean {
  if (action.kind !== 'dict') return ['array', 'name', 'text'].includes(action.kind);
  const actions = namesAt(index, action.entries, 'S');
  return actions.length > 0 && actions.every((name) => name === 'GoTo') && !action.entries.has('Next');
}

function judgePage(page: PdfEntries, index: PdfIndex, notes: Notes): void {
  judgeKeys(page, PAGE, notes);
  for (const annotations of versionsOf(index, page.get('Annots'))) {
    for (const item of itemsOf(annotations)) {
      for (const annotation of versionsOf(index, item)) judgeAnnotation(entriesOf(annotation), index, notes);
    }
  }
}

function judgeAnnotation(annotation: PdfEntries, index: PdfIndex, notes: Notes): void {
  for (const subtype of namesAt(index, annotation, 'Subtype')) {
    if (subtype === 'Link') notes.observations.add('link-annotation');
    else if (MARKUP.has(subtype)) notes.observations.add('markup-annotation');
    else if (subtype === 'Widget' && fieldType(annotation, index) === 'Sig')
      notes.observations.add('digital-signature');
    else notes.refusals.add('pdf-active-content');
  }
}

function fieldType(field: PdfEntries, index: PdfIndex): string | undefined {
  let current = field;
  for (let step = 0; step < SCAN_LIMITS.formDepth; step += 1) {
    const type = nameAt(index, current, 'FT');
    if (type !== undefined) return type;
    current = entriesOf(resolve(index, current.get('Parent')));
  }
  return undefined;
}

// Unknown entries that hold a plain value come from careless writers; one that refers to something may do anything.
function judgeKeys(entries: PdfEntries, known: ReadonlySet<string>, notes: Notes): void {
  for (const [key, value] of entries) {
    if (known.has(key)) continue;
    if (isPlain(value)) notes.observations.add('private-entry');
    else notes.refusals.add('pdf-active-content');
  }
}

/** A page with the entries that it inherits. */
export type PageLeaf = {
  readonly entries: PdfEntries;
  readonly mediaBox: PdfValue;
  readonly resources: PdfValue;
};

/** Lists the pages of the newest revision and judges tree and boxes. Reasons: `pdf-page-count`, `pdf-too-complex`, `pdf-broken`. */
export function listPages(file: PdfFile, index: PdfIndex, notes: Notes): readonly PageLeaf[] {
  const pages: PageLeaf[] = [];
  const seen = new Set<string>();
  const visit = (node: PdfValue, inherited: PageLeaf, depth: number): void => {
    if (pages.length > SCAN_LIMITS.pages) return;
    if (depth > SCAN_LIMITS.pageTreeDepth || (node.kind === 'reference' && seen.has(node.id))) {
      notes.refusals.add('pdf-too-complex');
      return;
    }
    if (node.kind === 'reference') seen.add(node.id);
    const entries = entriesOf(resolve(index, node));
    const leaf = inherit(entries, inherited);
    const kids = resolve(index, entries.get('Kids'));
    if (kids.kind === 'array') for (const kid of kids.items) visit(kid, leaf, depth + 1);
    else if (entries.size > 0) pages.push(leaf);
  };
  const nothing: PageLeaf = { entries: new Map(), mediaBox: { kind: 'null' }, resources: { kind: 'null' } };
  visit(entriesOf(resolve(index, rootOf(file))).get('Pages') ?? { kind: 'null' }, nothing, 0);
  if (pages.length === 0 || pages.length > SCAN_LIMITS.pages) notes.refusals.add('pdf-page-count');
  for (const page of pages) judgeBox(page, index, notes);
  return pages;
}

function inherit(entries: PdfEntries, parent: PageLeaf): PageLeaf {
  return {
    entries,
    mediaBox: entries.get('MediaBox') ?? parent.mediaBox,
    resources: entries.get('Resources') ?? parent.resources,
  };
}

function judgeBox({ entries, mediaBox }: PageLeaf, index: PdfIndex, notes: Notes): void {
  const box = itemsOf(resolve(index, mediaBox)).map((item) => resolve(index, item));
  const [left, bottom, right, top] = box.map((item) => (item.kind === 'number' ? item.value : Number.NaN));
  const width = Math.abs((right ?? Number.NaN) - (left ?? Number.NaN));
  const height = Math.abs((top ?? Number.NaN) - (bottom ?? Number.NaN));
  if (!(width > 0 && height > 0)) notes.refusals.add('pdf-broken');
  if (Math.max(width, height) * (numberAt(index, entries, 'UserUnit') ?? 1) > SCAN_LIMITS.pagePoints) {
    notes.refusals.add('pdf-too-complex');
  }
}
