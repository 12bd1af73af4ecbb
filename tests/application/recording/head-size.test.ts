import { expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { itemOf } from '../../../shared/adapters/table/dynamodb-items.ts';
import { KEY } from '../../../shared/adapters/table/event-table.ts';
import { SUBJECT } from '../../support/facts/given.ts';
import { itemSize } from '../../support/stores/item-size.ts';
import { recorder } from '../../support/stages/recorder.ts';
import { YEAR } from '../../support/histories/year-story.ts';

test('counts an item as DynamoDB does', () => {
  expect(
    itemSize({ a: { S: 'ä' }, b: { N: '-1234' }, c: { L: [{ BOOL: true }] }, d: { M: { e: { N: '7' } } } }),
  ).toBe(1 + 2 + (1 + 4) + (1 + 3 + 2) + (1 + 3 + 1 + 1 + 2));
});

/** Every sender from outside numbers its own facts: the head keeps one number per sender. */
function numberedBySender(events: readonly IncomingEvent[]): readonly IncomingEvent[] {
  const last = new Map<string, number>();
  return events.map((event) => {
    if (!event.source.startsWith('https:')) return event;
    const sequence = (last.get(event.source) ?? 0) + 1;
    last.set(event.source, sequence);
    return { ...event, sequence: String(sequence) };
  });
}

test('head and row of a Zielvereinbarung stay small through the whole year', async () => {
  const { send, store } = recorder();
  const sizes: { after: string; head: number; row: number }[] = [];
  for (const event of numberedBySender(YEAR)) {
    expect(await send(event)).toMatchObject({ outcome: 'recorded' });
    const [head, row] = [store.memory.heads.get(SUBJECT), store.memory.rows.get(SUBJECT)];
    if (head === undefined || row === undefined) throw new Error('Nothing was written');
    sizes.push({
      after: event.id,
      head: itemSize(itemOf(`${KEY.zielvereinbarung}${SUBJECT}`, KEY.head, head)),
      row: itemSize(itemOf(`${KEY.year}AQB-2025`, row.ags, row)),
    });
  }
  expect(sizes.filter(({ head }) => head > 2048)).toEqual([]);
  expect(sizes.filter(({ row }) => row > 512)).toEqual([]);
});
