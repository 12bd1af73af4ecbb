import type { Context, SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { envelope } from '../../events/fact.ts';
import { documentArchived } from '../../events/incoming/document.ts';
import { scanArchived as scanArchivedFact, scanRefused, scanSubmitted } from '../../events/incoming/scan.ts';
import { createHandler } from '../../functions/inspect-scan/handler.ts';
import { sha256Hex } from '../../shared/adapters/crypto.ts';
import type { Inspection, TextInspection } from '../../shared/scan-gate/rules/inspection.ts';
import { SCAN_LIMITS } from '../../shared/scan-gate/rules/limits.ts';
import type { PageCode } from '../../shared/scan-gate/rules/qr-code.ts';
import { telemetryOf } from '../../shared/lambda/telemetry.ts';
import { draftedLog } from '../support/histories/drafted-log.ts';
import { drafted, released, scanArchived } from '../support/facts/given.ts';
import { textCopied } from '../support/facts/given-year.ts';
import { recorder } from '../support/stages/recorder.ts';
import {
  copyOf,
  fixedInspector,
  memoryArchive,
  memoryInbox,
  memoryQueue,
  sha256,
} from '../support/stages/intake.ts';
import { quickPatience } from '../support/stages/patience.ts';
import { WIRE } from '../support/facts/wire.ts';

const UPLOAD = '01J9ZQ4T8K2M';
const KEY = `uploads/${UPLOAD}/scan`;
const SUBJECT = 'AQB-2025-06533';
const PAPER = Buffer.from('%PDF-1.7 the signed paper');
const UPLOADED_AT = '2025-08-20T09:30:00Z';
const code = (page: number, other: Partial<PageCode> = {}): PageCode => ({
  subject: SUBJECT,
  fassung: 1,
  page,
  fassungHash16: '0123456789abcdef',
  ...other,
});
const HARMLESS: Inspection = {
  ok: true,
  pages: 2,
  observations: [],
  codes: [code(1), code(2)],
  previews: [new Uint8Array([1])],
};
const FORM = {
  'upload-id': UPLOAD,
  zielvereinbarung: SUBJECT,
  fassung: '1',
  parties: 'land,kommune',
  sha256: sha256(PAPER),
  size: String(PAPER.length),
  'original-location': encodeURIComponent('Registratur Limburg, Raum 12'),
};
const NAMELESS = { 'upload-id': UPLOAD, sha256: sha256(PAPER), parties: '' };

const notice = (key = KEY, bucket = 'inbox') => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: {
    bucket: { name: bucket },
    object: { key, 'version-id': 'v1', size: PAPER.length, sequencer: '00' },
  },
});

const assigned = (fassung: number, zielvereinbarung = SUBJECT) => ({
  type: 'upload-assigned',
  uploadId: UPLOAD,
  zielvereinbarung,
  fassung,
  parties: ['land'],
});

const LOG = await draftedLog();

/** Another log than {@link LOG}, and what looking into a supplied text gives where it is no copy. */
type Special = { readonly log?: typeof LOG; readonly stopped?: TextInspection };

function workshop(inspection: Inspection = HARMLESS, { log = LOG, stopped }: Special = {}) {
  const inspectors = fixedInspector(inspection, stopped);
  const parts = { ...memoryInbox(), ...memoryArchive(), ...memoryQueue(), ...inspectors };
  const { inbox, archive, inspector, queue } = parts;
  const settings = { retentionDays: 10, lockMode: 'GOVERNANCE' } as const;
  const handler = createHandler({
    intake: {
      inbox,
      archive,
      inspector,
      queue,
      log,
      wire: WIRE,
      crypto: { sha256: sha256Hex },
      settings,
      patience: quickPatience(),
    },
    telemetry: telemetryOf('inspect-scan'),
    inboxBucket: 'inbox',
  });
  return {
    ...parts,
    put(bytes: Uint8Array, metadata: Record<string, string> = FORM) {
      parts.upload(KEY, { bytes, metadata, uploadedAt: UPLOADED_AT });
    },
    deliver: (body: unknown) => handler(delivery(JSON.stringify(body)), CONTEXT),
    found: () => parts.findings.get(UPLOAD)?.findings,
  };
}

const CONTEXT = { functionName: 'inspect-scan', getRemainingTimeInMillis: () => 60_000 } as Context;

