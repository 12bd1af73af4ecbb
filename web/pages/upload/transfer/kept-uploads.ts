import { isOld, openStores } from '../../../browser/browser-store.ts';
import type { Kept } from './upload.ts';

type Lines = { readonly uploads: { readonly key: string; readonly value: Kept } };

const within = openStores<Lines>('hochladen', (database) => {
  database.createObjectStore('uploads', { keyPath: 'key' });
});

/** Whose files were taken away here: an upload that still runs must not bring its own back. */
const forgotten = new Set<string>();

/** Keeps a file under way in this browser, over a reload or an ended session. */
export async function keepUpload(kept: Kept): Promise<void> {
  if (forgotten.has(kept.by)) return;
  await within((transaction) => transaction.objectStore('uploads').put(kept));
}

/** Keeps one file no longer. */
export async function dropUpload(key: string): Promise<void> {
  await within((transaction) => transaction.objectStore('uploads').delete(key));
}

/** The files of one person, oldest first, none older than seven days. */
export async function keptUploadsOf(by: string): Promise<readonly Kept[]> {
  const all = await within((transaction) => transaction.objectStore('uploads').getAll());
  return ownUploads(all ?? [], by, Date.now());
}

/** Takes the files of one person away; what they still upload on this page is not kept any more either. */
export function forgetUploads(by: string): Promise<void> {
  forgotten.add(by);
  return forget((kept) => kept.by === by);
}

/** Takes away what is older than seven days, whoever's it was. */
export function forgetOldUploads(): Promise<void> {
  const now = Date.now();
  return forget(({ chosenAt }) => isOld(chosenAt, now));
}

/** Of the files of everybody those of one person that are not too old, oldest first. */
export function ownUploads<File extends Pick<Kept, 'by' | 'chosenAt'>>(
  all: readonly File[],
  by: string,
  now: number,
): readonly File[] {
  return all
    .filter((kept) => kept.by === by && !isOld(kept.chosenAt, now))
    .toSorted((one, other) => one.chosenAt - other.chosenAt);
}

async function forget(isGone: (kept: Kept) => boolean): Promise<void> {
  await within(async (transaction) => {
    const uploads = transaction.objectStore('uploads');
    const all = await uploads.getAll();
    await Promise.all(all.filter(isGone).map(({ key }) => uploads.delete(key)));
  });
}
