import { describe, expect, test } from 'vitest';
import type { Findings } from '../../../../shared/application/ports/intake.ts';
import {
  SCAN_SHA,
  SUBJECT,
  amended,
  concludedFacts,
  drafted,
  released,
} from '../../../support/facts/given.ts';
import { KREIS, LAND, OTHER_KREIS, claimsOf, staffApi } from '../../../support/stages/staff-api.ts';

const path = `/v1/zielvereinbarungen/${SUBJECT}/events`;
const release = { type: 'zielvereinbarung.released-for-signature.v1', data: { fassung: 1 } };
const meeting = { type: 'umsetzungsbesprechung.scheduled.v1', data: { on: '2025-11-04' } };

async function withDraft() {
  const stage = staffApi();
  await stage.send(drafted());
  const command = (body: object, headers: object = {}, query: object = {}) =>
    stage.ask('POST', path, { body, headers: { 'idempotency-key': 'k1', ...headers }, query });
  return { ...stage, command };
}

describe('a command that changes what somebody read', () => {
  test('names the version that was read, or says that the newest is meant', async () => {
    const { command } = await withDraft();
    expect(await command(release)).toMatchObject({ status: 428, body: { code: 'version-missing' } });
    expect(await command(release, { 'if-match': 'W/"1"' })).toMatchObject({
      status: 400,
      body: { code: 'request-invalid' },
    });
    expect(await command(release, { 'if-match': '"1"' })).toMatchObject({ status: 201 });
    expect(
      await command(
        { ...release, data: { fassung: 1, dueOn: '2025-10-01' } },
        { 'if-match': '*', 'idempotency-key': 'k2' },
      ),
    ).toMatchObject({ status: 201 });
  });

  test('is refused where somebody else changed it meanwhile, before anything is recorded', async () => {
    const { command, send, store } = await withDraft();
    await send(amended('correction', [895_210, 900_000]));
    const refused = await command(release, { 'if-match': '"1"' });
    expect(refused).toMatchObject({ status: 412, body: { code: 'version-changed' } });
    expect(await store.history(SUBJECT)).toHaveLength(2);
  });

  test('repeated after a lost answer is a repeat, although it moved the version itself', async () => {
    const { command } = await withDraft();
    await command(release, { 'if-match': '"1"' });
    expect(await command(release, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { outcome: 'duplicate', versions: [2] },
    });
  });

  test('is only looked at without one; a version that is given is held against the newest', async () => {
    const { command, send } = await withDraft();
    expect(await command(release, {}, { preview: '' })).toMatchObject({ status: 200 });
    await send(released());
    expect(await command(release, { 'if-match': '"1"' }, { preview: '' })).toMatchObject({ status: 412 });
  });

  test('while there is nothing to read, nobody can have read it', async () => {
    const body = { body: release, headers: { 'idempotency-key': 'k1' } };
    expect(await staffApi().ask('POST', path, body)).toMatchObject({ status: 202 });
  });
});

test('a declaration is true whatever happened meanwhile', async () => {
  const { command } = await withDraft();
  expect(await command(meeting)).toMatchObject({ status: 201 });
});

describe('what nobody asked for', () => {
  test.each([
    ['beside the command', { ...release, role: 'land' }, 'role'],
    ['in its data', { ...release, data: { fassung: 1, version: 7 } }, 'data.version'],
  ])('%s is refused by name', async (_, body, field) => {
    const { command, store } = await withDraft();
    expect(await command(body, { 'if-match': '*' })).toMatchObject({
      status: 400,
      body: { code: 'field-not-allowed', field, detail: expect.stringContaining('gibt es hier nicht') },
    });
    expect(await store.history(SUBJECT)).toHaveLength(1);
  });
});

describe('somebody whose access was revoked', () => {
  test('changes nothing with a token from before; reading ends with the token', async () => {
    const { ask, command, revoked, noted } = await withDraft();
    revoked.set(LAND.sub, '2025-09-01T09:55:00.000Z');
    expect(await command(meeting)).toMatchObject({ status: 401, body: { code: 'session-revoked' } });
    expect(noted).toContainEqual(expect.objectContaining({ outcome: 'session-revoked', status: 401 }));
    expect(await ask('GET', `/v1/zielvereinbarungen/${SUBJECT}`)).toMatchObject({ status: 200 });
  });

  test('is let in again with a token from after', async () => {
    const { command, revoked } = await withDraft();
    revoked.set(LAND.sub, '2025-09-01T09:00:00.000Z');
    expect(await command(meeting)).toMatchObject({ status: 201 });
  });

  test('gains nothing by a token that does not say when it was issued', async () => {
    const { ask, revoked } = await withDraft();
    revoked.set(LAND.sub, '2025-09-01T09:00:00.000Z');
    const claims = { ...LAND, iat: undefined };
    const answer = await ask('POST', path, { claims, body: meeting, headers: { 'idempotency-key': 'k' } });
    expect(answer).toMatchObject({ status: 401, body: { code: 'session-revoked' } });
  });
});

