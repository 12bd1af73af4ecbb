import { describe, expect, test } from 'vitest';
import type { Findings } from '../../../shared/application/ports/intake.ts';
import { SCAN_SHA, SUBJECT, concludedFacts, drafted, released, revised } from '../../support/facts/given.ts';
import { KREIS, LAND, OTHER_KREIS, claimsOf, staffApi } from '../../support/stages/staff-api.ts';

const BODY = { zielvereinbarung: SUBJECT, parties: ['land'], sha256: SCAN_SHA, size: 10, fileName: 'a.pdf' };
const WHOLE = { ...BODY, fassung: 1, originalLocation: 'Registratur' };
const REUSED = { status: 409, body: { code: 'command-id-reused' } };

/** A stage with two Zielvereinbarungen, one of them with a second Fassung that is only drafted. */
async function stageWith({ uploadsPerDay = 100 } = {}) {
  const stage = staffApi({ uploadsPerDay });
  for (const fact of [drafted(), released(), revised(2)]) await stage.send(fact);
  const subject = 'AQB-2025-06531';
  await stage.send(drafted({ ags: '06531' }, { subject, id: 'drafted-06531' }));
  const announce = (body: object, key?: string, claims: object = LAND) =>
    stage.ask('POST', '/v1/uploads', {
      claims,
      body,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
  return { ...stage, announce };
}

describe('an upload under a used key', () => {
  const first = { ...WHOLE, fassung: 2 };
  const { originalLocation: _place, ...nowhere } = first;
  const { fassung: _fassung, ...newest } = first;
  const { zielvereinbarung: _subject, ...nameless } = first;

  test.each<[string, object]>([
    ['other parties', { ...first, parties: ['kommune'] }],
    ['more parties', { ...first, parties: ['land', 'kommune'] }],
    ['no parties', { ...first, parties: [] }],
    ['another size', { ...first, size: 11 }],
    ['other bytes', { ...first, sha256: 'b'.repeat(64) }],
    ['another place of the original', { ...first, originalLocation: 'Keller' }],
    ['no place of the original', nowhere],
    ['another Fassung', { ...first, fassung: 99 }],
    ['no Fassung', newest],
    ['another Zielvereinbarung', { ...first, zielvereinbarung: 'AQB-2025-06531' }],
    ['no Zielvereinbarung', nameless],
  ])('is refused with %s, and the first stays', async (_, change) => {
    const { announce, uploads } = await stageWith();
    const { uploadId } = (await announce(first, 'k')).body;
    const stored = structuredClone(uploads.get(uploadId));
    expect(await announce(change, 'k')).toMatchObject(REUSED);
    expect([...uploads.values()]).toEqual([stored]);
    expect(await announce(first, 'k')).toMatchObject({ status: 201, body: { uploadId } });
  });

  test('is a repeat under another name of the file, which is only shown, and in another order of the sides', async () => {
    const { announce } = await stageWith();
    const both = { ...BODY, parties: ['land', 'kommune'] };
    const { uploadId } = (await announce(both, 'k')).body;
    for (const same of [both, { ...both, fileName: 'b.pdf' }, { ...both, parties: ['kommune', 'land'] }])
      expect(await announce(same, 'k')).toMatchObject({ status: 201, body: { uploadId } });
  });

  test('is a repeat also after the Fassung changed that was meant by naming none', async () => {
    const { announce, send, uploads } = await stageWith();
    const { uploadId } = (await announce(BODY, 'k')).body;
    await send(revised(3));
    expect(await announce(BODY, 'k')).toMatchObject({ status: 201, body: { uploadId } });
    expect(uploads.get(uploadId)).toMatchObject({ fassung: 2 });
  });

  test('is another one where somebody else uses the key', async () => {
    const { announce, uploads } = await stageWith();
    await announce(BODY, 'k', LAND);
    expect(await announce({ ...BODY, parties: ['kommune'] }, 'k', KREIS)).toMatchObject({ status: 201 });
    expect(uploads.size).toBe(2);
  });

  test('tells nobody who lost the right to see it', async () => {
    const { announce } = await stageWith();
    await announce(BODY, 'k', KREIS);
    const moved = { ...OTHER_KREIS, sub: KREIS.sub };
    expect(await announce(BODY, 'k', moved)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('a scan', () => {
  test.each([3, 99, 999])(
    'for Fassung %i, which nobody drafted, is refused before anything is stored',
    async (fassung) => {
      const { announce, uploads } = await stageWith();
      for (const claims of [LAND, KREIS])
        expect(await announce({ ...BODY, fassung }, undefined, claims)).toMatchObject({
          status: 409,
          body: { code: 'fassung-unknown', detail: expect.stringMatching(/fassung/u) as string },
        });
      expect(uploads.size).toBe(0);
    },
  );

  test('for a Fassung that is drafted and not released yet is taken', async () => {
    const { announce } = await stageWith();
    expect(await announce({ ...BODY, fassung: 2 })).toMatchObject({ status: 201 });
  });

  test.each([
    ['a Fassung that nobody drafted', SUBJECT, 3, { status: 409, body: { code: 'fassung-unknown' } }],
    [
      'a Zielvereinbarung that nobody drafted',
      'AQB-2025-06532',
      1,
      { status: 404, body: { code: 'not-found' } },
    ],
  ])('that named nothing is not assigned to %s', async (_, zielvereinbarung, fassung, refusal) => {
    const { ask, announce, findings, assigned } = await stageWith();
    const { zielvereinbarung: __, ...nameless } = BODY;
    const { uploadId } = (await announce(nameless)).body;
    const unassigned: Findings = {
      uploadId,
      state: 'unassigned',
      sha256: SCAN_SHA,
      size: 10,
      uploadedAt: '2025-09-01T10:00:00Z',
      observations: [],
    };
    findings.set(uploadId, unassigned);
    const confirm = (body: object, query: object = {}) =>
      ask('POST', `/v1/uploads/${uploadId}/confirmation`, {
        body: { zielvereinbarung, pagesComplete: true, signaturesVisible: [], ...body },
        query,
      });
    expect(await confirm({ fassung })).toMatchObject(refusal);
    expect(await confirm({ fassung }, { preview: '' })).toMatchObject(refusal);
    expect(assigned).toEqual([]);
    expect(await confirm({ zielvereinbarung: SUBJECT, fassung: 2 })).toMatchObject({ status: 202 });
    expect(assigned).toEqual([{ uploadId, zielvereinbarung: SUBJECT, fassung: 2 }]);
  });
});

describe('the quota of a day', () => {
  const REACHED = { status: 429, body: { code: 'upload-quota-reached' } };
  const other = { ...BODY, zielvereinbarung: 'AQB-2025-06531' };
  const { zielvereinbarung: _, ...nameless } = BODY;

  test('is reached and never passed by many announcements at once', async () => {
    const { announce, uploads } = await stageWith({ uploadsPerDay: 20 });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (__, at) => announce({ ...BODY, size: at }, `k${at}`, KREIS)),
    );
    const withStatus = (status: number) => answers.filter((answer) => answer.status === status);
    expect([withStatus(201).length, withStatus(429).length]).toEqual([20, 40]);
    expect(uploads.size).toBe(20);
  });

  test('counts a repeat once, and answers it as ever when the day is full', async () => {
    const { announce } = await stageWith({ uploadsPerDay: 2 });
    for (let run = 0; run < 5; run += 1)
      expect(await announce(BODY, 'k', KREIS)).toMatchObject({ status: 201 });
    expect(await announce(BODY, 'k2', KREIS)).toMatchObject({ status: 201 });
    expect(await announce(BODY, 'k3', KREIS)).toMatchObject(REACHED);
    expect(await announce(BODY, 'k', KREIS)).toMatchObject({ status: 201 });
    expect(await announce({ ...BODY, size: 11 }, 'k', KREIS)).toMatchObject(REUSED);
  });

  test('counts what is announced, not what is refused', async () => {
    const { announce } = await stageWith({ uploadsPerDay: 1 });
    await announce({ ...BODY, fassung: 99 }, 'k1', KREIS);
    await announce(BODY, 'k2', OTHER_KREIS);
    expect(await announce(BODY, 'k3', KREIS)).toMatchObject({ status: 201 });
  });

  test('is that of one Gebietskörperschaft: another one, the other side and what names none have their own', async () => {
    const { announce } = await stageWith({ uploadsPerDay: 1 });
    for (const [body, claims] of [
      [BODY, KREIS],
      [BODY, LAND],
      [other, OTHER_KREIS],
      [other, LAND],
      [nameless, LAND],
    ] as const) {
      expect(await announce(body, undefined, claims)).toMatchObject({ status: 201 });
      expect(await announce(body, undefined, claims)).toMatchObject(REACHED);
    }
    const colleague = claimsOf('kommune ags-06533', { sub: 'sub-colleague' });
    expect(await announce(BODY, undefined, colleague)).toMatchObject(REACHED);
  });

  test.each([
    ['2025-09-01T10:00:00.000Z', 12 * 3600],
    ['2025-09-01T21:59:59.500Z', 1],
    ['2025-10-25T22:00:00.000Z', 25 * 3600],
    ['2025-03-29T23:00:00.000Z', 23 * 3600],
  ])(
    'refused at %s it says how long until the next day in Berlin, and then it goes on',
    async (at, seconds) => {
      const { announce, clock } = await stageWith({ uploadsPerDay: 1 });
      clock.at = at;
      await announce(BODY, undefined, KREIS);
      const refused = await announce(BODY, undefined, KREIS);
      expect(refused).toMatchObject(REACHED);
      expect(refused.headers).toMatchObject({ 'retry-after': String(seconds) });
      clock.at = new Date(Date.parse(at) + seconds * 1000).toISOString();
      expect(await announce(BODY, undefined, KREIS)).toMatchObject({ status: 201 });
    },
  );
});

test('an archived scan is told to whoever announces its bytes again', async () => {
  const { announce, send } = await stageWith();
  for (const fact of concludedFacts().slice(4, 5)) await send(fact);
  const answer = await announce({ ...BODY, fassung: 2 }, 'k');
  expect(answer.body).toMatchObject({ known: { zielvereinbarung: SUBJECT } });
});

describe('a supplied text that was stopped', () => {
  async function stopped() {
    const stage = await stageWith();
    const { uploadId } = (await stage.announce({ ...BODY, fassung: 2 })).body;
    const refused: Findings = {
      uploadId,
      state: 'refused',
      sha256: SCAN_SHA,
      size: 10,
      uploadedAt: '2025-09-01T10:00:00Z',
      observations: [],
      reason: 'text-document-not-plain',
      places: [{ kind: 'unseen-text', page: 3, excerpt: 'Erika Musterfrau' }, { kind: 'layer' }],
    };
    stage.findings.set(uploadId, refused);
    const look = async (claims: object) =>
      (await stage.ask('GET', `/v1/uploads/${uploadId}`, { claims })).body;
    return { look };
  }

  test('says on which page what stands, in the words of the file, and what to do', async () => {
    const { look } = await stopped();
    expect(await look(LAND)).toMatchObject({
      state: 'refused',
      reason: 'text-document-not-plain',
      places: [
        {
          kind: 'unseen-text',
          page: 3,
          excerpt: 'Erika Musterfrau',
          text: 'Auf Seite 3 steht Text, den man nicht sieht: in der Farbe des Hintergrunds, verdeckt oder abgeschnitten („Erika Musterfrau“). Bitte löschen Sie ihn im Schreibprogramm oder machen Sie ihn sichtbar.',
        },
        { kind: 'layer', text: expect.stringMatching(/^In der Datei gibt es eine Ebene/u) },
      ],
    });
  });

  test('keeps the words from those who do not see its pages', async () => {
    const { look } = await stopped();
    const seen = await look(claimsOf('pruefung'));
    expect(seen).toMatchObject({ places: [{ kind: 'unseen-text', page: 3 }, { kind: 'layer' }] });
    expect(JSON.stringify(seen)).not.toContain('Musterfrau');
  });
});
