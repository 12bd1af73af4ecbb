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
