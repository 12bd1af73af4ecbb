import type { Kept } from './upload.ts';

const DATABASE = 'hochladen';
const STORE = 'uploads';
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Files under way, as this browser keeps them over a reload or an ended session. */
export type KeptUploads = {
  readonly put: (kept: Kept) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Those of one person, oldest first; what is older than seven days is gone, whoever's it was. */
  readonly of: (by: string) => Promise<readonly Kept[]>;
};

/**
 * Opens the files that this browser keeps (IndexedDB). A browser that keeps nothing, for instance in private mode,
 * still uploads: only the reload is not survived.
 */
export function openKeptUploads(now: () => number): KeptUploads {
  let opened: Promise<IDBDatabase | undefined> | undefined;
  const database = () => (opened ??= openDatabase().catch(() => undefined));
  const store = async (mode: IDBTransactionMode) =>
    (await database())?.transaction(STORE, mode).objectStore(STORE);
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

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener('upgradeneeded', () =>
    request.result.createObjectStore(STORE, { keyPath: 'key' }),
  );
  return answerOf(request);
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser keeps nothing.')));
  });
}
