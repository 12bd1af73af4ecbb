import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import specification from '@asyncapi/specs/schemas/3.0.0-without-$id.json' with { type: 'json' };
import sqsBinding from '@asyncapi/specs/bindings/sqs/0.2.0/channel.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ASYNCAPI_PATH } from '../../cli/generate/asyncapi.ts';
import { INCOMING } from '../../events/incoming/index.ts';
import { NOTICES } from '../../events/outgoing/index.ts';
import { RECORDED } from '../../events/recorded/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCHEMAS = join(ROOT, 'events/schemas');
const reference = z.object({ $ref: z.string() });
const message = z.object({
  name: z.string(),
  payload: z.object({ schemaFormat: z.string(), schema: z.record(z.string(), z.unknown()) }),
  examples: z.array(z.object({ payload: z.unknown() })).default([]),
});
const channel = z.object({
  bindings: z.object({ sqs: z.looseObject({}) }).optional(),
  messages: z.record(z.string(), message),
});
const document = z.object({
  channels: z.object({ ingress: channel, bus: channel }),
  operations: z.record(z.string(), z.object({ channel: reference, messages: z.array(reference) })),
});

const text = readFileSync(join(ROOT, ASYNCAPI_PATH), 'utf8');
const { channels, operations } = document.parse(JSON.parse(text));

describe('the AsyncAPI document', () => {
  test('holds against the public schema of AsyncAPI 3.0.0, and without its title it does not', () => {
    const validate = specificationValidator();
    const whole = JSON.parse(text);
    validate(whole);
    expect(validate.errors).toBeNull();
    expect(validate({ ...whole, info: { version: '1.0.0' } })).toBe(false);
    expect(validate({ ...whole, channels: { bus: { messages: [] } } })).toBe(false);
  });

  test('describes the queue as the SQS binding 0.2.0 wants it, the newest that the official parser reads', () => {
    const ajv = lenient();
    ajv.addSchema({ $id: 'http://asyncapi.com/definitions/3.0.0/specificationExtension.json' });
    const validate = ajv.compile(sqsBinding);
    const binding = channels.ingress.bindings?.sqs;
    validate(binding);
    expect(validate.errors).toBeNull();
    expect(binding).toMatchObject({ bindingVersion: '0.2.0', queue: { fifoQueue: true } });
    expect(validate({ bindingVersion: '0.2.0', queue: {} })).toBe(false);
  });

  test('lets systems from outside send every fact that is theirs and no other', () => {
    const theirs = INCOMING.filter(({ origin }) => origin === 'outside').map(({ name }) => name);
    expect(Object.keys(channels.ingress.messages).toSorted()).toEqual(theirs.toSorted());
  });

  test('tells every recorded fact and every notice on the bus and nothing else', () => {
    const told = [...RECORDED, ...NOTICES].map(({ name }) => name);
    expect(Object.keys(channels.bus.messages).toSorted()).toEqual(told.toSorted());
  });

  test('names in each operation every message of its channel', () => {
    for (const {
      channel: { $ref },
      messages,
    } of Object.values(operations)) {
      const of = $ref.endsWith('ingress') ? 'ingress' : 'bus';
      expect(messages.map((one) => one.$ref)).toEqual(
        Object.keys(channels[of].messages).map((name) => `#/channels/${of}/messages/${name}`),
      );
    }
    expect(Object.keys(operations)).toEqual(['receiveFacts', 'sendFacts']);
  });

  test('gives examples that hold against the schemas that it refers to', () => {
    const validate = payloadValidator();
    const all = [channels.ingress, channels.bus].flatMap(({ messages }) => Object.values(messages));
    const examples = all.flatMap((one) => one.examples.map(({ payload }) => ({ one, payload })));
    for (const { one, payload } of examples) expect(validate(one, payload)).toBeNull();
    expect(examples.length).toBeGreaterThan(15);
    const [first] = examples;
    expect(first && validate(first.one, { specversion: '1.0' })).not.toBeNull();
  });
});

function lenient(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  return ajv;
}

function specificationValidator() {
  return lenient().compile(specification);
}

/** Payloads refer to the files beside the document; a generator resolves them by path, so does this. */
function payloadValidator() {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  for (const file of readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' })) {
    if (!/[.]v\d+[.]json$/u.test(file)) continue;
    const { $id: _, ...schema } = JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8'));
    ajv.addSchema(schema, `file:///schemas/${file}`);
  }
  let count = 0;
  return ({ payload }: z.infer<typeof message>, example: unknown) => {
    count += 1;
    const validate = ajv.compile({ ...payload.schema, $id: `file:///schemas/payload-${count}.json` });
    validate(example);
    return validate.errors ?? null;
  };
}
