import type { PdfFile } from './pdf-model.ts';
import type { Notes } from './verdict.ts';

/**
 * Holds the file to one reading: every cross reference points at an object that we saw, every start at a
 * table that we saw. Else another reader would find other objects, in a stream or comment, than we judged.
 * Reason: `pdf-broken`.
 */
export function judgeCrossReferences(file: PdfFile, notes: Notes): void {
  const shifts = file.headerOffset === 0 ? [0] : [0, file.headerOffset];
  const matches = shifts.some((shift) => agrees(file, shift));
  if (!matches) notes.refusals.add('pdf-broken');
  if (file.starts.filter(({ value }) => value > 0).length > 1) {
    notes.observations.add(isLinearised(file) ? 'linearised' : 'several-revisions');
  } else if (isLinearised(file)) notes.observations.add('linearised');
}

function agrees(file: PdfFile, shift: number): boolean {
  const objects = places(file.objects.filter(({ packed }) => !packed));
  const tables = places(file.crossReferences);
  const packs = new Set(file.objects.filter(isObjectStream).map(({ id }) => Number(id.split(' ')[0])));
  const start = file.starts.at(-1)?.value ?? 0;
  const earlier = file.trailers.flatMap((trailer) => [trailer.get('Prev'), trailer.get('XRefStm')]);
  return (
    tables.has(start + shift) &&
    earlier.every(
      (value) => value?.kind !== 'number' || value.value === 0 || tables.has(value.value + shift),
    ) &&
    file.crossReferences.every(
      ({ targets, packs: named }) =>
        targets.every((target) => target === 0 || objects.has(target + shift)) &&
        named.every((pack) => packs.has(pack)),
    )
  );
}

// Some readers unpack whatever a cross reference calls an object stream, whatever it calls itself.
function isObjectStream({ value, packed }: PdfFile['objects'][number]): boolean {
  const type = value.kind === 'stream' && !packed ? value.entries.get('Type') : undefined;
  return type?.kind === 'name' && type.name === 'ObjStm';
}

function places(parts: readonly { readonly offset: number; readonly slack: number }[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { offset, slack } of parts) {
    for (let at = offset - Math.min(slack, 16); at <= offset; at += 1) found.add(at);
  }
  return found;
}

/** Whether the file says of itself that it can be shown page by page. Source: PDF 1.7, annex F. */
export function isLinearised(file: PdfFile): boolean {
  const first = file.objects.reduce<PdfFile['objects'][number] | undefined>(
    (earliest, object) => (earliest === undefined || object.offset < earliest.offset ? object : earliest),
    undefined,
  );
  return first?.value.kind === 'dict' && first.value.entries.has('Linearized');
}
