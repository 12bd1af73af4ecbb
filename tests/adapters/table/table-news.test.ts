import { expect, test } from 'vitest';
import { itemOf, newsOf } from '../../../shared/adapters/table/dynamodb-items.ts';
import { WIRE } from '../../support/facts/wire.ts';

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

test('an item leaves out what is not there', () => {
  expect(itemOf('P', 'S', { told: 'x', untold: undefined })).toEqual({
    PK: { S: 'P' },
    SK: { S: 'S' },
    told: { S: 'x' },
  });
});
