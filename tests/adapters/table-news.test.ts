import { expect, test } from 'vitest';
import { itemOf, newsOf } from '../../shared/adapters/dynamodb-items.ts';

const marker = { source: 'https://s.example', digest: 'd', versions: [1] };

test.each(['EVENT#000001', 'PARKED#https://s.example#1'])(
  'a marker of an event that its sender named %s is no news',
  (id) => {
    const item = itemOf('SEEN#https://s.example', id, { ...marker, id });
    expect(newsOf(item, 'de.hessen.aqb')).toEqual({ kind: 'other' });
  },
);
