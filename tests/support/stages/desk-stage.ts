import { expect } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { decideAtDesk, type DeskOrder } from '../../../shared/application/clearing/decide-at-desk.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import { SUBJECT, amended, concludedFacts, drafted } from '../facts/given.ts';
import { racingStore } from '../stores/racing-store.ts';
import { asCloudEvent, recorderOn } from './recorder.ts';

/** The fact with a number of its sender. */
export const numbered = (event: IncomingEvent, sequence: number): IncomingEvent => ({
  ...event,
  sequence: String(sequence),
});

/** The fact as it travels, with some of its fields changed. */
export const bodyOf = (event: IncomingEvent, change: object = {}) =>
  JSON.stringify({ ...asCloudEvent(event), ...change });

/** A recorder with a person at its desk, on a store at which somebody else may be quicker. */
export function deskStage() {
  const parts = recorderOn(racingStore());
  const { reception, store } = parts;
  const desk = reception.recorder;
  let orders = 0;
  const items = () => [...store.memory.clearing.values()];
  const only = (): ClearingItem => {
    const [item, ...others] = items().filter(({ decisions }) => decisions === undefined);
    if (item === undefined || others.length > 0) throw new Error('Not one undecided item');
    return item;
  };
  const order = (action: DeskOrder['action'], over: Partial<DeskOrder> = {}): DeskOrder => ({
    action,
    by: 'sub-land',
    vouches: true,
    idempotencyKey: `order-${(orders += 1)}`,
    parties: ['land'],
    ...(action === 'discard' && { reason: 'Irrläufer.' }),
    ...over,
  });
  const decide = (item: Pick<ClearingItem, 'month' | 'key'>, given: DeskOrder) =>
    decideAtDesk(desk, item, given);
  const types = async () => (await store.history(SUBJECT)).map(({ event }) => event.type);
  const head = () => store.memory.heads.get(SUBJECT);
  /** The run ends right after its first write, as where its process is killed. */
  const cutOff = async (run: () => Promise<unknown>) => {
    const [commit, waiting] = [store.commit.bind(store), store.waiting.bind(store)];
    store.commit = async (given) => {
      const written = await commit(given);
      store.waiting = () => Promise.reject(new Error('killed'));
      return written;
    };
    await expect(run()).rejects.toThrow('killed');
    Object.assign(store, { commit, waiting });
  };
  return { ...parts, items, only, order, decide, types, head, cutOff };
}

/** An Abweichung of 50.000 €. */
export const abweichung = amended('abweichung', [895_210, 845_210]);

/** An Abweichung that came before the conclusion: refused, and true a little later. */
export async function refusedAbweichung(event: IncomingEvent = abweichung) {
  const parts = deskStage();
  await parts.send(drafted());
  expect(await parts.send(event)).toMatchObject({ outcome: 'refused', reason: 'not-concluded' });
  const item = parts.only();
  const conclude = async () => {
    for (const fact of concludedFacts().slice(1)) await parts.send(fact);
  };
  return { ...parts, item, conclude };
}
