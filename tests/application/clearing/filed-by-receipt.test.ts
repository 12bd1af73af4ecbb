import { describe, expect, test } from 'vitest';
import { inMemoryReceipts } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { receiptOf } from '../../../shared/application/viewing/receipt-of.ts';
import { amended, drafted } from '../../support/facts/given.ts';
import { bodyOf, deskStage } from '../../support/stages/desk-stage.ts';

/** What a message may say of its own time; none of it is where people look for what came today. */
const TIMES = [
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '2024-02-29T12:00:00Z',
  '2025-09-31T10:00:00Z',
  'gestern',
  '',
] as const;

/** A desk at which messages arrive at another instant than that of the stage. */
function desk() {
  const stage = deskStage();
  const { store, items, receive, clock } = stage;
  const at = (instant: string, body: string) => {
    clock.at = instant;
    return receive(body);
  };
  const places = () => items().map(({ month, key }) => ({ month, key }));
  const receipts = inMemoryReceipts(store.memory);
  return { ...stage, at, places, receipts };
}

describe('a refused message', () => {
  test.each(TIMES)('that says %j of its time lies in the month in which it came', async (time) => {
    const { at, items } = desk();
    expect(await at('2026-12-01T09:00:00.000Z', bodyOf(drafted(), { time, data: {} }))).toMatchObject({
      outcome: 'refused',
    });
    expect(items()).toMatchObject([{ month: '2026-12', receivedAt: '2026-12-01T09:00:00.000Z' }]);
  });

  test.each(TIMES)('that says %j and comes again in a later month is the same item', async (time) => {
    const { at, places } = desk();
    const body = bodyOf(drafted(), { time, data: {} });
    await at('2026-11-30T23:59:59.000Z', body);
    const first = places();
    for (const instant of ['2026-12-01T00:00:01.000Z', '2027-06-01T00:00:00.000Z'])
      expect(await at(instant, body)).toMatchObject({ outcome: 'duplicate' });
    expect(places()).toEqual(first);
  });

  test('that comes again and is judged by the rules now is marked with the place where it lies', async () => {
    const { at, places, reception, store, receipts } = desk();
    await at('2025-09-01T10:00:00.000Z', bodyOf(drafted()));
    const body = bodyOf(amended('abweichung', [895_210, 845_210]));
    const { senders } = reception;
    Object.assign(reception, { senders: [] });
    expect(await at('2025-09-30T10:00:00.000Z', body)).toMatchObject({ reason: 'sender-not-allowed' });
    Object.assign(reception, { senders });
    await at('2025-10-02T10:00:00.000Z', body);
    const [place] = places();
    expect(places()).toHaveLength(1);
    const { source, id } = amended('abweichung', [895_210, 845_210]);
    const receipt = await receiptOf({ store, receipts }, { source, id });
    expect(receipt).toMatchObject({ state: 'refused', clearing: place });
  });
});
