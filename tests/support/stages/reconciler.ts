import {
  inMemoryClearingInventory,
  inMemoryEventStore,
} from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { reconcile, type Report } from '../../../shared/application/reconcile/run.ts';
import { wishOf, type Mode } from '../../../shared/application/reconcile/wish.ts';
import type { Reconciler } from '../../../shared/application/reconcile/reconciler.ts';
import { memoryInbox } from './intake.ts';
import { portal } from './portal.ts';

/** A portal that is followed by publish-portal, and somebody who compares it with the log. */
export function repairable() {
  const store = inMemoryEventStore();
  const stage = portal({ store });
  const { inbox, uploads, upload, findings, notified } = memoryInbox();
  const { reception, publisher, inventory, custody } = stage;
  const reconciler: Reconciler = {
    recorder: reception.recorder,
    publisher: { ...publisher, portalUrl: 'https://portal.example/' },
    portal: inventory,
    custody,
    inbox,
    uploads,
    desk: inMemoryClearingInventory(store.memory),
  };
  const run = (mode: Mode, archive = true) => reconcile(reconciler, wishOf(mode, { archive }));
  return { ...stage, store, reconciler, upload, findings, notified, run };
}

/** What a run found and what became of it: `row-differs repaired AQB-2025-06533`. */
export function foundIn({ settled }: Report): readonly string[] {
  return settled.map(({ code, became, key, subject = '' }) => `${code} ${became} ${key ?? subject}`);
}
