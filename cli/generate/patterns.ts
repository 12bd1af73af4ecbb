/**
 * The same pattern for engines that know no `\uXXXX` (Go's RE2 refuses the whole schema for it): the character
 * itself stands there.
 */
export function portablePattern(pattern: string): string {
  return pattern.replaceAll(/\\u(?<code>[0-9A-Fa-f]{4})/gu, (_, code: string) =>
    literal(Number.parseInt(code, 16)),
  );
}

function literal(code: number): string {
  const character = String.fromCodePoint(code);
  return /[\\\]^$.|?*+()[{}/-]/u.test(character) ? `\\${character}` : character;
}
