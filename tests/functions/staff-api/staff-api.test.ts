import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { REASONS, waitingSentence } from '../../../events/reasons.ts';
import type { Findings } from '../../../shared/application/ports/intake.ts';
import {
  SCAN_SHA,
  SUBJECT,
  TERMS,
  amended,
  concludedFacts,
  drafted,
  released,
  revised,
  scanArchived,
  signature,
} from '../../support/facts/given.ts';
import { scanRefused, scanSetAside } from '../../support/facts/given-year.ts';
import { PSEUDONYMS } from '../../support/stages/pseudonyms.ts';
import { KREIS, LAND, OTHER_KREIS, claimsOf, staffApi as api } from '../../support/stages/staff-api.ts';
import { TWO_BUDGETS, twoBudgetsDraft } from '../../support/facts/two-budgets.ts';

const upload = {
  zielvereinbarung: SUBJECT,
  parties: ['kommune'],
  sha256: SCAN_SHA,
  size: 1000,
  fileName: 'scan.pdf',
};
const kreisSignature = {
  party: 'kommune',
  signatory: { name: 'Michael Köberle', office: 'Landrat' },
  place: 'Limburg',
  signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
  method: 'handwritten',
};

/** When the inbox has forgotten what was uploaded on the first of September at ten. */
const forgotten = '2025-09-08T10:00:00.000Z';

async function withUpload(stage: Parameters<typeof api>[0] = {}) {
  const desk = api(stage);
  for (const fact of [drafted(), released()]) await desk.send(fact);
  const { body } = await desk.ask('POST', '/v1/uploads', { claims: KREIS, body: upload });
  const archived: Findings = {
    uploadId: body.uploadId,
    state: 'archived',
    sha256: SCAN_SHA,
    size: 1000,
    uploadedAt: '2025-09-01T10:00:00Z',
    observations: [],
  };
  return { ...desk, uploadId: String(body.uploadId), archived };
}

describe('tokens', () => {
  test.each([
    ['an ID token', { ...LAND, token_use: 'id' }, 401, 'wrong-token-use'],
    ['a token of another client', { ...LAND, client_id: 'x' }, 401, 'token-not-for-us'],
    ['an expired token', { ...LAND, exp: '1' }, 401, 'token-expired'],
    ['a token without exp', { ...LAND, exp: undefined }, 401, 'token-invalid'],
    ['no claims at all', {}, 401, 'token-invalid'],
    ['a user without a role', claimsOf('besucher'), 403, 'role-missing'],
    ['a role that may only read', claimsOf('revision'), 403, 'role-missing'],
  ])('%s is refused', async (_, claims, status, code) => {
    expect(await api().ask('POST', '/v1/uploads', { claims, body: upload })).toMatchObject({
      status,
      body: { code },
      type: 'application/problem+json; charset=utf-8',
    });
  });
});

describe('another Gebietskörperschaft', () => {
  test.each([
    ['GET', `/v1/zielvereinbarungen/${SUBJECT}`],
    ['POST', `/v1/zielvereinbarungen/${SUBJECT}/events`],
    ['GET', `/v1/zielvereinbarungen/${SUBJECT}/documents/${SCAN_SHA}`],
  ] as const)('%s %s answers like a missing one', async (method, path) => {
    const { ask, send } = api();
    await send(drafted());
    const foreign = await ask(method, path, {
      claims: OTHER_KREIS,
      body: method === 'POST' ? {} : undefined,
    });
    const missing = await ask(method, path.replace('06533', '06999'), {
      claims: OTHER_KREIS,
      body: method === 'POST' ? {} : undefined,
    });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(foreign).toEqual(missing);
  });

  test('cannot upload, see or confirm for it', async () => {
    const { ask, uploadId } = await withUpload();
    expect(await ask('POST', '/v1/uploads', { claims: OTHER_KREIS, body: upload })).toMatchObject({
      status: 404,
    });
    expect(await ask('GET', `/v1/uploads/${uploadId}`, { claims: OTHER_KREIS })).toMatchObject({
      status: 404,
    });
    expect(
      await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: OTHER_KREIS, body: {} }),
    ).toMatchObject({ status: 404 });
  });

  test('does not appear in the list', async () => {
    const { ask, send } = api();
    await send(drafted());
    const query = { year: '2025' };
    expect((await ask('GET', '/v1/zielvereinbarungen', { claims: OTHER_KREIS, query })).body.items).toEqual(
      [],
    );
    expect((await ask('GET', '/v1/zielvereinbarungen', { claims: KREIS, query })).body.items).toMatchObject([
      { name: 'Landkreis Limburg-Weilburg' },
    ]);
  });
});

