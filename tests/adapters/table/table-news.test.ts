import { expect, test } from 'vitest';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { KEY } from '../../../shared/adapters/table/event-table.ts';
import { itemOf, newsOf } from '../../../shared/adapters/table/dynamodb-items.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { recorderOn } from '../../support/stages/recorder.ts';
import { imitatedTable } from '../../support/stores/table-imitation.ts';

const marker = { source: 'https://s.example', digest: 'd', versions: [1] };

test.each(['EVENT#000001', 'PARKED#https://s.example#1'])(
  'a marker of an event that its sender named %s is no news',
  (id) => {
    const item = itemOf('SEEN#https://s.example', id, { ...marker, id });
    expect(newsOf(item, WIRE)).toEqual({ kind: 'other' });
  },
);

test('an item at the clearing desk is news while a person has to decide, and none after', () => {
  const item = { month: '2025-09', key: 'k', reason: 'not-concluded', body: '{}', door: 'ingress' };
  const at = (content: object) => newsOf(itemOf('CLEARING#2025-09', 'k', { ...item, ...content }), WIRE);
  expect(at({})).toEqual({ kind: 'refused', item });
  expect(at({ decisions: [{ action: 'discard' }] })).toEqual({ kind: 'other' });
});

test('a refused message is news once, whatever month it comes again in, and its pointer and month are none', async () => {
  const { client, items } = imitatedTable();
  const { receive, clock } = recorderOn(dynamoDbEventStore({ client, tableName: 'log', wire: WIRE }));
  for (const instant of [
    '2025-09-30T10:00:00.000Z',
    '2025-10-01T10:00:00.000Z',
    '2026-01-01T10:00:00.000Z',
  ]) {
    clock.at = instant;
    await receive('{');
  }
  const lying = items().map((item) => [
    item['PK']?.S?.replace(/[0-9a-f]{64}/u, '…'),
    newsOf(item, WIRE).kind,
  ]);
  expect(lying).toEqual([
    ['CLEARING#2025-09', 'refused'],
    ['CLEARING-KEY#…', 'other'],
    ['CLEARING-MONTHS', 'other'],
  ]);
  expect(String(lying[1]?.[0]).startsWith(KEY.clearing)).toBe(false);
});

test('an item leaves out what is not there', () => {
  expect(itemOf('P', 'S', { told: 'x', untold: undefined })).toEqual({
    PK: { S: 'P' },
    SK: { S: 'S' },
    told: { S: 'x' },
  });
});
