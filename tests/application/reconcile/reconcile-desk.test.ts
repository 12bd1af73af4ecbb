import { beforeEach, describe, expect, test } from 'vitest';
import { lyingItem } from '../../../shared/application/refusing/lying-item.ts';
import { clearingItemOf } from '../../../shared/application/refusing/clearing-item.ts';
import type { ClearingItem } from '../../../shared/application/ports/clearing.ts';
import { drafted } from '../../support/facts/given.ts';
import { bodyOf } from '../../support/stages/desk-stage.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { foundIn, repairable } from '../../support/stages/reconciler.ts';

type Stage = ReturnType<typeof repairable>;

let stage: Stage;

beforeEach(() => {
  stage = repairable();
});

const found = async (...asked: Parameters<Stage['run']>) => foundIn(await stage.run(...asked));

/** A message as an earlier release filed it: in that month, without pointer, and without the time that it says. */
function formerItem(body: string, month: string, time?: string): ClearingItem {
  const { source, id, subject } = drafted();
  const claim = { source, id, subject, ...(time !== undefined && { time }) };
  const { time: _, ...item } = clearingItemOf(
    { body, door: 'ingress', claim, reason: 'schema-violated', receivedAt: stage.clock.at, proven: true },
    nodeCrypto,
  );
  const former = { ...item, month };
  stage.store.memory.clearing.set(`${month}\u0000${item.key}`, former);
  return former;
}

describe('the clearing desk of an earlier release', () => {
  const MONTHS = ['0001-01', '1970-01', '2025-08', '9999-12'];

  test.each(MONTHS)('with an item in %s gets its pointer by night, and the item stays', async (month) => {
    const item = formerItem(bodyOf(drafted(), { data: {} }), month, `${month}-01T00:00:00Z`);
    expect(await found('verify')).toEqual([`clearing-unfiled open ${month}`]);
    expect(await found('reconcile')).toEqual([`clearing-unfiled repaired ${month}`]);
    expect(await found('verify')).toEqual([]);
    expect(await stage.store.clearingMonth(item.key)).toBe(month);
    expect(await stage.store.clearingMonths()).toEqual([month]);
    expect(await stage.store.clearingItem(month, item.key)).toEqual(item);
    expect(stage.store.memory.clearing.size).toBe(1);
  });

  test('is not looked through every quarter of an hour', async () => {
    formerItem('{', '1970-01');
    expect(await found('reconcile', false)).toEqual([]);
  });

  test('with one message in two months keeps both, and the pointer names the first', async () => {
    const [first, second] = [formerItem('{', '2025-08'), formerItem('{', '2025-09')];
    expect(await found('reconcile')).toEqual([
      'clearing-unfiled repaired 2025-08',
      'clearing-unfiled repaired 2025-09',
    ]);
    expect(await found('verify')).toEqual([]);
    expect(await stage.store.clearingMonth(first.key)).toBe('2025-08');
    expect(await stage.store.clearingMonths()).toEqual(['2025-08', '2025-09']);
    expect(second.key).toBe(first.key);
  });

  test.each([
    ['of the time that it says', '1970-01', { data: {}, time: '1970-01-01T00:00:00Z' }],
    ['before its receipt, where it says none', '2025-08', { data: {}, time: 'gestern' }],
  ])(
    'keeps one item of a message that comes again before that: in the month %s',
    async (_, month, change) => {
      const body = bodyOf(drafted(), change);
      const item = formerItem(body, month, change.time);
      expect(await stage.receive(body)).toMatchObject({ outcome: 'duplicate' });
      expect([...stage.store.memory.clearing.values()]).toEqual([item]);
      expect(await lyingItem(stage.store, { ...item, month: '2025-09', time: change.time })).toEqual(item);
      await stage.run('reconcile');
      stage.clock.at = '2026-03-01T10:00:00.000Z';
      expect(await stage.receive(body)).toMatchObject({ outcome: 'duplicate' });
      expect(stage.store.memory.clearing.size).toBe(1);
    },
  );
});

test('a pointer that somebody took away is put again', async () => {
  await stage.receive('{');
  expect(await found('verify')).toEqual([]);
  stage.store.memory.clearingMonthOf.clear();
  expect(await found('reconcile')).toEqual(['clearing-unfiled repaired 2025-09']);
});
