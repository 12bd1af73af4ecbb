import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutComments } from '../support/without-comments.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Everything that runs, with its comments left out. */
const SOURCES = globSync('{events,shared,functions,infra,cli,web}/**/*.{ts,tsx}', {
  cwd: ROOT,
  exclude: ['**/node_modules/**'],
})
  .toSorted()
  .map((path) => ({ path, code: withoutComments(readFileSync(join(ROOT, path), 'utf8')) }));

function filesWith(pattern: RegExp): readonly string[] {
  return SOURCES.filter(({ code }) => pattern.test(code)).map(({ path }) => path);
}

describe('the prefix of event types', () => {
  test('has its default in the settings of what has no stage of its own, and nowhere else', () => {
    expect(filesWith(/\bDEFAULT_PREFIX\b/u)).toEqual([
      'cli/generate/documented-wire.ts',
      // a file of addresses that names none
      'cli/stage/endpoints.ts',
      // the package for senders outside, whose released settings may leave it out
      'events/emit.ts',
      'events/wire-type.ts',
      // what a stage is set to
      'infra/stages/stages.ts',
    ]);
  });

  test('is no default parameter in what has a stage', () => {
    expect(filesWith(/[^=!<>]=\s*DEFAULT_PREFIX\b/u)).toEqual(['events/emit.ts']);
    const handing = /\b(?:prefix|eventPrefix)\??(?:: string)? = /u;
    expect(filesWith(handing)).toEqual(['events/emit.ts', 'infra/stack-names.ts']);
  });

  test('is written out only where a stage has it, and in an example of the contract', () => {
    expect(filesWith(/de\.hessen\.aqb/u)).toEqual([
      'events/wire-type.ts',
      'functions/staff-api/routes/events.ts',
    ]);
  });

  test('is handed on as the wire that was made of it, never as a string', () => {
    const asString = /\b(?:prefix|eventPrefix)\??: string\b/u;
    expect(filesWith(asString)).toEqual(
      [
        'events/emit.ts',
        'events/wire-type.ts',
        'events/wire-writer.ts',
        'events/wire.ts',
        'infra/constructs/messages/subscription.ts',
        'infra/constructs/messages/stream-filters.ts',
        'infra/stages/stages.ts',
      ].toSorted(),
    );
  });
});

describe('the wire', () => {
  test('is made where a process is put together', () => {
    const made = filesWith(/(?<![.\w])wire(?:Writer)?Of\(/u);
    const isRoot = (path: string) => /^functions\/[^/]+\/index[.]ts$/u.test(path);
    expect(made.filter((path) => !isRoot(path))).toEqual([
      'cli/generate/documented-wire.ts',
      'cli/stage/endpoints.ts',
      'events/emit.ts',
      'events/wire-writer.ts',
      'events/wire.ts',
      'shared/lambda/recorder.ts',
      'web/pages/clearing/item/order-form.tsx',
    ]);
    expect(made.length).toBeGreaterThan(6);
  });

  test('alone reads envelopes', () => {
    const reading = /import [^;]*\b(?:readEnvelope|readStored)\b[^;]*;/u;
    expect(filesWith(reading)).toEqual(['events/wire.ts']);
  });

  test('alone says what is wrong with an event; the question without one is for senders outside', () => {
    expect(filesWith(/import [^;]*\bproblemOf\b[^;]*\bfrom '[^']*events\/emit[.]ts'/u)).toEqual([]);
  });
});
