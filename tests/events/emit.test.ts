import { execFile, execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventInvalid, EventNotTaken, overHttp, problemOf, producer, sqsMessage } from '../../events/emit.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { readIncoming } from '../../events/reading/read.ts';
import { examples } from '../support/facts/examples.ts';
import { WIRE } from '../support/facts/wire.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const SUBJECT = 'AQB-2025-06533';
const released = { subject: SUBJECT, data: { fassung: 1, dueOn: '2025-08-31' } };

function collecting() {
  const sent: CloudEvent[] = [];
  const send = (event: CloudEvent) => Promise.resolve(sent.push(event));
  const settings = { source: 'https://hmsi.example/fachverfahren', now: () => '2025-07-01T08:00:00Z' };
  return { sent, ...producer({ ...settings, newId: () => 'a-1', send }) };
}

describe('a producer', () => {
  test('sends a fact as a CloudEvent that the recorder reads', async () => {
    const { sent, emit } = collecting();
    const { event, answer } = await emit('ZielvereinbarungReleasedForSignature', {
      ...released,
      sequence: '2',
    });
    expect(answer).toBe(1);
    expect(sent).toEqual([event]);
    expect(event).toEqual({
      specversion: '1.0',
      id: 'a-1',
      source: 'https://hmsi.example/fachverfahren',
      type: 'de.hessen.aqb.zielvereinbarung.released-for-signature.v1',
      subject: SUBJECT,
      time: '2025-07-01T08:00:00Z',
      datacontenttype: 'application/json',
      sequence: '2',
      data: { fassung: 1, dueOn: '2025-08-31' },
    });
    const read = WIRE.readEnvelope(JSON.stringify(event));
    expect(read.ok && readIncoming(read.event, read.fact)).toMatchObject({ ok: true });
  });

  test('gives an id and a time of its own where the sender names none', async () => {
    const { emit } = producer({ source: 'urn:somebody', send: () => Promise.resolve() });
    const [one, other] = [
      await emit('ZielvereinbarungReleasedForSignature', released),
      await emit('ZielvereinbarungReleasedForSignature', released),
    ];
    expect(one.event.id).not.toBe(other.event.id);
    expect(one.event.time).toMatch(/^\d{4}-\d\d-\d\dT.+Z$/u);
  });

  test.each([
    ['a field that breaks its schema', { fassung: 0 }, 'schema-violated', 'data.fassung'],
    ['a day that does not exist', { fassung: 1, dueOn: '2025-02-31' }, 'date-invalid', 'data.dueOn'],
  ])('sends nothing where there is %s', async (_what, data, reason, detail) => {
    const { sent, emit } = collecting();
    const refused: unknown = await emit('ZielvereinbarungReleasedForSignature', {
      subject: SUBJECT,
      data,
    }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EventInvalid);
    expect(refused).toMatchObject({ reason, detail: expect.stringContaining(detail) });
    expect(String(refused)).toContain('Es wurde nichts gespeichert.');
    expect(String(refused)).not.toContain('Klärungsstelle');
    expect(sent).toEqual([]);
  });

  test('sends nothing that only our own functions may say', async () => {
    const { sent, emit } = collecting();
    const due = { subject: SUBJECT, data: { fassung: 1, publishAt: '2025-08-18T10:30:00Z' } };
    await expect(emit('PublicationDue', due)).rejects.toMatchObject({ reason: 'sender-not-allowed' });
    expect(sent).toEqual([]);
  });

  test('speaks the prefix of its stage', async () => {
    const sent: CloudEvent[] = [];
    const { emit } = producer({
      source: 'urn:somebody',
      prefix: 'org.example',
      send: (event) => Promise.resolve(sent.push(event)),
    });
    await emit('ZielvereinbarungReleasedForSignature', released);
    expect(sent[0]?.type).toBe('org.example.zielvereinbarung.released-for-signature.v1');
    expect(problemOf(sent[0])).toMatchObject({ reason: 'event-type-unknown' });
  });
});

describe('the way out', () => {
  const event: CloudEvent = JSON.parse(
    examples().find(({ name }) => name === 'signature-received.json')?.body ?? '',
  );

  test('over the queue is the event as body, grouped by its subject', () => {
    const { MessageBody, ...rest } = sqsMessage('https://sqs.example/ingress.fifo', event);
    expect(rest).toEqual({ QueueUrl: 'https://sqs.example/ingress.fifo', MessageGroupId: SUBJECT });
    expect(JSON.parse(MessageBody)).toEqual(event);
  });

  test('over HTTP posts the event with a token and gives the receipt', async () => {
    const asked: unknown[] = [];
    const send = overHttp({
      apiUrl: 'https://api.example/',
      token: () => Promise.resolve('t0'),
      fetch: (url, request) => {
        asked.push([url, request]);
        return Promise.resolve(new Response('{"receipt":"r"}', { status: 202 }));
      },
    });
    expect(await send(event)).toEqual({ receipt: 'r' });
    expect(asked).toEqual([
      [
        'https://api.example/v1/events',
        {
          method: 'POST',
          headers: { authorization: 'Bearer t0', 'content-type': 'application/cloudevents+json' },
          body: JSON.stringify(event),
        },
      ],
    ]);
  });

  test('over HTTP tells with which problem the API did not take the event', async () => {
    const answers = ['{"code":"role-missing"}', 'Bad gateway'];
    const send = overHttp({
      apiUrl: 'https://api.example',
      token: () => Promise.resolve('t0'),
      fetch: () => Promise.resolve(new Response(answers.shift(), { status: 403 })),
    });
    const refused: unknown = await send(event).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EventNotTaken);
    expect(refused).toMatchObject({ status: 403, problem: { code: 'role-missing' } });
    await expect(send(event)).rejects.toMatchObject({ problem: 'Bad gateway' });
  });
});

