import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import { eventItem, storedEvent } from '../../../shared/adapters/table/dynamodb-items.ts';
import { pdfkitWriter } from '../../../shared/adapters/pdf-writer/pdfkit-writer.ts';
import type { EventStore, StoredEvent } from '../../../shared/application/ports/event-store.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { produceSigning } from '../../../shared/application/publishing/produce-signing.ts';
import { publishPage } from '../../../shared/application/publishing/publish-page.ts';
import { firstBrokenLink } from '../../../shared/application/log/verify-chain.ts';
import {
  SUBJECT,
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  released,
  scanArchived,
  scanChecked,
  signature,
} from '../../support/facts/given.ts';
import { publicationHeld } from '../../support/facts/given-year.ts';
import { portal } from '../../support/stages/portal.ts';
import {
  PAGE,
  PLACES,
  assessed,
  cancelled,
  concludedWithFigure,
  factsOfTheFiles,
  figureAmended,
  finalSince,
  meetingHeld,
  pageReleased,
  pageWithdrawn,
  yearFacts,
} from '../../support/facts/year.ts';
import { WIRE } from '../../support/facts/wire.ts';

const YEAR_LIST = 'zielvereinbarungen/2025/index.html';

describe('the page of a whole year', () => {
  const stage = portal();
  const { files, outcomes } = stage;
  const read = (path: string) => stage.read(path);
  beforeAll(async () => {
    stage.clock.at = '2026-03-01T10:00:00.000Z';
    await stage.happen(...concludedWithFigure(), ...yearFacts());
  });

  test('has a revision for each fact that the public may see, and one reading PDF for all of them', () => {
    expect(files.get(`${PAGE}index.html`)?.revision).toBe(8);
    expect(outcomes.filter((line) => line.startsWith('document'))).toEqual(['document.archived.v1 recorded']);
    expect(outcomes.filter((line) => line.startsWith('zielvereinbarung.published'))).toHaveLength(8);
    expect(new Set(outcomes.map((line) => line.split(' ')[1]))).toEqual(new Set(['recorded']));
    expect(JSON.parse(read(`${PAGE}index.json`)).fassung).toBe(1);
  });

  test('says what happened under Bescheide and Steuerung', () => {
    const words = textOf(read(`${PAGE}index.html`));
    for (const fact of [
      'bestandskräftig seit 25.07.2025',
      '04.11.2025, mit HMSI; Landkreis Limburg-Weilburg',
      'Nr. 1 gilt ab 20.10.2025 Haushaltsmittel 895.210\u00A0€ 845.210\u00A0€ −50.000\u00A0€',
      'Nr. 2 gilt ab 15.10.2025 Plätze in Maßnahmenart 3 36\u00A0Plätze 30\u00A0Plätze −6\u00A0Plätze',
      'Praktika kein Bezugswert vereinbart – 1.200\u00A0Tage –',
      'Beurteilung vom 16.02.2026',
      'Haushaltsmittel 895.210\u00A0€ 840.000\u00A0€ −55.210\u00A0€ Im Wesentlichen erreicht.',
      'Abweichung 1 : Der weggefallene Kurs erklärt den geringeren Betrag.',
      '36\u00A0Plätze 31,5\u00A0Plätze −4,5\u00A0Plätze Mit der Abweichung erreicht.',
      '10\u00A0Prozent 12\u00A0Personen – Nicht vergleichbar',
      'Abweichung 3: bei der Beurteilung der Zielerreichung noch zu berücksichtigen.',
    ])
      expect(words, fact).toContain(fact);
    expect(words).not.toMatch(/Geheim|geheim|3f3f/u);
  });

  test('keeps within 14 KB', () => {
    const page = read(`${PAGE}index.html`);
    expect(gzipSync(page).length).toBeLessThan(14 * 1024);
  });

  test('is data in index.json too: figures, differences and sentences, nothing from the personal parts', () => {
    const json = read(`${PAGE}index.json`);
    const data = JSON.parse(json);
    expect(data.bescheide).toMatchObject([{ finalSince: '2025-07-25' }]);
    expect(data.umsetzungsbesprechungen).toEqual([
      { on: '2025-11-04', participants: ['HMSI', 'Landkreis Limburg-Weilburg'] },
    ]);
    expect(data.abweichungen).toEqual([
      {
        number: 1,
        of: 'haushaltsmittel',
        from: { amountCent: 89_521_000, currency: 'EUR' },
        to: { amountCent: 84_521_000, currency: 'EUR' },
        effectiveOn: '2025-10-20',
      },
      {
        number: 2,
        of: 'eckdatum',
        label: PLACES.label,
        agreed: true,
        from: { value: 36, unit: 'Plätze' },
        to: { value: 30, unit: 'Plätze' },
        effectiveOn: '2025-10-15',
      },
      {
        number: 3,
        of: 'eckdatum',
        label: 'Praktika',
        agreed: false,
        to: { value: 1200, unit: 'Tage' },
        effectiveOn: '2025-10-15',
      },
    ]);
    expect(data.zielerreichung).toMatchObject({
      notConsidered: [3],
      assessments: [
        {
          assessedOn: '2026-02-16',
          items: [
            {
              difference: { amountCent: -5_521_000, currency: 'EUR' },
              consideredAbweichungen: [{ abweichung: 1 }],
            },
            { difference: { value: -4.5, unit: 'Plätze' } },
            { soll: { value: 10, unit: 'Prozent' }, ist: { value: 12, unit: 'Personen' } },
          ],
        },
      ],
    });
    expect(data.zielerreichung.assessments[0].items[2]).not.toHaveProperty('difference');
    expect(json).not.toMatch(/[Gg]eheim|Hofmann|Köberle|3f3f/u);
  });

  test('shows both assessments, the newest last', async () => {
    const again = assessed(
      {
        items: [
          {
            label: 'Praktika',
            soll: { value: 0.3, unit: 'Jahre' },
            ist: { value: 0.1, unit: 'Jahre' },
            consideredAbweichungen: [{ abweichung: 3, consideration: 'Nachgeholt.' }],
            result: 'Erreicht.',
          },
        ],
      },
      '2026-02-20T09:00:00Z',
    );
    await stage.happen(again);
    const words = textOf(stage.read(`${PAGE}index.html`));
    expect(words.indexOf('Beurteilung vom 16.02.2026')).toBeLessThan(
      words.indexOf('Beurteilung vom 20.02.2026'),
    );
    expect(words).toContain('−0,2\u00A0Jahre');
    expect(words).not.toContain('noch zu berücksichtigen');
  });
});