describe('the list of a year', () => {
  test('holds every programme of the year, or the one that is asked for', async () => {
    const { ask, send } = api();
    await send(drafted(...twoBudgetsDraft()));
    const idsFor = async (query: Record<string, string>) =>
      (await ask('GET', '/v1/zielvereinbarungen', { claims: LAND, query })).body.items;
    expect(await idsFor({ year: '2018' })).toMatchObject([{ subject: TWO_BUDGETS, name: 'Landkreis Fulda' }]);
    expect(await idsFor({ year: '2018', programme: 'AQBAMB' })).toHaveLength(1);
    expect(await idsFor({ year: '2018', programme: 'AQB' })).toEqual([]);
  });
});

describe('an upload', () => {
  test('is announced for the Fassung being signed', async () => {
    const { uploads, uploadId } = await withUpload();
    expect(uploads.get(uploadId)).toMatchObject({
      fassung: 1,
      zielvereinbarung: SUBJECT,
      createdBy: await PSEUDONYMS.of(KREIS.sub),
    });
  });

  test('announced twice under one key is one upload; another content under it is refused', async () => {
    const { ask } = await withUpload();
    const headers = { 'idempotency-key': 'k1' };
    const first = await ask('POST', '/v1/uploads', { claims: KREIS, body: upload, headers });
    expect(await ask('POST', '/v1/uploads', { claims: KREIS, body: upload, headers })).toEqual(first);
    const other = { ...upload, sha256: 'b'.repeat(64) };
    expect(await ask('POST', '/v1/uploads', { claims: KREIS, body: other, headers })).toMatchObject({
      status: 409,
      body: { code: 'command-id-reused' },
    });
  });

  test.each(['', 'zwei Worte', 'ü', 'k'.repeat(101)])(
    'announced under the key „%s“ is refused',
    async (key) => {
      const headers = { 'idempotency-key': key };
      expect(await api().ask('POST', '/v1/uploads', { body: upload, headers })).toMatchObject({
        status: 400,
        body: { code: 'request-invalid', detail: expect.stringContaining('idempotency-key') },
      });
    },
  );

  test.each([
    ['an unknown field', { ...upload, role: 'land' }, 400, 'field-not-allowed'],
    ['a file over the limit', { ...upload, size: 60_000_000 }, 413, 'upload-too-large'],
    ['a draft that does not exist', { ...upload, zielvereinbarung: 'AQB-2025-06531' }, 404, 'not-found'],
  ])('with %s is refused', async (_, body, status, code) => {
    expect(await api().ask('POST', '/v1/uploads', { body })).toMatchObject({ status, body: { code } });
  });

  test('of the Kreis names its own Zielvereinbarung', async () => {
    const { zielvereinbarung: _, ...unnamed } = upload;
    expect(await api().ask('POST', '/v1/uploads', { claims: KREIS, body: unnamed })).toMatchObject({
      status: 400,
      body: { code: 'request-invalid' },
    });
  });

  test('that was refused says why in German', async () => {
    const { ask, uploadId, findings, archived } = await withUpload();
    findings.set(uploadId, { ...archived, state: 'refused', reason: 'pdf-encrypted' });
    const { body } = await ask('GET', `/v1/uploads/${uploadId}`, { claims: KREIS });
    expect(body).toMatchObject({ state: 'refused', reason: 'pdf-encrypted' });
    expect(body.text).toContain('verschlüsselt');
  });

  test('of a file that is archived already says so and is no refusal; what was set aside does not count', async () => {
    const { ask, send } = await withUpload();
    const announce = async () => (await ask('POST', '/v1/uploads', { claims: KREIS, body: upload })).body;
    expect(await announce()).not.toHaveProperty('known');
    await send(scanArchived('upload-0001'));
    expect(await announce()).toMatchObject({
      uploadId: expect.any(String),
      known: { archivedOn: '2025-09-01', uploadId: 'upload-0001', zielvereinbarung: SUBJECT },
    });
    await send(scanSetAside('upload-0001'));
    expect(await announce()).not.toHaveProperty('known');
  });

  test('that was looked at shows its pages', async () => {
    const { ask, uploadId, findings, archived } = await withUpload();
    const path = `/v1/uploads/${uploadId}`;
    expect((await ask('GET', path, { claims: KREIS })).body).not.toHaveProperty('previews');
    findings.set(uploadId, { ...archived, pages: 20, previews: 2 });
    expect((await ask('GET', path, { claims: KREIS })).body.previews).toEqual([
      { page: 1, url: `https://inbox.example/findings/${uploadId}/page-1.png` },
      { page: 2, url: `https://inbox.example/findings/${uploadId}/page-2.png` },
    ]);
  });

  test.each([
    ['the Land', LAND, false, 1],
    ['the own Kommune', KREIS, false, 1],
    ['the revision', claimsOf('revision'), false, 1],
    ['the archive', claimsOf('archiv'), true, undefined],
    ['the second confirmation where there is none', claimsOf('pruefung'), false, undefined],
    ['the second confirmation where the stage asks for one', claimsOf('pruefung'), true, 1],
  ])('shows names and signatures by hand as little as names: %s', async (_, claims, fourEyes, pictures) => {
    const { ask, uploadId, findings, archived } = await withUpload({ fourEyes });
    findings.set(uploadId, { ...archived, pages: 1, previews: 1 });
    const { status, body } = await ask('GET', `/v1/uploads/${uploadId}`, { claims });
    expect({ status, pictures: body.previews?.length }).toEqual({ status: 200, pictures });
  });

  test('says to who announced it that it is their own, and to nobody else who did', async () => {
    const { ask, uploadId } = await withUpload();
    const own = async (claims: object) => (await ask('GET', `/v1/uploads/${uploadId}`, { claims })).body.own;
    expect([await own(KREIS), await own(LAND)]).toEqual([true, false]);
  });

  test('that is looked at reads no log, however often somebody asks', async () => {
    const { ask, uploadId, store } = await withUpload();
    let reads = 0;
    store.history = () => {
      reads += 1;
      return Promise.resolve([]);
    };
    for (let poll = 0; poll < 5; poll += 1)
      expect((await ask('GET', `/v1/uploads/${uploadId}`, { claims: KREIS })).body.state).toBe('announced');
    expect(reads).toBe(0);
  });

  test('that the inbox forgot is archived all the same: the log says so', async () => {
    const { ask, send, uploadId, clock } = await withUpload();
    const show = async () => (await ask('GET', `/v1/uploads/${uploadId}`, { claims: KREIS })).body;
    clock.at = forgotten;
    expect(await show()).toMatchObject({ state: 'announced' });
    await send(scanArchived(uploadId));
    expect(await show()).toMatchObject({
      state: 'archived',
      fassung: 1,
      pages: expect.any(Number),
      archive: { key: expect.any(String), versionId: expect.any(String) },
      previews: [],
    });
  });

  test('that the inbox forgot was refused all the same: the log says why', async () => {
    const { ask, send, uploadId, clock } = await withUpload();
    clock.at = forgotten;
    await send(scanRefused(uploadId, { reason: 'pdf-encrypted' }));
    expect((await ask('GET', `/v1/uploads/${uploadId}`, { claims: KREIS })).body).toMatchObject({
      state: 'refused',
      reason: 'pdf-encrypted',
    });
  });

  test('that its QR codes filed is there for the other side, and only for the two sides', async () => {
    const { ask, findings, archived } = await withUpload();
    const { zielvereinbarung: _, ...unnamed } = upload;
    const { uploadId } = (await ask('POST', '/v1/uploads', { claims: LAND, body: unnamed })).body;
    const path = `/v1/uploads/${uploadId}`;
    expect(await ask('GET', path, { claims: KREIS })).toMatchObject({ status: 404 });
    findings.set(uploadId, { ...archived, uploadId, zielvereinbarung: SUBJECT, fassung: 1 });
    expect(await ask('GET', path, { claims: KREIS })).toMatchObject({
      status: 200,
      body: { state: 'archived', zielvereinbarung: SUBJECT, fassung: 1 },
    });
    expect(await ask('GET', path, { claims: OTHER_KREIS })).toMatchObject({ status: 404 });
    const body = { fassung: 1, pagesComplete: true, signaturesVisible: ['kommune'] };
    expect(await ask('POST', `${path}/confirmation`, { claims: KREIS, body })).toMatchObject({
      status: 200,
      body: { zielvereinbarung: SUBJECT },
    });
  });

  test('that its QR codes filed is known after the inbox forgot it: the log says where it went', async () => {
    const { ask, send, clock } = await withUpload();
    const { zielvereinbarung: _, ...unnamed } = upload;
    const { uploadId } = (await ask('POST', '/v1/uploads', { claims: LAND, body: unnamed })).body;
    const [path, body] = [
      `/v1/uploads/${uploadId}`,
      { fassung: 1, pagesComplete: true, signaturesVisible: [] },
    ];
    clock.at = forgotten;
    expect((await ask('GET', path, { claims: LAND })).body).toMatchObject({ state: 'announced' });
    await send({ ...scanArchived(uploadId), source: 'urn:aqb:inspect-scan', id: `${uploadId}:archived` });
    for (const claims of [LAND, KREIS])
      expect(await ask('GET', path, { claims })).toMatchObject({
        status: 200,
        body: { state: 'archived', zielvereinbarung: SUBJECT, fassung: 1 },
      });
    expect(await ask('GET', path, { claims: OTHER_KREIS })).toMatchObject({ status: 404 });
    expect(await ask('POST', `${path}/confirmation`, { claims: KREIS, body })).toMatchObject({
      status: 200,
      body: { zielvereinbarung: SUBJECT },
    });
  });

  test('is not there any more for who announced it and no longer belongs to the Gebietskörperschaft', async () => {
    const { ask, uploadId } = await withUpload();
    const moved = { ...OTHER_KREIS, sub: KREIS.sub };
    expect(await ask('GET', `/v1/uploads/${uploadId}`, { claims: moved })).toMatchObject({ status: 404 });
  });

  test('names what was seen and let pass by its codes', async () => {
    const { ask, uploadId, findings, archived } = await withUpload();
    findings.set(uploadId, { ...archived, observations: ['qr-missing', 'linearised'] });
    expect((await ask('GET', `/v1/uploads/${uploadId}`, { claims: KREIS })).body).toMatchObject({
      observations: ['qr-missing', 'linearised'],
    });
  });

  test('that names no Zielvereinbarung is assigned by the confirmation', async () => {
    const { ask, uploadId, findings, archived, assigned } = await withUpload();
    findings.set(uploadId, { ...archived, state: 'unassigned' });
    const body = { fassung: 1, pagesComplete: true, signaturesVisible: [] };
    expect(await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: KREIS, body })).toMatchObject({
      status: 202,
      body: { outcome: 'assigned' },
    });
    expect(assigned).toEqual([{ uploadId, zielvereinbarung: SUBJECT, fassung: 1 }]);
  });
});

