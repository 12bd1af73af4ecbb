import { isOld, openStores } from './open-stores.ts';

/** A photographed page as this browser stores it until it is bound. */
export type StoredPhoto = {
  readonly id: string;
  /** Whose it is (`sub`): another person at this machine does not see it. */
  readonly by: string;
  readonly file: Blob;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
};

/** The order of one person's pages. */
type Order = { readonly by: string; readonly ids: readonly string[] };

type Lines = {
  readonly photos: { readonly key: string; readonly value: StoredPhoto };
  readonly orders: { readonly key: string; readonly value: Order };
};

const within = openStores<Lines>('fotos', (database) => {
  database.createObjectStore('photos', { keyPath: 'id' });
  database.createObjectStore('orders', { keyPath: 'by' });
});

/** What changed in the pages of one person. */
export type PhotoChange = {
  readonly by: string;
  readonly added: readonly Pick<StoredPhoto, 'id' | 'file'>[];
  readonly removed: readonly string[];
  /** Every page in its order. */
  readonly ids: readonly string[];
};

/** Stores the pages as they are now; those that another tab stored stay. */
export async function storePhotos({ by, added, removed, ids }: PhotoChange): Promise<void> {
  await within(async (transaction) => {
    const photos = transaction.objectStore('photos');
    await Promise.all([
      ...added.map(({ id, file }) => photos.put({ id, by, file, takenAt: Date.now() })),
      ...removed.map((id) => photos.delete(id)),
      transaction.objectStore('orders').put({ by, ids }),
    ]);
  });
}

/** The pages of one person in their order, none older than seven days. */
export async function photosOf(by: string): Promise<readonly StoredPhoto[]> {
  const found = await within(async (transaction) => {
    const [photos, order] = await Promise.all([
      transaction.objectStore('photos').getAll(),
      transaction.objectStore('orders').get(by),
    ]);
    return photosInOrder(ownPhotos(photos, by, Date.now()), order?.ids ?? []);
  });
  return found ?? [];
}

/** Takes the pages of one person away. */
export function forgetPhotos(by: string): Promise<void> {
  return forget((photo) => photo.by === by);
}

/** Takes away what is older than seven days, whoever's it was. */
export function forgetOldPhotos(): Promise<void> {
  const now = Date.now();
  return forget(({ takenAt }) => isOld(takenAt, now));
}

/** Of the pages of everybody those of one person that are not too old. */
export function ownPhotos<Photo extends Pick<StoredPhoto, 'by' | 'takenAt'>>(
  photos: readonly Photo[],
  by: string,
  now: number,
): readonly Photo[] {
  return photos.filter((photo) => photo.by === by && !isOld(photo.takenAt, now));
}

/** Pages in the order of these ids; those that it does not name come after, the oldest first. */
export function photosInOrder<Photo extends Pick<StoredPhoto, 'id' | 'takenAt'>>(
  photos: readonly Photo[],
  ids: readonly string[],
): readonly Photo[] {
  const place = ({ id }: Photo) => {
    const at = ids.indexOf(id);
    return at === -1 ? ids.length : at;
  };
  return photos.toSorted((one, other) => place(one) - place(other) || one.takenAt - other.takenAt);
}

/** Takes pages away, and the order of whoever has none left. */
async function forget(isGone: (photo: StoredPhoto) => boolean): Promise<void> {
  await within(async (transaction) => {
    const [photos, orders] = [transaction.objectStore('photos'), transaction.objectStore('orders')];
    const all = await photos.getAll();
    const staying = new Set(all.filter((photo) => !isGone(photo)).map(({ by }) => by));
    const left = (await orders.getAllKeys()).filter((by) => !staying.has(by));
    await Promise.all([
      ...all.filter(isGone).map(({ id }) => photos.delete(id)),
      ...left.map((by) => orders.delete(by)),
    ]);
  });
}
