import { answerOf, isOld, openStores, settled } from './browser-store.ts';

/** A photographed page as this browser keeps it until it is bound. */
export type KeptPhoto = {
  readonly id: string;
  /** Whose it is (`sub`): another person at this machine does not see it. */
  readonly by: string;
  readonly file: Blob;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
};

/** The order of one person's pages. */
type Order = { readonly by: string; readonly ids: readonly string[] };

const PHOTOS = 'photos';
const ORDERS = 'orders';
const within = openStores('fotos', { [PHOTOS]: 'id', [ORDERS]: 'by' });

/** What changed in the pages of one person. */
export type PhotoChange = {
  readonly by: string;
  readonly added: readonly Pick<KeptPhoto, 'id' | 'file'>[];
  readonly removed: readonly string[];
  /** Every page in its order. */
  readonly ids: readonly string[];
};

/** Keeps the pages as they are now; those that another tab keeps stay. */
export async function keepPhotos({ by, added, removed, ids }: PhotoChange): Promise<void> {
  await within(async (keeping) => {
    const photos = keeping.objectStore(PHOTOS);
    for (const { id, file } of added) photos.put({ id, by, file, takenAt: Date.now() } satisfies KeptPhoto);
    for (const id of removed) photos.delete(id);
    keeping.objectStore(ORDERS).put({ by, ids } satisfies Order);
    await settled(keeping);
  });
}

/** The pages of one person in their order, none older than seven days. */
export async function photosOf(by: string): Promise<readonly KeptPhoto[]> {
  const found = await within(async (reading) => {
    const [photos, orders] = await Promise.all([photosIn(reading), ordersIn(reading)]);
    const order = orders.find((one) => one.by === by);
    return inOrder(ownPhotos(photos, by, Date.now()), order?.ids ?? []);
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
export function ownPhotos<Photo extends Pick<KeptPhoto, 'by' | 'takenAt'>>(
  photos: readonly Photo[],
  by: string,
  now: number,
): readonly Photo[] {
  return photos.filter((photo) => photo.by === by && !isOld(photo.takenAt, now));
}

/** Pages in the order of these ids; those that it does not name come after, the oldest first. */
export function inOrder<Photo extends Pick<KeptPhoto, 'id' | 'takenAt'>>(
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
async function forget(isGone: (photo: KeptPhoto) => boolean): Promise<void> {
  await within(async (keeping) => {
    const [photos, orders] = await Promise.all([photosIn(keeping), ordersIn(keeping)]);
    for (const { id } of photos.filter(isGone)) keeping.objectStore(PHOTOS).delete(id);
    const staying = new Set(photos.filter((photo) => !isGone(photo)).map(({ by }) => by));
    for (const { by } of orders) if (!staying.has(by)) keeping.objectStore(ORDERS).delete(by);
    await settled(keeping);
  });
}

async function photosIn(reading: IDBTransaction): Promise<readonly KeptPhoto[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `keepPhotos` writes into this store
  return (await answerOf(reading.objectStore(PHOTOS).getAll())) as KeptPhoto[];
}

async function ordersIn(reading: IDBTransaction): Promise<readonly Order[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `keepPhotos` writes into this store
  return (await answerOf(reading.objectStore(ORDERS).getAll())) as Order[];
}