describe('what belongs to another Gebietskörperschaft', () => {
  test('leaves a line for whoever looks, without token or name', async () => {
    const { ask, noted } = await withDraft();
    await ask('GET', `/v1/zielvereinbarungen/${SUBJECT}`, { claims: OTHER_KREIS });
    const line = noted.find((one) => 'outcome' in one);
    expect(line).toEqual({
      message: 'denied',
      route: 'GET /v1/zielvereinbarungen/{id}',
      status: 404,
      outcome: 'access-denied-other-county',
      subject: SUBJECT,
      by: expect.stringMatching(/^[0-9a-f]{16}$/u),
    });
    expect(JSON.stringify(noted)).not.toContain(OTHER_KREIS.sub);
  });

  test('is not even read for a list', async () => {
    const { ask, send, store } = staffApi();
    await send(drafted());
    store.yearRows = () => Promise.reject(new Error('The rows of all were read'));
    const query = { year: '2025' };
    expect((await ask('GET', '/v1/zielvereinbarungen', { claims: KREIS, query })).body.items).toHaveLength(1);
    expect((await ask('GET', '/v1/zielvereinbarungen', { claims: OTHER_KREIS, query })).body.items).toEqual(
      [],
    );
  });

  test('is not looked up beyond who it belongs to', async () => {
    const { ask, send, findings } = staffApi();
    await send(drafted());
    const body = { zielvereinbarung: SUBJECT, parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' };
    const { uploadId } = (await ask('POST', '/v1/uploads', { claims: KREIS, body })).body;
    const looks: string[] = [];
    findings.get = (id) => void looks.push(id);
    expect(await ask('GET', `/v1/uploads/${uploadId}`, { claims: OTHER_KREIS })).toMatchObject({
      status: 404,
    });
    expect(looks).toEqual([]);
    expect(await ask('GET', `/v1/uploads/${uploadId}`, { claims: KREIS })).toMatchObject({ status: 200 });
    expect(looks).toEqual([uploadId]);
  });

  test('a declaration for the other side leaves a line too', async () => {
    const { ask, noted } = await withDraft();
    const data = { fassung: 1, party: 'land', reason: 'x' };
    const body = { type: 'signature.refused.v1', data };
    const answer = await ask('POST', path, { claims: KREIS, body, headers: { 'idempotency-key': 'k' } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'party-not-own' } });
    expect(noted).toContainEqual(expect.objectContaining({ outcome: 'party-not-own', status: 403 }));
  });
});

describe('where the stage asks for four eyes', () => {
  const confirmation = { fassung: 1, pagesComplete: true, signaturesVisible: ['land', 'kommune'] };

  async function withScan(fourEyes: boolean) {
    const stage = staffApi({ fourEyes });
    const [draft, release1, land, kommune, scan] = concludedFacts();
    for (const fact of [draft, release1, land, kommune, scan]) if (fact) await stage.send(fact);
    const body = { zielvereinbarung: SUBJECT, parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' };
    const { uploadId } = (await stage.ask('POST', '/v1/uploads', { claims: KREIS, body })).body;
    const archived: Findings = {
      uploadId,
      state: 'archived',
      sha256: SCAN_SHA,
      size: 1,
      uploadedAt: '2025-09-01T10:00:00Z',
      observations: [],
    };
    stage.findings.set(uploadId, archived);
    const confirm = (claims: object) =>
      stage.ask('POST', `/v1/uploads/${uploadId}/confirmation`, { claims, body: confirmation });
    return { ...stage, confirm };
  }

  test('who uploaded a scan does not confirm it; somebody else does', async () => {
    const { confirm } = await withScan(true);
    expect(await confirm(KREIS)).toMatchObject({ status: 409, body: { code: 'four-eyes-required' } });
    expect(await confirm(claimsOf('pruefung'))).toMatchObject({ status: 200, body: { outcome: 'recorded' } });
  });

  test('elsewhere they do, and the second confirmation has no part', async () => {
    const { confirm } = await withScan(false);
    expect(await confirm(claimsOf('pruefung'))).toMatchObject({
      status: 403,
      body: { code: 'role-missing' },
    });
    expect(await confirm(KREIS)).toMatchObject({ status: 200 });
  });

  test('the second confirmation declares no signature of anybody', async () => {
    const { ask, uploads } = await withScan(true);
    const [uploadId] = uploads.keys();
    const signature = {
      party: 'kommune',
      signatory: { name: 'Michael Köberle', office: 'Landrat' },
      place: 'Limburg',
      signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
      method: 'handwritten',
    };
    const answer = await ask('POST', `/v1/uploads/${uploadId}/confirmation`, {
      claims: claimsOf('pruefung'),
      body: { ...confirmation, signatures: [signature] },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'party-not-own' } });
  });
});
