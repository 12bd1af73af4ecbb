import {
  DEFAULT_DELIVERY,
  type NoticeDelivery,
  type Mailbox,
  type NoticeSettings,
  type Slip,
  type SlipState,
} from '../../application/ports/mail.ts';
import type { EventStore } from '../../application/ports/event-store.ts';
import { KEY, slipKey } from '../table/event-table.ts';

type StoredSlip = { readonly slip: Slip; readonly state: SlipState; readonly mail?: string };

/** The twin of the mailbox: the same promises, in memory. One contract suite holds both. */
export function inMemoryMailbox(
  store: Pick<EventStore, 'history'>,
): Mailbox & { readonly boxes: Map<string, Map<string, StoredSlip>> } {
  const positions = new Map<string, number>();
  const boxes = new Map<string, Map<string, StoredSlip>>();
  const boxOf = (person: string) => {
    const box = boxes.get(person) ?? new Map<string, StoredSlip>();
    boxes.set(person, box);
    return box;
  };
  return {
    boxes,
    positions: () => Promise.resolve(new Map(positions)),
    async advance(subject, version) {
      positions.set(subject, Math.max(version, positions.get(subject) ?? 0));
    },
    eventsAfter: async (subject, version) =>
      (await store.history(subject)).map(({ event }) => event).filter((event) => event.version > version),
    async lay(person, slip) {
      const box = boxOf(person);
      if (!box.has(slipKey(slip))) box.set(slipKey(slip), { slip, state: 'waiting' });
    },
    waiting: (person, since) =>
      Promise.resolve(
        [...boxOf(person)]
          .filter(
            ([key, { slip, state }]) => key.startsWith(KEY.slip) && slip.day >= since && state === 'waiting',
          )
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([, { slip }]) => slip),
      ),
    async claim(person, slip, mail) {
      const stored = boxOf(person).get(slipKey(slip));
      const isFree = stored?.state === 'waiting' || (stored?.state === 'claimed' && stored.mail === mail);
      if (isFree) boxOf(person).set(slipKey(slip), { slip, state: 'claimed', mail });
      return isFree;
    },
    async settle(person, slip, { mail, state }) {
      const stored = boxOf(person).get(slipKey(slip));
      if (stored?.state !== 'claimed' || stored.mail !== mail) return;
      boxOf(person).set(slipKey(slip), state === 'waiting' ? { slip, state } : { slip, state, mail });
    },
  };
}

/** The twin of the settings. */
export function inMemoryNoticeSettings(): NoticeSettings {
  const chosen = new Map<string, NoticeDelivery>();
  return {
    delivery: (person) => Promise.resolve(chosen.get(person) ?? DEFAULT_DELIVERY),
    choose: (person, delivery) => Promise.resolve(void chosen.set(person, delivery)),
  };
}
