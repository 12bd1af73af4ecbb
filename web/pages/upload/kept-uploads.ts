import { KEPT_MS, answerOf, openStores } from '../../components/browser-store.ts';
import type { Kept } from './upload.ts';

const STORE = 'uploads';

/** Files under way, as this browser keeps them over a reload or an ended session. */
export type KeptUploads = {
  readonly put: (kept: Kept) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Those of one person, oldest first; what is older than seven days is gone, whoever's it was. */
  readonly of: (by: string) => Promise<readonly Kept[]>;
};

/** Opens the files that this browser keeps. */
export function openKeptUploads(now: () => number): KeptUploads {
  const transaction = openStores('hochladen', { [STORE]: 'key' });
  const store = async (mode: IDBTransactionMode) => (await transaction(mode))?.objectStore(STORE);
  return {
    async put(kept) {
      const place = await store('readwrite');
      // A full disk must not stop the transfer itself.
      if (place !== undefined) await answerOf(place.put(kept)).catch(() => undefined);
    },
    async remove(key) {
      const place = await store('readwrite');
      if (place !== undefined) await answerOf(place.delete(key)).catch(() => undefined);
    },
    async of(by) {
      const place = await store('readwrite');
      if (place === undefined) return [];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `put` above writes into this store
      const all = (await answerOf(place.getAll()).catch(() => [])) as Kept[];
      const isOld = ({ chosenAt }: Kept) => now() - chosenAt > KEPT_MS;
      for (const { key } of all.filter(isOld)) place.delete(key);
      return all
        .filter((kept) => kept.by === by && !isOld(kept))
        .toSorted((one, other) => one.chosenAt - other.chosenAt);
    },
  };
}