test('Abweichungen of money and Eckdaten leave vereinbarung.pdf and the agreed text byte-identical', async () => {
  const stage = portal({ pdf: pdfkitWriter });
  const shown = () => ({
    pdf: stage.files.get(`${PAGE}vereinbarung.pdf`)?.body,
    text: /<h2 id="wortlaut">.*?<\/section>/su.exec(stage.read(`${PAGE}index.html`))?.[0],
  });
  await stage.happen(...concludedWithFigure());
  const before = shown();
  expect(before.text).toContain('36 Plätze');
  await stage.happen(
    amended('abweichung', [895_210, 845_210]),
    figureAmended('abweichung', { from: { value: 36, unit: 'Plätze' } }),
  );
  expect(stage.files.get(`${PAGE}index.html`)?.revision).toBe(3);
  expect(shown()).toEqual(before);
});

describe('a Bescheid', () => {
  test('that was not released leaves no trace, nor does what follows it', async () => {
    const stage = portal();
    await stage.happen(...concludedFacts());
    const before = stage.read(`${PAGE}index.html`);
    await stage.happen(bescheid('zuwendung', 890_000), finalSince('2025-07-25'));
    expect(stage.read(`${PAGE}index.html`)).toBe(before);
  });

  test('is called final only where the newest one of its Aktenzeichen was released', async () => {
    const stage = portal();
    const changed = bescheid('aenderung', 880_000, { issuedOn: '2025-07-01' });
    await stage.happen(...concludedFacts(), bescheid('zuwendung', 890_000, { public: true }), changed);
    const before = stage.read(`${PAGE}index.html`);
    await stage.happen(finalSince('2025-07-25'));
    expect(stage.read(`${PAGE}index.html`)).toBe(before);
  });
});

