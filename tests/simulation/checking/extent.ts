/** `AQB_PAIRS=1000` looks at more pairs of faults than a run of every day does. */
export const PAIRS = Number(process.env['AQB_PAIRS'] ?? 150);

/** Whether this is the pipeline or more: then nothing is left out. */
export const isPipeline = PAIRS >= 1000;
