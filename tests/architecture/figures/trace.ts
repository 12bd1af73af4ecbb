import { registerHooks } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { z } from 'zod';

/** What each function of a traced file calls first; a global, because the traced files import nothing more. */
const CALLED = '__figuresEntered';

/** Files in the order in which their functions begin. */
export type Trace = {
  /** Files below the root, from the root, one entry for each function that began since the last call. */
  take(): readonly string[];
  /** What is loaded from now on tells nothing. */
  close(): void;
};

/**
 * From now on each file below the root that is loaded tells which functions begin in it; what was loaded before
 * stays silent. Only functions are told of that stand in the source with a body.
 */
export function traceFiles(root: string): Trace {
  let entered: string[] = [];
  Reflect.set(globalThis, CALLED, (path: string) => entered.push(path));
  const hooks = registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const path = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : '..';
      if (path.startsWith('..') || path.includes('node_modules') || !/[.]ts$/u.test(path)) return loaded;
      const text =
        typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
      return { ...loaded, source: telling(text, path.replaceAll('\\', '/')) };
    },
  });
  return {
    take() {
      const taken = entered;
      entered = [];
      return taken;
    },
    close: () => hooks.deregister(),
  };
}

/** How often a walk comes back to a file that it had left: steps into a file that was there before, but for the last. */
export function comebacks(walk: readonly string[]): number {
  const steps = walk.filter((path, index) => path !== walk[index - 1]);
  return steps.length - new Set(steps).size;
}

type Insertion = { readonly at: number; readonly text: string };

/** The source with a call at the beginning of each function. */
export function telling(source: string, path: string): string {
  const call = `${CALLED}(${JSON.stringify(path)})`;
  const bytes = Buffer.from(source);
  // What ends at a place comes before what begins there.
  const insertions = insertionsIn(parseSync(source, { syntax: 'typescript' }), call).toSorted(
    (one, other) => one.at - other.at,
  );
  let from = 0;
  const parts = insertions.map(({ at, text }) => {
    const part = bytes.subarray(from, at).toString() + text;
    from = at;
    return part;
  });
  return parts.join('') + bytes.subarray(from).toString();
}

/** Bodies between braces; any other is the one expression of an arrow. */
const BRACED = ['FunctionBody', 'BlockStatement'];

const body = z.object({
  type: z.string(),
  // Counted in bytes, from 1.
  span: z.object({ start: z.number(), end: z.number() }),
});

function insertionsIn(node: unknown, call: string): readonly Insertion[] {
  if (Array.isArray(node)) return node.flatMap((one) => insertionsIn(one, call));
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap((one) => insertionsIn(one, call));
  return isFunction(node) ? [...insertionsAt(node.body, call), ...inside] : inside;
}

function insertionsAt(found: unknown, call: string): readonly Insertion[] {
  const read = body.safeParse(found);
  if (!read.success) return [];
  const { type, span } = read.data;
  if (BRACED.includes(type)) return [{ at: span.start, text: `${call};` }];
  return [
    { at: span.start - 1, text: `(${call},` },
    { at: span.end - 1, text: ')' },
  ];
}

/** Functions, methods and arrows: nothing else has both. */
function isFunction(node: object): node is { readonly body: unknown } {
  return 'body' in node && 'params' in node;
}