describe('the package of the contract', () => {
  const received: { readonly authorization: string | undefined; readonly body: string }[] = [];
  let folder: string;
  let server: Server;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'events-'));
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        received.push({ authorization: request.headers.authorization, body });
        response.writeHead(202, { 'content-type': 'application/json' }).end('{"state":"received"}');
      });
    });
    await new Promise<void>((ready) => {
      server.listen(0, '127.0.0.1', ready);
    });
    execFileSync(process.execPath, ['cli/commands/build-events.ts', '--out', join(folder, 'built')], {
      cwd: ROOT,
    });
    execFileSync('npm', ['pack', './built', '--offline', '--silent'], { cwd: folder });
    const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    const home = join(folder, 'node_modules/@zielvereinbarungen/events');
    mkdirSync(home, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, archive), '-C', home, '--strip-components=1']);
    symlinkSync(join(ROOT, 'node_modules/zod'), join(folder, 'node_modules/zod'));
  });
  afterAll(async () => {
    await new Promise((closed) => {
      server.close(closed);
    });
    rmSync(folder, { recursive: true, force: true });
  });

  test('lets a plain JavaScript program of another system say a fact', async () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    writeFileSync(
      join(folder, 'say.mjs'),
      `import { producer, overHttp } from '@zielvereinbarungen/events';
       const send = overHttp({ apiUrl: 'http://127.0.0.1:${port}', token: async () => 'abc' });
       const { emit } = producer({ source: 'https://rp-kassel.example/foerderung', send });
       const data = {
         art: 'zuwendung', aktenzeichen: 'RPKS-1', issuedOn: '2025-03-01',
         amount: { amountCent: 89000000, currency: 'EUR' },
         bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
       };
       const { answer } = await emit('BescheidIssued', { id: 'rp-1', subject: '${SUBJECT}', data });
       console.log(JSON.stringify(answer));
       await emit('BescheidIssued', { subject: '${SUBJECT}', data: { ...data, art: 'geschenk' } }).catch(
         ({ name, reason, detail }) => console.log(name, reason, detail),
       );`,
    );
    const { stdout } = await run(process.execPath, ['say.mjs'], { cwd: folder });
    expect(stdout).toMatch(
      /^\{"state":"received"\}\nEventInvalid schema-violated Art [(]data[.]art[)]: erwartet wird einer der Werte „zuwendung“/u,
    );
    expect(received).toHaveLength(1);
    expect(received[0]?.authorization).toBe('Bearer abc');
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      id: 'rp-1',
      type: 'de.hessen.aqb.bescheid.issued.v1',
      source: 'https://rp-kassel.example/foerderung',
    });
    expect(problemOf(JSON.parse(received[0]?.body ?? ''))).toBeUndefined();
  });

  test('lets a plain JavaScript program listen in order', async () => {
    writeFileSync(
      join(folder, 'listen.mjs'),
      `import { inOrder } from '@zielvereinbarungen/events/subscriber';
       const { take } = inOrder();
       const fact = (sequence) => ({ source: 'urn:a', id: sequence, subject: '${SUBJECT}', sequence });
       const taken = ['2', '1', '1'].map((sequence) => take(fact(sequence)));
       console.log(taken.flatMap(({ delivered }) => delivered).map(({ id }) => id).join());`,
    );
    const { stdout } = await run(process.execPath, ['listen.mjs'], { cwd: folder });
    expect(stdout).toBe('1,2\n');
  });

  test('knows the types of each fact', async () => {
    const settings = { module: 'NodeNext', target: 'ES2022', strict: true, noEmit: true, types: ['node'] };
    const compilerOptions = { ...settings, typeRoots: [join(ROOT, 'node_modules/@types')] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['say.mts'] }));
    writeFileSync(
      join(folder, 'say.mts'),
      `import { producer } from '@zielvereinbarungen/events';
       import { inOrder, type Subscriber } from '@zielvereinbarungen/events/subscriber';
       const { take }: Subscriber = inOrder();
       // @ts-expect-error -- a mere text is no event
       take('text');
       const { emit } = producer({ source: 'urn:a', send: async ({ id }) => id });
       const { answer } = await emit('ZielvereinbarungReleasedForSignature', { subject: 'S', data: { fassung: 1 } });
       answer.toUpperCase();
       // @ts-expect-error -- there is no such fact
       void emit('SomethingElse', { subject: 'S', data: {} });
       // @ts-expect-error -- the data belongs to another fact
       void emit('SignatureReceived', { subject: 'S', data: { fassung: 1 } });`,
    );
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [compiler, '-p', folder]).catch((error: unknown) =>
      Object(error),
    );
    expect(stdout).toBe('');
  });

  test('carries schemas, examples, catalogue and licence', () => {
    const home = join(folder, 'node_modules/@zielvereinbarungen/events');
    expect(readdirSync(home).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'emit.js',
      'examples',
      'package.json',
      'schemas',
      'subscriber.js',
      'types',
    ]);
    const schemas = readdirSync(join(home, 'schemas'));
    expect(schemas).toEqual(
      expect.arrayContaining(['asyncapi.json', 'outgoing', 'signature.received.v1.json']),
    );
    expect(schemas).not.toContain('released.json');
    expect(readdirSync(join(home, 'examples'))).toContain('signature-received.json');
  });
});
