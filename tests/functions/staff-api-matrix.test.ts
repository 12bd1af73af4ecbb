import { describe, expect, test } from 'vitest';
import type { Findings } from '../../shared/application/ports-intake.ts';
import { OPERATIONS } from '../support/api-contract.ts';
import { documentArchived } from '../support/given-year.ts';
import { SCAN_SHA, SUBJECT, drafted, released } from '../support/given.ts';
import { LAND, claimsOf, machineOf, staffApi, methodNamed } from '../support/staff-api.ts';

/** Every route × role × Gebietskoerperschaft in both directions, from one table (G9). */

const ROLES = ['land', 'kommune', 'pruefung', 'archiv', 'revision', 'no role'] as const;
const AGS = { own: ' ags-06533', other: ' ags-06531', none: '' } as const;

type Role = (typeof ROLES)[number];
type Ags = keyof typeof AGS;
/** `yes`, `nothing` where the list is empty, or the code with which it is refused. */
type Expected = string;
type World = Awaited<ReturnType<typeof worldOf>>;
type Asked = {
  readonly path: string;
  readonly body?: object;
  readonly query?: object;
  readonly headers?: object;
};

type Row = {
  readonly asks: (world: World, role: Role) => Asked;
  /** Roles that may whatever their Gebietskoerperschaft. */
  readonly may: readonly Role[];
  /** What a Kommune hears by whose key it holds; as every other role where absent. */
  readonly kommune?: Readonly<Record<Ags, Expected>>;
  /** What a role hears that has no part. */
  readonly refusal?: Expected;
  /** What systems hear, whose own source it is and whose not. */
  readonly systems?: readonly [own: Expected, other: Expected];
  /** What is heard without any token; `token-invalid` where absent. */
  readonly nobody?: Expected;
};

const OWN_ONLY = { own: 'yes', other: 'not-found', none: 'not-found' } as const;
const SEEING = ['land', 'pruefung', 'archiv', 'revision'] as const;
const ZV = `/v1/zielvereinbarungen/${SUBJECT}`;
const RP = 'https://rp-kassel.example/foerderung';
const KEY = { 'idempotency-key': 'k1' };

const EVENT = {
  specversion: '1.0',
  id: 'bescheid-1',
  source: RP,
  type: 'de.hessen.aqb.bescheid.issued.v1',
  subject: SUBJECT,
  time: '2025-06-24T08:00:00Z',
  datacontenttype: 'application/json',
  data: {
    art: 'zuwendung',
    aktenzeichen: 'RPKS-31-2025-06533',
    issuedOn: '2025-06-24',
    amount: { amountCent: 89_000_000, currency: 'EUR' },
    bewilligungszeitraum: { from: '2025-01-01', to: '2025-12-31' },
  },
};

const STRATEGIE = {
  type: 'strategie.updated.v1',
  data: { title: 'Strategie', asOf: '2025-01-01', coordinatedWith: [] },
};
const HOLD = { type: 'legal-hold.placed.v1', data: { reason: 'Prüfung.' } };

