import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../../../events/incoming/index.ts';
import { example } from '../../../support/facts/examples.ts';
import { SUBJECT } from '../../../support/facts/given.ts';
import { KREIS, LAND, OTHER_KREIS, claimsOf, staffApi } from '../../../support/stages/staff-api.ts';
import { WIRE } from '../../../support/facts/wire.ts';

/** Who may report what by hand; a fact that stands in no line comes from systems only. */
const MAY: Readonly<Record<string, string>> = {
  'zielvereinbarung.drafted': 'land',
  'zielvereinbarung.revised': 'land',
  'zielvereinbarung.released-for-signature': 'land',
  'zielvereinbarung.cancelled': 'land',
  'signature.received': 'land kommune',
  'signature.refused': 'land kommune',
  'signature.withdrawn': 'land kommune',
  'scan.set-aside': 'land archiv',
  'budget.amended': 'land kommune',
  'eckdaten.amended': 'land kommune',
  'umsetzungsbesprechung.scheduled': 'land',
  'umsetzungsbesprechung.held': 'land',
  'zielerreichung.assessed': 'land',
  'strategie.updated': 'land kommune',
  'participation.reported': 'kommune',
  'publication.held': 'land',
  'publication.released': 'land',
  'publication.withdrawn': 'land',
  'retention.extended': 'archiv',
  'legal-hold.placed': 'archiv',
  'legal-hold.lifted': 'archiv',
  'akte.closed': 'archiv',
  'akte.offered': 'archiv',
  'akte.disposed': 'archiv',
  'personal-data.erased': 'archiv',
};

const PEOPLE = {
  land: LAND,
  kommune: KREIS,
  archiv: claimsOf('archiv'),
  pruefung: claimsOf('pruefung'),
  revision: claimsOf('revision'),
};

describe.each(INCOMING.map((fact) => [fact.stem, fact] as const))('%s', (stem, fact) => {
  const path = `/v1/zielvereinbarungen/${SUBJECT}/events`;
  const headers = { 'idempotency-key': 'k1' };
  const { data } = example(stem);
  const own = (party: string) => ('party' in data ? { ...data, party } : data);
  const body = (party: string) => ({ type: WIRE.typeOf(fact), data: own(party) });

  test.each(Object.entries(PEOPLE))('by %s', async (role, claims) => {
    const { status, body: answer } = await staffApi().ask('POST', path, {
      claims,
      headers,
      body: body(role === 'kommune' ? 'kommune' : 'land'),
    });
    const isAllowed = (MAY[stem] ?? '').split(' ').includes(role);
    expect(isAllowed ? answer.code !== 'role-missing' && status !== 403 : answer.code).toBe(
      isAllowed ? true : 'role-missing',
    );
  });

  test('by another Gebietskörperschaft is as if there were none', async () => {
    const answer = await staffApi().ask('POST', path, {
      claims: OTHER_KREIS,
      headers,
      body: body('kommune'),
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
