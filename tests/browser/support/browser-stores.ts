import type { Page } from 'playwright-core';

/** A line of a store of the browser, as far as these tests write or read it. */
export type StoredLine = Readonly<Record<string, string | number | readonly string[]>>;

type Place = { readonly database: string; readonly store: string };

/** Pages that were photographed, the order of them, and files under way. */
export const PHOTOS: Place = { database: 'fotos', store: 'photos' };
export const ORDERS: Place = { database: 'fotos', store: 'orders' };
export const UPLOADS: Place = { database: 'hochladen', store: 'uploads' };

/** Puts lines into a store of this browser, and gives all that is in it then, without the bytes of the files. */
export function putIn(page: Page, place: Place, lines: readonly StoredLine[] = []): Promise<StoredLine[]> {
  return page.evaluate(
    ({ database, store, added }) =>
      new Promise<StoredLine[]>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.addEventListener('error', () => reject(new Error(`There is no ${database}.`)));
        opening.addEventListener('success', () => {
          const { result } = opening;
          const inside = result.transaction(store, 'readwrite').objectStore(store);
          for (const line of added) inside.put(line);
          const asking = inside.getAll();
          asking.addEventListener('success', () => {
            result.close();
            resolve(asking.result.map((line) => ({ ...line, file: '' })));
          });
        });
      }),
    { ...place, added: lines },
  );
}

/** What lies in a store of this browser. */
export const storedIn = (page: Page, place: Place) => putIn(page, place);

/** Lets nobody else read or write the photographed pages until it is let go: a slow browser. */
export async function holdPhotos(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('fotos');
        opening.addEventListener('success', () => {
          const { result } = opening;
          const store = result.transaction(['photos', 'orders'], 'readwrite').objectStore('photos');
          const again = () => {
            if (document.body.dataset['letGo'] === 'yes') return result.close();
            store.count().addEventListener('success', again);
          };
          store.count().addEventListener('success', () => {
            again();
            resolve();
          });
        });
      }),
  );
  return () =>
    page.evaluate(() => {
      document.body.dataset['letGo'] = 'yes';
    });
}

/** Sizes of the photographs in the order in which they are shown: which one is where. */
export function sizesShown(page: Page): Promise<readonly number[]> {
  return page.evaluate(() =>
    Promise.all(
      [...document.querySelectorAll<HTMLImageElement>('.photos img')].map(async ({ src }) => {
        const bytes = await (await fetch(src)).arrayBuffer();
        return bytes.byteLength;
      }),
    ),
  );
}