function delivery(body: string): SQSEvent {
  const record = { messageId: 'm1', receiptHandle: 'r', body, attributes: {}, messageAttributes: {} };
  return {
    Records: [{ ...record, md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN: 'arn:q', awsRegion: 'eu' }],
  } as unknown as SQSEvent;
}

describe('an upload that passes', () => {
  test('lies in the archive by its content and is told as submitted and archived', async () => {
    const shop = workshop();
    shop.put(PAPER);
    expect(await shop.deliver(notice())).toEqual({ batchItemFailures: [] });
    const key = `${SUBJECT}/fassung-1/scan/${sha256(PAPER)}.pdf`;
    expect(shop.objects.get(key)).toMatchObject({
      retainUntil: '2025-08-30T09:30:00Z',
      lockMode: 'GOVERNANCE',
    });
    expect(shop.sent.map(({ id, type }) => [id, type])).toEqual([
      [`${UPLOAD}:submitted`, 'de.hessen.aqb.scan.submitted.v1'],
      [`${UPLOAD}:archived`, 'de.hessen.aqb.scan.archived.v1'],
    ]);
    expect(shop.sent[1]).toMatchObject({
      subject: SUBJECT,
      source: 'urn:aqb:inspect-scan',
      time: UPLOADED_AT,
      data: {
        fassung: 1,
        pages: 2,
        parties: ['land', 'kommune'],
        archive: { key, versionId: 'archived-1' },
        originalLocation: 'Registratur Limburg, Raum 12',
        qr: { subject: SUBJECT, fassung: 1, pages: [1, 2] },
      },
    });
    expect(shop.found()).toMatchObject({ state: 'archived', proposal: { pagesComplete: true } });
  });

  test('is told in the words of the event contract', async () => {
    const shop = workshop();
    shop.put(PAPER);
    await shop.deliver(notice());
    for (const event of shop.sent) expect(envelope.parse(event)).toEqual(event);
    expect(scanSubmitted.data.parse(shop.sent[0]?.data)).toEqual(shop.sent[0]?.data);
    expect(scanArchivedFact.data.parse(shop.sent[1]?.data)).toEqual(shop.sent[1]?.data);
  });

  test('gives the same events and one archived object when the notice comes twice', async () => {
    const shop = workshop();
    shop.put(PAPER);
    await shop.deliver(notice());
    await shop.deliver(notice());
    expect(JSON.stringify(shop.sent.slice(2))).toBe(JSON.stringify(shop.sent.slice(0, 2)));
    expect(shop.objects.size).toBe(1);
  });

  test('counts by its first version when something else came under the same key', async () => {
    const shop = workshop();
    shop.put(PAPER);
    shop.put(Buffer.from('%PDF-1.7 something else'));
    await shop.deliver(notice());
    expect(shop.sent[1]?.data).toMatchObject({ sha256: sha256(PAPER) });
    expect(shop.found()).toMatchObject({ state: 'archived', observations: ['upload-overwritten'] });
  });

  test('stays archived when something else comes under its key later, and says that it came', async () => {
    const shop = workshop();
    shop.put(PAPER);
    await shop.deliver(notice());
    shop.put(Buffer.from('%PDF-1.7 something else'));
    await shop.deliver(notice());
    expect(JSON.stringify(shop.sent.slice(2))).toBe(JSON.stringify(shop.sent.slice(0, 2)));
    expect(shop.found()).toMatchObject({ state: 'archived', observations: ['upload-overwritten'] });
  });

  test('stays archived where a second look would not end in time', async () => {
    const shop = workshop();
    shop.put(PAPER);
    await shop.deliver(notice());
    shop.inspector.inspect = () => Promise.resolve({ ok: false, reason: 'pdf-too-complex' });
    await shop.deliver(notice());
    expect(shop.found()?.state).toBe('archived');
    expect(shop.sent.map(({ id }) => id)).not.toContain(`${UPLOAD}:refused`);
  });

  test('keeps the word of the uploader where the QR code says something else, and says so', async () => {
    const shop = workshop({ ...HARMLESS, codes: [code(1, { fassung: 2 })] });
    shop.put(PAPER);
    await shop.deliver(notice());
    expect(shop.sent[1]?.data).toMatchObject({ fassung: 1, qr: { fassung: 2 } });
    expect(shop.found()?.observations).toContain('qr-contradicts-upload');
  });
});

