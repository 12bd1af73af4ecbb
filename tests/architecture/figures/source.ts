import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from '@swc/core';
import { filesBelow } from './files.ts';

/** Top-level rooms of what is shipped; all the rest proves, tells or runs it. */
export const PRODUCT_ROOMS = ['events', 'shared', 'functions', 'infra', 'cli', 'web'] as const;

/** A source file as it is written; nothing of it is run. */
export type Source = {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly lines: number;
  /** Files it imports or exports from, types and lazily loaded ones included; packages are not named. */
  readonly imports: readonly string[];
  /** Names it declares and exports; what it passes on from another file (`export … from`) does not count. */
  readonly exports: readonly string[];
  /** Identifiers, keys and type names in its code, imported ones included. */
  readonly names: ReadonlySet<string>;
  /** Texts in its code: strings, parts of templates, text between tags; paths of imports are none. */
  readonly texts: readonly string[];
};

/** All source files (ts, tsx, mjs, css) of these top-level rooms, in the order of their paths. */
export function sourcesOf(root: string, rooms: readonly string[]): readonly Source[] {
  return rooms
    .flatMap((room) => filesBelow(root, room))
    .filter((path) => /[.](?:tsx?|mjs|css)$/u.test(path))
    .toSorted()
    .map((path) => readSource(root, path));
}

/** Reads one source file. @throws where it cannot be parsed. */
export function readSource(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const found = { imports: [], exports: [], names: new Set<string>(), texts: [] };
  const source = { path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), ...found };
  if (path.endsWith('.css')) return source;
  collect(parseSync(text, { syntax: 'typescript', tsx: !path.endsWith('.ts') }).body, source);
  return source;
}

type Found = {
  readonly path: string;
  readonly imports: string[];
  readonly exports: string[];
  readonly names: Set<string>;
  readonly texts: string[];
};

type Node = Readonly<Record<string, unknown>>;

function collect(node: unknown, found: Found): void {
  if (Array.isArray(node)) for (const one of node) collect(one, found);
  if (!isNode(node)) return;
  const from = specifierOf(node);
  if (from?.startsWith('.') === true)
    found.imports.push(join(dirname(found.path), from).replaceAll('\\', '/'));
  found.exports.push(...exportedBy(node));
  note(node, found);
  // The path of an import is a place, no text of the program.
  const { source: _, ...rest } = node;
  collect(Object.values(from === undefined || node['type'] === 'CallExpression' ? node : rest), found);
}

function note({ type, value, raw }: Node, { names, texts }: Found): void {
  if (type === 'Identifier' && typeof value === 'string') names.add(value);
  if ((type === 'StringLiteral' || type === 'JSXText') && typeof value === 'string') texts.push(value);
  if (type === 'TemplateElement' && typeof raw === 'string') texts.push(raw);
}

/** `./b.ts` of `import … from './b.ts'`, `export … from './b.ts'` and `import('./b.ts')`. */
function specifierOf(node: Node): string | undefined {
  if (isText(node['source'])) return node['source'].value;
  const { type, callee, arguments: given } = node;
  if (type !== 'CallExpression' || !isNode(callee) || callee['type'] !== 'Import') return undefined;
  const first: unknown = Array.isArray(given) ? given[0] : undefined;
  const path = isNode(first) ? first['expression'] : undefined;
  return isText(path) ? path.value : undefined;
}

function exportedBy({ type, declaration, specifiers, source }: Node): readonly string[] {
  if (type === 'ExportDeclaration') return declaredBy(declaration);
  if (type !== 'ExportNamedDeclaration' || isText(source) || !Array.isArray(specifiers)) return [];
  return specifiers.filter(isNode).flatMap(({ exported, orig }) => nameOf(exported ?? orig));
}

function declaredBy(declaration: unknown): readonly string[] {
  if (!isNode(declaration)) return [];
  const { declarations, identifier, id } = declaration;
  if (!Array.isArray(declarations)) return nameOf(identifier ?? id);
  return declarations.filter(isNode).flatMap((one) => boundBy(one['id']));
}

/** `a` and `b` of `export const { a, of: b } = …`; mostly it is one plain name. */
function boundBy(pattern: unknown): readonly string[] {
  if (Array.isArray(pattern)) return pattern.flatMap(boundBy);
  if (!isNode(pattern)) return [];
  const { type, properties, elements, value, key } = pattern;
  if (type === 'ObjectPattern') return boundBy(properties);
  if (type === 'ArrayPattern') return boundBy(elements);
  if (type === 'KeyValuePatternProperty') return boundBy(value);
  if (type === 'AssignmentPatternProperty') return nameOf(key);
  return nameOf(pattern);
}

function nameOf(node: unknown): readonly string[] {
  return isText(node) ? [node.value] : [];
}

function isText(node: unknown): node is { readonly value: string } {
  return isNode(node) && typeof node['value'] === 'string';
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
