import { isLinearised } from './cross-reference-rules.ts';
import { entriesOf, namesAt, itemsOf, resolve, sameValue } from './pdf-model.ts';
import type { PdfEntries, PdfFile, PdfIndex, PdfObject, PdfValue } from './pdf-model.ts';
import type { Notes } from './verdict.ts';

/** What a later signature may touch in catalog, form and page. Source: U10; ETSI EN 319 142-1 (DSS). */
const CATALOG_GROWS = new Set(['AcroForm', 'DSS', 'Extensions', 'Perms', 'Metadata', 'Version']);
const PAGE_GROWS = new Set(['Annots', 'LastModified', 'StructParents', 'Tabs']);
const FORM_GROWS = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);
const FIELD_GROWS = new Set(['V', 'AP', 'M', 'F', 'AS', 'MK', 'Lock', 'SV', 'DV']);
const FREE_TYPES = new Set(['XRef', 'ObjStm', 'Metadata', 'DSS']);

/**
 * Refuses changes after a digital signature, unless they only add signatures, their appearance and their
 * validation data. Reason: `pdf-multiple-revisions`. Says nothing about whether a signature holds.
 */
export function judgeRevisions(file: PdfFile, index: PdfIndex, notes: Notes): void {
  const signed = firstSignedEnd(file, index);
  if (signed === undefined) return;
  notes.observations.add('digital-signature');
  if (isLinearised(file) && file.starts.length <= 2) return;
  const before = new Map<string, PdfValue>();
  for (const { id, offset, value } of file.objects) if (offset < signed) before.set(id, value);
  const later = file.objects.filter(({ offset }) => offset >= signed);
  const infos = new Set(file.trailers.flatMap((trailer) => referenceIn(trailer.get('Info'))));
  const passes = later.every((object) => infos.has(object.id) || mayFollow(object, before, index));
  if (!passes) notes.refusals.add('pdf-multiple-revisions');
}

// Where the first signature's bytes end; what lies behind came after it.
function firstSignedEnd(file: PdfFile, index: PdfIndex): number | undefined {
  const ends = file.objects.flatMap(({ value }) => {
    const range = resolve(index, entriesOf(value).get('ByteRange'));
    const numbers = itemsOf(range).flatMap((item) => (item.kind === 'number' ? [item.value] : []));
    return numbers.length === 4 ? [(numbers[2] ?? 0) + (numbers[3] ?? 0)] : [];
  });
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function mayFollow(object: PdfObject, before: ReadonlyMap<string, PdfValue>, index: PdfIndex): boolean {
  const entries = entriesOf(object.value);
  const types = namesAt(index, entries, 'Type');
  if (types.some((type) => FREE_TYPES.has(type))) return true;
  const earlier = before.get(object.id);
  if (earlier === undefined) return isSignaturePart(entries, types, index);
  if (sameValue(earlier, object.value)) return true;
  if (object.value.kind === 'array') return extendsList(earlier, object.value, index);
  if (types.includes('Catalog')) return grows(entriesOf(earlier), entries, CATALOG_GROWS);
  if (types.includes('Page'))
    return grows(entriesOf(earlier), entries, PAGE_GROWS) && addsOnlySignatures(earlier, entries, index);
  if (namesAt(index, entries, 'FT').includes('Sig')) return grows(entriesOf(earlier), entries, FIELD_GROWS);
  return entries.has('Fields') && grows(entriesOf(earlier), entries, FORM_GROWS);
}

// New objects are reached only through what may grow; a new page or annotation of another kind changes what is seen.
function isSignaturePart(entries: PdfEntries, types: readonly string[], index: PdfIndex): boolean {
  if (types.includes('Page') || types.includes('Pages') || types.includes('Catalog')) return false;
  const subtypes = namesAt(index, entries, 'Subtype');
  if (subtypes.includes('Widget'))
    return namesAt(index, entries, 'FT').includes('Sig') || entries.has('Parent');
  return !types.includes('Annot') || subtypes.length === 0;
}

function grows(earlier: PdfEntries, later: PdfEntries, allowed: ReadonlySet<string>): boolean {
  const keys = new Set([...earlier.keys(), ...later.keys()]);
  return [...keys].every((key) => allowed.has(key) || sameValue(earlier.get(key), later.get(key)));
}

function extendsList(earlier: PdfValue, later: PdfValue, index: PdfIndex): boolean {
  const [old, fresh] = [itemsOf(earlier), itemsOf(later)];
  if (!old.every((item, at) => sameValue(item, fresh[at]))) return false;
  return fresh.slice(old.length).every((item) => isSignatureWidget(item, index));
}

function addsOnlySignatures(earlier: PdfValue, later: PdfEntries, index: PdfIndex): boolean {
  const old = itemsOf(resolve(index, entriesOf(earlier).get('Annots')));
  const fresh = itemsOf(resolve(index, later.get('Annots')));
  return fresh
    .filter((item) => !old.some((known) => sameValue(known, item)))
    .every((item) => isSignatureWidget(item, index));
}

function isSignatureWidget(item: PdfValue, index: PdfIndex): boolean {
  const entries = entriesOf(resolve(index, item));
  const field = entries.has('FT') ? entries : entriesOf(resolve(index, entries.get('Parent')));
  return namesAt(index, field, 'FT').includes('Sig');
}

function referenceIn(value: PdfValue | undefined): readonly string[] {
  return value?.kind === 'reference' ? [value.id] : [];
}
