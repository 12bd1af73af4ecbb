import { isOld, openStores } from '../../../browser/open-stores.ts';
import type { UnfinishedUpload } from './upload.ts';

type Lines = { readonly uploads: { readonly key: string; readonly value: UnfinishedUpload } };

const within = openStores<Lines>('hochladen', (database) => {
  database.createObjectStore('uploads', { keyPath: 'key' });
});

/** Whose files were taken away here: an upload that still runs must not bring its own back. */
const forgotten = new Set<string>();

/** Stores a file under way in this browser, over a reload or an ended session. */
export async function storeUpload(upload: UnfinishedUpload): Promise<void> {
  if (forgotten.has(upload.by)) return;
  await within((transaction) => transaction.objectStore('uploads').put(upload));
}

/** Takes one file away. */
export async function dropUpload(key: string): Promise<void> {
  await within((transaction) => transaction.objectStore('uploads').delete(key));
}

/** The files of one person, oldest first, none older than seven days. */
export async function unfinishedUploadsOf(by: string): Promise<readonly UnfinishedUpload[]> {
  const all = await within((transaction) => transaction.objectStore('uploads').getAll());
  return ownUploads(all ?? [], by, Date.now());
}

/** Takes the files of one person away; what they still upload on this page is not stored any more either. */
export function forgetUploads(by: string): Promise<void> {
  forgotten.add(by);
  return forget((upload) => upload.by === by);
}

/** Takes away what is older than seven days, whoever's it was. */
export function forgetOldUploads(): Promise<void> {
  const now = Date.now();
  return forget(({ chosenAt }) => isOld(chosenAt, now));
}

/** Of the files of everybody those of one person that are not too old, oldest first. */
export function ownUploads<File extends Pick<UnfinishedUpload, 'by' | 'chosenAt'>>(
  all: readonly File[],
  by: string,
  now: number,
): readonly File[] {
  return all
    .filter((upload) => upload.by === by && !isOld(upload.chosenAt, now))
    .toSorted((one, other) => one.chosenAt - other.chosenAt);
}

async function forget(isGone: (upload: UnfinishedUpload) => boolean): Promise<void> {
  await within(async (transaction) => {
    const uploads = transaction.objectStore('uploads');
    const all = await uploads.getAll();
    await Promise.all(all.filter(isGone).map(({ key }) => uploads.delete(key)));
  });
}
