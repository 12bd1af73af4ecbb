import type { UploadRefusal } from '../../../events/reasons.ts';
import { entriesOf, namesAt, resolve, versionsOf } from './pdf-model.ts';
import type { PdfEntries, PdfFile, PdfIndex, PdfValue } from './pdf-model.ts';
import type { Notes } from './verdict.ts';

/** Keys that no scan has, wherever they stand. Source: U5, U6, U7. */
const FOREIGN_KEYS: Readonly<Record<string, UploadRefusal>> = {
  JS: 'pdf-active-content',
  JavaScript: 'pdf-active-content',
  AA: 'pdf-active-content',
  EF: 'pdf-embedded-file',
  RF: 'pdf-embedded-file',
  EmbeddedFiles: 'pdf-embedded-file',
  AF: 'pdf-embedded-file',
  Collection: 'pdf-embedded-file',
  RichMediaContent: 'pdf-embedded-file',
  RichMediaSettings: 'pdf-embedded-file',
  '3DD': 'pdf-embedded-file',
  XFA: 'pdf-xfa',
  NeedsRendering: 'pdf-xfa',
};

const FOREIGN_TYPES: Readonly<Record<string, UploadRefusal>> = {
  EmbeddedFile: 'pdf-embedded-file',
  Rendition: 'pdf-embedded-file',
  MediaClip: 'pdf-embedded-file',
  Filespec: 'pdf-active-content',
};

const FOREIGN_SUBTYPES: Readonly<Record<string, UploadRefusal>> = {
  FileAttachment: 'pdf-embedded-file',
  Sound: 'pdf-embedded-file',
  Movie: 'pdf-embedded-file',
  Screen: 'pdf-embedded-file',
  RichMedia: 'pdf-embedded-file',
  '3D': 'pdf-embedded-file',
  PS: 'pdf-active-content',
};

/** Every action of PDF 2.0, table 201, but GoTo, the four page turns of Named, and URI behind a link. */
const ACTIONS = new Set(
  (
    'JavaScript Launch GoToR GoToE GoToDp SubmitForm ImportData ResetForm Rendition Movie Sound ' +
    'RichMediaExecute GoTo3DView Hide SetOCGState Thread'
  ).split(' '),
);
const PAGE_TURNS = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
const HARMLESS_ADDRESS = /^(?:https?|mailto|tel):/iu;

/** Keys whose dictionary is a list of labels chosen by the writer: there `AA` may be the name of a font. */
const LABELS = new Set(
  'Font XObject ExtGState ColorSpace Pattern Shading Properties CharProcs Dests RoleMap ClassMap'.split(' '),
);

type Place = { readonly labels: boolean; readonly linked: boolean };
const ANYWHERE: Place = { labels: false, linked: false };

/**
 * Judges every dictionary of every revision, reachable or not, hidden behind a repeated key or not: no
 * script, no action beyond page turns and links, no file, no rich media, no XFA, no encryption.
 */
export function judgeContents(file: PdfFile, index: PdfIndex, notes: Notes): void {
  if (file.trailers.some((trailer) => trailer.has('Encrypt'))) notes.refusals.add('pdf-encrypted');
  const judge = judgeWith(index, notes);
  const linkActions = linkedActions(file, index);
  for (const { id, value } of file.objects) judge(value, { labels: false, linked: linkActions.has(id) });
  for (const value of file.shadowed) judge(value, ANYWHERE);
  for (const entries of file.trailers) judge({ kind: 'dict', entries }, ANYWHERE);
}

function judgeWith(index: PdfIndex, notes: Notes): (value: PdfValue, place: Place) => void {
  const judge = (value: PdfValue, place: Place): void => {
    if (value.kind === 'array') for (const item of value.items) judge(item, ANYWHERE);
    if (value.kind !== 'dict' && value.kind !== 'stream') return;
    const { entries } = value;
    if (!place.labels) judgeEntries(entries, place, { index, notes });
    if (value.kind === 'stream' && liesElsewhere(entries)) notes.refusals.add('pdf-embedded-file');
    const isLink = isLinkAnnotation(index, entries);
    for (const [key, child] of entries) {
      judge(child, { labels: !place.labels && LABELS.has(key), linked: isLink && key === 'A' });
    }
  };
  return judge;
}

// A stream whose data lie in another file is no scan (PDF 1.7, table 5).
function liesElsewhere(entries: PdfEntries): boolean {
  return entries.has('F') || entries.has('FFilter');
}

function judgeEntries(
  entries: PdfEntries,
  place: Place,
  { index, notes }: { index: PdfIndex; notes: Notes },
): void {
  if (isForeignAction(entries, index, place.linked)) notes.refusals.add('pdf-active-content');
  for (const key of entries.keys()) note(notes, FOREIGN_KEYS, key);
  for (const type of namesAt(index, entries, 'Type')) note(notes, FOREIGN_TYPES, type);
  for (const subtype of namesAt(index, entries, 'Subtype')) note(notes, FOREIGN_SUBTYPES, subtype);
  if (namesAt(index, entries, 'FT').some((type) => type !== 'Sig')) notes.refusals.add('pdf-active-content');
}

function isForeignAction(entries: PdfEntries, index: PdfIndex, linked: boolean): boolean {
  return namesAt(index, entries, 'S').some((action) => {
    if (action === 'Named') return !namesAt(index, entries, 'N').every((turn) => PAGE_TURNS.has(turn));
    if (action === 'URI') return !linked || !isHarmlessAddress(resolve(index, entries.get('URI')));
    return ACTIONS.has(action);
  });
}

function isHarmlessAddress(value: PdfValue): boolean {
  return value.kind === 'text' && HARMLESS_ADDRESS.test(value.text.trim());
}

// Actions that only link annotations mention, in any revision.
function linkedActions(file: PdfFile, index: PdfIndex): ReadonlySet<string> {
  const linked = new Set<string>();
  const elsewhere = new Set<string>();
  const visit = (value: PdfValue): void => {
    for (const child of childrenOf(value)) visit(child);
    const entries = entriesOf(value);
    const isLink = isLinkAnnotation(index, entries);
    for (const key of ['A', 'OpenAction', 'Next', 'PA']) {
      for (const id of referencesOf(index, entries.get(key)))
        (isLink && key === 'A' ? linked : elsewhere).add(id);
    }
  };
  for (const { value } of file.objects) visit(value);
  for (const value of file.shadowed) visit(value);
  // An address that opens by itself is none that somebody clicks.
  return new Set([...linked].filter((id) => !elsewhere.has(id)));
}

function referencesOf(index: PdfIndex, value: PdfValue | undefined): readonly string[] {
  const items = versionsOf(index, value).flatMap((version) =>
    version.kind === 'array' ? version.items : [],
  );
  return [...items, ...(value === undefined ? [] : [value])].flatMap((item) =>
    item.kind === 'reference' ? [item.id] : [],
  );
}

function isLinkAnnotation(index: PdfIndex, entries: PdfEntries): boolean {
  const subtypes = namesAt(index, entries, 'Subtype');
  return subtypes.length > 0 && subtypes.every((subtype) => subtype === 'Link');
}

function childrenOf(value: PdfValue): Iterable<PdfValue> {
  return value.kind === 'array' ? value.items : entriesOf(value).values();
}

function note(notes: Notes, foreign: Readonly<Record<string, UploadRefusal>>, word: string): void {
  if (Object.hasOwn(foreign, word)) notes.refusals.add(foreign[word] ?? 'pdf-active-content');
}
