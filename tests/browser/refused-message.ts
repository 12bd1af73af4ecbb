import { bordersOf, until } from '../../cli/stage/borders.ts';
import type { CloudEvent } from '../../events/fact.ts';
import type { World } from './support/browser.ts';
import { example } from './support/papers.ts';

/** Sends a message that is refused; gives where it lies at the clearing desk, and the address of its page. */
export async function refuseMessage(world: World, message?: CloudEvent, reason?: string) {
  const borders = bordersOf(world.stage());
  const refused = message ?? { ...(await example('bescheid-issued')), data: { amount: 'viel' } };
  await borders.emit(refused);
  const pruefung = await borders.signIn('pruefung');
  const item = await until('the refused message', async () => {
    const { body } = await pruefung.get('/v1/clearing?limit=100');
    const { items = [] } = body as { items?: { month: string; key: string; id?: string; reason: string }[] };
    return items.find((one) => one.id === refused.id && one.reason === (reason ?? one.reason));
  });
  return { borders, item, address: `klaerung/${item.month}/${item.key}` };
}
