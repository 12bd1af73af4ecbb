/** A folder that is a list by nature, and why it may hold any number of files. */
type ListRoom = { readonly path: string; readonly because: string };

/** How large a room may become, how deep, and how often a thing may be named. */
export const LIMITS = {
  /** Files of its own that a room holds at most: what a reader takes in at one look. */
  files: 14,
  /** Files of the longest chain of imports inside one room. */
  levels: 7,
  /** Exported names of the product's `.ts` files that exist more than once; each function's wiring is among them. */
  namesTwice: 20,
  /** Product files beside events/ in which one kind of fact is named. */
  places: 6,
} as const;

/** Rooms in which a file more is an entry more: nobody reads them through, one looks up one of them. */
export const LIST_ROOMS: readonly ListRoom[] = [
  { path: 'docs/adr', because: 'one file a decision' },
  { path: 'events/examples', because: 'one file a version of a fact' },
  { path: 'events/incoming', because: 'one file a noun' },
  { path: 'events/schemas', because: 'generated, one file a version of a fact' },
  { path: 'events/schemas/outgoing', because: 'generated, one file a version of a fact' },
  { path: 'tests/simulation/bugs', because: 'one file a seeded bug' },
];
