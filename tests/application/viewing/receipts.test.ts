import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { inMemoryReceipts } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { receiptOf } from '../../../shared/application/viewing/receipt-of.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  drafted,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { recorder } from '../../support/stages/recorder.ts';
import { runs } from '../../support/histories/runs.ts';

const POOL: readonly IncomingEvent[] = [
  drafted(),
  { ...drafted({}, { id: 'numbered-draft' }), sequence: '1' },
  { ...released(), sequence: '2' },
  { ...revised(2), sequence: '3' },
  { ...released(), id: 'released-again' },
  signature('land'),
  signature('kommune'),
  { ...signature('land', { place: 'Kassel' }), id: 'signature-land-1' },
  withdrawn('kommune'),
  scanArchived(),
  scanChecked(),
  amended('correction', [895_210, 900_000]),
  bescheid('zuwendung', 890_000),
  bescheid('aenderung', 880_000),
  published(),
];

const nameOf = ({ source, id }: { source: string; id: string }) => `${source} ${id}`;

test('every message has a receipt that tells its true end, at any time', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: POOL.length - 1 }), { minLength: 1, maxLength: 40 }),
      async (indexes) => {
        const { store, send } = recorder();
        const receipts = inMemoryReceipts(store.memory);
        const sent = new Map<string, IncomingEvent>();
        for (const event of indexes.flatMap((index) => POOL[index] ?? [])) {
          await send(event);
          sent.set(nameOf(event), event);
        }
        const log = await store.history(SUBJECT);
        const waiting = (await store.waiting(SUBJECT)).map(nameOf);
        const refused = [...store.memory.clearing.values()];
        for (const [name, { source, id }] of sent) {
          const receipt = await receiptOf({ store, receipts }, { source, id });
          const versions = log
            .filter(({ event }) => nameOf(event) === name)
            .map(({ event }) => event.version);
          const desk = refused.filter((item) => item.source === source && item.id === id);
          const state = [
            { is: versions.length > 0, state: 'recorded' },
            { is: waiting.includes(name), state: 'parked' },
            { is: desk.some(({ reason }) => reason !== 'event-id-reused'), state: 'refused' },
          ].find(({ is }) => is);
          expect(receipt?.state).toBe(state?.state ?? 'duplicate');
          const isReused = desk.some(({ reason }) => reason === 'event-id-reused');
          expect(receipt?.otherContent === undefined, name).toBe(!isReused);
        }
      },
    ),
    { numRuns: runs(300) },
  ));
