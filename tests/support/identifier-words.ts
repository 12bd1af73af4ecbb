import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseSync } from '@swc/core';

/** A word of a name, in lower case, and one file that uses it. */
export type NamedWord = { readonly word: string; readonly file: string };

/**
 * The words of all names in these TypeScript files: identifiers, property and schema keys, names of fact types
 * and of string unions, and the files' own names. Comments, sentences and imports are not looked at.
 */
export function identifierWords(files: readonly string[]): readonly NamedWord[] {
  const found = new Map<string, string>();
  for (const file of files) {
    const tree: unknown = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' });
    const names = [basename(file).replace(/[.]tsx?$/u, ''), ...namesIn(tree)];
    for (const word of names.flatMap(wordsOf)) if (!found.has(word)) found.set(word, file);
  }
  return [...found].map(([word, file]) => ({ word, file }));
}

/** `fassungHash16` → `fassung`, `hash`; `scan.set-aside` → `scan`, `set`, `aside`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/gu, ' ')
    .split(/[^A-Za-z]+/u)
    .filter((word) => word.length > 2)
    .map((word) => word.toLowerCase());
}

/** A string that is a name: one word, or several joined by dots and hyphens, without umlauts and spaces. */
const NAME = /^[a-z][A-Za-z]*(?:[.-][a-z]+)*$/u;

function namesIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, value } = Object.fromEntries(Object.entries(node));
  if (type === 'ImportDeclaration' || isSlug(node)) return [];
  if (type === 'Identifier' && typeof value === 'string') return [value];
  if (type === 'StringLiteral') return typeof value === 'string' && NAME.test(value) ? [value] : [];
  return Object.values(node).flatMap(namesIn);
}

/** The addresses of the register are data: names of places, no names of ours. */
function isSlug(node: object): boolean {
  return (
    'key' in node &&
    typeof node.key === 'object' &&
    node.key !== null &&
    'value' in node.key &&
    node.key.value === 'slug'
  );
}
