import { KEPT_MS, answerOf, openStores, settled } from './browser-store.ts';

/** A photographed page as this browser keeps it until it is bound. */
export type KeptPhoto = {
  readonly id: string;
  /** Whose it is: another person at this machine does not see it. */
  readonly by: string;
  readonly file: Blob;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
};

/** The order of one person's pages. */
type Order = { readonly by: string; readonly ids: readonly string[] };

const PHOTOS = 'photos';
const ORDERS = 'orders';
const transaction = openStores('fotos', { [PHOTOS]: 'id', [ORDERS]: 'by' });

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
  const keeping = await transaction('readwrite');
  if (keeping === undefined) return;
  const photos = keeping.objectStore(PHOTOS);
  for (const { id, file } of added) photos.put({ id, by, file, takenAt: Date.now() } satisfies KeptPhoto);
  for (const id of removed) photos.delete(id);
  keeping.objectStore(ORDERS).put({ by, ids } satisfies Order);
  await settled(keeping);
}

/** The pages of one person in their order; what is older than seven days is gone, whoever's it was. */
export async function photosOf(by: string): Promise<readonly KeptPhoto[]> {
  const reading = await transaction('readwrite');
  if (reading === undefined) return [];
  const photos = reading.objectStore(PHOTOS);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `keepPhotos` writes into this store
  const all = (await answerOf(photos.getAll()).catch(() => [])) as KeptPhoto[];
  const isOld = ({ takenAt }: KeptPhoto) => Date.now() - takenAt > KEPT_MS;
  for (const { id } of all.filter(isOld)) photos.delete(id);
  const asked = reading.objectStore(ORDERS).get(by);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `keepPhotos` writes into this store
  const order = (await answerOf(asked).catch(() => undefined)) as Order | undefined;
  return inOrder(
    all.filter((photo) => photo.by === by && !isOld(photo)),
    order?.ids ?? [],
  );
}

/** Takes the pages of one person away. */
export async function forgetPhotos(by: string): Promise<void> {
  const all = await photosOf(by);
  await keepPhotos({ by, added: [], removed: all.map(({ id }) => id), ids: [] });
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
