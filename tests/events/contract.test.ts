import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CloudEvent, HTTP } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asyncapi } from '../../cli/generate/asyncapi.ts';
import { catalogue, exampleName } from '../../cli/generate/catalogue.ts';
import { schemaFiles, schemaOf, schemaPath, factVersions } from '../../cli/generate/schemas.ts';
import { codeName } from '../../events/code-name.ts';
import { type Fact } from '../../events/fact.ts';
import { INCOMING } from '../../events/incoming/index.ts';
import { readIncoming } from '../../events/reading/read.ts';
import { GENERAL_REASONS } from '../../events/general-reasons.ts';
import { DELAYS, REFUSALS } from '../../events/reasons.ts';
import { RECORDED } from '../../events/recorded/index.ts';
import { examples } from '../support/facts/examples.ts';
import { DEFAULT_PREFIX } from '../../events/wire-type.ts';
import { wireOf } from '../../events/wire.ts';
import { WIRE } from '../support/facts/wire.ts';
import { FACTS } from '../../events/facts.ts';

const ROOT = join(import.meta.dirname, '../..');
const byName = new Map(examples().map(({ name, body }) => [name, body]));
const bodyOf = (fact: Fact) => byName.get(exampleName(fact)) ?? '';
const dataOf = (body: string): unknown => JSON.parse(body).data;

describe.each(FACTS.map((fact) => ({ fact, stem: fact.stem })))('the contract of $stem', ({ fact }) => {
  test('its example is read as this fact', () => {
    const read = WIRE.readEnvelope(bodyOf(fact));
    expect(read).toMatchObject({ ok: true, fact: { stem: fact.stem } });
    expect(fact.data.safeParse(dataOf(bodyOf(fact))).error?.issues).toBeUndefined();
  });

  test('its example holds against the committed JSON Schema, and without its data it does not', () => {
    const validate = validatorOf(fact);
    const example: object = JSON.parse(bodyOf(fact));
    validate(example);
    expect(validate.errors).toBeNull();
    expect(validate({ ...example, data: {} })).toBe(false);
    expect(validate({ ...example, type: 'somebody.elses.v1' })).toBe(false);
  });

  test('a field that nobody knows yet is no reason to refuse it', () => {
    const example = JSON.parse(bodyOf(fact));
    const newer = { ...example, data: { ...example.data, addedLater: true } };
    expect(validatorOf(fact)(newer)).toBe(true);
    expect(fact.data.safeParse(newer.data).success).toBe(true);
  });

  test('its example is a CloudEvent for the public library and survives it', () => {
    const example: { time: string } = JSON.parse(bodyOf(fact));
    const event = new CloudEvent(example);
    expect(event.validate()).toBe(true);
    const written = JSON.stringify(event);
    // the library writes the same instant with milliseconds
    expect(JSON.parse(written)).toEqual({ ...example, time: new Date(example.time).toISOString() });
    expect(WIRE.readEnvelope(written)).toMatchObject({ ok: true, fact: { stem: fact.stem } });
  });

  test('its example is read as the public library sends it over HTTP, and the library reads it as we send it', () => {
    const example = JSON.parse(bodyOf(fact));
    const { headers, body } = HTTP.structured(new CloudEvent(example));
    expect(headers['content-type']).toContain('application/cloudevents+json');
    const read = WIRE.readEnvelope(String(body));
    if (!read.ok) throw new Error(`${read.reason} ${read.detail}`);
    expect(readIncoming(read.event, read.fact).ok).toBe(INCOMING.some(({ stem }) => stem === fact.stem));
    const sent = { headers: { 'content-type': 'application/cloudevents+json' }, body: bodyOf(fact) };
    expect(HTTP.toEvent(sent)).toMatchObject({ id: example.id, type: example.type, data: example.data });
  });

  test('its example without any one of its required fields holds against nothing', () => {
    const example: { data: Record<string, unknown> } = JSON.parse(bodyOf(fact));
    const required = requiredOf(schemaOf(fact).properties?.['data']);
    for (const name of required) {
      const { [name]: _, ...data } = example.data;
      expect(validatorOf(fact)({ ...example, data }), name).toBe(false);
      expect(fact.data.safeParse(data).success, name).toBe(false);
    }
    expect(required.length).toBeGreaterThan(0);
  });

  test('the public library does not take it without its source', () => {
    expect(() => new CloudEvent({ ...JSON.parse(bodyOf(fact)), source: '' })).toThrow(/source/u);
  });
});

describe('names', () => {
  test('a name on the wire gives one name in code, and that name gives it back', () => {
    const all = [...FACTS, ...RECORDED];
    for (const fact of all) {
      const type = WIRE.typeOf(fact);
      const stem = type.slice(DEFAULT_PREFIX.length + 1, type.lastIndexOf('.v'));
      expect(codeName(stem)).toBe(fact.name);
      expect(all.filter(({ name }) => name === fact.name).every((other) => other.stem === stem)).toBe(true);
    }
  });

  test('a name on the wire is a noun and a participle in kebab-case', () => {
    for (const { stem } of FACTS) expect(stem).toMatch(/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/u);
  });

  test('a stage with a prefix of its own reads its own types and no others', () => {
    for (const fact of FACTS) {
      const own = JSON.stringify({ ...JSON.parse(bodyOf(fact)), type: wireOf('org.example').typeOf(fact) });
      expect(wireOf('org.example').readEnvelope(own)).toMatchObject({ ok: true });
      expect(WIRE.readEnvelope(own)).toMatchObject({ ok: false, reason: 'event-type-unknown' });
    }
  });
});

describe('the reasons', () => {
  test('that a message can meet are each told of a fact or of every message', () => {
    const told = new Set<string>([...GENERAL_REASONS, ...FACTS.flatMap(({ reasons = [] }) => reasons)]);
    const untold = Object.keys({ ...REFUSALS, ...DELAYS }).filter((code) => !told.has(code));
    expect(untold).toEqual([]);
  });

  test('that a fact names are none that every message may meet, and none twice', () => {
    for (const { reasons = [] } of FACTS) {
      expect(reasons.filter((code) => GENERAL_REASONS.includes(code))).toEqual([]);
      expect(new Set(reasons).size).toBe(reasons.length);
    }
  });
});

describe('what lies in the room', () => {
  test('each version of a fact has one example and each example one version of a fact', () => {
    expect([...byName.keys()].toSorted()).toEqual(FACTS.flatMap(factVersions).map(exampleName).toSorted());
  });

  test('the committed schemas, the AsyncAPI document and the catalogue are what npm run generate writes', () => {
    const exampleOf = (name: string) => byName.get(name) ?? '';
    const files = [...schemaFiles(), asyncapi(exampleOf), catalogue(exampleOf)];
    const drifted = files.filter(({ path, text }) => readFileSync(join(ROOT, path), 'utf8') !== text);
    expect(drifted.map(({ path }) => path)).toEqual([]);
  });
});

function requiredOf(schema: unknown): readonly string[] {
  return z.object({ required: z.array(z.string()) }).parse(schema).required;
}

function validatorOf(fact: Fact) {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(ROOT, schemaPath(fact)), 'utf8')));
}
