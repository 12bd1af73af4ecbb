import { describe, expect, test } from 'vitest';
import { answerSentence } from '../../../../events/reasons.ts';
import { OPERATIONS } from '../../../support/stages/api-contract.ts';
import { damaged } from '../../../support/bodies/damaged-json.ts';
import { SUBJECT, bescheid, drafted, released, signature } from '../../../support/facts/given.ts';
import { asCloudEvent, recorder } from '../../../support/stages/recorder.ts';
import { LAND, machineOf, methodNamed, staffApi } from '../../../support/stages/staff-api.ts';

const json = (event: Parameters<typeof asCloudEvent>[0]) => JSON.stringify(asCloudEvent(event));
const DRAFT = json(drafted());
/** A letter as JSON escapes it. */
const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A stage on which each address of the contract that takes a body leads somewhere. */
async function stage() {
  const parts = staffApi();
  const { ask, send, receive, store } = parts;
  await send(drafted());
  await receive('{');
  const [item] = [...store.memory.clearing.values()];
  const { body: upload } = await ask('POST', '/v1/uploads', {
    body: { zielvereinbarung: SUBJECT, parties: [], sha256: 'a'.repeat(64), size: 1, fileName: 'scan.pdf' },
  });
  const places: Readonly<Record<string, string>> = {
    '/v1/uploads/{id}/confirmation': `/v1/uploads/${upload.uploadId}/confirmation`,
    '/v1/zielvereinbarungen/{id}/events': `/v1/zielvereinbarungen/${SUBJECT}/events`,
    '/v1/clearing/{month}/{key}/decision': `/v1/clearing/${item?.month}/${item?.key}/decision`,
  };
  return { ...parts, pathOf: (path: string) => places[path] ?? path };
}

const TAKING_BODIES = [...OPERATIONS].flatMap(([name, { requestBody }]) => {
  const [method = '', path = ''] = name.split(' ');
  return Object.entries(requestBody?.content ?? {}).map(([type, { example }]) => ({
    method: methodNamed(method),
    path,
    type,
    example: JSON.stringify(example),
  }));
});

describe('every address of the contract that takes a body', () => {
  test('is looked at', () => expect(TAKING_BODIES.length).toBeGreaterThan(5));

  test.each(TAKING_BODIES)('$method $path', async ({ method, path, type, example }) => {
    const { ask, pathOf, store, uploads, queue } = await stage();
    const isForSystems = type !== 'application/json';
    const before = JSON.stringify([store.memory, [...uploads], queue]);
    for (const { name, reason, body } of damaged(example, { asBytes: isForSystems })) {
      const answer = await ask(method, pathOf(path), {
        claims: isForSystems ? machineOf('rp') : LAND,
        headers: { 'content-type': type, 'idempotency-key': name.replaceAll(' ', '-'), 'if-match': '*' },
        body,
      });
      expect([name, answer.status, answer.body.code]).toEqual([name, 400, reason]);
      expect(answer.body.title).toBe(answerSentence(reason));
    }
    expect(JSON.stringify([store.memory, [...uploads], queue])).toBe(before);
  });

  test.each(TAKING_BODIES)('$method $path in another charset', async ({ method, path, type, example }) => {
    const { ask, pathOf } = await stage();
    const send = (contentType: string) =>
      ask(method, pathOf(path), {
        claims: type === 'application/json' ? LAND : machineOf('rp'),
        headers: { 'content-type': contentType, 'idempotency-key': 'k', 'if-match': '*' },
        body: example,
      });
    for (const charset of [
      'iso-8859-1',
      'windows-1252',
      '"UTF-16"',
      'latin1',
      ' iso-8859-1',
      'utf-8; charset=iso-8859-1',
    ])
      expect(await send(`${type}; charset=${charset}`)).toMatchObject({
        status: 415,
        body: { code: 'encoding-invalid' },
      });
    for (const charset of ['utf-8', 'UTF-8', '"utf-8"', 'us-ascii', ' utf-8', 'utf-8; x="a;charset=latin1"'])
      expect((await send(`${type};charset=${charset}`)).body.code).not.toBe('encoding-invalid');
  });
});

describe('the queues', () => {
  test.each(['ingress', 'internal'] as const)(
    '%s refuses each by its name and keeps it as it came',
    async (door) => {
      for (const { name, reason, body } of damaged(DRAFT)) {
        const { receive, store } = recorder();
        const answer = await receive(String(body), door);
        expect([name, answer]).toMatchObject([name, { outcome: 'refused', reason }]);
        expect([...store.memory.clearing.values()]).toMatchObject([{ body, reason }]);
        expect(await store.history(SUBJECT)).toEqual([]);
      }
    },
  );

  test('tell the sender, wherever the message says once who it is', async () => {
    for (const { reason, body } of damaged(DRAFT)) {
      const { receive, store } = recorder();
      await receive(String(body));
      const { source, id, subject } = drafted();
      const claim = reason === 'body-unreadable' ? {} : { source, id, subject };
      expect([...store.memory.clearing.values()]).toMatchObject([claim]);
    }
  });

  test('believe no name that stands there twice', async () => {
    const { receive, store } = recorder();
    await receive(DRAFT.replace('{', '{"id":"another","subject":"AQB-2025-06531",'));
    const [item] = [...store.memory.clearing.values()];
    expect(item).toMatchObject({ reason: 'duplicate-json-key', source: drafted().source });
    expect(item).not.toHaveProperty('id');
    expect(item).not.toHaveProperty('subject');
  });

  test('let the number of a refused message go, so that its followers go on', async () => {
    const { receive, send, store } = recorder();
    const first = json(drafted({}, { sequence: '1' }));
    expect(await send(drafted({}, { id: 'second', sequence: '2' }))).toMatchObject({ outcome: 'parked' });
    expect(await receive(first.replace('{"amountCent"', '{"amountCent":1,"amountCent"'))).toMatchObject({
      reason: 'duplicate-json-key',
    });
    expect((await store.history(SUBJECT)).map(({ event }) => event.id)).toEqual(['second']);
  });
});

