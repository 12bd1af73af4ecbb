import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Where one side is asked for by name, or taken where nothing else is said: whoever is not meant is left over. */
const BY_NAME = [
  /[!=]==\s*'(?:land|kommune)'/u,
  /\?\?\s*'(?:land|kommune)'/u,
  /\[\s*'land',\s*'kommune'\s*\] as const/u,
  /'land'\s*\|\s*'kommune'/u,
  /\?\s*'(?:land|kommune)'\s*:/u,
  /:\s*'kommune'\s*;/u,
];

/**
 * Where the sides are counted, or given all the same, by hand: a third one has no place. A record that `satisfies`
 * one of every side is held by the compiler.
 */
const BY_HAND = [
  /\barray\((?:\w*\.)?(?:party|\w*Party)\)\s*\.(?:min|max|length)\(\s*\d/u,
  /\bland:\s*(?<same>[^;{}]+?),\s*kommune:\s*\k<same>,?\s*\}(?!\s*satisfies Record<Party\b)/u,
  /\bland:\s*(?<same>[^;{}]+);\s*(?:readonly )?kommune:\s*\k<same>;?\s*\}/u,
];

/** Files that may, and why nobody is left over there. */
const REASONS: Readonly<Record<string, string>> = {
  'shared/domain/reading/signatures.ts':
    'What an office is called says whose it is; an unknown one is nobody’s.',
  'shared/domain/voices.ts':
    'The Land alone changes the terms and speaks for others: every other voice does not.',
  'shared/domain/senders.ts':
    'Only the Kommunen are many under one voice, told apart by a key in their source.',
  'infra/stages/source-patterns.ts': 'The same: the key of a Kommune in its source.',
  'infra/stages/unfit-senders.ts': 'The same: the key of a Kommune in its source.',
  'functions/staff-api/access/seeing.ts':
    'A Kommune is known by its key, the Land by its role; else nobody declares.',
  'functions/staff-api/routes/announcing.ts':
    'Whoever declares for no side counts with the Kommune that is uploaded for.',
  'web/session/declaring-party.ts':
    'A Kommune is known by its key, the Land by its role; else nobody declares.',
};

const files = globSync('{events,shared,functions,infra,cli,web}/**/*.{ts,tsx}', { cwd: ROOT }).toSorted();
const naming = files.filter((file) => namesSides(readFileSync(join(ROOT, file), 'utf8')));

function namesSides(text: string): boolean {
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/gu, '');
  return [...BY_NAME, ...BY_HAND].some((pattern) => pattern.test(code));
}

describe('what differs per side', () => {
  test('asks each side for its own, so that a third one is never taken for the Kommune', () =>
    expect(naming.filter((file) => REASONS[file] === undefined)).toEqual([]));

  test('has no exception that nobody needs any more', () =>
    expect(Object.keys(REASONS).filter((file) => !naming.includes(file))).toEqual([]));

  test.each([
    "const side = party === 'land' ? one : other;",
    "party: own ?? 'kommune'",
    "for (const party of ['land', 'kommune'] as const) sign(party);",
    "readonly party: 'land' | 'kommune';",
    "const voice = isLand ? 'land' : other;",
    'parties: z.array(party).max(2)',
    'signaturesVisible: z\n  .array(namedParty)\n  .max(2),',
    'const slots = given ?? { land: 1, kommune: 1 };',
    "aktenzeichen: {\n  land: '',\n  kommune: '',\n}",
    'readonly slots: { readonly land: Slots; readonly kommune: Slots };',
  ])('is found as %s', (code) => expect(namesSides(code)).toBe(true));

  test('may stand in a sentence, in a role or in a record', () =>
    expect(
      namesSides(
        "// party === 'land'\nconst names: Record<Party, string> = { land: 'Land', kommune: 'Kommune' };",
      ),
    ).toBe(false));

  test.each([
    'parties: z.array(party).max(PARTIES.length)',
    'signatures: z.array(seenSignature).max(2)',
    'const slots = perParty(() => 1);',
    '{ land: text(200), kommune: text(200) } satisfies Record<Party, z.ZodType>',
    '{\n  land: text(80),\n  kommune: text(80),\n} satisfies Record<Party, z.ZodType>',
  ])('may be said as %s', (code) => expect(namesSides(code)).toBe(false));
});
