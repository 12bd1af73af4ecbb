/** Milliseconds of one minute. */
export const MINUTE_MILLISECONDS = 60_000;

/** Milliseconds of 24 hours: a day as a span of time, which the days on which the clocks change in Europe/Berlin are not. */
export const DAY_MILLISECONDS = 24 * 60 * MINUTE_MILLISECONDS;
