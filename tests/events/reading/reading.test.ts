import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { INCOMING } from '../../../events/incoming/index.ts';
import { joinPersonal, splitPersonal } from '../../../events/personal.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import { text } from '../../../events/primitives.ts';
import { firstProblem } from '../../../events/reading/problem.ts';
import { readIncoming } from '../../../events/reading/read.ts';
import { drafted, released } from '../../support/facts/given.ts';
import { WIRE } from '../../support/facts/wire.ts';
import { FACTS } from '../../../events/facts.ts';

const PREFIX = 'de.hessen.aqb';
const thread = { sequence: '7', correlationid: 'thread', causationid: 'cause' };
const sent = (change: object = {}) => ({ ...WIRE.toCloudEvent({ ...released(), ...thread }), ...change });
const read = (change: object = {}) => WIRE.readEnvelope(JSON.stringify(sent(change)));

describe('an envelope', () => {
  test('is read with its fact, and what the recorder needs of it', () => {
    const envelope = read();
    expect(envelope).toMatchObject({ ok: true, fact: { stem: 'zielvereinbarung.released-for-signature' } });
    if (!envelope.ok) throw new Error('It can be read');
    expect(readIncoming(envelope.event, envelope.fact)).toEqual({
      ok: true,
      incoming: { ...released(), ...thread },
    });
  });

  test('needs neither number nor thread', () => {
    const envelope = WIRE.readEnvelope(JSON.stringify(WIRE.toCloudEvent(released())));
    if (!envelope.ok) throw new Error('It can be read');
    expect(readIncoming(envelope.event, envelope.fact)).toEqual({ ok: true, incoming: released() });
  });

  test('may name the schema of its type', () => {
    const { type } = sent();
    expect(read({ dataschema: `urn:aqb:schema:${type}` })).toMatchObject({ ok: true });
    expect(read({ dataschema: 'urn:aqb:schema:another' })).toMatchObject({
      ok: false,
      reason: 'schema-violated',
      detail: 'Schema der Daten (dataschema): erwartet wird das Schema der Art der Meldung',
      claim: { id: released().id },
    });
  });

  test.each(['{', '"text"', 'null', '7', ''])('is none where the body is %s', (body) =>
    expect(WIRE.readEnvelope(body)).toEqual({ ok: false, reason: 'body-unreadable', claim: {} }),
  );

  test('comes alone: a list of events is no message', () =>
    expect(WIRE.readEnvelope(JSON.stringify([sent()]))).toEqual({
      ok: false,
      reason: 'batch-unsupported',
      claim: {},
    }));

  test.each([
    ['no type of ours', `${PREFIX}.zielvereinbarung.imagined.v1`, 'event-type-unknown'],
    ['no version', `${PREFIX}.zielvereinbarung.drafted`, 'event-type-unknown'],
    ['another prefix', 'de.bund.zielvereinbarung.drafted.v1', 'event-type-unknown'],
    ['a prefix that only begins alike', `${PREFIX}x.zielvereinbarung.drafted.v1`, 'event-type-unknown'],
    ['a version that there is not', `${PREFIX}.zielvereinbarung.drafted.v9`, 'event-version-unknown'],
    ['a version of many digits', `${PREFIX}.zielvereinbarung.drafted.v1000`, 'event-type-unknown'],
    ['more behind its version', `${PREFIX}.zielvereinbarung.drafted.v1x`, 'event-type-unknown'],
  ])('with %s is refused', (_, type, reason) =>
    expect(read({ type })).toMatchObject({
      ok: false,
      reason,
      detail: 'Art der Meldung (type)',
      claim: { type },
    }),
  );

  test('of a subject that its fact cannot be about is refused', () => {
    expect(read({ subject: 'ags-06415' })).toMatchObject({
      ok: false,
      reason: 'subject-unknown',
      detail: 'Gegenstand (subject)',
      claim: { subject: 'ags-06415' },
    });
  });

  test('of a fact that nobody may send is read, and not taken in', () => {
    const derived = FACTS.find((fact) => !INCOMING.some(({ stem }) => stem === fact.stem));
    if (derived === undefined) throw new Error('There are facts of the recorder');
    expect(readIncoming(sent({ data: {} }), { ...derived, data: z.object({}) })).toMatchObject({
      ok: false,
      reason: 'event-type-unknown',
      claim: { id: released().id },
    });
  });

  test('whose data breaks the schema says where', () => {
    const envelope = read({ data: { fassung: 0 } });
    if (!envelope.ok) throw new Error('The envelope can be read');
    expect(readIncoming(envelope.event, envelope.fact)).toMatchObject({
      ok: false,
      reason: 'schema-violated',
      detail: 'Fassung (data.fassung): erwartet wird eine Zahl von mindestens 1',
      claim: { source: released().source, sequence: '7' },
    });
  });
});

