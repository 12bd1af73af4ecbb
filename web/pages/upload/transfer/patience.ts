/** How often a lost transfer is tried again by itself, before the person is asked. */
export const RETRIES = 6;

/** How long the result of the inspection is waited for, before the person is told that it takes longer. */
export const INSPECTION_PATIENCE_MS = 180_000;

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
const FIRST_LOOK_MS = 1000;
const LONGEST_LOOK_MS = 5000;
const LOOK_GROWTH = 1.5;

/** Milliseconds before the try after so many failed ones: 1 s, 2 s, 4 s … at most 30 s. */
export function retryDelay(failed: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failed - 1));
}

/** Milliseconds between the looks at an inspection: 1 s growing to 5 s, together no more than three minutes. */
export function lookDelays(): readonly number[] {
  const delays: number[] = [];
  let spent = 0;
  for (let delay = FIRST_LOOK_MS; spent + delay <= INSPECTION_PATIENCE_MS;) {
    delays.push(delay);
    spent += delay;
    delay = Math.min(LONGEST_LOOK_MS, delay * LOOK_GROWTH);
  }
  return delays;
}
