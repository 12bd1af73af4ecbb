import { describe, expect, test } from 'vitest';
import { guarded, type StaffRoute } from '../../../../functions/staff-api/access/access.ts';
import type { Visible } from '../../../../functions/staff-api/access/seeing.ts';
import type { Findings } from '../../../../shared/application/ports/intake.ts';
import { documentArchived } from '../../../support/facts/given-year.ts';
import { SCAN_SHA, SUBJECT, drafted, released } from '../../../support/facts/given.ts';
import { PSEUDONYMS } from '../../../support/stages/pseudonyms.ts';
import {
  KREIS,
  LAND,
  OTHER_KREIS,
  claimsOf,
  machineOf,
  staffApi,
} from '../../../support/stages/staff-api.ts';

const ZV = `/v1/zielvereinbarungen/${SUBJECT}`;
const DOCUMENT = `${ZV}/documents/${'9'.repeat(64)}`;
const BY = expect.stringMatching(/^[0-9a-f]{16}$/u);

/** A stage with one Zielvereinbarung, its document, a looked-at upload and a refused message. */
async function stage() {
  const api = staffApi();
  for (const fact of [drafted(), released(), documentArchived(), drafted({}, { id: 'drafted-again' })])
    await api.send(fact);
  const body = { zielvereinbarung: SUBJECT, parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' };
  const uploadId = String((await api.ask('POST', '/v1/uploads', { claims: KREIS, body })).body.uploadId);
  const looked: Findings = {
    uploadId,
    state: 'archived',
    sha256: SCAN_SHA,
    size: 1,
    uploadedAt: '2025-09-01T10:00:00Z',
    observations: [],
    previews: 2,
  };
  api.findings.set(uploadId, looked);
  const [refused] = [...api.store.memory.clearing.values()];
  const clearing = `/v1/clearing/${refused?.month}/${refused?.key}`;
  api.noted.length = 0;
  /** The lines that a request leaves beside that it was answered. */
  const linesOf = async (path: string, asked: { claims: object; query?: object }) => {
    await api.ask('GET', path, asked);
    return api.noted.splice(0).filter((line) => 'outcome' in line);
  };
  return { ...api, linesOf, uploadId, clearing };
}

describe('a neighbour named in a body', () => {
  const other = 'AQB-2025-06531';
  test.each([
    [
      'of an upload that is refused for something else',
      '/v1/uploads',
      { zielvereinbarung: other, sha256: 'x' },
      400,
    ],
    ['of an upload', '/v1/uploads', { zielvereinbarung: other }, 404],
  ])('%s is heard', async (_, path, over, status) => {
    const { ask, noted } = await stage();
    const body = { parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf', ...over };
    expect((await ask('POST', path, { claims: KREIS, body })).status).toBe(status);
    expect(noted).toContainEqual(
      expect.objectContaining({ outcome: 'access-denied-other-county', subject: other, by: BY }),
    );
  });

  test('of a confirmation of the own upload is as if it did not exist, and is heard', async () => {
    const { ask, noted, uploadId } = await stage();
    const body = { zielvereinbarung: other, fassung: 1, pagesComplete: true, signaturesVisible: [] };
    const path = `/v1/uploads/${uploadId}/confirmation`;
    expect(await ask('POST', path, { claims: KREIS, body })).toMatchObject({ status: 404 });
    expect(noted).toContainEqual(
      expect.objectContaining({ outcome: 'access-denied-other-county', subject: other, by: BY }),
    );
  });
});

describe('who reads names of persons or free text', () => {
  test.each([
    ['a Zielvereinbarung', ZV, LAND, '{id}'],
    ['its own', ZV, KREIS, '{id}'],
    ['its history', `${ZV}/events`, claimsOf('revision'), '{id}/events'],
    ['a document', DOCUMENT, claimsOf('archiv'), '{id}/documents/{sha256}'],
  ])('of %s leaves one line, with a pseudonym', async (_, path, claims, address) => {
    const { linesOf } = await stage();
    expect(await linesOf(path, { claims })).toEqual([
      {
        message: 'read',
        route: `GET /v1/zielvereinbarungen/${address}`,
        status: 200,
        outcome: 'personal-data-read',
        subject: SUBJECT,
        by: BY,
      },
    ]);
  });

  test('of the pages of an upload, and of a message at the clearing desk, leaves one too', async () => {
    const { linesOf, uploadId, clearing } = await stage();
    expect(await linesOf(`/v1/uploads/${uploadId}`, { claims: KREIS })).toMatchObject([
      { outcome: 'personal-data-read', uploadId, subject: SUBJECT },
    ]);
    expect(await linesOf(clearing, { claims: claimsOf('pruefung') })).toMatchObject([
      { outcome: 'personal-data-read', key: clearing.slice('/v1/clearing/'.length) },
    ]);
  });

  test('is told apart from who reads none', async () => {
    const { linesOf, uploadId } = await stage();
    const archiv = { claims: claimsOf('archiv') };
    for (const path of [ZV, `${ZV}/events`, `/v1/uploads/${uploadId}`])
      expect(await linesOf(path, archiv)).toEqual([]);
    expect(await linesOf('/v1/zielvereinbarungen', { claims: LAND, query: { year: '2025' } })).toEqual([]);
  });

  test('has no account in clear on any line', async () => {
    const { linesOf } = await stage();
    expect(JSON.stringify(await linesOf(ZV, { claims: LAND }))).not.toContain(LAND.sub);
  });
});

describe('who asks for what is not theirs', () => {
  test.each([
    ['by a parameter of a list', '/v1/zielvereinbarungen', { year: '2025', programme: SUBJECT }],
    ['in another case', '/v1/zielvereinbarungen', { year: '2025', programme: SUBJECT.toLowerCase() }],
    ['by a list of another role', '/v1/parked', { until: '2026-03', cursor: `${SUBJECT}#x#1` }],
    ['by an address', `${ZV}/events`, {}],
  ])('%s is heard', async (_, path, query) => {
    const { linesOf } = await stage();
    expect(await linesOf(path, { claims: OTHER_KREIS, query })).toMatchObject([
      { message: 'denied', outcome: 'access-denied-other-county', subject: SUBJECT, by: BY },
    ]);
  });

  test('is heard when a system asks for the receipt of another one', async () => {
    const { linesOf } = await stage();
    const path = '/v1/events/https://kreis.example/06533/signature-1';
    expect(await linesOf(path, { claims: machineOf('06531') })).toMatchObject([
      { outcome: 'access-denied-other-county', by: BY },
    ]);
    expect(await linesOf(path, { claims: machineOf('06533') })).toEqual([]);
  });

  test('is not heard where somebody errs about their own, or lacks only the role', async () => {
    const { linesOf } = await stage();
    const query = { year: '2025', programme: SUBJECT };
    expect(await linesOf('/v1/zielvereinbarungen', { claims: KREIS, query })).toEqual([]);
    expect(await linesOf(ZV, { claims: claimsOf('besucher ags-06533') })).toMatchObject([
      { outcome: 'role-missing' },
    ]);
  });

  test.each([
    ['without a role', claimsOf('besucher'), '/v1/clearing', 'role-missing'],
    ['with another role', KREIS, '/v1/clearing', 'role-missing'],
  ])('%s leaves a line of its own', async (_, claims, path, outcome) => {
    const { linesOf } = await stage();
    expect(await linesOf(path, { claims, query: { month: '2025-09' } })).toMatchObject([
      { message: 'denied', outcome, by: BY },
    ]);
  });
});

test('an answer that nobody looked at leaves no route', async () => {
  const forgetful: StaffRoute = {
    method: 'GET',
    path: '/v1/rows',
    roles: ['kommune'],
    describe: { operationId: 'rows', tag: 'zielvereinbarungen', summary: 'Rows', answers: {} },
    answer: () => Promise.resolve({ status: 200, body: { items: [] } } as unknown as Visible), // oxlint-disable-line typescript/no-unsafe-type-assertion -- what the types forbid
  };
  const gate = {
    clientId: 'client-1',
    clients: [],
    pseudonyms: PSEUDONYMS,
    now: () => '2025-09-01T10:00:00.000Z',
    revokedAt: () => Promise.resolve(undefined),
  };
  const request = {
    path: '/v1/rows',
    params: {},
    query: {},
    queryNames: [],
    header: () => undefined,
    body: '',
  };
  await expect(guarded(forgetful, gate).answer({ ...request, claims: KREIS })).rejects.toThrow(/looked at/u);
});
