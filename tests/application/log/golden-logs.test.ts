import { expect, test } from 'vitest';
import { GOLDEN_HISTORIES } from '../../support/histories/golden-histories.ts';
import { printsOf } from '../../support/histories/golden-prints.ts';
import golden from './golden-logs-0.1.0.json' with { type: 'json' };

/**
 * Made by the code of the release, never by the code under test: a history that comes to something else is a change
 * of behaviour. A new history is played there first.
 */
const released: Readonly<Record<string, object>> = golden.histories;

test.each(Object.entries(GOLDEN_HISTORIES))(
  'the history "%s" leaves heads, rows, markers, log, clearing desk, pages and archive as release 0.1.0 left them',
  async (name, history) => {
    expect(await printsOf(history)).toEqual(released[name]);
  },
);

test('every history of the release is played', () => {
  expect(Object.keys(GOLDEN_HISTORIES)).toEqual(Object.keys(released));
});