describe('what every QR code says', () => {
  const FOREIGN = 'AQB-2025-06531';
  const names = (subject: string) => ({ subject, fassung: 1, fassungHash16: code(1).fassungHash16 });

  test('travels with the archived scan, by the pages of the file, also where they disagree', async () => {
    const codes = [
      { ...code(1), sheet: 2 },
      { ...code(1, { subject: FOREIGN }), sheet: 1 },
      { ...code(2, { subject: FOREIGN }), sheet: 3 },
    ];
    const shop = workshop({ ...HARMLESS, codes, otherCodes: [4] });
    shop.put(PAPER);
    await shop.deliver(notice());
    const told = [{ ...names(FOREIGN), pages: [1, 3] }, { ...names(SUBJECT), pages: [2] }, { pages: [4] }];
    expect(shop.sent[1]?.data).toMatchObject({ codes: told });
    expect(shop.sent[1]?.data).not.toHaveProperty('qr');
    expect(shop.found()).toMatchObject({ codes: told, observations: ['qr-contradicts-upload'] });
    await shop.deliver(notice());
    expect(JSON.stringify(shop.sent.slice(2))).toBe(JSON.stringify(shop.sent.slice(0, 2)));
  });

  test('travels too where staff assigned the scan later', async () => {
    const shop = workshop({ ...HARMLESS, codes: [code(1), code(2, { subject: FOREIGN })] });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    expect(shop.found()).toMatchObject({ state: 'unassigned', codes: [{}, {}] });
    await shop.deliver(assigned(1));
    expect(shop.sent[1]?.data).toMatchObject({
      codes: [
        { subject: SUBJECT, pages: [1] },
        { subject: FOREIGN, pages: [2] },
      ],
    });
  });

  test('is absent where no code was read', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] });
    shop.put(PAPER);
    await shop.deliver(notice());
    expect(shop.sent[1]?.data).not.toHaveProperty('codes');
  });

  test('of more different codes than any paper has, the first are told', async () => {
    const codes = Array.from({ length: 150 }, (_, at) => ({
      ...code(1, { fassung: at + 1 }),
      sheet: at + 1,
    }));
    const shop = workshop({ ...HARMLESS, codes });
    shop.put(PAPER);
    await shop.deliver(notice());
    expect(shop.sent[1]?.data['codes']).toHaveLength(20);
  });
});

describe('an upload for a Fassung that nobody drafted', () => {
  const FOREIGN = 'AQB-2025-06532';

  test.each<[string, Record<string, string>, Partial<PageCode>]>([
    ['its form names', { ...FORM, fassung: '5' }, {}],
    ['its form names, and the code another one', { ...FORM, fassung: '99' }, { fassung: 2 }],
    ['its QR code names', NAMELESS, { fassung: 5 }],
    ['its QR code names of a Zielvereinbarung that nobody drafted', NAMELESS, { subject: FOREIGN }],
    ['its form names of a Zielvereinbarung that nobody drafted', { ...FORM, zielvereinbarung: FOREIGN }, {}],
  ])('is not archived: %s', async (_, form, named) => {
    const shop = workshop({ ...HARMLESS, codes: [code(1, named), code(2, named)] });
    shop.put(PAPER, form);
    await shop.deliver(notice());
    expect([shop.objects.size, shop.sent]).toEqual([0, []]);
    expect(shop.found()).toMatchObject({ state: 'unassigned', pages: 2, previews: 1 });
    await shop.deliver(assigned(1));
    expect(shop.found()).toMatchObject({ state: 'archived', zielvereinbarung: SUBJECT, fassung: 1 });
    expect([...shop.objects.keys()]).toEqual([`${SUBJECT}/fassung-1/scan/${sha256(PAPER)}.pdf`]);
  });

  test.each([
    ['that nobody drafted', assigned(5)],
    ['of a Zielvereinbarung that nobody drafted', assigned(1, FOREIGN)],
  ])('is not archived where somebody assigned it to one %s, and is assigned anew', async (_, wrong) => {
    const shop = workshop({ ...HARMLESS, codes: [] });
    shop.put(PAPER, NAMELESS);
    for (const message of [notice(), wrong, wrong]) await shop.deliver(message);
    expect([shop.objects.size, shop.found()?.state]).toEqual([0, 'unassigned']);
    await shop.deliver(assigned(4));
    expect(shop.found()).toMatchObject({ state: 'archived', fassung: 4 });
  });

  test('is archived where it is drafted and not released yet', async () => {
    const shop = workshop({ ...HARMLESS, codes: [code(1, { fassung: 4 }), code(2, { fassung: 4 })] });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    expect(shop.found()).toMatchObject({ state: 'archived', fassung: 4 });
  });
});