test('Antrag, Mittelabruf, Nachweis, schedule, participation, strategy and Akte leave the page as it is', async () => {
  const stage = portal();
  await stage.happen(...concludedFacts(), bescheid('zuwendung', 890_000, { public: true }));
  const before = [...stage.files.values()];
  await stage.happen(...factsOfTheFiles());
  expect([...stage.files.values()]).toEqual(before);
});

describe('an Änderungsvereinbarung of a figure', () => {
  test('changes text, terms and page when both have signed it, and nothing before', async () => {
    const stage = portal();
    await stage.happen(...concludedWithFigure());
    const pdf = stage.files.get(`${PAGE}vereinbarung.pdf`)?.body;
    await stage.happen(
      figureAmended('aenderungsvereinbarung', { from: { value: 36, unit: 'Plätze' } }),
      released(2),
      signature('land', { fassung: 2 }),
      signature('kommune', { fassung: 2 }),
      scanArchived('upload-0002', { fassung: 2 }),
    );
    expect(textOf(stage.read(`${PAGE}index.html`))).toContain('36 Plätze');
    expect(stage.files.get(`${PAGE}index.html`)?.revision).toBe(1);
    await stage.happen(scanChecked('upload-0002', { fassung: 2 }));
    const words = textOf(stage.read(`${PAGE}index.html`));
    expect(words).toContain('30 Plätze');
    expect(words).not.toContain('36 Plätze');
    expect(words).toContain('Fassung 2');
    expect(stage.files.get(`${PAGE}vereinbarung.pdf`)?.body).not.toEqual(pdf);
    expect(textOf(stage.read(YEAR_LIST))).toContain('14.08.2025 2');
  });
});

describe('a withdrawn publication', () => {
  test('leaves a notice with the day and without the reason, and vanishes from the lists', async () => {
    const stage = portal();
    await stage.happen(...concludedFacts());
    expect(stage.read(YEAR_LIST)).toContain('limburg-weilburg');
    stage.clock.at = '2025-09-03T23:30:00.000Z';
    await stage.happen(pageWithdrawn());
    for (const name of ['index.html', 'index.json', 'vereinbarung.pdf']) {
      expect(stage.files.get(`${PAGE}${name}`)).toMatchObject({ status: 410, revision: 2 });
      expect(stage.read(`${PAGE}${name}`)).not.toContain('Geheim');
    }
    expect(stage.read(`${PAGE}index.html`)).toContain('am 04.09.2025 zurückgezogen');
    expect(stage.read(YEAR_LIST)).not.toContain('limburg-weilburg');
    expect(stage.read('index.html')).not.toContain('limburg-weilburg');
  });

  test('comes back with a higher revision when it is released, with what happened meanwhile', async () => {
    const stage = portal();
    await stage.happen(...concludedFacts(), pageWithdrawn(), amended('abweichung', [895_210, 845_210]));
    expect(stage.files.get(`${PAGE}index.html`)).toMatchObject({ status: 410, revision: 2 });
    await stage.happen(pageReleased());
    const page = stage.files.get(`${PAGE}index.html`);
    expect(page).toMatchObject({ revision: 3 });
    expect(page).not.toHaveProperty('status');
    expect(textOf(stage.read(`${PAGE}index.html`))).toContain('−50.000\u00A0€');
    expect(stage.read(YEAR_LIST)).toContain('limburg-weilburg');
  });
});

