import { expect, test } from 'vitest';
import { portalOf, VARIATIONS } from './metamorphic.ts';

/** `AQB_PAIRS=1000` compares more pairs than a run of every day does. */
const PAIRS = Number(process.env['AQB_PAIRS'] ?? 150);
const SEEDS = Math.ceil(PAIRS / VARIATIONS.length);

test(
  `${SEEDS} histories give the same pages, byte for byte: ${VARIATIONS.join(', ')}`,
  { timeout: 600_000 },
  async () => {
    const different: string[] = [];
    const pages = new Set<string>();
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const plain = await portalOf(seed);
      pages.add(plain);
      for (const variation of VARIATIONS) {
        if ((await portalOf(seed, variation)) !== plain) different.push(`${seed}: ${variation}`);
      }
    }
    expect(different).toEqual([]);
    // A comparison of nothing with nothing would hold as well.
    expect(pages.size).toBeGreaterThan(SEEDS / 4);
  },
);
