import { expect, test } from 'vitest';
import { PAIRS } from './checking/extent.ts';
import { NOTHING_PUBLIC, portalOf, VARIATIONS } from './histories/metamorphic.ts';

const SEEDS = Math.ceil(PAIRS / VARIATIONS.length);

test(
  `${SEEDS} histories give the same pages, byte for byte: ${VARIATIONS.join(', ')}`,
  { timeout: 600_000 },
  async () => {
    const different: string[] = [];
    const portals: string[] = [];
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const plain = await portalOf(seed);
      portals.push(plain);
      for (const variation of VARIATIONS) {
        if ((await portalOf(seed, variation)) !== plain) different.push(`${seed}: ${variation}`);
      }
    }
    expect(different).toEqual([]);
    // A comparison of nothing with nothing would hold as well.
    expect(portals.filter((portal) => portal !== NOTHING_PUBLIC).length).toBeGreaterThan(SEEDS / 4);
  },
);