describe('an upload that names no Zielvereinbarung', () => {
  test('goes where its QR codes say', async () => {
    const shop = workshop();
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    expect(shop.sent.map(({ subject }) => subject)).toEqual([SUBJECT, SUBJECT]);
  });

  test.each([
    ['no code', []],
    ['codes of two Fassungen', [code(1), code(2, { fassung: 2 })]],
  ])('waits for staff where there are %s', async (_, codes) => {
    const shop = workshop({ ...HARMLESS, codes });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    expect([shop.sent.length, shop.objects.size, shop.found()?.state]).toEqual([0, 0, 'unassigned']);
  });

  test('is archived once staff assigned it', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(assigned(3));
    expect(shop.sent[1]).toMatchObject({ subject: SUBJECT, data: { fassung: 3, parties: ['land'] } });
  });

  test('stays where staff assigned it when the first notice of S3 comes late, and tells the same again', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    await shop.deliver(assigned(3));
    const [told, found] = [JSON.stringify(shop.sent), shop.found()];
    expect(found).toMatchObject({
      state: 'archived',
      zielvereinbarung: SUBJECT,
      fassung: 3,
      parties: ['land'],
    });
    expect(await shop.deliver(notice())).toEqual({ batchItemFailures: [] });
    expect([JSON.stringify(shop.sent.slice(2)), shop.found()]).toEqual([told, found]);
  });

  test('goes where it was assigned first, never under a second key', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] });
    shop.put(PAPER, NAMELESS);
    for (const message of [notice(), assigned(3), assigned(4, 'AQB-2025-06531')]) await shop.deliver(message);
    expect([...shop.objects.keys()]).toEqual([`${SUBJECT}/fassung-3/scan/${sha256(PAPER)}.pdf`]);
    expect(new Set(shop.sent.map(({ subject }) => subject))).toEqual(new Set([SUBJECT]));
  });

  test('goes where it was assigned first also when the archive failed in between', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    const sound = { ...shop.archive };
    shop.archive.archivePdf = () => Promise.reject(new Error('the archive does not answer'));
    await shop.deliver(assigned(3));
    Object.assign(shop.archive, sound);
    await shop.deliver(assigned(4, 'AQB-2025-06531'));
    expect([...shop.objects.keys()]).toEqual([`${SUBJECT}/fassung-3/scan/${sha256(PAPER)}.pdf`]);
  });

  test('is not un-assigned by a notice that was under way while staff assigned it', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    const quick = { ...shop.inspector };
    shop.inspector.inspect = async (bytes) => {
      Object.assign(shop.inspector, quick);
      await shop.deliver(assigned(3));
      return quick.inspect(bytes);
    };
    expect(await shop.deliver(notice())).toEqual({ batchItemFailures: [] });
    expect(shop.found()).toMatchObject({ state: 'archived', fassung: 3 });
  });
});

