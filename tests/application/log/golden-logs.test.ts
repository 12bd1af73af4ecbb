import { expect, test } from 'vitest';
import { GOLDEN_HISTORIES } from '../../support/histories/golden-histories.ts';
import { printsOf } from '../../support/histories/golden-prints.ts';
import golden from './golden-logs-0.1.0.json' with { type: 'json' };

/**
 * Made by the code of the release, never by the code under test: a history that comes to something else is a change
 * of behaviour. A new history is played there first.
 */
const released: Readonly<Record<string, object>> = golden.histories;

/** Histories that a later rule judges otherwise, and which; what the release recorded of them is folded beside. */
const JUDGED_ANEW: Readonly<Record<string, string>> = {
  pool: 'stop wins (ADR 0039)',
  'pool, stirred': 'stop wins (ADR 0039)',
  'pool, backwards': 'stop wins (ADR 0039)',
  'pool with its end': 'stop wins (ADR 0039)',
  'undo window': 'stop wins (ADR 0039)',
};

const played = Object.entries(GOLDEN_HISTORIES);

test.each(played.filter(([name]) => JUDGED_ANEW[name] === undefined))(
  'the history "%s" leaves heads, rows, markers, log, clearing desk, pages and archive as release 0.1.0 left them',
  async (name, history) => {
    expect(await printsOf(history)).toEqual(released[name]);
  },
);

test.each(played.filter(([name]) => JUDGED_ANEW[name] !== undefined))(
  'the history "%s" is judged otherwise than by release 0.1.0',
  async (name, history) => {
    expect(await printsOf(history)).not.toEqual(released[name]);
  },
);

test('every history of the release is played', () => {
  expect(Object.keys(GOLDEN_HISTORIES)).toEqual(Object.keys(released));
});
