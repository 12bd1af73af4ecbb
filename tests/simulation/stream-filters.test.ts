import { expect, test } from 'vitest';
import {
  CLEARING_ITEM,
  PARKED_EVENT,
  RECORDED_EVENT,
} from '../../infra/constructs/messages/stream-filters.ts';
import { FILTERS } from './cloud/lambda.ts';

test('the simulated readers of the stream are woken by what wakes those of the stacks', () => {
  expect(FILTERS['publish-portal']).toEqual([RECORDED_EVENT]);
  expect(FILTERS['relay-events']).toEqual([RECORDED_EVENT, PARKED_EVENT, CLEARING_ITEM]);
});
