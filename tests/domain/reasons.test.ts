import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../events/incoming/index.ts';
import { DELAYS, REASONS, type Delay, type Reason, type Refusal } from '../../events/reasons.ts';
import {
  amended,
  bescheid,
  concludedFacts,
  drafted,
  published,
  released,
  revised,
  signature,
  withdrawn,
} from '../support/facts/given.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  assessed,
  cancelled,
  eckdatenAmended,
  gebietskoerperschaftChanged,
  holdLifted,
  holdPlaced,
  meetingHeld,
  mittelabruf,
  retentionExtended,
  scanSetAside,
} from '../support/facts/given-year.ts';
import { HOSTILE } from '../support/pdf/pdf-hostile.ts';
import { asCloudEvent, recorder } from '../support/stages/recorder.ts';

const ROOT = join(import.meta.dirname, '../..');

type Scenario = readonly [given: readonly IncomingEvent[], arriving: IncomingEvent | string];

const json = (event: IncomingEvent, change: object = {}) =>
  JSON.stringify({ ...asCloudEvent(event), ...change });
const other = { signatory: { name: 'Erika Muster', office: 'Staatssekretärin' } };
const signing = [drafted(), released()];
const granted = [drafted(), bescheid('zuwendung', 890_000)];
const offered = [drafted(), cancelled(), akteClosed(), akteOffered()];
const until2040 = retentionExtended('2040-12-31');
const first = gebietskoerperschaftChanged('06999', ['2030-01-01', '2030-12-31']);

/** The shortest way to each reason: these facts are recorded, then this message arrives. */
const SCENARIOS: Readonly<Partial<Record<Refusal | Delay, Scenario>>> = {
  'body-unreadable': [[], '{'],
  'batch-unsupported': [[], `[${json(drafted())}]`],
  'encoding-invalid': [[], json(drafted(), { correlationid: 'F\uFFFDrderung' })],
  'duplicate-json-key': [[], json(drafted()).replace('{', '{"id":"another",')],
  'key-forbidden': [[], json(drafted()).replace('{', '{"__proto__":{},')],
  'event-too-complex': [[], json(drafted(), { more: JSON.parse(`${'['.repeat(32)}${']'.repeat(32)}`) })],
  'schema-violated': [[], json(drafted(), { data: {} })],
  'event-type-unknown': [[], json(drafted(), { type: 'de.hessen.aqb.zielvereinbarung.imagined.v1' })],
  'event-version-unknown': [[], json(drafted(), { type: 'de.hessen.aqb.zielvereinbarung.drafted.v9' })],
  'text-invalid': [[], drafted({ massnahmen: [{ art: 1, label: 'a\u202Eb' }] })],
  'number-invalid': [[], drafted({ haushaltsmittel: { amountCent: 0.5, currency: 'EUR' } })],
  'event-time-invalid': [[], drafted({}, { time: '2009-12-31T00:00:00Z' })],
  'sender-not-allowed': [[], drafted({}, { source: 'https://unknown.example/' })],
  'subject-not-allowed': [signing, { ...signature('kommune'), source: 'https://kreis.example/06531' }],
  'subject-unknown': [[], drafted({ ags: '06531' })],
  'event-id-reused': [[drafted()], drafted({ asOf: '2025-07-01' })],
  'sequence-reused': [[drafted({}, { sequence: '1' })], { ...released(), sequence: '1' }],
  'already-exists': [[drafted()], drafted({}, { id: 'another' })],
  'programme-unknown': [[], drafted({ programme: 'XYZ' }, { subject: 'XYZ-2025-06533' })],
  'gebietskoerperschaft-not-valid-in-year': [[], drafted({ ags: '06415' }, { subject: 'AQB-2025-06415' })],
  'massnahmenart-unknown': [[], drafted({ massnahmen: [{ art: 9, label: 'x' }] })],
  'amount-implausible': [[drafted()], bescheid('zuwendung', 0)],
  'budget-from-mismatch': [[drafted()], amended('correction', [1, 2])],
  'fassung-outdated': [[drafted(), revised(2)], released()],
  'already-concluded': [concludedFacts(), revised(2)],
  'not-concluded': [[drafted()], assessed()],
  'transition-not-allowed': [[drafted()], akteClosed()],
  'date-invalid': [[drafted()], meetingHeld('2025-02-31')],
  'date-in-future': [[drafted()], meetingHeld('2025-09-02')],
  'slot-taken': [[...signing, signature('land')], { ...signature('land', other), id: 'another' }],
  'same-signatory': [
    [...signing, signature('land')],
    signature('kommune', { signatory: { name: 'Heike Hofmann', office: 'Landrätin' } }),
  ],
  'publication-not-withdrawn': [[...concludedFacts(), published()], scanSetAside()],
  'already-cancelled': [[drafted(), cancelled()], released()],
  'document-missing': [concludedFacts(), cancelled(false)],
  'eckdaten-from-mismatch': [
    [drafted()],
    eckdatenAmended('correction', 15, { from: { value: 12, unit: 'Plätze' } }),
  ],
  'abweichung-unknown': [concludedFacts(), assessed(1)],
  'mittelabruf-number-reused': [[...granted, mittelabruf(1, 1000)], mittelabruf(1, 2000)],
  'retention-shorter': [[drafted(), until2040], retentionExtended('2040-12-30')],
  'retention-running': [[drafted(), until2040, ...offered.slice(1)], akteDisposed()],
  'legal-hold-active': [[...offered, holdPlaced()], akteDisposed()],
  'register-gap': [[first], gebietskoerperschaftChanged('06999', ['2031-01-02'])],
  'register-overlap': [[first], gebietskoerperschaftChanged('06999', ['2030-12-31'])],
  'zielvereinbarung-unknown': [[], released()],
  'sequence-gap': [[drafted()], { ...released(), sequence: '2' }],
  'fassung-not-known': [[drafted()], released(2)],
  'fassung-not-released': [[drafted()], signature('land')],
  'bescheid-base-missing': [[drafted()], mittelabruf(1, 1000)],
  'scan-unknown': [signing, scanSetAside()],
  'legal-hold-unknown': [[drafted()], holdLifted()],
  'signature-unknown': [signing, withdrawn('land')],
  'publication-stands': [[...concludedFacts(), published()], withdrawn('land')],
};

