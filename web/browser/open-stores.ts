import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { DAY_MILLISECONDS } from '../../shared/domain/dates/milliseconds.ts';
import { onConnection } from './on-connection.ts';

/** A transaction over all stores of a database of this browser (IndexedDB), whose lines are those of `Lines`. */
export type Transaction<Lines extends DBSchema> = IDBPTransaction<
  Lines,
  ArrayLike<StoreNames<Lines>>,
  'readwrite'
>;

/**
 * Does work in one transaction over all stores, and answers once everything in it is written. Never fails: undefined
 * where the browser stores nothing, for instance in private mode or on a full disk. Then only the reload is not
 * survived.
 */
export type Stores<Lines extends DBSchema> = <Result>(
  work: (transaction: Transaction<Lines>) => Promise<Result>,
) => Promise<Result | undefined>;

/** Names a database of this browser; `create` makes its stores where it is new. */
export function openStores<Lines extends DBSchema>(
  name: string,
  create: (database: IDBPDatabase<Lines>) => void,
): Stores<Lines> {
  const begin = onConnection(
    (forget) => opened(name, { create, forget }),
    (database) => {
      const names: ArrayLike<StoreNames<Lines>> = database.objectStoreNames;
      return database.transaction(names, 'readwrite');
    },
  );
  return async (work) => {
    try {
      const transaction = await begin();
      const [result] = await Promise.all([work(transaction), transaction.done]);
      return result;
    } catch {
      return undefined;
    }
  };
}

type Opening<Lines extends DBSchema> = {
  readonly create: (database: IDBPDatabase<Lines>) => void;
  readonly forget: () => void;
};

// in a promise, because some browsers refuse by throwing
async function opened<Lines extends DBSchema>(
  name: string,
  { create, forget }: Opening<Lines>,
): Promise<IDBPDatabase<Lines>> {
  const opening = openDB<Lines>(name, 1, {
    upgrade: create,
    terminated: forget,
    blocking() {
      // another tab wants to change or delete it, and would wait for this one
      void opening.then((database) => database.close());
      forget();
    },
  });
  return opening;
}

const DAYS_STORED_MS = 7 * DAY_MILLISECONDS;

/** Whether nobody came back within seven days for what was stored then; both in milliseconds since 1970. */
export function isOld(storedAt: number, now: number): boolean {
  return now - storedAt > DAYS_STORED_MS;
}