describe('an upload that does not pass', () => {
  const EMPTY = Buffer.alloc(0);
  test.each([
    { what: 'zero bytes', bytes: EMPTY, form: { ...FORM, sha256: sha256(EMPTY) }, reason: 'upload-empty' },
    {
      what: 'another size than announced',
      bytes: PAPER,
      form: { ...FORM, size: '7' },
      reason: 'upload-size-mismatch',
    },
    {
      what: 'another checksum than announced',
      bytes: PAPER,
      form: { ...FORM, sha256: '0'.repeat(64) },
      reason: 'checksum-mismatch',
    },
    {
      what: 'no announced checksum',
      bytes: PAPER,
      form: { zielvereinbarung: SUBJECT },
      reason: 'checksum-mismatch',
    },
    {
      what: 'more than 50 MB',
      bytes: Buffer.alloc(SCAN_LIMITS.fileBytes + 1),
      form: FORM,
      reason: 'upload-too-large',
    },
  ])('for $what is refused before anybody looks inside', async ({ bytes, form, reason }) => {
    const shop = workshop();
    shop.put(bytes, form);
    await shop.deliver(notice());
    expect([shop.asked.length, shop.objects.size]).toEqual([0, 0]);
    expect(shop.sent[1]).toMatchObject({ id: `${UPLOAD}:refused`, subject: SUBJECT, data: { reason } });
    expect(scanRefused.data.parse(shop.sent[1]?.data)).toEqual(shop.sent[1]?.data);
    expect(shop.found()).toMatchObject({ state: 'refused', reason });
  });

  test('for what is inside is refused by the reason of the gate', async () => {
    const shop = workshop({ ok: false, reason: 'pdf-encrypted' });
    shop.put(PAPER);
    await shop.deliver(notice());
    expect(shop.sent.map(({ id }) => id)).toEqual([`${UPLOAD}:submitted`, `${UPLOAD}:refused`]);
    expect(shop.sent[1]?.data).toMatchObject({ fassung: 1, reason: 'pdf-encrypted' });
  });

  test('stays refused where a second look would pass it, and is told again to the byte', async () => {
    const shop = workshop({ ok: false, reason: 'pdf-too-complex' });
    shop.put(PAPER);
    await shop.deliver(notice());
    shop.inspector.inspect = () => Promise.resolve(HARMLESS);
    await shop.deliver(notice());
    expect([shop.found()?.state, shop.objects.size]).toEqual(['refused', 0]);
    expect(JSON.stringify(shop.sent.slice(2))).toBe(JSON.stringify(shop.sent.slice(0, 2)));
  });

  test('and names no Zielvereinbarung is told only beside itself', async () => {
    const shop = workshop({ ok: false, reason: 'pdf-broken' });
    shop.put(PAPER, NAMELESS);
    await shop.deliver(notice());
    expect([shop.sent.length, shop.found()?.reason]).toEqual([0, 'pdf-broken']);
  });
});

describe('a message that names no upload', () => {
  test.each([
    ['of another bucket', notice(KEY, 'elsewhere')],
    ['of a file beside an upload', notice(`findings/${UPLOAD}/page-1.png`)],
    ['of an upload that is gone', notice()],
    ['without meaning', 'hello'],
  ])('%s is done without a trace', async (_, body) => {
    const shop = workshop();
    expect(await shop.deliver(body)).toEqual({ batchItemFailures: [] });
    expect([shop.sent.length, shop.findings.size]).toEqual([0, 0]);
  });

  test('is delivered again when machinery failed', async () => {
    const shop = workshop();
    shop.put(PAPER);
    shop.archive.archivePdf = () => Promise.reject(new Error('the archive does not answer'));
    expect(await shop.deliver(notice())).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(shop.sent).toEqual([]);
  });
});