describe('a stop', () => {
  test('before anything is public leaves no page, no notice and no line in a list, whatever follows', async () => {
    const stage = portal();
    const [draft = drafted(), ...rest] = concludedFacts();
    await stage.happen(draft, pageWithdrawn(), ...rest);
    expect([...stage.files.keys()].filter((path) => path.startsWith(PAGE))).toEqual([]);
    expect([...stage.files.values()].some(({ path }) => stage.read(path).includes('limburg-weilburg'))).toBe(
      false,
    );
    const { type, data, subject, id } = pageReleased();
    await recordCommand(stage.reception.recorder, { type, data, subject, id });
    await stage.follow(SUBJECT);
    expect(stage.files.get(`${PAGE}index.html`)).toMatchObject({ revision: 1 });
    expect(stage.read(`${PAGE}index.html`)).not.toContain('zurückgezogen');
  });

  test.each([
    ['before its first file is written', 0],
    ['after its first file is written', 1],
    ['after all are written', 3],
  ])('of a page that is on its way, %s, leaves nothing to read', async (_, writes) => {
    const stage = portal();
    for (const fact of concludedFacts()) await stage.send(fact);
    const due = (await stage.store.history(SUBJECT)).find(({ event }) => event.type === 'PublicationDue');
    if (due === undefined) throw new Error('nothing is due');
    const { site } = stage.publisher;
    let written = 0;
    const write: typeof site.write = async (file) => {
      if (written === writes) await stage.send(publicationHeld());
      written += 1;
      return site.write(file);
    };
    const publisher = { ...stage.publisher, site: { ...site, write } };
    await publishPage(publisher, due.event);
    if (written <= writes) await stage.send(publicationHeld());
    await stage.follow(SUBJECT);
    const lying = [...stage.files.values()].filter(({ path }) => path.startsWith(PAGE));
    expect(lying.every(({ status }) => status === 410)).toBe(true);
    expect(await stage.store.yearRow(SUBJECT)).toMatchObject({
      current: { states: { publication: 'held' } },
    });
  });
});

test('a page that is withdrawn while it is published is taken back by its publisher', async () => {
  const stage = portal();
  for (const fact of concludedFacts()) await stage.send(fact);
  const due = (await stage.store.history(SUBJECT)).find(({ event }) => event.type === 'PublicationDue');
  if (due === undefined) throw new Error('nothing is due');
  const { site } = stage.publisher;
  let isWithdrawn = false;
  const write: typeof site.write = async (file) => {
    if (!isWithdrawn) {
      isWithdrawn = true;
      await stage.send(pageWithdrawn());
    }
    return site.write(file);
  };
  const publisher = { ...stage.publisher, site: { ...site, write } };
  expect(await publishPage(publisher, due.event)).toBe('taken-back');
  for (const name of ['index.html', 'index.json', 'vereinbarung.pdf'])
    expect(stage.files.get(`${PAGE}${name}`)).toMatchObject({ status: 410, revision: 2 });
  expect(await publishPage(publisher, due.event)).toBe('taken-back');
});

test('a fact that a newer one overtook writes nothing', async () => {
  const stage = portal();
  for (const fact of concludedFacts()) await stage.send(fact);
  const due = (await stage.store.history(SUBJECT)).find(({ event }) => event.type === 'PublicationDue');
  if (due === undefined) throw new Error('nothing is due');
  await stage.send(amended('abweichung', [895_210, 845_210]));
  expect(await publishPage(stage.publisher, due.event)).toBe('superseded');
  expect(stage.files.size).toBe(0);
});