describe('what a refused message says of itself', () => {
  const claimOf = (change: object) => {
    const envelope = read({ specversion: '0.3', ...change });
    return envelope.ok ? undefined : envelope.claim;
  };

  test('is believed field by field', () =>
    expect(claimOf({})).toEqual({
      id: released().id,
      source: released().source,
      subject: released().subject,
      sequence: '7',
      time: released().time,
      type: sent().type,
    }));

  test.each([
    ['id', 300],
    ['source', 300],
    ['subject', 100],
    ['sequence', 20],
    ['time', 40],
    ['type', 200],
  ] as const)('in %s up to its longest, and only in plain letters', (field, longest) => {
    expect(claimOf({ [field]: '~'.repeat(longest) })?.[field]).toBe('~'.repeat(longest));
    for (const value of ['~'.repeat(longest + 1), 'ä', 'a\u0007', 'a\u007F', [7], '', null])
      expect(claimOf({ [field]: value })).not.toHaveProperty(field);
  });
});

describe('the first problem', () => {
  const problemOf = (schema: z.ZodType, value: unknown, root?: string) => {
    const { reason, detail } = firstProblem(schema, value, root);
    return { reason, detail };
  };

  test('names path, rule and reason, never the value', () => {
    const schema = z.object({ goals: z.array(z.object({ name: text(3) })) });
    expect(problemOf(schema, { goals: [{ name: 'a\u200B' }] }, 'data')).toEqual({
      reason: 'text-invalid',
      detail:
        'Unbekanntes Feld Nr. 1, Name (data.goals.0.name): erwartet wird ein lesbarer Text, nicht nur Leerzeichen, ohne unsichtbare, steuernde oder zerlegte Zeichen',
    });
    expect(problemOf(schema, { goals: 'secret' })).toMatchObject({ reason: 'schema-violated' });
    expect(problemOf(schema, { goals: 'secret' }).detail).toBe(
      'Unbekanntes Feld (goals): erwartet wird eine Liste',
    );
  });

  test('of a date is a date that is none, and of a rule without a known reason a broken schema', () => {
    expect(problemOf(z.object({ on: z.iso.date() }), { on: '2025-02-30' }).reason).toBe('date-invalid');
    expect(problemOf(z.iso.datetime(), 'x').reason).toBe('schema-violated');
    const odd = z.string().refine(() => false, { params: { reason: 'imagined' } });
    expect(problemOf(odd, 'x').reason).toBe('schema-violated');
  });
});

describe('a fact that is written', () => {
  test('carries what it has, and nothing that it has not', () => {
    expect(WIRE.toCloudEvent(released())).toEqual({
      specversion: '1.0',
      id: released().id,
      source: released().source,
      type: `${PREFIX}.zielvereinbarung.released-for-signature.v1`,
      subject: released().subject,
      time: released().time,
      datacontenttype: 'application/json',
      data: released().data,
    });
    expect(sent()).toMatchObject(thread);
  });

  test('for others bears its place in the log, and the number of its sender beside it', () => {
    const recorded = { ...drafted(), version: 3, recordedAt: '2025-09-01T10:00:00.000Z' } as RecordedEvent;
    expect(WIRE.toOutgoing({ ...recorded, sequence: '7' })).toMatchObject({
      sequence: '3',
      originsequence: '7',
    });
    expect(WIRE.toOutgoing(recorded)).not.toHaveProperty('originsequence');
  });

  test('of no fact of ours is a mistake of the caller', () =>
    expect(() => WIRE.toCloudEvent({ ...drafted(), type: 'Imagined' })).toThrow(
      'There is no fact named Imagined',
    ));
});

describe('personal parts', () => {
  const data = {
    name: 'Anna',
    list: ['a', 'b'],
    goals: [{ word: 'x', figure: 1 }, { figure: 2 }, { word: 'z', figure: 3 }],
    deep: { inner: { word: 'y', rest: null } },
  };

  test.each([
    ['a leaf', ['name'], { name: 'Anna' }],
    ['a leaf below', ['deep.inner.word'], { 'deep.inner.word': 'y' }],
    [
      'the leaves of a list, each at its place',
      ['goals.*.word'],
      { 'goals.0.word': 'x', 'goals.2.word': 'z' },
    ],
    ['nothing that is not there', ['nobody', 'deep.nobody.word', 'name.below', 'goals.word'], {}],
    ['no entry of a list', ['list.*'], {}],
    ['a leaf that is null', ['deep.inner.rest'], { 'deep.inner.rest': null }],
  ])('are %s', (_, paths, personal) => {
    const parts = splitPersonal(data, paths);
    expect(parts.personal).toEqual(personal);
    expect(joinPersonal(parts.shared, parts.personal)).toEqual(data);
    expect(data.goals[0]).toHaveProperty('word');
  });

  test('leave everything else in its place', () =>
    expect(splitPersonal(data, ['name', 'goals.*.word', 'deep.inner.word']).shared).toEqual({
      list: ['a', 'b'],
      goals: [{ figure: 1 }, { figure: 2 }, { figure: 3 }],
      deep: { inner: { rest: null } },
    }));

  test('are put back also where all around them was personal', () =>
    expect(joinPersonal({}, { 'a.b.c': 1 })).toEqual({ a: { b: { c: 1 } } }));
});
