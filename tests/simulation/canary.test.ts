import { beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../support/stages/api-contract.ts';
import { PSEUDONYMS } from '../support/stages/pseudonyms.ts';
import { SCAN_SHA, SUBJECT, amended, drafted } from '../support/facts/given.ts';
import {
  ask,
  command,
  confirmScan,
  declarationOf,
  scanBytes,
  tell,
  tickOf,
  uploadIdOf,
  uploadScan,
  type Person,
  type Reply,
  type Sheet,
  type Side,
} from './histories/people.ts';
import { playStage } from './histories/main-job.ts';
import { SIMULATED_SENDERS } from './histories/senders.ts';
import { CALM, Simulation } from './simulation.ts';

/** What stands for a person's account: whoever meets it knows where it came from. */
const CANARY = 'canary-3f8d';
const personOf = (name: string, ...groups: string[]): Person => ({ sub: `${CANARY}-${name}`, groups });

const LAND = personOf('land', 'land');
const KREIS = personOf('kreis', 'kommune', 'ags-06533');
const NEIGHBOUR = personOf('neighbour', 'kommune', 'ags-06531');
const ARCHIV = personOf('archiv', 'archiv');
const OTHERS = [personOf('pruefung', 'pruefung'), personOf('revision', 'revision'), ARCHIV, NEIGHBOUR];
const PEOPLE = [LAND, KREIS, ...OTHERS];

const ZV = `/v1/zielvereinbarungen/${SUBJECT}`;
const EARLY = 'AQB-2025-06532';

const sheetOf = (side: Side): Sheet => ({
  subject: SUBJECT,
  bytes: scanBytes(`Unterschrieben: ${side}`),
  parties: [side],
  key: side,
});

/** Everything that leaves the table of a stage: what people are answered, and every line of the functions' logs. */
function outlets() {
  const logged: object[] = [];
  const simulation = new Simulation({
    ...CALM,
    senders: SIMULATED_SENDERS,
    logged: (line) => void logged.push(line),
  });
  const answers: { readonly operation: string; readonly reply: Reply }[] = [];
  const asked = async (person: Person, operation: string, question: object = {}) => {
    const [method, template = ''] = operation.split(' ');
    const path = 'path' in question ? question.path : template;
    const reply = await ask(simulation, person, { path, method, ...question } as never);
    answers.push({ operation, reply });
    return reply;
  };
  return { simulation, logged, answers, asked };
}

type Outlets = ReturnType<typeof outlets>;

/** A Zielvereinbarung from its draft to its page, by people, with what waits, what is refused, and who pries. */
const STORY: readonly ((outlets: Outlets) => Promise<void> | void)[] = [
  ({ simulation }) => tell(simulation, drafted()),
  async ({ simulation }) => {
    const meeting = { type: 'umsetzungsbesprechung.scheduled.v1', data: { on: '2025-10-14' } };
    await command(simulation, LAND, { subject: EARLY, ...meeting, key: 'early' });
    await command(simulation, LAND, {
      subject: SUBJECT,
      type: 'zielvereinbarung.released-for-signature.v1',
      data: { fassung: 1 },
      key: 'release',
    });
    await command(simulation, LAND, {
      subject: SUBJECT,
      type: 'signature.refused.v1',
      data: { fassung: 1, party: 'kommune', reason: 'x' },
      key: 'not-theirs',
    });
  },
  ({ simulation }) => tell(simulation, amended('abweichung', [895_210, 845_210])),
  async ({ simulation }) => void (await uploadScan(simulation, LAND, sheetOf('land'))),
  async ({ simulation }) => void (await uploadScan(simulation, KREIS, sheetOf('kommune'))),
  async ({ simulation }) => {
    for (const [side, person] of [
      ['land', LAND],
      ['kommune', KREIS],
    ] as const)
      await confirmScan(simulation, person, {
        uploadId: uploadIdOf(side, person),
        fassung: 1,
        signaturesVisible: [side],
        signatures: [declarationOf(side)],
      });
  },
  async ({ simulation }) => {
    await command(simulation, ARCHIV, {
      subject: SUBJECT,
      type: 'legal-hold.placed.v1',
      data: { reason: 'Prüfung.' },
      key: 'hold',
    });
  },
  ({ simulation }) => tell(simulation, drafted({ ags: '06532' }, { subject: EARLY, id: 'drafted-late' })),
  ({ simulation }) => tickOf(simulation, 'remind'),
  ({ simulation }) => tickOf(simulation, 'remind', { run: 'daily' }),
  ({ simulation }) => tickOf(simulation, 'reconcile', { run: 'nightly' }),
];

/** Every route is asked once at least, by everybody. */
async function askEverything({ simulation, asked }: Outlets): Promise<void> {
  const item = simulation.cloud.table.all().find((one) => one['PK']?.S?.startsWith('CLEARING#'));
  const place = `${item?.['PK']?.S?.slice('CLEARING#'.length)}/${item?.['SK']?.S}`;
  const key = 'used-key';
  await asked(LAND, 'POST /v1/clearing/{month}/{key}/decision', {
    path: `/v1/clearing/${place}/decision`,
    body: { action: 'replay' },
    key,
  });
  const { sub } = LAND;
  const id = encodeURIComponent(`${await PSEUDONYMS.of(sub)}:release`);
  const scan = { zielvereinbarung: SUBJECT, parties: [], sha256: SCAN_SHA, size: 1, fileName: 'a.pdf' };
  const check = { fassung: 1, pagesComplete: true, signaturesVisible: ['land'] };
  const strategie = { title: 'Strategie', asOf: '2025-01-01', coordinatedWith: [] };
  const upload = `/v1/uploads/${uploadIdOf('land', LAND)}`;
  const questions: Readonly<Record<string, object>> = {
    'GET /v1/openapi.json': {},
    'POST /v1/uploads': { body: scan, key },
    'GET /v1/uploads/{id}': { path: upload },
    'POST /v1/uploads/{id}/confirmation': { path: `${upload}/confirmation`, body: check },
    'GET /v1/zielvereinbarungen': { query: { year: '2025' } },
    'GET /v1/zielvereinbarungen/{id}': { path: ZV },
    'GET /v1/zielvereinbarungen/{id}/events': { path: `${ZV}/events` },
    'POST /v1/zielvereinbarungen/{id}/events': {
      path: `${ZV}/events`,
      body: { type: 'strategie.updated.v1', data: strategie },
      key,
    },
    'GET /v1/zielvereinbarungen/{id}/documents/{sha256}': { path: `${ZV}/documents/${'9'.repeat(64)}` },
    'GET /v1/clearing': { query: { month: '2025-09' } },
    'GET /v1/clearing/{month}/{key}': { path: `/v1/clearing/${place}` },
    'POST /v1/clearing/{month}/{key}/decision': {
      path: `/v1/clearing/${place}/decision`,
      body: { action: 'discard', reason: 'Doppelt.' },
      key,
    },
    'GET /v1/parked': { query: { until: '2026-03' } },
    'GET /v1/notices/settings': {},
    'PUT /v1/notices/settings': { body: { delivery: 'daily' } },
    'POST /v1/events': { body: {} },
    'GET /v1/events/{source}/{id}': { path: `/v1/events/urn%3Aaqb%3Astaff-api/${id}` },
  };
  for (const [operation, question] of Object.entries(questions))
    for (const person of PEOPLE) await asked(person, operation, question);
}

describe('the id of an account', () => {
  const stage = outlets();
  const { simulation, answers, logged } = stage;
  const { cloud } = simulation;

  beforeAll(async () => {
    for (const step of STORY) await playStage(simulation, () => step(stage));
    await playStage(simulation, () => askEverything(stage));
  });

  const held = (what: unknown) => (JSON.stringify(what) ?? '').match(new RegExp(CANARY, 'gu'))?.length ?? 0;
  const texts = (bucket: typeof cloud.inbox) =>
    [...bucket.objects.values()].flat().map(({ key, metadata, bytes }) => ({
      key,
      metadata,
      text: new TextDecoder().decode(bytes),
    }));

  test('was at stake: everybody acted, every route was asked, and the page is public', () => {
    expect([...new Set(answers.map(({ operation }) => operation))].toSorted()).toEqual(
      [...OPERATIONS.keys()].toSorted(),
    );
    const types = cloud.bus.map((event) => ('type' in event ? String(event.type) : ''));
    for (const kind of [
      'zielvereinbarung.published.v1',
      'event.refused.v1',
      'event.parked.v1',
      'legal-hold.placed.v1',
    ])
      expect(types).toContain(`de.hessen.aqb.${kind}`);
    for (const outcome of ['access-denied-other-county', 'party-not-own'])
      expect(logged).toContainEqual(expect.objectContaining({ outcome }));
    expect(simulation.mistakes).toEqual([]);
  });

  test('never goes out on the bus or into a queue', async () => {
    expect(held(cloud.bus)).toBe(0);
    expect(JSON.stringify(cloud.bus)).toContain(`${await PSEUDONYMS.of(LAND.sub)}:release`);
    const { ingress, internal, inspection, production } = cloud;
    for (const { taken, dead, messages } of [ingress, internal, inspection, production])
      expect(held([taken, dead, messages])).toBe(0);
  });

  test('stands in no line of a log', () => {
    expect(logged.length).toBeGreaterThan(50);
    expect(held(logged)).toBe(0);
  });

  test('is in no answer, whoever asks for whatever', () => {
    expect(answers.filter(({ reply }) => held(reply) > 0)).toEqual([]);
  });

  test('is in no file, and in nothing that is said of a file', () => {
    expect(held([texts(cloud.inbox), texts(cloud.archive), texts(cloud.portal)])).toBe(0);
  });

  test('is kept in the table where a person chose something for themselves, and nowhere else', () => {
    const keys = cloud.table
      .all()
      .filter((item) => held(item) > 0)
      .map((item) => item['PK']?.S ?? '');
    expect(new Set(keys)).toEqual(new Set(PEOPLE.map(({ sub }) => `STAFF#${sub}`)));
  });
});