describe('a cancelled Zielvereinbarung', () => {
  test('keeps its page, which says so, and is marked and no longer added up in the lists', async () => {
    const stage = portal();
    stage.clock.at = '2025-12-01T10:00:00.000Z';
    await stage.happen(...concludedFacts(), cancelled());
    const words = textOf(stage.read(`${PAGE}index.html`));
    expect(words).toContain('Aufgehoben am 01.12.2025.');
    expect(words).toContain('7a'.repeat(32));
    expect(words).not.toContain('Geheim');
    expect(JSON.parse(stage.read(`${PAGE}index.json`))).toMatchObject({
      cancelledOn: '2025-12-01',
      cancellationDocumentSha256: '7a'.repeat(32),
    });
    const list = textOf(stage.read(YEAR_LIST));
    expect(list).toContain('aufgehoben am 01.12.2025');
    expect(list).toContain('Eine veröffentlichte Zielvereinbarung ist aufgehoben und nicht mitgezählt.');
    expect(textOf(stage.read('index.html'))).toContain('Landkreis Limburg-Weilburg (aufgehoben)');
  });
});

/** A store whose log somebody changed behind the recorder's back. */
function tamperedStore(change: (stored: StoredEvent) => StoredEvent) {
  const store = inMemoryEventStore();
  let isTampered = false;
  const tampered: EventStore = {
    ...store,
    history: async (subject) => {
      const history = await store.history(subject);
      return isTampered && subject === SUBJECT ? history.map(change) : history;
    },
  };
  return { store: tampered, tamper: () => (isTampered = true) };
}

const forged = (stored: StoredEvent): StoredEvent =>
  stored.event.version === 2
    ? { ...stored, event: { ...stored.event, recordedAt: '2020-01-01T00:00:00.000Z' } }
    : stored;

describe('a chain that does not hold', () => {
  test('stops the page, is recorded once per broken version, and stops neither recording nor others', async () => {
    const { store, tamper } = tamperedStore(forged);
    const stage = portal({ store });
    await stage.happen(...concludedFacts());
    const before = stage.read(`${PAGE}index.html`);
    stage.outcomes.length = 0;
    tamper();
    await stage.happen(amended('abweichung', [895_210, 845_210]), meetingHeld('2025-08-20'));
    expect(stage.read(`${PAGE}index.html`)).toBe(before);
    expect(stage.outcomes).toEqual(['integrity.violated.v1 recorded']);
    const found = (await store.history(SUBJECT)).flatMap(({ event }) =>
      event.type === 'IntegrityViolated' ? [event] : [],
    );
    expect(found).toMatchObject([
      {
        id: `integrity:${SUBJECT}:log:2`,
        source: 'urn:aqb:publish-portal',
        data: { where: 'log', version: 2 },
      },
    ]);
    const fulda = { subject: 'AQB-2025-06631' };
    await stage.happen(
      ...concludedFacts().map((fact) =>
        fact.type === 'ZielvereinbarungDrafted'
          ? { ...drafted({ ags: '06631' }), ...fulda, id: `fulda-${fact.id}` }
          : { ...fact, ...fulda, id: `fulda-${fact.id}`, source: sourceFor(fact.source) },
      ),
    );
    expect(stage.read('zielvereinbarungen/2025/fulda/index.html')).toContain('Landkreis Fulda');
  });
});

test('a log that ends before its head publishes nothing', async () => {
  const store = inMemoryEventStore();
  const stage = portal({ store });
  await stage.happen(...concludedFacts(), amended('abweichung', [895_210, 845_210]));
  const due = (await store.history(SUBJECT)).find(({ event }) => event.type === 'PublicationDue');
  if (due === undefined) throw new Error('nothing is due');
  stage.files.clear();
  for (const [key, { event }] of store.memory.events)
    if (event.version > due.event.version) store.memory.events.delete(key);
  expect(await publishPage(stage.publisher, due.event)).toBe('log-tampered');
  expect(stage.files.size).toBe(0);
});

const sourceFor = (source: string) => source.replace('06533', '06631');

