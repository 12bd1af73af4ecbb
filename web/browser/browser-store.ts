import { DAY_MILLISECONDS } from '../../shared/domain/milliseconds.ts';

/**
 * Does work in one transaction over all stores of a database of this browser. Never fails: undefined where the
 * browser keeps nothing, for instance in private mode or on a full disk. Then only the reload is not survived.
 */
export type Stores = <Result>(
  work: (transaction: IDBTransaction) => Promise<Result>,
) => Promise<Result | undefined>;

/** Names a database of this browser (IndexedDB), whose stores are named with the field that is their key. */
export function openStores(name: string, stores: Readonly<Record<string, string>>): Stores {
  const begin = onConnection(
    (forget) => opened(name, { stores, forget }),
    (database) => database.transaction(Object.keys(stores), 'readwrite'),
  );
  return async (work) => {
    try {
      return await work(await begin());
    } catch {
      return undefined;
    }
  };
}

type Opening = { readonly stores: Readonly<Record<string, string>>; readonly forget: () => void };

// in a promise, because some browsers refuse by throwing
async function opened(name: string, { stores, forget }: Opening): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener('upgradeneeded', () => {
    for (const [store, keyPath] of Object.entries(stores))
      request.result.createObjectStore(store, { keyPath });
  });
  const database = await answerOf(request);
  database.addEventListener('close', forget);
  database.addEventListener('versionchange', () => {
    // another tab wants to change or delete it, and would wait for this one
    database.close();
    forget();
  });
  return database;
}

/**
 * Begins something on a connection that is opened once, when it is first needed, and anew where it was closed
 * meanwhile: `open` is given what to call then. Where the end of a connection shows only in the failure to begin, it
 * is opened and tried once more.
 */
export function onConnection<Connection, Begun>(
  open: (forget: () => void) => Promise<Connection>,
  begin: (connection: Connection) => Begun,
): () => Promise<Begun> {
  let connection: Promise<Connection> | undefined;
  const forget = () => {
    connection = undefined;
  };
  const attempt = async () => {
    connection ??= open(forget);
    try {
      return begin(await connection);
    } catch (error) {
      forget();
      throw error;
    }
  };
  return () => attempt().catch(attempt);
}

/** The answer to one request of a transaction. */
export function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser keeps nothing.')));
  });
}

/** Settles once everything in a transaction is kept, or nothing of it is: a full disk must not stop the person. */
export function settled(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve) => {
    for (const end of ['complete', 'abort', 'error']) transaction.addEventListener(end, () => resolve());
  });
}

const KEPT_MS = 7 * DAY_MILLISECONDS;

/** Whether nobody came back within seven days for what was kept then; both in milliseconds since 1970. */
export function isOld(keptAt: number, now: number): boolean {
  return now - keptAt > KEPT_MS;
}