/** What became of one fact of a confirmation, in the words of what was done. */
function asDone({ outcome, reason, type }: Record<string, unknown>) {
  return { type, reason, outcome: outcome === 'would-record' ? 'recorded' : outcome };
}

describe('a confirmation', () => {
  const body = {
    fassung: 1,
    pagesComplete: true,
    signaturesVisible: ['land', 'kommune'],
    signatures: [kreisSignature],
  };

  test('records the check and the declaration of the own side, once', async () => {
    const { ask, uploadId, findings, archived, store } = await withUpload();
    findings.set(uploadId, archived);
    const path = `/v1/uploads/${uploadId}/confirmation`;
    expect(await ask('POST', path, { claims: KREIS, body })).toMatchObject({
      status: 200,
      body: { events: [{ outcome: 'recorded' }, { outcome: 'recorded' }] },
    });
    expect(await ask('POST', path, { claims: KREIS, body })).toMatchObject({
      status: 200,
      body: {
        outcome: 'duplicate',
        versions: [3, 4],
        events: [{ outcome: 'duplicate' }, { outcome: 'duplicate' }],
      },
    });
    expect((await store.history(SUBJECT)).map(({ event }) => event.type)).toEqual([
      'ZielvereinbarungDrafted',
      'ZielvereinbarungReleasedForSignature',
      'ScanChecked',
      'SignatureReceived',
    ]);
  });

  test('that waits says for what', async () => {
    const { ask, uploadId, findings, archived } = await withUpload();
    findings.set(uploadId, archived);
    const early = { fassung: 2, pagesComplete: true, signaturesVisible: [] };
    expect(
      await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: KREIS, body: early }),
    ).toMatchObject({
      status: 200,
      body: { outcome: 'parked', reason: 'fassung-not-known', text: waitingSentence('fassung-not-known') },
    });
  });

  test('of which a part was recorded before it is refused does not say that nothing was stored', async () => {
    const { ask, uploadId, findings, archived } = await withUpload();
    findings.set(uploadId, archived);
    const tomorrow = { ...kreisSignature, signedOn: { ...kreisSignature.signedOn, date: '2099-01-01' } };
    const path = `/v1/uploads/${uploadId}/confirmation`;
    const answer = await ask('POST', path, { claims: KREIS, body: { ...body, signatures: [tomorrow] } });
    expect(answer).toMatchObject({
      status: 409,
      body: {
        title: REASONS['date-in-future'],
        events: [{ outcome: 'recorded' }, { outcome: 'refused' }],
      },
    });
  });

  test('may be taken back and given again; saying the same again is a repeat', async () => {
    const { ask, uploadId, findings, archived, store } = await withUpload();
    findings.set(uploadId, archived);
    const say = async (signaturesVisible: readonly string[]) =>
      (
        await ask('POST', `/v1/uploads/${uploadId}/confirmation`, {
          claims: KREIS,
          body: { fassung: 1, pagesComplete: true, signaturesVisible },
        })
      ).body.outcome;
    expect([await say(['kommune']), await say([]), await say(['kommune']), await say(['kommune'])]).toEqual([
      'recorded',
      'recorded',
      'recorded',
      'duplicate',
    ]);
    const { state } = (await store.load(SUBJECT)) ?? {};
    expect(state).toMatchObject({ scans: [{ check: { visible: ['kommune'] } }] });
  });

  test('is taken after the inbox forgot the scan, because the log knows it', async () => {
    const { ask, send, uploadId, clock } = await withUpload();
    await send(scanArchived(uploadId));
    clock.at = forgotten;
    expect(await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: KREIS, body })).toMatchObject({
      status: 200,
      body: { events: [{ outcome: 'recorded' }, { outcome: 'recorded' }] },
    });
  });

  test('waits for the archive', async () => {
    const { ask, uploadId } = await withUpload();
    expect(await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: KREIS, body })).toMatchObject({
      status: 409,
      body: { code: 'upload-not-archived' },
    });
  });

  const check = { fassung: 1, pagesComplete: true, signaturesVisible: ['land', 'kommune'] };
  const twice = { ...body, signatures: [kreisSignature, kreisSignature] };
  const other = { ...kreisSignature, signatory: { name: 'Erika Beispiel', office: 'Kreisbeigeordnete' } };

  test.each<[string, readonly IncomingEvent[], object, readonly string[]]>([
    ['the check alone', [], check, ['ScanChecked']],
    ['a check and a declaration', [], body, ['ScanChecked', 'SignatureReceived']],
    [
      'what closes the Zielvereinbarung',
      [signature('land')],
      body,
      ['ScanChecked', 'SignatureReceived', 'ZielvereinbarungConcluded', 'PublicationDue'],
    ],
    [
      'two people where one signs: the second is refused',
      [],
      { ...body, signatures: [kreisSignature, other] },
      ['ScanChecked', 'SignatureReceived'],
    ],
    ['the same person twice', [], twice, ['ScanChecked', 'SignatureReceived']],
    ['a signature that was declared', [signature('kommune')], body, ['ScanChecked', 'SignatureReceived']],
    ['a Fassung that nobody knows', [], { ...body, fassung: 3 }, []],
    ['an older Fassung', [revised(2), released(2)], body, []],
  ])('looked at before it is given says what then happens, and records nothing: %s', async (...given) => {
    const [, facts, asked, expected] = given;
    const { ask, send, uploadId, findings, archived, store } = await withUpload();
    for (const fact of [scanArchived(uploadId), ...facts]) await send(fact);
    findings.set(uploadId, archived);
    const path = `/v1/uploads/${uploadId}/confirmation`;
    const memory = structuredClone(store.memory);
    const preview = { preview: '' };
    const said = await ask('POST', path, { claims: KREIS, body: asked, query: preview });
    expect(said.status).toBe(200);
    expect(store.memory).toEqual(memory);
    const known = memory.events.size;
    const { body: done } = await ask('POST', path, { claims: KREIS, body: asked });
    const recorded = (await store.history(SUBJECT)).slice(known).map(({ event: { type } }) => type);
    expect(said.body.events.flatMap(({ facts: told = [] }) => told)).toEqual(recorded);
    expect(said.body.events.map(asDone)).toEqual(done.events.map(asDone));
    expect(said.body.facts ?? recorded).toEqual(recorded);
    expect(recorded).toEqual(expected);
    const again = await ask('POST', path, { claims: KREIS, body: asked, query: preview });
    expect(again.body.outcome).toBe(done.outcome === undefined ? 'refused' : 'duplicate');
  });

  test('looked at before it is given tells of a scan that nobody assigned yet, and assigns nothing', async () => {
    const { ask, uploadId, findings, archived, assigned } = await withUpload();
    findings.set(uploadId, { ...archived, state: 'unassigned' });
    const query = { preview: '' };
    expect(
      await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: KREIS, body: check, query }),
    ).toMatchObject({ status: 200, body: { outcome: 'would-assign' } });
    expect(assigned).toEqual([]);
  });

  test.each([['false'], ['1']])('with ?preview=%s is neither looked at nor given', async (preview) => {
    const { ask, uploadId, findings, archived, store } = await withUpload();
    findings.set(uploadId, archived);
    expect(
      await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: KREIS, body, query: { preview } }),
    ).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(await store.history(SUBJECT)).toHaveLength(2);
  });

  test("cannot declare the other side's signature", async () => {
    const { ask, uploadId, findings, archived, store } = await withUpload();
    findings.set(uploadId, archived);
    const forLand = { ...body, signatures: [{ ...kreisSignature, party: 'land' }] };
    expect(
      await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: KREIS, body: forLand }),
    ).toMatchObject({ status: 403, body: { code: 'party-not-own' } });
    expect(await ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims: LAND, body })).toMatchObject({
      status: 403,
      body: { code: 'party-not-own' },
    });
    expect(await store.history(SUBJECT)).toHaveLength(2);
  });
});