test('a chain that does not hold shows nothing new, but what is withdrawn is taken back', async () => {
  const { store, tamper } = tamperedStore(forged);
  const stage = portal({ store });
  await stage.happen(...concludedFacts());
  tamper();
  await stage.happen(pageWithdrawn());
  for (const name of ['index.html', 'index.json', 'vereinbarung.pdf'])
    expect(stage.files.get(`${PAGE}${name}`)).toMatchObject({ status: 410, revision: 2 });
  expect(stage.read(YEAR_LIST)).not.toContain('limburg-weilburg');
  await stage.happen(pageReleased());
  expect(stage.files.get(`${PAGE}index.html`)).toMatchObject({ status: 410, revision: 2 });
});

test('terms of a chain that does not hold are not printed for signature', async () => {
  const { store, tamper } = tamperedStore(forged);
  const stage = portal({ store });
  await stage.happen(...concludedFacts());
  tamper();
  const producer = { ...stage.publisher, portalUrl: 'https://portal.example/' };
  const before = stage.objects.size;
  await produceSigning(producer, { subject: SUBJECT, data: { fassung: 1 } });
  expect(stage.objects.size).toBe(before);
  await stage.deliver();
  expect(stage.outcomes.at(-1)).toBe('integrity.violated.v1 recorded');
});

describe('personal parts that were erased', () => {
  /** As it is read back when the item lost its personal part and its salt. */
  const erased = (stored: StoredEvent): StoredEvent => {
    if (stored.event.type !== 'SignatureReceived' || stored.event.data.party !== 'land') return stored;
    const { personal: _, ...item } = eventItem(stored, WIRE);
    return storedEvent(item, WIRE);
  };

  test('leave the chain whole and a page, a text and a PDF that say what is missing', async () => {
    const { store, tamper } = tamperedStore(erased);
    const stage = portal({ store });
    await stage.happen(...concludedFacts());
    const pdf = stage.files.get(`${PAGE}vereinbarung.pdf`)?.body;
    tamper();
    const history = await store.history(SUBJECT);
    expect(JSON.stringify(history)).not.toContain('Heike Hofmann');
    expect(firstBrokenLink(history, nodeCrypto)).toBeUndefined();
    await stage.happen(amended('abweichung', [895_210, 845_210]));
    const words = textOf(stage.read(`${PAGE}index.html`));
    expect(words.match(/Name nicht mehr gespeichert/gu)).toHaveLength(2);
    expect(words).toContain('Wiesbaden, den 2.8.2025');
    expect(words).toContain('Michael Köberle');
    expect(words).not.toContain('Hofmann');
    expect(stage.files.get(`${PAGE}vereinbarung.pdf`)?.body).not.toEqual(pdf);
    expect(JSON.parse(stage.read(`${PAGE}index.json`)).signatures).toHaveLength(2);
  });

  test('keep two signatories of one side apart', async () => {
    const { store, tamper } = tamperedStore(erased);
    const stage = portal({ store });
    const second = {
      ...signature('land', { signatory: { name: 'Erika Muster', office: 'Staatssekretärin' } }),
      id: 'second',
    };
    const [, ...rest] = concludedFacts();
    await stage.happen(drafted({ signatureSlots: { land: 2, kommune: 1 } }), ...rest.slice(0, 2), second);
    await stage.happen(...rest.slice(2));
    tamper();
    await stage.happen(amended('abweichung', [895_210, 845_210]));
    const { signatures } = JSON.parse(stage.read(`${PAGE}index.json`));
    expect(signatures.map(({ office }: { office: string }) => office).toSorted()).toEqual([
      'Landrat',
      'Staatsministerin',
      'Staatssekretärin',
    ]);
  });
});

test('an Änderungsvereinbarung of the money is listed with its Fassung', async () => {
  const stage = portal();
  await stage.happen(...concludedFacts(), ...concludedAnewFacts());
  expect(textOf(stage.read(YEAR_LIST))).toContain('850.000\u00A0€ 14.08.2025 2');
});

function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/su, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/[ \n]+/gu, ' ');
}