describe('a text that the parties supplied', () => {
  const facts = [drafted({ textDocument: { sha256: sha256(PAPER) } })];
  const NOT_PLAIN: TextInspection = {
    ok: false,
    reason: 'text-document-not-plain',
    places: [
      { kind: 'unseen-text', page: 3, excerpt: 'Erika Musterfrau bekommt alles' },
      { kind: 'layer', excerpt: 'Entwurf' },
    ],
  };
  async function logOf(more: Parameters<ReturnType<typeof recorder>['send']>[0][] = []) {
    const { send, store } = recorder();
    for (const fact of [...facts, ...more]) await send(fact);
    return store;
  }
  const form = { ...FORM, parties: '' };

  test('lies in the archive as it came, with its copy; both are told, the copy first', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] }, { log: await logOf() });
    shop.put(PAPER, form);
    expect(await shop.deliver(notice())).toEqual({ batchItemFailures: [] });
    const copy = copyOf(PAPER);
    const keys = [
      `${SUBJECT}/fassung-1/scan/${sha256(PAPER)}.pdf`,
      `${SUBJECT}/fassung-1/text-copy/${sha256(copy)}.pdf`,
    ];
    expect([...shop.objects.keys()].toSorted()).toEqual(keys);
    expect(shop.objects.get(keys[1] ?? '')).toMatchObject({
      bytes: copy,
      retainUntil: '2025-08-30T09:30:00Z',
      lockMode: 'GOVERNANCE',
    });
    expect(shop.sent.map(({ id }) => id)).toEqual(
      ['submitted', 'text-copy', 'archived'].map((step) => `${UPLOAD}:${step}`),
    );
    const told = shop.sent[1];
    expect(told).toMatchObject({
      type: 'de.hessen.aqb.document.archived.v1',
      source: 'urn:aqb:inspect-scan',
    });
    expect(documentArchived.data.parse(told?.data)).toEqual({
      fassung: 1,
      kind: 'text-copy',
      sha256: sha256(copy),
      size: copy.length,
      archive: { key: keys[1], versionId: 'archived-1' },
      rendererVersion: 'plain-copy-1',
      suppliedSha256: sha256(PAPER),
    });
  });

  test('gives the same three events when the notice comes twice', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] }, { log: await logOf() });
    shop.put(PAPER, form);
    await shop.deliver(notice());
    await shop.deliver(notice());
    expect(JSON.stringify(shop.sent.slice(3))).toBe(JSON.stringify(shop.sent.slice(0, 3)));
    expect(shop.objects.size).toBe(2);
  });

  test('is refused where it holds what paper does not show: nothing is archived, its places are told', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] }, { log: await logOf(), stopped: NOT_PLAIN });
    shop.put(PAPER, form);
    await shop.deliver(notice());
    expect(shop.objects.size).toBe(0);
    expect(shop.sent.map(({ id }) => id)).toEqual([`${UPLOAD}:submitted`, `${UPLOAD}:refused`]);
    expect(scanRefused.data.parse(shop.sent[1]?.data)).toMatchObject({
      reason: 'text-document-not-plain',
      places: [{ kind: 'unseen-text', page: 3 }, { kind: 'layer' }],
    });
    expect(shop.found()).toMatchObject({ state: 'refused', places: NOT_PLAIN.ok ? [] : NOT_PLAIN.places });
  });

  test('keeps the words of a stopped text out of the log, also when its notice comes twice', async () => {
    const shop = workshop({ ...HARMLESS, codes: [] }, { log: await logOf(), stopped: NOT_PLAIN });
    shop.put(PAPER, form);
    await shop.deliver(notice());
    await shop.deliver(notice());
    expect(JSON.stringify(shop.sent)).not.toContain('Musterfrau');
    expect(JSON.stringify(shop.sent.slice(2))).toBe(JSON.stringify(shop.sent.slice(0, 2)));
  });

  test('is looked into also where staff assigned it, or a foreign QR code named its Fassung', async () => {
    const log = await logOf();
    for (const [codes, messages] of [
      [[], [notice(), assigned(1)]],
      [[code(1)], [notice()]],
    ] as const) {
      const shop = workshop({ ...HARMLESS, codes }, { log, stopped: NOT_PLAIN });
      shop.put(PAPER, NAMELESS);
      for (const message of messages) await shop.deliver(message);
      expect(shop.objects.size).toBe(0);
      expect(shop.sent.at(-1)).toMatchObject({
        id: `${UPLOAD}:refused`,
        subject: SUBJECT,
        data: { fassung: 1 },
      });
    }
  });

  test('is archived without a look where its Fassung was released with it already', async () => {
    const archived = scanArchived('upload-text', { sha256: sha256(PAPER), parties: [] });
    const log = await logOf([archived, textCopied(sha256(PAPER)), released()]);
    const shop = workshop({ ...HARMLESS, codes: [] }, { log, stopped: NOT_PLAIN });
    shop.put(PAPER, form);
    await shop.deliver(notice());
    expect([...shop.objects.keys()]).toEqual([`${SUBJECT}/fassung-1/scan/${sha256(PAPER)}.pdf`]);
  });
});

test('a scan of a Fassung with a text of its own is no text: it is not looked into', async () => {
  const { send, store: log } = recorder();
  await send(drafted({ textDocument: { sha256: 'f'.repeat(64) } }));
  const stopped = { ok: false, reason: 'text-document-not-copyable' } as const;
  const shop = workshop(HARMLESS, { log, stopped });
  shop.put(PAPER);
  await shop.deliver(notice());
  expect(shop.found()).toMatchObject({ state: 'archived' });
});
