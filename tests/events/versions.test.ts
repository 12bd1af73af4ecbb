import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exampleName } from '../../cli/generate/catalogue.ts';
import { schemaFiles, factVersions } from '../../cli/generate/schemas.ts';
import { type Fact, type FormerVersion } from '../../events/fact.ts';
import { signatureReceived } from '../../events/incoming/signature.ts';
import { text } from '../../events/primitives.ts';
import { readIncoming } from '../../events/reading/read.ts';
import type { NewEvent } from '../../events/recorded/index.ts';
import { nodeCrypto } from '../../shared/adapters/crypto.ts';
import { eventItem, storedEvent } from '../../shared/adapters/table/dynamodb-items.ts';
import { digestOf } from '../../shared/domain/facts/digest-of.ts';
import { GENESIS, seal } from '../../shared/application/log/seal.ts';
import { firstBrokenLink } from '../../shared/application/log/verify-chain.ts';
import { examples } from '../support/facts/examples.ts';
import { DEFAULT_PREFIX } from '../../events/wire-type.ts';
import { wireOf } from '../../events/wire.ts';
import { WIRE } from '../support/facts/wire.ts';
import { FACTS } from '../../events/facts.ts';

/** What version 1 says with `place` and `signatory`, version 2 would say with `signed {in, by}`. */
const formerSignature: FormerVersion<typeof signatureReceived.data> = {
  version: 1,
  personal: [...signatureReceived.personal, 'signatoryKey'],
  data: signatureReceived.data,
  upcast: ({ place, signatory, ...rest }) => ({ ...rest, signed: { in: place, by: signatory } }),
};
const { place: _place, signatory: _signatory, ...kept } = signatureReceived.data.shape;
const nextSignature: Fact = {
  ...signatureReceived,
  version: 2,
  personal: ['signed.by.name', 'signatoryKey'],
  data: z.object({
    ...kept,
    signed: z.object({ in: text(80), by: z.object({ name: text(120), office: text(120) }) }),
  }),
  formerly: [formerSignature],
};
const facts = FACTS.map((fact) => (fact.stem === nextSignature.stem ? nextSignature : fact));

const NOW = '2025-09-01T10:00:00.000Z';
const crypto = { ...nodeCrypto, salt: () => '1'.repeat(32) };
const byName = new Map(examples().map(({ name, body }) => [name, body]));
const said = byName.get('signature-received.json') ?? '';

describe('an older version of a fact', () => {
  test('is read as the newest', () => {
    const read = readAs(nextSignature);
    expect(read.incoming).toMatchObject({
      type: 'SignatureReceived',
      data: {
        fassung: 1,
        signed: { in: 'Wiesbaden', by: { name: 'Heike Hofmann', office: 'Staatsministerin' } },
      },
    });
    expect(nextSignature.data.safeParse(read.incoming.data).success).toBe(true);
  });

  test('is still refused by name where it breaks its own schema', () => {
    const { place: _, ...data } = JSON.parse(said).data;
    const envelope = wireOf(DEFAULT_PREFIX, facts).readEnvelope(
      JSON.stringify({ ...JSON.parse(said), data }),
    );
    if (!envelope.ok) throw new Error(envelope.reason);
    expect(readIncoming(envelope.event, envelope.fact)).toMatchObject({
      ok: false,
      reason: 'schema-violated',
      detail: expect.stringContaining('data.place'),
    });
  });

  test('is refused where its upcast makes what the newest schema does not admit', () => {
    const broken = { ...nextSignature, formerly: [{ ...formerSignature, upcast: () => ({ fassung: 0 }) }] };
    const event = JSON.parse(said);
    expect(readIncoming(event, broken)).toMatchObject({ ok: false, reason: 'schema-violated' });
  });

  test('that nobody declared is refused', () => {
    const unknown = JSON.stringify({
      ...JSON.parse(said),
      type: WIRE.typeOf({ ...nextSignature, version: 3 }),
    });
    expect(wireOf(DEFAULT_PREFIX, facts).readEnvelope(unknown)).toMatchObject({
      ok: false,
      reason: 'event-version-unknown',
    });
  });

  test('that comes again after the fact has a newer one is the same message', () => {
    const before = digestOf(readAs(signatureReceived), nodeCrypto);
    expect(digestOf(readAs(nextSignature), nodeCrypto)).toBe(before);
  });

  test('keeps its schema beside the newest', () => {
    expect(factVersions(nextSignature).map(({ version, data }) => [version, data])).toEqual([
      [2, nextSignature.data],
      [1, formerSignature.data],
    ]);
    expect(schemaFiles().length).toBeGreaterThan(FACTS.length);
  });

  test('has an example that is read as the newest', () => {
    const former = facts.flatMap((fact) => (fact.formerly ?? []).map((old) => ({ fact, old })));
    for (const { fact, old } of former) {
      const name = exampleName({ ...fact, version: old.version });
      const event = JSON.parse(byName.get(name) ?? '{}');
      expect(wireOf(DEFAULT_PREFIX, facts).readEnvelope(JSON.stringify(event)), name).toMatchObject({
        ok: true,
      });
      expect(readIncoming(event, fact), name).toMatchObject({ ok: true, said: { version: old.version } });
    }
    expect(former.length).toBeGreaterThan(0);
  });
});

describe('an older version in the log', () => {
  const [stored] = seal([recorded()], { version: 0, lastHash: GENESIS }, { recordedAt: NOW, crypto });
  if (stored === undefined) throw new Error('Nothing was sealed');
  const item = eventItem(stored, WIRE);

  test('is read as the newest, with what the recorder added', () => {
    const { event } = storedEvent(item, WIRE, [nextSignature]);
    expect(event).toMatchObject({ type: 'SignatureReceived', version: 1 });
    expect(event.data).toMatchObject({
      signed: { in: 'Wiesbaden', by: { name: 'Heike Hofmann' } },
      signatoryKey: 'ab12',
    });
  });

  test('keeps the chain: what was recorded is proven, not what it is read as', () => {
    const read = storedEvent(item, WIRE, [nextSignature]);
    expect(firstBrokenLink([read], nodeCrypto)).toBeUndefined();
    const { sealed: _, ...asRead } = read;
    expect(firstBrokenLink([asRead], nodeCrypto)).toBe(1);
    const forged = { ...read, sealed: { personal: [], data: { fassung: 2 } } };
    expect(firstBrokenLink([forged], nodeCrypto)).toBe(1);
  });

  test('is read as the newest also where its personal part was taken out', () => {
    const { personal: _, ...erased } = item;
    const read = storedEvent(erased, WIRE, [nextSignature]);
    expect(firstBrokenLink([read], nodeCrypto)).toBeUndefined();
    expect(read.event.data).toMatchObject({
      signed: { in: 'Wiesbaden', by: { office: 'Staatsministerin' } },
    });
    expect(JSON.stringify(read)).not.toContain('Hofmann');
  });
});

function readAs(fact: Fact) {
  const envelope = wireOf(DEFAULT_PREFIX, [fact]).readEnvelope(said);
  if (!envelope.ok) throw new Error(envelope.reason);
  const read = readIncoming(envelope.event, envelope.fact);
  if (!read.ok) throw new Error(read.reason);
  return read;
}

/** The example as the recorder keeps it: with a key that goes with the name. */
function recorded(): NewEvent {
  const { incoming } = readAs(signatureReceived);
  if (incoming.type !== 'SignatureReceived') throw new Error(incoming.type);
  return { ...incoming, data: { ...incoming.data, signatoryKey: 'ab12' } };
}
