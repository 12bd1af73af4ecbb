import type { SubjectCommit, EventStore, ParkedItem } from '../ports/event-store.ts';

/** The store as it would read after this commit; nothing is written, and writing is not looked at. */
export function storeAfter(store: EventStore, commit: SubjectCommit): EventStore {
  const { subject, head, terms, marker, park, settle, events = [] } = commit;
  const isMeant = (asked: string) => head !== undefined && asked === subject;
  return {
    ...store,
    load: (asked) => (isMeant(asked) ? Promise.resolve(head) : store.load(asked)),
    async loadWithTerms(asked) {
      const read = await store.loadWithTerms(asked);
      return isMeant(asked) ? { ...read, ...(head && { head }), ...(terms && { terms }) } : read;
    },
    async history(asked) {
      const read = await store.history(asked);
      return asked === subject ? [...read, ...events] : read;
    },
    async marker(source, id) {
      return marker?.source === source && marker.id === id ? marker : store.marker(source, id);
    },
    async parkedItem(asked, named) {
      const written = asked === subject ? [park, settle].find((item) => isOf(item, named)) : undefined;
      return written ?? store.parkedItem(asked, named);
    },
    async waiting(asked) {
      const read = await store.waiting(asked);
      if (asked !== subject) return read;
      const others = read.filter((item) => !isOf(park, item) && !isOf(settle, item));
      return park === undefined ? others : [...others, park];
    },
  };
}

function isOf(item: ParkedItem | undefined, { source, id }: Pick<ParkedItem, 'source' | 'id'>): boolean {
  return item?.source === source && item.id === id;
}
