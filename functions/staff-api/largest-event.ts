/** Bytes of a whole event, however it comes. Source: reliability.md E11, the queue's MaximumMessageSize. */
export const LARGEST_EVENT = 262_144;
