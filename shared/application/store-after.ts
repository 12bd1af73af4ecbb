import type { Commit, EventStore } from './ports.ts';

/** The store as it would read after this commit; nothing is written, and writing is not looked at. */
export function storeAfter(store: EventStore, { subject, head, terms, marker, park }: Commit): EventStore {
  const isMeant = (asked: string) => head !== undefined && asked === subject;
  return {
    ...store,
    load: (asked) => (isMeant(asked) ? Promise.resolve(head) : store.load(asked)),
    async loadWithTerms(asked) {
      const read = await store.loadWithTerms(asked);
      return isMeant(asked) ? { ...read, ...(head && { head }), ...(terms && { terms }) } : read;
    },
    async marker(source, id) {
      return marker?.source === source && marker.id === id ? marker : store.marker(source, id);
    },
    async parkedItem(asked, named) {
      const isParked = asked === subject && park?.source === named.source && park.id === named.id;
      return isParked ? park : store.parkedItem(asked, named);
    },
  };
}
