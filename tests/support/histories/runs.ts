/** `AQB_HISTORIES=5000` looks longer than a run of every day does, `AQB_HISTORIES=10` less long. */
const HISTORIES = 300;

/** How many examples a property looks at: as many as usual, or more or fewer in the same proportion. */
export function runs(usual: number): number {
  return Math.ceil((usual * Number(process.env['AQB_HISTORIES'] ?? HISTORIES)) / HISTORIES);
}
