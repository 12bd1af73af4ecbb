import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleName } from '../../../cli/generate/catalogue.ts';
import { schemaFiles, schemaPath, factVersions } from '../../../cli/generate/schemas.ts';
import { envelope, type Fact } from '../../../events/fact.ts';
import { subject } from '../../../events/primitives.ts';
import { z } from 'zod';
import { ROOT } from '../machine.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { FACTS } from '../../../events/facts.ts';

/** A document, the schema that it is held against, and whether it holds by the schema that ours is made from. */
export type Case = {
  readonly name: string;
  readonly schema: string;
  readonly document: unknown;
  readonly isValid: boolean;
};

/** Every published schema, by its path. */
export function schemasByPath(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(schemaFiles().map(({ path, text }) => [path, JSON.parse(text)]));
}

/** Every example as it stands, and damaged in each of its places in each way that a schema can tell. */
export function casesOf(): readonly Case[] {
  return FACTS.flatMap(factVersions).flatMap((fact) => {
    const example: unknown = JSON.parse(
      readFileSync(join(ROOT, 'events/examples', exampleName(fact)), 'utf8'),
    );
    const whole = z.object({
      ...envelope.shape,
      type: z.literal(WIRE.typeOf(fact)),
      subject: fact.subject ?? subject,
      data: fact.data,
    });
    return [{ name: 'heil', document: example }, ...damaged(example)].map(({ name, document }) => ({
      name: `${nameOf(fact)}: ${name}`,
      schema: schemaPath(fact),
      document,
      isValid: whole.safeParse(document).success,
    }));
  });
}

function nameOf({ stem, version }: Fact): string {
  return `${stem}.v${version}`;
}

type Damaged = { readonly name: string; readonly document: unknown };

/** One place at a time: taken away, or of another kind. */
function damaged(value: unknown, path: readonly string[] = []): readonly Damaged[] {
  const place = path.join('.');
  const others = OTHER_KINDS.filter(
    (other) => typeof other !== typeof value || (other === null) !== (value === null),
  );
  const replaced =
    path.length === 0
      ? []
      : others.map((other) => ({ name: `${place} = ${JSON.stringify(other)}`, document: other }));
  if (typeof value !== 'object' || value === null) return replaced;
  const keys = Object.keys(value);
  const inside = Object.entries(value).flatMap(([key, child]) =>
    damaged(child, [...path, key]).map(({ name, document }) => ({
      name,
      document: withPart(value, key, document),
    })),
  );
  const taken = Array.isArray(value)
    ? []
    : keys.map((key) => ({ name: `ohne ${[...path, key].join('.')}`, document: without(value, key) }));
  return [...replaced, ...taken, ...inside];
}

const OTHER_KINDS: readonly unknown[] = ['', 'x', 0.5, true, null, [], {}];

function withPart(value: object, key: string, part: unknown): unknown {
  return Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
}

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
}
