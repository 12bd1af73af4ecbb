/** Time and chance come from outside (d-14). */
export interface Clock {
  /** Instant, RFC 3339 in UTC with milliseconds. */
  readonly now: () => string;
  /** Day of that instant in Europe/Berlin, `YYYY-MM-DD`. */
  readonly today: () => string;
}
