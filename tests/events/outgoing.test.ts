import { readFileSync } from 'node:fs';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CloudEvent } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { OUTGOING, outgoingSchemaPath } from '../../cli/generate/schemas.ts';
import { withheld } from '../../cli/generate/withheld.ts';
import { outgoingEnvelope, versionOfType, type Fact } from '../../events/fact.ts';
import { RECORDED } from '../../events/recorded/index.ts';
import { itemOf, storedEvent } from '../../shared/adapters/table/dynamodb-items.ts';
import { partsOfEvent } from '../../shared/domain/facts/personal-parts.ts';
import { parkedItemOf } from '../../shared/application/recording/without-record.ts';
import { parkingNotice, refusalNotice } from '../../shared/application/clearing/bus-notices.ts';
import { example } from '../support/facts/examples.ts';
import { SUBJECT, bescheid, concludedFacts } from '../support/facts/given.ts';
import { gebietskoerperschaftChanged } from '../support/facts/given-year.ts';
import { recorder } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('what goes out', () => {
  test('holds against the schema of what goes out, with and without its personal part', async () => {
    const history = await recorded();
    for (const { event } of history) {
      const validate = validatorOf(factOf(event.type));
      const whole = WIRE.toOutgoing(event);
      validate(whole);
      expect(validate.errors, event.type).toBeNull();
      const data = partsOfEvent(event).shared['data'];
      validate({ ...whole, data });
      expect(validate.errors, event.type).toBeNull();
      expect(validate({ ...whole, data: {} }), event.type).toBe(false);
    }
    expect(new Set(history.map(({ event }) => event.type)).size).toBeGreaterThan(6);
  });

  test('holds against the envelope of what goes out, whichever fact it is', () => {
    for (const fact of RECORDED) {
      const place = { version: 1, recordedAt: '2026-01-01T00:00:00Z', previousHash: '', hash: '' };
      const item = itemOf('Z#1', 'EVENT#1', { ...example(fact.stem), ...place });
      const { event: told } = storedEvent(item, WIRE);
      expect(outgoingEnvelope.safeParse(WIRE.toOutgoing(told)).error, fact.stem).toBeUndefined();
    }
  });

  test('tells the sender of a register fact that it waits, or was refused, under its subject', () => {
    const incoming = gebietskoerperschaftChanged('06415', ['2026-01-01']);
    const { crypto, clock } = recorder().reception.recorder;
    const delivery = { incoming, body: '', door: 'ingress', receivedAt: clock.now() } as const;
    const item = parkedItemOf(delivery, { digest: '', reason: 'sequence-gap', clock });
    const refusal = {
      month: '2025-09',
      key: 'k',
      reason: 'register-gap',
      body: '',
      door: 'ingress',
    } as const;
    for (const notice of [
      parkingNotice(item, { wire: WIRE, crypto }),
      refusalNotice(
        { ...refusal, receivedAt: clock.now(), proven: true, subject: 'ags-06415' },
        { wire: WIRE, crypto: nodeCrypto },
      ),
    ]) {
      expect(notice.subject).toBe('ags-06415');
      expect(outgoingEnvelope.safeParse(notice).success).toBe(true);
      const validate = validatorOf(factOf(notice.type.includes('parked') ? 'EventParked' : 'EventRefused'));
      validate(notice);
      expect(validate.errors, notice.type).toBeNull();
    }
  });

  test('is a CloudEvent for the public library, in the version that code knows', async () => {
    for (const { event } of await recorded()) {
      const out = WIRE.toOutgoing(event);
      const read = new CloudEvent({ ...out });
      expect(read.validate()).toBe(true);
      expect(JSON.parse(JSON.stringify(read)).data).toEqual(out.data);
      expect(versionOfType(out.type)).toBe(factOf(event.type).version);
    }
  });

  test('promises what the recorder adds, and no name of a person', () => {
    const schema = schemaFile(factOf('ZielvereinbarungDrafted'));
    expect(schema.properties.data.required).toEqual(expect.arrayContaining(['fassungHash', 'parties']));
    const signature = schemaFile(factOf('SignatureReceived')).properties.data;
    expect(signature.properties.signatory.required).toEqual(['office']);
    expect(signature.required).not.toContain('signatoryKey');
  });

  test('keeps a shared shape whole where only one of its uses may be withheld', () => {
    const name = { name: z.string() };
    const person = z.object(name).meta({ id: 'TestPerson' });
    const data = z.object({ by: person, other: person });
    const open = withheld(z.toJSONSchema(z.object({ data })), ['by.name']).properties?.['data'];
    expect(open).toMatchObject({
      properties: { by: { required: [] }, other: { $ref: '#/$defs/TestPerson' } },
    });
    expect(() => withheld(z.toJSONSchema(z.object({ data })), ['by.office'])).toThrow(/office/u);
  });

  test('carries its place in the log and the number that its sender gave', () => {
    for (const fact of OUTGOING) {
      expect(Object.keys(schemaFile(fact).properties), fact.stem).toContain('originsequence');
    }
  });
});

async function recorded() {
  const { send, store } = recorder();
  for (const event of [...concludedFacts(), bescheid('zuwendung', 890_000)]) await send(event);
  return store.history(SUBJECT);
}

function factOf(type: string): Fact {
  const fact = OUTGOING.find(({ name }) => name === type);
  if (fact === undefined) throw new Error(type);
  return fact;
}

function schemaFile(fact: Fact) {
  return JSON.parse(readFileSync(join(ROOT, outgoingSchemaPath(fact)), 'utf8'));
}

function validatorOf(fact: Fact) {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schemaFile(fact));
}
