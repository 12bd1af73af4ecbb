import { beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../shared/adapters/crypto.ts';
import type { RecordedEvent } from '../../../events/recorded/index.ts';
import type { PortalFile } from '../../../shared/application/ports/portal.ts';
import type { StoredEvent } from '../../../shared/application/ports/event-store.ts';
import { publishShared } from '../../../shared/application/publishing/publish-shared.ts';
import { SUBJECT, amended, concludedFacts, drafted, released, signature } from '../../support/facts/given.ts';
import { gebietskoerperschaftChanged } from '../../support/facts/given-year.ts';
import { foundIn, repairable } from '../../support/stages/reconciler.ts';
import { PAGE, cancelled, meetingHeld, pageReleased, pageWithdrawn } from '../../support/facts/year.ts';

const GIESSEN = 'AQB-2025-06531';
const YEAR_LIST = 'zielvereinbarungen/2025/index.html';

type Stage = ReturnType<typeof repairable>;

let stage: Stage;

beforeEach(() => {
  stage = repairable();
  stage.clock.at = '2026-03-01T10:00:00.000Z';
});

/** Concluded and published, with the paper for signing on record: nothing is left to find. */
async function published() {
  await stage.happen(...concludedFacts());
  await stage.run('reconcile', false);
  await settle();
}

async function settle(): Promise<void> {
  await stage.deliver();
  await stage.follow(SUBJECT);
}

const digest = () => Object.fromEntries([...stage.files].map(([path, { body }]) => [path, sha256Hex(body)]));
const found = async (...asked: Parameters<Stage['run']>) => foundIn(await stage.run(...asked));

function tamper(path: string, over: Partial<PortalFile>): void {
  const file = stage.files.get(path);
  if (file !== undefined) stage.files.set(path, { ...file, ...over });
}

function loseEvents(isLost: (event: RecordedEvent) => boolean): void {
  const { events } = stage.store.memory;
  for (const [key, { event }] of events) if (event.subject === SUBJECT && isLost(event)) events.delete(key);
}

/** The newest event of this type is gone, with all that came after it. */
async function loseFrom(type: RecordedEvent['type']): Promise<void> {
  const first = (await stage.store.history(SUBJECT)).findLast(({ event }) => event.type === type);
  if (first === undefined) throw new Error(`nothing of ${type} was recorded`);
  loseEvents(({ version }) => version >= first.event.version);
}

/** A log that says that it published elsewhere: its chain does not hold, so that nothing else is judged. */
const publishedAt = (slug: string) => (stored: StoredEvent) => {
  const { event } = stored;
  if (event.type !== 'ZielvereinbarungPublished') return stored;
  const data = { ...event.data, permalink: `/zielvereinbarungen/2025/${slug}/` };
  return { ...stored, event: { ...event, data } };
};

/** From now on the same document gives other bytes. */
function newerRenderer(): void {
  const { publisher } = stage.reconciler;
  const write = (...asked: Parameters<typeof publisher.pdf.write>) =>
    publisher.pdf.write(...asked).then((body) => new Uint8Array([...body, 0]));
  Object.assign(stage.reconciler, {
    publisher: { ...publisher, pdf: { rendererVersion: 'plain/2', write } },
  });
}

const bytes = (content: string) => new TextEncoder().encode(content);

describe('where log, lists and portal agree', () => {
  test('nothing is found, nothing is changed and nothing is sent, in every mode', async () => {
    await published();
    const before = digest();
    const log = await stage.store.history(SUBJECT);
    for (const mode of ['verify', 'reconcile', 'rebuild'] as const)
      expect(await stage.run(mode, false), mode).toMatchObject({
        looked: { logs: 1, events: log.length, identical: 6 },
        settled: [],
      });
    await settle();
    expect(digest()).toEqual(before);
    expect(await stage.store.history(SUBJECT)).toEqual(log);
  });

  test('an entry of the register is a log like any other', async () => {
    const told = gebietskoerperschaftChanged('06415', ['2030-01-01']);
    expect(await stage.send(told)).toMatchObject({ outcome: 'recorded' });
    expect(await stage.run('reconcile')).toMatchObject({ looked: { logs: 1, events: 1 }, settled: [] });
  });

  test('an empty store has nothing to find', async () => {
    expect(await stage.run('reconcile')).toEqual({
      looked: { logs: 0, events: 0, identical: 0, objects: 0 },
      settled: [],
    });
  });
});

describe('a file of the portal', () => {
  test('that is missing comes back byte for byte, and nothing new is recorded', async () => {
    await published();
    const before = digest();
    const { length } = await stage.store.history(SUBJECT);
    for (const path of [`${PAGE}index.html`, `${PAGE}vereinbarung.pdf`, YEAR_LIST, '404.html'])
      stage.files.delete(path);
    expect(await found('verify', false)).toEqual([
      `page-file-missing open ${PAGE}vereinbarung.pdf`,
      `page-file-missing open ${PAGE}index.html`,
      'shared-file-missing open 404.html',
      `shared-file-missing open ${YEAR_LIST}`,
    ]);
    expect(await found('reconcile', false)).toEqual([
      `page-file-missing repaired ${PAGE}vereinbarung.pdf`,
      `page-file-missing repaired ${PAGE}index.html`,
      'shared-file-missing repaired 404.html',
      `shared-file-missing repaired ${YEAR_LIST}`,
    ]);
    await settle();
    expect(digest()).toEqual(before);
    expect(await stage.store.history(SUBJECT)).toHaveLength(length);
  });

  test('that is made by a newer renderer now comes back as it was published, from the archive', async () => {
    await published();
    const path = `${PAGE}vereinbarung.pdf`;
    const before = digest();
    newerRenderer();
    stage.files.delete(path);
    expect(await found('reconcile', false)).toEqual([`page-file-missing repaired ${path}`]);
    expect(digest()).toEqual(before);
    stage.files.delete(path);
    expect(await found('rebuild', false)).toEqual([`page-file-missing repaired ${path}`]);
    expect(digest()).toEqual(before);
    expect(await found('verify', false)).toEqual([]);
  });

  test('that is made by a newer renderer now is not made up where the archive lost it', async () => {
    await published();
    newerRenderer();
    stage.files.delete(`${PAGE}vereinbarung.pdf`);
    for (const key of stage.objects.keys()) if (key.includes('/reading/')) stage.objects.delete(key);
    expect(await found('reconcile', false)).toEqual([`could-not-look open ${SUBJECT}`]);
    expect(stage.files.has(`${PAGE}vereinbarung.pdf`)).toBe(false);
  });

  test('that nobody published is removed and told', async () => {
    await published();
    const before = digest();
    stage.files.set(`${PAGE}fremd.html`, {
      path: '',
      body: bytes('x'),
      contentType: 'text/html',
      revision: 9,
    });
    expect(await found('verify', false)).toEqual([`orphan-publication open ${PAGE}fremd.html`]);
    expect(stage.files.has(`${PAGE}fremd.html`)).toBe(true);
    expect(await found('reconcile', false)).toEqual([`orphan-publication repaired ${PAGE}fremd.html`]);
    expect(digest()).toEqual(before);
  });

  test.each([
    ['a year', 'zielvereinbarungen/2031/limburg-weilburg/index.html'],
    ['a year, its list', 'zielvereinbarungen/2031/index.html'],
    ['a Gebietskörperschaft', 'zielvereinbarungen/2025/neukreis/index.html'],
    ['a programme', `${PAGE}anderes/index.html`],
  ])('in a folder of %s that this version does not know is told and left', async (_, path) => {
    await published();
    stage.files.set(path, { path, body: bytes('x'), contentType: 'text/html', revision: 1 });
    expect(await found('reconcile', false)).toEqual([`orphan-publication open ${path}`]);
    expect(stage.files.has(path)).toBe(true);
  });

  test('under an address that the log itself names is nobody else’s', async () => {
    await published();
    const path = 'zielvereinbarungen/2025/fulda/index.html';
    stage.files.set(path, { path, body: bytes('x'), contentType: 'text/html', revision: 1 });
    const store = { ...stage.store };
    stage.store.history = async (subject) => (await store.history(subject)).map(publishedAt('fulda'));
    await stage.run('reconcile', false);
    expect(stage.files.has(path)).toBe(true);
  });

  test.each<[string, string, Partial<PortalFile>]>([
    ['bytes', 'page-file-differs', { body: bytes('gefälscht') }],
    ['its answer', 'page-file-differs', { status: 410 }],
    ['its kind', 'page-file-differs', { contentType: 'text/plain' }],
    ['an older revision', 'page-file-differs', { revision: 0 }],
    [
      'a revision that the log does not know',
      'page-newer-than-log',
      { revision: 99, body: bytes('gefälscht') },
    ],
  ])('that somebody changed in %s is put back', async (_, code, over) => {
    await published();
    const before = structuredClone(stage.files.get(`${PAGE}index.html`));
    tamper(`${PAGE}index.html`, over);
    expect(await found('reconcile', false)).toEqual([`${code} repaired ${PAGE}index.html`]);
    expect(stage.files.get(`${PAGE}index.html`)).toEqual(before);
    expect(await found('verify', false)).toEqual([]);
  });

  test('that a publisher writes while it is looked at is left to the publisher', async () => {
    await published();
    tamper(`${PAGE}index.html`, { body: bytes('alt') });
    const inventory = { ...stage.inventory };
    stage.inventory.look = async (path) => {
      tamper(path, { body: bytes('eben geschrieben') });
      return inventory.look(path);
    };
    expect(await found('reconcile', false)).toEqual([]);
    expect(stage.read(`${PAGE}index.html`)).toBe('eben geschrieben');
  });

  test('of all others is built again from nothing', async () => {
    await published();
    const before = digest();
    stage.files.clear();
    stage.store.memory.rows.clear();
    const { looked, settled } = await stage.run('rebuild', false);
    expect(looked.identical).toBe(0);
    expect(settled.map(({ code, became }) => `${code} ${became}`)).toEqual([
      'row-differs repaired',
      ...Array.from({ length: 3 }, () => 'page-file-missing repaired'),
      ...Array.from({ length: 3 }, () => 'shared-file-missing repaired'),
    ]);
    expect(digest()).toEqual(before);
    expect(await stage.run('rebuild', false)).toMatchObject({ looked: { identical: 6 }, settled: [] });
  });
});

describe('what the stream lost', () => {
  test('a publication is made up for, once', async () => {
    for (const fact of concludedFacts()) await stage.send(fact);
    await stage.forget(SUBJECT);
    expect(await found('verify', false)).toEqual([
      `signing-pdf-missing open ${SUBJECT}`,
      `page-outstanding open ${SUBJECT}`,
    ]);
    expect(stage.files.size).toBe(0);
    await stage.run('reconcile', false);
    await stage.run('reconcile', false);
    await settle();
    expect(stage.outcomes).toEqual([
      'document.archived.v1 recorded',
      'document.archived.v1 recorded',
      'zielvereinbarung.published.v1 recorded',
      'document.archived.v1 duplicate',
      'document.archived.v1 duplicate',
      'zielvereinbarung.published.v1 duplicate',
    ]);
    expect(stage.read(`${PAGE}index.html`)).toContain('Landkreis Limburg-Weilburg');
    expect(await found('verify', false)).toEqual([]);
  });

  test('a newer revision follows from the newest fact', async () => {
    await published();
    await stage.send(meetingHeld());
    await stage.send(amended('abweichung', [895_210, 845_210]));
    await stage.forget(SUBJECT);
    expect(await found('reconcile', false)).toEqual([`page-outstanding repaired ${SUBJECT}`]);
    await settle();
    expect(stage.files.get(`${PAGE}index.html`)?.revision).toBe(3);
    expect(await found('verify', false)).toEqual([]);
  });

  test('the lists follow a publication that was recorded', async () => {
    await published();
    tamper(YEAR_LIST, { body: bytes('alt') });
    tamper('index.html', { body: bytes('alt') });
    expect(await found('reconcile', false)).toEqual([
      'shared-file-differs repaired index.html',
      `shared-file-differs repaired ${YEAR_LIST}`,
    ]);
    expect(stage.read(YEAR_LIST)).toContain('Limburg-Weilburg');
  });

  test('a page that was withdrawn gives way to the notice, also where the notice was taken away', async () => {
    await published();
    await stage.send(pageWithdrawn());
    await stage.forget(SUBJECT);
    expect(await found('reconcile', false)).toEqual([
      `withdrawn-page-visible repaired ${PAGE}index.html`,
      `withdrawn-page-visible repaired ${PAGE}index.json`,
      `withdrawn-page-visible repaired ${PAGE}vereinbarung.pdf`,
      'shared-file-differs repaired index.html',
      `shared-file-differs repaired ${YEAR_LIST}`,
    ]);
    expect(stage.files.get(`${PAGE}index.html`)).toMatchObject({ status: 410, revision: 2 });
    stage.files.delete(`${PAGE}index.html`);
    expect(await found('reconcile', false)).toEqual([`page-file-missing repaired ${PAGE}index.html`]);
    await stage.happen(pageReleased());
    expect(await found('verify', false)).toEqual([]);
  });

  test('what was taken back before it was public leaves no notice', async () => {
    for (const fact of [...concludedFacts(), pageWithdrawn()]) await stage.send(fact);
    await stage.forget(SUBJECT);
    await stage.run('reconcile', false);
    expect(stage.files.size).toBe(0);
  });

  test('a page that was cancelled stays and says so', async () => {
    await published();
    await stage.send(cancelled());
    await stage.forget(SUBJECT);
    expect(await found('reconcile', false)).toEqual([`page-outstanding repaired ${SUBJECT}`]);
    await settle();
    expect(await found('verify', false)).toEqual([]);
  });
});

describe('a page that is withdrawn while it is put right', () => {
  const withdrawnAtPut = () => {
    const inventory = { ...stage.inventory };
    stage.inventory.put = async (file, over) => {
      Object.assign(stage.inventory, inventory);
      await stage.send(pageWithdrawn());
      await stage.forget(SUBJECT);
      return inventory.put(file, over);
    };
  };

  test('is taken back right after', async () => {
    await published();
    stage.files.delete(`${PAGE}index.html`);
    withdrawnAtPut();
    expect(await found('reconcile', false)).toContain(`page-file-missing moved ${PAGE}index.html`);
    expect(stage.files.get(`${PAGE}index.html`)).toMatchObject({ status: 410 });
  });
});

/** Notes what reconciling puts by itself. */
function watched() {
  const put: string[] = [];
  const inventory = { ...stage.inventory };
  stage.inventory.put = (file, over) => {
    put.push(file.path);
    return inventory.put(file, over);
  };
  return { put };
}

describe('head and row', () => {
  const head = () => stage.store.memory.heads.get(SUBJECT);

  test('a row that somebody changed or took away is that of the log again', async () => {
    await published();
    const { rows } = stage.store.memory;
    const before = structuredClone(rows.get(SUBJECT));
    if (before) rows.set(SUBJECT, { ...before, current: { ...before.current, amountCent: 1 } });
    expect(await found('verify', false)).toEqual([`row-differs open ${SUBJECT}`]);
    expect(await found('reconcile', false)).toEqual([`row-differs repaired ${SUBJECT}`]);
    expect(rows.get(SUBJECT)).toEqual(before);
    rows.delete(SUBJECT);
    expect(await found('reconcile', false)).toEqual([`row-differs repaired ${SUBJECT}`]);
    expect(rows.get(SUBJECT)).toEqual(before);
  });

  test('head and row of a release that did not say since when are as those of this one', async () => {
    for (const fact of [drafted(), released()]) await stage.send(fact);
    const { rows, heads } = stage.store.memory;
    const [row, before] = structuredClone([rows.get(SUBJECT), head()] as const);
    if (row === undefined || before?.state.status !== 'open') throw new Error('nothing was released');
    const { signingSince, ...current } = row.current;
    const { releasedOn: _, ...fassung } = before.state.fassung;
    expect(signingSince).toMatch(/^2025-/u);
    rows.set(SUBJECT, { ...row, current });
    heads.set(SUBJECT, { ...before, state: { ...before.state, fassung } });
    expect(await found('reconcile', false)).toEqual(
      expect.arrayContaining([`head-outdated repaired ${SUBJECT}`, `row-differs repaired ${SUBJECT}`]),
    );
    expect(rows.get(SUBJECT)).toEqual(row);
    expect(head()?.state).toEqual(before.state);
  });

  test('a head that says other things than its log says them again, and keeps its numbers', async () => {
    await published();
    const before = structuredClone(head());
    if (before) stage.store.memory.heads.set(SUBJECT, { ...before, state: { status: 'none' } });
    expect(await found('reconcile', false)).toEqual([`head-outdated repaired ${SUBJECT}`]);
    expect(head()).toEqual({ ...before, revision: (before?.revision ?? 0) + 1 });
  });

  test('a head that does not stand at the end of its log is told and left', async () => {
    await published();
    const before = head();
    if (before) stage.store.memory.heads.set(SUBJECT, { ...before, version: before.version + 1 });
    expect(await found('reconcile', false)).toEqual([`head-differs open ${SUBJECT}`]);
    stage.store.memory.heads.delete(SUBJECT);
    expect(await found('reconcile', false)).toEqual([`head-missing open ${SUBJECT}`]);
  });

  test('a row that cannot be put right leaves the lists as publications write them, and says so', async () => {
    await published();
    const { rows } = stage.store.memory;
    const row = rows.get(SUBJECT);
    if (row?.public === undefined) throw new Error('nothing is public');
    rows.set(SUBJECT, { ...row, public: { ...row.public, amountCent: 100 } });
    await publishShared(stage.publisher, SUBJECT);
    const before = digest();
    stage.store.commit = () => Promise.resolve('head-moved');
    const { put } = watched();
    expect(await found('reconcile', false)).toEqual([
      `row-differs moved ${SUBJECT}`,
      'shared-file-differs open index.html',
      `shared-file-differs open ${YEAR_LIST}`,
    ]);
    expect(digest()).toEqual(before);
    expect(put).toEqual([]);
  });

  test('a row that no key explains is told and left, and stops nothing', async () => {
    await published();
    const { rows } = stage.store.memory;
    const row = rows.get(SUBJECT);
    if (row === undefined) throw new Error('there is no row');
    rows.set('AQB-2025-x', { ...row, subject: Object.create(null).nothing });
    rows.set(GIESSEN, { ...row, subject: 'AQB-2025-06440' });
    stage.files.delete(`${PAGE}index.html`);
    expect((await found('reconcile', false)).slice(0, 3)).toEqual([
      'row-unexplained open AQB-2025-x',
      `log-missing open ${GIESSEN}`,
      `page-file-missing repaired ${PAGE}index.html`,
    ]);
    expect(rows.has('AQB-2025-x')).toBe(true);
  });

  test('a head and a row that both say other things are put right by one commit', async () => {
    await published();
    const before = structuredClone(head());
    const { rows } = stage.store.memory;
    const row = structuredClone(rows.get(SUBJECT));
    if (before) stage.store.memory.heads.set(SUBJECT, { ...before, state: { status: 'none' } });
    rows.delete(SUBJECT);
    expect(await found('reconcile', false)).toEqual([
      `head-outdated repaired ${SUBJECT}`,
      `row-differs repaired ${SUBJECT}`,
    ]);
    expect(head()).toEqual({ ...before, revision: (before?.revision ?? 0) + 1 });
    expect(rows.get(SUBJECT)).toEqual(row);
  });

  test('terms beside the head are those of the log', async () => {
    await published();
    const before = structuredClone(stage.store.memory.terms.get(SUBJECT));
    stage.store.memory.terms.delete(SUBJECT);
    expect(await found('reconcile', false)).toEqual([`head-outdated repaired ${SUBJECT}`]);
    expect(stage.store.memory.terms.get(SUBJECT)).toEqual(before);
  });
});

test('what has no log costs two reads', async () => {
  const { store, reconciler } = stage;
  const asked: string[] = [];
  const noted = (name: 'load' | 'history') => (subject: string) => {
    asked.push(`${name} ${subject}`);
    return store[name](subject);
  };
  const noting = { ...store, load: noted('load'), history: noted('history') };
  Object.assign(reconciler, { recorder: { ...reconciler.recorder, store: noting } });
  await stage.run('reconcile', false);
  expect(asked.filter((line) => line.endsWith(GIESSEN))).toEqual([`load ${GIESSEN}`, `history ${GIESSEN}`]);
});

describe('what waits', () => {
  test('and lacks nothing any more goes on, also where it was parked before there was a head', async () => {
    await stage.send(signature('land'));
    await stage.send(drafted({}, { id: 'elsewhere', subject: GIESSEN }));
    const parked = structuredClone(stage.store.memory.parked);
    for (const fact of concludedFacts().slice(0, 2)) await stage.send(fact);
    // The run that recorded the draft was cut off before it looked.
    for (const [key, item] of parked) {
      const late = { ...item, id: 'late', body: item.body.replace(item.id, 'late') };
      stage.store.memory.parked.set(key.replace(item.id, 'late'), late);
    }
    const { length } = await stage.store.history(SUBJECT);
    expect(await found('verify', false)).toContain(`waiting-held-up open ${SUBJECT}`);
    expect(await stage.store.history(SUBJECT)).toHaveLength(length);
    expect(await found('reconcile', false)).toContain(`waiting-held-up repaired ${SUBJECT}`);
    expect(await stage.store.waiting(SUBJECT)).toEqual([]);
    expect(await found('verify', false)).not.toContain(`waiting-held-up open ${SUBJECT}`);
  });

  test('and lacks something still waits on', async () => {
    await stage.happen(drafted());
    await stage.send(signature('land'));
    expect(await found('reconcile', false)).toEqual([]);
    expect(await stage.store.waiting(SUBJECT)).toHaveLength(1);
  });
});

describe('a chain that does not hold', () => {
  async function tampered(): Promise<void> {
    await published();
    await forge();
  }

  async function forge(): Promise<void> {
    const { events } = stage.store.memory;
    const [, second] = await stage.store.history(SUBJECT);
    for (const [key, stored] of events)
      if (stored.event.subject === SUBJECT && stored.event.version === 2 && second)
        events.set(key, { ...second, event: { ...second.event, time: '2020-01-01T00:00:00Z' } });
  }

  test('is named with its event, recorded once, and nothing of it is written or removed', async () => {
    await tampered();
    stage.files.delete(`${PAGE}index.html`);
    stage.files.set(`${PAGE}mehr.html`, { path: '', body: bytes('x'), contentType: '', revision: 0 });
    stage.store.memory.rows.delete(SUBJECT);
    const before = digest();
    for (const mode of ['verify', 'reconcile', 'reconcile', 'rebuild'] as const) {
      expect((await stage.run(mode, false)).settled, mode).toContainEqual(
        expect.objectContaining({ code: 'log-tampered', subject: SUBJECT, version: 2, became: 'open' }),
      );
      await settle();
    }
    const { [YEAR_LIST]: _, 'index.html': __, ...rest } = digest();
    expect(before).toMatchObject(rest);
    expect(stage.store.memory.rows.has(SUBJECT)).toBe(false);
    const told = (await stage.store.history(SUBJECT)).filter(
      ({ event }) => event.type === 'IntegrityViolated',
    );
    expect(told).toHaveLength(1);
  });

  test('is told of the Zielvereinbarung whose log it is, whatever its events claim, and by one source', async () => {
    await published();
    const store = { ...stage.store };
    stage.store.history = async (subject) =>
      (await store.history(subject)).map((stored) =>
        stored.event.version === 1 ? { ...stored, event: { ...stored.event, subject: GIESSEN } } : stored,
      );
    expect(await found('reconcile', false)).toEqual([`log-tampered open ${SUBJECT}`]);
    await stage.deliver();
    expect((await store.history(SUBJECT)).at(-1)?.event).toMatchObject({
      type: 'IntegrityViolated',
      source: 'urn:aqb:publish-portal',
      id: `integrity:${SUBJECT}:log:1`,
    });
    expect(await store.history(GIESSEN)).toEqual([]);
  });

  test('that lost its newest events is no log of a page: what was withdrawn stays withdrawn', async () => {
    await published();
    await stage.happen(pageWithdrawn());
    const before = digest();
    loseEvents(({ type }) => type === 'PublicationWithdrawn');
    for (const mode of ['verify', 'reconcile', 'rebuild'] as const)
      expect(await found(mode, false), mode).toEqual([`head-differs open ${SUBJECT}`]);
    expect(digest()).toEqual(before);
  });

  test('that lost all its events is noticed by its head or its row, and its page stays', async () => {
    await published();
    const before = digest();
    loseEvents(() => true);
    expect(await found('reconcile', false)).toEqual([`head-differs open ${SUBJECT}`]);
    stage.store.memory.heads.delete(SUBJECT);
    expect(await found('reconcile', false)).toEqual([`log-missing open ${SUBJECT}`]);
    expect(digest()).toEqual(before);
    expect(stage.store.memory.rows.has(SUBJECT)).toBe(true);
  });

  test('shows no cancellation, and says that the page lacks it', async () => {
    await published();
    await stage.send(cancelled());
    await stage.forget(SUBJECT);
    await forge();
    const before = digest();
    for (const mode of ['verify', 'reconcile', 'rebuild'] as const)
      expect(await found(mode, false), mode).toEqual([
        `log-tampered open ${SUBJECT}`,
        `page-stopped open ${PAGE}vereinbarung.pdf`,
      ]);
    expect(digest()).toEqual(before);
  });

  test('still takes back what was withdrawn, and the lists forget it', async () => {
    await published();
    await stage.send(pageWithdrawn());
    await stage.forget(SUBJECT);
    await forge();
    expect(await found('verify', false)).toContain(`withdrawn-page-visible open ${PAGE}vereinbarung.pdf`);
    expect(stage.files.get(`${PAGE}index.html`)?.status).toBeUndefined();
    expect(await found('reconcile', false)).toContain(
      `withdrawn-page-visible repaired ${PAGE}vereinbarung.pdf`,
    );
    for (const name of ['index.html', 'index.json', 'vereinbarung.pdf'])
      expect(stage.files.get(`${PAGE}${name}`)).toMatchObject({ status: 410, revision: 2 });
    expect(stage.read(YEAR_LIST)).not.toContain('limburg-weilburg');
    expect(await found('reconcile', false)).toEqual([`log-tampered open ${SUBJECT}`]);
  });

  test('takes back nothing that is newer than the withdrawal it still knows', async () => {
    await published();
    await stage.happen(pageWithdrawn(), pageReleased());
    await loseFrom('PublicationReleased');
    const before = digest();
    expect(await found('reconcile', false)).toEqual([`head-differs open ${SUBJECT}`]);
    expect(digest()).toEqual(before);
  });

  test('that lost its newest events stays stopped whatever is recorded after, which has the gap recorded', async () => {
    await published();
    await stage.happen(meetingHeld());
    await loseFrom('UmsetzungsbesprechungHeld');
    const before = digest();
    const { length } = await stage.store.history(SUBJECT);
    for (const day of ['2025-10-01', '2025-10-02', '2025-10-03']) {
      await stage.happen({ ...meetingHeld(day), id: `held-${day}` });
      expect(digest(), day).toEqual(before);
    }
    expect((await stage.run('rebuild', false)).settled).toContainEqual(
      expect.objectContaining({ code: 'log-tampered', version: length + 1, became: 'open' }),
    );
    expect(digest()).toEqual(before);
    expect(stage.outcomes.filter((outcome) => outcome === 'integrity.violated.v1 recorded')).toHaveLength(1);
  });

  test('stops nobody else', async () => {
    await tampered();
    stage.store.memory.rows.clear();
    const other = drafted({ ags: '06531' }, { id: 'giessen', subject: GIESSEN });
    await stage.send(other);
    stage.store.memory.rows.delete(GIESSEN);
    expect(await found('reconcile', false)).toContain(`row-differs repaired ${GIESSEN}`);
  });
});

describe('a look that fails', () => {
  test('is told, leaves everything of that Zielvereinbarung as it is, and stops nobody else', async () => {
    await published();
    await stage.send(drafted({ ags: '06531' }, { id: 'giessen', subject: GIESSEN }));
    stage.store.memory.rows.delete(GIESSEN);
    const before = digest();
    const store = { ...stage.store };
    stage.store.history = (subject) =>
      subject === SUBJECT ? Promise.reject(new Error('throttled')) : store.history(subject);
    expect(await found('reconcile', false)).toEqual([
      `row-differs repaired ${GIESSEN}`,
      `could-not-look open ${SUBJECT}`,
    ]);
    expect(digest()).toEqual(before);
  });

  test('at the archive keeps what was found before it, and what the page explains', async () => {
    await published();
    stage.files.delete(`${PAGE}index.html`);
    stage.custody.look = () => Promise.reject(new Error('throttled'));
    expect(await found('reconcile')).toEqual([
      `page-file-missing repaired ${PAGE}index.html`,
      `could-not-look open ${SUBJECT}`,
    ]);
  });

  test('at a page leaves its files alone', async () => {
    await published();
    const before = digest();
    tamper(`${PAGE}index.html`, { body: bytes('gefälscht') });
    stage.inventory.look = () => Promise.reject(new Error('throttled'));
    expect(await found('reconcile', false)).toEqual([`could-not-look open ${SUBJECT}`]);
    expect(Object.keys(digest())).toEqual(Object.keys(before));
  });

  test('at a repair leaves the finding open', async () => {
    await published();
    stage.files.delete(`${PAGE}index.html`);
    stage.inventory.put = () => Promise.reject(new Error('throttled'));
    expect(await found('reconcile', false)).toEqual([`page-file-missing open ${PAGE}index.html`]);
  });
});