const TABLE: Readonly<Record<string, Row>> = {
  'GET /v1/openapi.json': {
    asks: () => ({ path: '/v1/openapi.json' }),
    may: ROLES,
    systems: ['yes', 'yes'],
    nobody: 'yes',
  },
  'POST /v1/uploads': {
    asks: () => ({
      path: '/v1/uploads',
      body: { zielvereinbarung: SUBJECT, parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' },
    }),
    may: ['land'],
    kommune: OWN_ONLY,
  },
  'GET /v1/uploads/{id}': {
    asks: ({ uploadId }) => ({ path: `/v1/uploads/${uploadId}` }),
    may: SEEING,
    kommune: OWN_ONLY,
  },
  'POST /v1/uploads/{id}/confirmation': {
    asks: ({ uploadId }) => ({
      path: `/v1/uploads/${uploadId}/confirmation`,
      body: { fassung: 1, pagesComplete: true, signaturesVisible: [] },
    }),
    may: ['land'],
    kommune: OWN_ONLY,
  },
  'GET /v1/zielvereinbarungen': {
    asks: () => ({ path: '/v1/zielvereinbarungen', query: { year: '2025' } }),
    may: SEEING,
    kommune: { own: 'yes', other: 'nothing', none: 'nothing' },
  },
  'GET /v1/zielvereinbarungen/{id}': { asks: () => ({ path: ZV }), may: SEEING, kommune: OWN_ONLY },
  'GET /v1/zielvereinbarungen/{id}/events': {
    asks: () => ({ path: `${ZV}/events` }),
    may: SEEING,
    kommune: OWN_ONLY,
  },
  'POST /v1/zielvereinbarungen/{id}/events': {
    asks: (_, role) => ({ path: `${ZV}/events`, headers: KEY, body: role === 'archiv' ? HOLD : STRATEGIE }),
    may: ['land', 'archiv'],
    kommune: OWN_ONLY,
  },
  'GET /v1/zielvereinbarungen/{id}/documents/{sha256}': {
    asks: () => ({ path: `${ZV}/documents/${'9'.repeat(64)}` }),
    may: SEEING,
    kommune: OWN_ONLY,
  },
  'GET /v1/clearing': {
    asks: () => ({ path: '/v1/clearing', query: { month: '2025-09' } }),
    may: ['land', 'pruefung', 'revision'],
  },
  'GET /v1/clearing/{month}/{key}': {
    asks: ({ clearing }) => ({ path: `/v1/clearing/${clearing}` }),
    may: ['land', 'pruefung', 'revision'],
  },
  'POST /v1/clearing/{month}/{key}/decision': {
    asks: ({ clearing }) => ({
      path: `/v1/clearing/${clearing}/decision`,
      headers: KEY,
      body: { action: 'discard', reason: 'Doppelt.' },
    }),
    may: ['land', 'pruefung'],
  },
  'GET /v1/parked': { asks: () => ({ path: '/v1/parked', query: { until: '2026-03' } }), may: SEEING },
  'GET /v1/notices/settings': {
    asks: () => ({ path: '/v1/notices/settings' }),
    may: ['land', 'kommune', 'pruefung', 'archiv', 'revision'],
  },
  'PUT /v1/notices/settings': {
    asks: () => ({ path: '/v1/notices/settings', body: { delivery: 'off' } }),
    may: ['land', 'kommune', 'pruefung', 'archiv', 'revision'],
  },
  'POST /v1/events': {
    asks: () => ({
      path: '/v1/events',
      headers: { 'content-type': 'application/cloudevents+json' },
      body: EVENT,
    }),
    may: [],
    refusal: 'scope-missing',
    systems: ['yes', 'sender-not-allowed'],
  },
  'GET /v1/events/{source}/{id}': {
    asks: ({ receipt }) => ({ path: receipt }),
    may: ['land', 'pruefung', 'revision'],
    systems: ['yes', 'not-found'],
  },
};

/** A stage where everything that a route names is there. */
async function worldOf() {
  const stage = staffApi();
  for (const fact of [drafted(), released(), documentArchived(), drafted({}, { id: 'drafted-again' })])
    await stage.send(fact);
  const [refused] = [...stage.store.memory.clearing.values()];
  const body = { zielvereinbarung: SUBJECT, parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' };
  const { uploadId } = (await stage.ask('POST', '/v1/uploads', { claims: LAND, body, headers: KEY })).body;
  const archived: Findings = {
    uploadId,
    state: 'archived',
    sha256: SCAN_SHA,
    size: 1,
    uploadedAt: '2025-09-01T10:00:00Z',
    observations: [],
  };
  stage.findings.set(uploadId, archived);
  const headers = { 'content-type': 'application/cloudevents+json' };
  const { links } = (await stage.ask('POST', '/v1/events', { claims: machineOf('rp'), body: EVENT, headers }))
    .body;
  return {
    ...stage,
    uploadId: String(uploadId),
    clearing: `${refused?.month}/${refused?.key}`,
    // The gateway decodes an address once.
    receipt: decodeURIComponent(links.self),
  };
}

async function heard(operation: string, claims: object, role: Role = 'no role'): Promise<Expected> {
  const world = await worldOf();
  const [method] = operation.split(' ');
  const { path, ...asked } = TABLE[operation]?.asks(world, role) ?? { path: '' };
  const { status, body } = await world.ask(methodNamed(method), path, { ...asked, claims });
  if (status >= 300) return body.code;
  return operation === 'GET /v1/zielvereinbarungen' && body.items.length === 0 ? 'nothing' : 'yes';
}

test('the table names every route of the contract, and no other', () => {
  expect(Object.keys(TABLE).toSorted()).toEqual([...OPERATIONS.keys()].toSorted());
});

describe.each(Object.entries(TABLE))('%s', (operation, row) => {
  const refusal = row.refusal ?? 'role-missing';
  const cases = ROLES.flatMap((role) =>
    (['own', 'other', 'none'] as const).map((ags): [Role, Ags, Expected] => {
      const general = row.may.includes(role) ? 'yes' : refusal;
      return [role, ags, role === 'kommune' ? (row.kommune?.[ags] ?? general) : general];
    }),
  );

  test.each(cases)('%s, whose Gebietskörperschaft is %s: %s', async (role, ags, expected) => {
    const groups = `${role === 'no role' ? 'besucher' : role}${AGS[ags]}`;
    const said = await heard(operation, claimsOf(groups), role);
    expect(said).toBe(expected);
  });

  test.each([
    ['a system of the source', machineOf('rp'), row.systems?.[0] ?? 'token-not-for-us'],
    ['a system of another source', machineOf('06531'), row.systems?.[1] ?? 'token-not-for-us'],
    ['nobody', {}, row.nobody ?? 'token-invalid'],
  ])('%s: %s', async (_, claims, expected) => {
    expect(await heard(operation, claims)).toBe(expected);
  });
});
