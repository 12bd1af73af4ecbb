import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROGRAMMES } from '../../shared/domain/programme/index.ts';
import { withoutComments } from '../support/without-comments.ts';

const ROOT = join(import.meta.dirname, '../..');
const DATA = /^shared\/domain\/programme\/(?:years\/|index\.ts$)/u;
/** A story tells of one Zielvereinbarung: data that is played, no rule. */
const STORY = /^cli\/story\//u;
/** Examples in the API's contract are shown, never run. */
const EXAMPLES = /^functions\/staff-api\/routes\/(?:events|uploads)\.ts$/u;
/** Registers with validity dates, and the year before which nothing can have happened. */
const DATED =
  /^(?:shared\/domain\/(?:facts\/plausible-time|reading\/problems|register\/gebietskoerperschaften|programme\/ministries)|events\/(?:primitives|reasons)|functions\/staff-api\/routes\/zielvereinbarungen)\.ts$/u;

const KEYS = [...new Set(PROGRAMMES.map(({ programme }) => programme))];
const sources = globSync('{events,shared,functions,infra,cli}/**/*.{ts,tsx,mjs}', { cwd: ROOT })
  .filter((path) => !DATA.test(path) && !STORY.test(path) && !EXAMPLES.test(path))
  .map((path) => ({ path, code: withoutComments(readFileSync(join(ROOT, path), 'utf8')) }));

describe('a programme year is data', () => {
  test('no code outside its data names a programme', () => {
    expect(sources.filter(({ code }) => namesProgramme(code)).map(({ path }) => path)).toEqual([]);
    expect(sources.length).toBeGreaterThan(150);
  });

  test('no rule, page or door holds a Haushaltsjahr', () => {
    const rooms = sources.filter(({ path }) => /^(?:events|shared|functions)\//u.test(path));
    const dated = rooms.filter(({ path, code }) => !DATED.test(path) && /['"`\s(]20\d\d\b/u.test(code));
    expect(dated.map(({ path }) => path)).toEqual([]);
  });

  test.each([
    "programme === 'AQB'",
    'const name = "AQB";',
    '`AQB-${year}-06533`',
    "yearRows('AQBAMB', 2018)",
  ])('%s would be found', (code) => expect(namesProgramme(code)).toBe(true));
});

/** A string that is a programme or begins with one; `AQB` inside a sentence is an example for people. */
function namesProgramme(code: string): boolean {
  return new RegExp(`(?<!\\\\)['"\`](?:${KEYS.join('|')})(?=['"\`-])`, 'u').test(code);
}
