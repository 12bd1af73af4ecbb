import { describe, expect, test } from 'vitest';
import { evolve, type Aggregate } from '../../../shared/domain/aggregate.ts';
import { INITIAL } from '../../../shared/domain/zielvereinbarung/state.ts';
import { drafted, given, judgeAt } from '../../support/facts/given.ts';
import { gebietskoerperschaftChanged } from '../../support/facts/given-year.ts';

const NEW_KEY = '06999';
const first = gebietskoerperschaftChanged(NEW_KEY, ['2030-01-01', '2030-12-31']);
const second = gebietskoerperschaftChanged(NEW_KEY, ['2031-01-01']);

describe('the state of a subject', () => {
  test('is kept of the register as the first release kept it, by the first day, whenever it was told', () => {
    const told = [second, first].flatMap((fact) => given(fact).events);
    const state = told.reduce<Aggregate>(evolve, INITIAL);
    expect(JSON.stringify(state)).toBe(
      '{"status":"none","register":[{"validFrom":"2030-01-01","validTo":"2030-12-31"},{"validFrom":"2031-01-01"}]}',
    );
  });

  test('is judged by the aggregate that the fact is about', () => {
    const register = given(first).state;
    expect(judgeAt({ state: register, events: [] }, second).outcome).toBe('accepted');
    expect(judgeAt({ state: register, events: [] }, drafted()).outcome).toBe('accepted');
    expect(judgeAt({ state: given(drafted()).state, events: [] }, second).outcome).toBe('accepted');
  });

  test('stays what it is where a fact of the other aggregate stands in its log', () => {
    const { state } = given(drafted());
    expect(given(first).events.reduce<Aggregate>(evolve, state)).toEqual(state);
  });
});
