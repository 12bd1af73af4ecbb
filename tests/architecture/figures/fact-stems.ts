import { z } from 'zod';
import type { Modules } from './product-modules.ts';

const facts = z.array(z.object({ stem: z.string() })).min(1);

/** Stems of all facts that come in, as the catalogue of the checkout lists them: `INCOMING` below events/. */
export async function incomingStems(modules: Modules): Promise<readonly string[]> {
  const { INCOMING } = await modules.load('INCOMING', 'events');
  return facts.parse(INCOMING).map(({ stem }) => stem);
}