/** Reasons of other rooms, and the tests there that raise them. */
const RAISED_IN: Readonly<Partial<Record<Reason, string>>> = {
  ...named(
    'scan-gate/pdf-gate',
    HOSTILE.map(({ reason }) => reason),
  ),
  ...named('functions/inspect-scan', [
    'upload-empty',
    'upload-too-large',
    'upload-size-mismatch',
    'checksum-mismatch',
    'upload-overwritten',
  ]),
  ...named('functions/staff-api/staff-api', [
    'token-invalid',
    'token-expired',
    'token-not-for-us',
    'wrong-token-use',
    'role-missing',
    'party-not-own',
    'not-found',
    'request-invalid',
    'idempotency-key-missing',
    'command-id-reused',
    'version-changed',
    'upload-not-archived',
    'field-not-allowed',
    'state-closed',
    'content-type-unsupported',
  ]),
  ...named('functions/staff-api/contradiction', ['scan-contradicts', 'second-person-required']),
  ...named('functions/staff-api/uploads', ['fassung-unknown', 'upload-quota-reached']),
  ...named('functions/staff-api/events', ['event-too-large', 'scope-missing']),
  ...named('application/clearing/clearing-desk', [
    'clearing-decided',
    'gap-not-open',
    'reason-missing',
    'replacement-differs',
  ]),
  ...named('application/reminding/expiry', ['parked-expired']),
  ...named('domain/zielvereinbarung/terms/supplied-text', ['text-document-missing']),
  ...named('scan-gate/pdf-inspection', ['text-document-not-plain', 'text-document-not-copyable']),
  ...named('domain/zielvereinbarung/telling/possible', ['already-done']),
  ...named('functions/staff-api/access/guards', ['version-missing', 'session-revoked', 'four-eyes-required']),
};

function named(file: string, codes: readonly Reason[]): Partial<Record<Reason, string>> {
  return Object.fromEntries(codes.map((code) => [code, file]));
}

describe('the closed list of reasons', () => {
  test('has a test that raises each code, and none for another', () =>
    expect(Object.keys({ ...SCENARIOS, ...RAISED_IN }).toSorted()).toEqual(Object.keys(REASONS).toSorted()));

  test.each(Object.entries(SCENARIOS))('%s', async (reason, [facts, arriving]) => {
    const { send, receive } = recorder();
    for (const fact of facts) expect(await send(fact)).toMatchObject({ outcome: 'recorded' });
    const answer = typeof arriving === 'string' ? await receive(arriving) : await send(arriving);
    expect(answer).toMatchObject({ outcome: reason in DELAYS ? 'parked' : 'refused', reason });
  });

  test('names the test of each code that another room raises', () => {
    const silent = Object.entries(RAISED_IN).filter(([code, file]) => {
      const tables =
        file === 'scan-gate/pdf-gate' ? ['support/pdf/pdf-hostile', 'support/pdf/pdf-hostile-content'] : [];
      return ![`${file}.test`, ...tables].some((name) => textOf(`tests/${name}.ts`).includes(`'${code}'`));
    });
    expect(silent).toEqual([]);
  });

  test('is closed by its types: nothing in the product calls a text a reason', () => {
    const files = productFiles();
    const cast = /\bas (?:unknown as )?(?:Refusal|Delay|UploadRefusal|ApiRefusal|Reason)\b/u;
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => cast.test(textOf(file)))).toEqual([]);
  });
});

function productFiles(): readonly string[] {
  return ['events', 'shared', 'functions', 'cli'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/u.test(file))
      .map((file) => `${room}/${file}`),
  );
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
