/** A transaction over all stores of a database of this browser; undefined where the browser keeps nothing. */
export type Transactions = (mode: IDBTransactionMode) => Promise<IDBTransaction | undefined>;

/**
 * Opens a database of this browser (IndexedDB), whose stores are named with the field that is their key. A browser
 * that keeps nothing, for instance in private mode, goes on without: only the reload is not survived.
 */
export function openStores(name: string, stores: Readonly<Record<string, string>>): Transactions {
  let opened: Promise<IDBDatabase | undefined> | undefined;
  const open = () => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () => {
      for (const [store, keyPath] of Object.entries(stores))
        request.result.createObjectStore(store, { keyPath });
    });
    return answerOf(request);
  };
  return async (mode) => {
    // in a promise, because some browsers refuse by throwing
    opened ??= Promise.resolve()
      .then(open)
      .catch(() => undefined);
    return (await opened)?.transaction(Object.keys(stores), mode);
  };
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

/** How long files stay in this browser that nobody came back for. */
export const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