describe('a command', () => {
  const draft = { type: 'zielvereinbarung.drafted.v1', data: TERMS };
  const path = `/v1/zielvereinbarungen/${SUBJECT}/events`;
  const headers = { 'idempotency-key': 'k1' };

  test('is recorded, its repeat changes nothing, other content under its key is refused', async () => {
    const { ask } = api();
    expect(await ask('POST', path, { body: draft, headers })).toMatchObject({
      status: 201,
      body: { outcome: 'recorded', versions: [1] },
    });
    expect(await ask('POST', path, { body: draft, headers })).toMatchObject({
      status: 200,
      body: { outcome: 'duplicate', versions: [1] },
    });
    const other = { ...draft, data: { ...TERMS, asOf: '2025-07-01' } };
    expect(await ask('POST', path, { body: other, headers })).toMatchObject({
      status: 409,
      body: { code: 'command-id-reused' },
    });
  });

  test('larger than the queues take is refused with its name, and nothing is recorded', async () => {
    const { ask, store } = api();
    // By the schema these terms are sound; no item of the table would hold them.
    const massnahmen = Array.from({ length: 200 }, () => ({
      art: 1,
      label: '€'.repeat(300),
      traeger: '€'.repeat(200),
    }));
    const large = { ...draft, data: { ...TERMS, massnahmen } };
    expect(await ask('POST', path, { body: large, headers })).toMatchObject({
      status: 413,
      body: { code: 'event-too-large' },
    });
    expect(store.memory.heads.size).toBe(0);
  });

  test('that the rules refuse is told in German and not kept at the clearing desk', async () => {
    const { ask, store } = api();
    await ask('POST', path, { body: draft, headers });
    const answer = await ask('POST', path, {
      body: {
        type: 'de.hessen.aqb.budget.amended.v1',
        data: {
          kind: 'abweichung',
          from: TERMS.haushaltsmittel,
          to: TERMS.haushaltsmittel,
          reason: 'x',
          effectiveOn: '2025-08-01',
        },
      },
      headers: { 'idempotency-key': 'k2', 'if-match': '"1"' },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-concluded' } });
    expect(answer.body.title).toContain('noch nicht abgeschlossen');
    expect(answer.body.title).toContain('Es wurde nichts gespeichert.');
    expect(store.memory.clearing.size).toBe(0);
  });

  test('that only reads is told what is wrong, and nothing of what was stored', async () => {
    const answer = await api().ask('GET', path);
    expect(answer).toMatchObject({ status: 404, body: { title: REASONS['not-found'] } });
  });

  test('that comes early waits', async () => {
    const body = { type: 'zielvereinbarung.released-for-signature.v1', data: { fassung: 1 } };
    expect(await api().ask('POST', path, { body, headers })).toMatchObject({
      status: 202,
      body: { outcome: 'parked', reason: 'zielvereinbarung-unknown' },
    });
  });

  test.each([
    ['without a key', {}, LAND, draft, 400, 'idempotency-key-missing'],
    ['of an unknown type', headers, LAND, { ...draft, type: 'x.v1' }, 400, 'event-type-unknown'],
    ['with a missing field', headers, LAND, { ...draft, data: {} }, 400, 'schema-violated'],
    ['of a Kreis that drafts', headers, KREIS, draft, 403, 'role-missing'],
    [
      'of a Kreis that corrects the budget',
      headers,
      KREIS,
      {
        type: 'budget.amended.v1',
        data: {
          kind: 'correction',
          from: TERMS.haushaltsmittel,
          to: TERMS.haushaltsmittel,
          reason: 'x',
          effectiveOn: '2025-08-01',
        },
      },
      403,
      'role-missing',
    ],
    [
      'of a function',
      headers,
      LAND,
      { type: 'publication.due.v1', data: { fassung: 1, publishAt: '2025-09-01T10:00:00Z' } },
      403,
      'role-missing',
    ],
  ])('%s is refused', async (_, head, claims, body, status, code) => {
    expect(await api().ask('POST', path, { claims, headers: head, body })).toMatchObject({
      status,
      body: { code },
    });
  });
});

test('one Zielvereinbarung is read with states and what still stands before publication', async () => {
  const { ask, send } = api();
  for (const event of [drafted(), released(), scanArchived()]) await send(event);
  const { status, body } = await ask('GET', `/v1/zielvereinbarungen/${SUBJECT}`, { claims: KREIS });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    fassung: 1,
    states: { vereinbarung: 'released', scan: 'archived', publication: 'not-ready', bescheid: 'none' },
  });
  expect(body.openConditions.map(({ text }: { text: string }) => text)).toContain(
    'Die Unterschrift des Landes auf Fassung 1 ist noch nicht erklärt.',
  );
});

