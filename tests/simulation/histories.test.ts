import { expect, test } from 'vitest';
import { check } from './checking/check.ts';

/** `npm run simulate` plays any number; these are those of every day. */
const SEEDS = 1000;

test(
  `${SEEDS} random histories with faults leave nothing that the auditor objects to`,
  { timeout: 600_000 },
  async () => {
    const failed: object[] = [];
    let [events, faults, lost] = [0, 0, 0];
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const verdict = await check(seed);
      events += verdict.events;
      faults += verdict.faults;
      lost += verdict.lost;
      if (verdict.violations.length > 0)
        failed.push({ repeat: `npm run simulate -- --seed ${seed}`, violations: verdict.violations });
    }
    expect(failed).toEqual([]);
    // Chance must not have spared them what they are there to show.
    expect(events).toBeGreaterThan(SEEDS * 10);
    expect(faults).toBeGreaterThan(SEEDS);
    expect(lost).toBeGreaterThan(SEEDS / 10);
  },
);

test('the same seed plays the same calls, faults and bytes', async () => {
  for (const seed of [2, 17, 44]) {
    const [once, again] = [await check(seed, { digest: true }), await check(seed, { digest: true })];
    expect(again).toEqual(once);
    expect(once.digest).toMatch(/^[0-9a-f]{16}$/u);
  }
});