describe('a repeat', () => {
  test('stays one in other bytes: NFD, escapes, blanks, a byte order mark, another order', async () => {
    const { receive, store } = recorder();
    const signed = asCloudEvent(
      signature('land', { signatory: { name: 'Jörg Müller', office: 'Staatssekretär' }, place: 'Büdingen' }),
    );
    for (const fact of [
      drafted(),
      { ...drafted(), type: 'ZielvereinbarungReleasedForSignature' as const, id: 'r', data: { fassung: 1 } },
    ])
      await receive(JSON.stringify(asCloudEvent(fact)));
    expect(await receive(JSON.stringify(signed))).toMatchObject({ outcome: 'recorded' });
    const { data, ...attributes } = signed;
    const text = JSON.stringify({ data, ...attributes }, undefined, 2);
    const others = [
      JSON.stringify(signed).normalize('NFD'),
      text,
      `\uFEFF${text}`,
      text.replaceAll(/[^\0-~]/gu, escaped),
    ];
    for (const body of others) expect(await receive(body)).toMatchObject({ outcome: 'duplicate' });
    expect(store.memory.clearing.size).toBe(0);
    expect(await store.history(SUBJECT)).toHaveLength(3);
  });

  test('of what a release before recorded from a damaged body is no refusal', async () => {
    const { receive, send, store } = recorder();
    await send(drafted());
    // As a parser without strictness reads it: the last one counts.
    const damagedBefore = DRAFT.replace('{"amountCent"', '{"amountCent":1,"amountCent"');
    expect(await receive(damagedBefore)).toMatchObject({ outcome: 'duplicate' });
    const many = JSON.stringify(Array.from({ length: 6_000 }, () => 1));
    expect(await receive(DRAFT.replace('{', `{"x-more":${many},`))).toMatchObject({ outcome: 'duplicate' });
    expect(store.memory.clearing.size).toBe(0);
  });
});

describe('what came early', () => {
  test('waits where it is listed, whatever year its subject names', async () => {
    for (const subject of ['AQB-9999-06533', 'AQB-2100-06533']) {
      const { receive, store } = recorder();
      const early = JSON.stringify({ ...asCloudEvent(released()), subject });
      expect([subject, await receive(early)]).toMatchObject([subject, { outcome: 'parked' }]);
      expect((await store.waiting(subject))[0]?.until).toBe('2025-11-30');
    }
  });

  test('of a Gebietskörperschaft that did not exist in the year of its subject waits for nothing', async () => {
    for (const subject of ['UODFO-0804-86021', 'AQB-0000-06533', 'AQB-2025-06415']) {
      const { receive, store } = recorder();
      const early = JSON.stringify({ ...asCloudEvent(released()), subject });
      const reason = 'gebietskoerperschaft-not-valid-in-year';
      expect([subject, await receive(early)]).toMatchObject([subject, { outcome: 'refused', reason }]);
      expect(await store.waiting(subject)).toEqual([]);
    }
  });

  const nfd = (event: Parameters<typeof asCloudEvent>[0], isEscaped = false) => {
    const text = json(event).normalize('NFD');
    return isEscaped ? text.replaceAll(/[^\0-~]/gu, escaped) : text;
  };
  const signed = signature('land', { signatory: { name: 'Jörg Müller', office: 'Staatssekretär' } });

  test.each([false, true])('in NFD (escaped: %s) is recorded in its turn, in NFC', async (isEscaped) => {
    const { receive, send, store } = recorder();
    expect(await receive(nfd(signed, isEscaped))).toMatchObject({ outcome: 'parked' });
    for (const fact of [drafted(), released()]) await send(fact);
    const history = await store.history(SUBJECT);
    expect(history.at(-1)?.event).toMatchObject({
      id: signed.id,
      data: { signatory: { name: 'Jörg Müller' } },
    });
    expect(store.memory.clearing.size).toBe(0);
  });
});

describe('what lies in the store', () => {
  test('may have said data_base64 when nobody knew it', async () => {
    const { receive, send, store } = recorder();
    const waiting = bescheid('zuwendung', 890_000);
    await send(waiting);
    const [[key, item] = []] = [...store.memory.parked];
    if (key === undefined || item === undefined) throw new Error('It waits');
    store.memory.parked.set(key, { ...item, body: item.body.replace('{', '{"data_base64":"AAAA",') });
    await receive(DRAFT);
    expect((await store.history(SUBJECT)).map(({ event }) => event.id)).toContain(waiting.id);
    expect(await receive(DRAFT.replace('{', '{"data_base64":"AAAA",'))).toMatchObject({
      outcome: 'duplicate',
    });
  });

  test('is read as it was read when it came', async () => {
    const { receive, send, store } = recorder();
    const waiting = bescheid('zuwendung', 890_000);
    await send(waiting);
    const [[key, item] = []] = [...store.memory.parked];
    if (key === undefined || item === undefined) throw new Error('It waits');
    // A release before parked it under the digest of the last one.
    store.memory.parked.set(key, {
      ...item,
      body: item.body.replace('{"amountCent"', '{"amountCent":1,"amountCent"'),
    });
    await receive(DRAFT);
    expect((await store.history(SUBJECT)).map(({ event }) => event.id)).toContain(waiting.id);
  });
});