test.each(['0x7E9', ' 2025', '2025.0', '20250', '2009', ''])('the year „%s“ is no year', async (year) => {
  expect(await api().ask('GET', '/v1/zielvereinbarungen', { query: { year } })).toMatchObject({
    status: 400,
    body: { code: 'request-invalid' },
  });
});

test('an unknown address is answered with a problem', async () => {
  expect(await api().ask('GET', '/v1/nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

test('a scan for an overtaken Fassung is refused', async () => {
  const { ask, send } = api();
  for (const event of [drafted(), released(), revised(2)]) await send(event);
  const answer = await ask('POST', '/v1/uploads', { body: { ...upload, fassung: 1 } });
  expect(answer).toMatchObject({ status: 409, body: { code: 'state-closed' } });
});

test('a body of another type is refused', async () => {
  const headers = { 'content-type': 'text/plain' };
  const answer = await api().ask('POST', '/v1/uploads', { body: upload, headers });
  expect(answer).toMatchObject({ status: 415, body: { code: 'content-type-unsupported' } });
});

test('a command that others keep overtaking is told to read again', async () => {
  const { ask, store } = api();
  store.commit = () => Promise.resolve('head-moved');
  const answer = await ask('POST', `/v1/zielvereinbarungen/${SUBJECT}/events`, {
    body: { type: 'zielvereinbarung.drafted.v1', data: TERMS },
    headers: { 'idempotency-key': 'k1' },
  });
  expect(answer).toMatchObject({ status: 409, body: { code: 'version-changed' } });
});

describe('the past of a Zielvereinbarung', () => {
  const path = `/v1/zielvereinbarungen/${SUBJECT}`;
  async function past() {
    const desk = api();
    for (const [at, event] of [
      ['2025-08-20T09:00:00.000Z', drafted()],
      ['2025-08-21T21:59:59.999Z', released()],
      ['2025-08-21T22:00:00.000Z', signature('land')],
    ] as const) {
      desk.clock.at = at;
      await desk.send({ ...event, time: '2025-08-18T09:00:00Z' });
    }
    desk.clock.at = '2025-09-01T10:00:00.000Z';
    return desk;
  }

  test.each([
    [{ version: '1' }, 'drafted', { version: 1, newestVersion: 3 }],
    [{ version: '2' }, 'released', { version: 2 }],
    [{ asOf: '2025-08-20' }, 'drafted', { version: 1, day: '2025-08-20' }],
    [{ asOf: '2025-08-21' }, 'released', { version: 2, recordedAt: '2025-08-21T21:59:59.999Z' }],
    [{ asOf: '2025-09-01' }, 'released', { version: 3 }],
  ])('%j is read as it was, and the answer says when that is', async (query, vereinbarung, asOf) => {
    const { ask } = await past();
    const { status, body } = await ask('GET', path, { query });
    expect(status).toBe(200);
    expect(body).toMatchObject({ states: { vereinbarung }, asOf, version: asOf.version, waiting: [] });
    expect(body.asOf.text).toContain('Ereignisse, die damals warteten, sind nicht enthalten');
  });

  test.each([
    [{ asOf: '2025-02-31' }, 400, 'request-invalid'],
    [{ asOf: '2025-09-02' }, 400, 'request-invalid'],
    [{ version: '0' }, 400, 'request-invalid'],
    [{ version: '1.5' }, 400, 'request-invalid'],
    [{ version: '1', asOf: '2025-08-20' }, 400, 'request-invalid'],
    [{ asOf: '2025-08-19' }, 404, 'not-found'],
    [{ version: '4' }, 404, 'not-found'],
  ])('%j is refused', async (query, status, code) => {
    const { ask } = await past();
    expect(await ask('GET', path, { query })).toMatchObject({ status, body: { code } });
  });

  test('is as hidden from another Gebietskörperschaft as the present', async () => {
    const { ask } = await past();
    for (const query of [{ version: '1' }, { version: 'x' }])
      expect(await ask('GET', path, { query, claims: OTHER_KREIS })).toMatchObject({ status: 404 });
  });
});

describe('the history for reading systems', () => {
  const path = `/v1/zielvereinbarungen/${SUBJECT}/events`;
  async function history() {
    const desk = api();
    for (const event of [drafted(), released(), { ...signature('land'), sequence: '1' }])
      await desk.send(event);
    return desk;
  }

  test('comes page by page, as it goes out on the bus', async () => {
    const { ask } = await history();
    const first = await ask('GET', path, { query: { limit: '2' } });
    expect(first).toMatchObject({ status: 200, body: { next: 2 } });
    expect(first.body.items.map(({ sequence }: { sequence: string }) => sequence)).toEqual(['1', '2']);
    const last = await ask('GET', path, { query: { after: '2', limit: '2' } });
    expect(last.body).not.toHaveProperty('next');
    expect(last.body.items).toEqual([
      expect.objectContaining({
        type: 'de.hessen.aqb.signature.received.v1',
        subject: SUBJECT,
        sequence: '3',
        originsequence: '1',
      }),
    ]);
    expect((await ask('GET', path, { query: { after: '3' } })).body.items).toEqual([]);
  });

  test.each([
    ['the Land', LAND, true],
    ['the own Kommune', KREIS, true],
    ['the revision', claimsOf('revision'), true],
    ['the second confirmation', claimsOf('pruefung'), false],
    ['the archive', claimsOf('archiv'), false],
  ])('names persons to whom it concerns: %s', async (_, claims, isPersonal) => {
    const { ask } = await history();
    const { status, body } = await ask('GET', path, { claims });
    expect(status).toBe(200);
    expect(body.personal).toBe(isPersonal ? 'included' : 'withheld');
    expect(JSON.stringify(body).includes('Heike Hofmann')).toBe(isPersonal);
    expect(body.items[2].data).toMatchObject({ fassung: 1, party: 'land', place: 'Wiesbaden' });
  });

  test.each([
    [{ limit: '101' }, LAND, 400],
    [{ limit: '0' }, LAND, 400],
    [{ after: '-1' }, LAND, 400],
    [{}, OTHER_KREIS, 404],
  ])('%j is refused', async (query, claims, status) => {
    const { ask } = await history();
    expect(await ask('GET', path, { query, claims })).toMatchObject({ status });
  });

  test.each([
    ['the Land', LAND, true],
    ['the second confirmation', claimsOf('pruefung'), false],
    ['the archive', claimsOf('archiv'), false],
  ])('is as discreet as the view, now and in the past, with %s', async (_, claims, isPersonal) => {
    const { ask, send } = api();
    const facts = [...concludedFacts(), amended('abweichung', [895_210, 845_210])];
    for (const event of facts) await send(event);
    for (const query of [{}, { version: String(facts.length + 2) }]) {
      const { status, body } = await ask('GET', `/v1/zielvereinbarungen/${SUBJECT}`, { claims, query });
      expect(status).toBe(200);
      expect(body.abweichungen).toHaveLength(1);
      expect(JSON.stringify(body).includes('Kürzung.')).toBe(isPersonal);
      expect(body.states.vereinbarung).toBe('concluded');
    }
  });

  test('of a Zielvereinbarung that is not there is not found', async () => {
    expect(await api().ask('GET', path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
