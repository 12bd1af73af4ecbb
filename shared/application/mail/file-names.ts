import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { berlinDay } from '../../domain/dates/berlin.ts';
import { formatDate } from '../../domain/dates/german-dates.ts';
import type { Uploads } from '../ports/uploads.ts';

/** Files that a sentence names; the others are counted. */
export const NAMED_FILES = 3;

/** Signs of a file's name that a mail shows. */
const LONGEST = 80;

/**
 * What these uploads were called, by their ids. An upload whose announcement is not kept has no name here.
 * Cost: one read an upload.
 */
export async function fileNamesOf(
  uploads: Pick<Uploads, 'get'>,
  events: readonly RecordedEvent[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const event of events) {
    if (!('uploadId' in event.data)) continue;
    const upload = await uploads.get(event.data.uploadId);
    if (upload !== undefined) names.set(event.data.uploadId, shortened(upload.fileName));
  }
  return names;
}

/** Uploads for one run: each is read once, for an announcement never changes. */
export function uploadsOnce({ get }: Pick<Uploads, 'get'>): Pick<Uploads, 'get'> {
  const known = new Map<string, Awaited<ReturnType<Uploads['get']>>>();
  return {
    async get(uploadId) {
      if (!known.has(uploadId)) known.set(uploadId, await get(uploadId));
      return known.get(uploadId);
    },
  };
}

/** "Der Scan a.pdf wurde abgelehnt.", "51 Scans wurden abgelehnt: a.pdf, b.pdf, c.pdf und 48 weitere." */
export function filesText(
  {
    alike,
    fileNames,
  }: { readonly alike: readonly RecordedEvent[]; readonly fileNames: ReadonlyMap<string, string> },
  is: string,
  are: string,
): string {
  const names = alike.slice(0, NAMED_FILES).map((event) => nameOf(event, fileNames));
  if (alike.length === 1) return `Der Scan ${names.join('')} ${is}.`;
  return `${alike.length} Scans ${are}: ${listed(names, alike.length - names.length)}.`;
}

function nameOf(event: RecordedEvent, fileNames: ReadonlyMap<string, string>): string {
  const name = 'uploadId' in event.data ? fileNames.get(event.data.uploadId) : undefined;
  return name ?? `vom ${formatDate(berlinDay(event.recordedAt))}`;
}

function listed(names: readonly string[], rest: number): string {
  if (rest > 0) return `${names.join(', ')} und ${rest === 1 ? 'ein weiterer' : `${rest} weitere`}`;
  return `${names.slice(0, -1).join(', ')} und ${names.at(-1) ?? ''}`;
}

function shortened(name: string): string {
  const signs = Array.from(name);
  return signs.length <= LONGEST ? name : `${signs.slice(0, LONGEST - 1).join('')}…`;
}
