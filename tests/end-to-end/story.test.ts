import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import sparticuz from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPortal, until, type Staff } from '../../cli/stage/borders.ts';
import { writeEndpoints } from '../../cli/stage/endpoints.ts';
import type { RunningStage } from '../../cli/local/stage.ts';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { logLines } from '../../cli/story/log-lines.ts';
import { playStory } from '../../cli/story/limburg-weilburg.ts';
import type { CloudEvent, OutgoingEvent } from '../../events/fact.ts';
import { sha256Hex } from '../../shared/adapters/crypto.ts';
import { amended, bescheid, drafted, released, signature } from '../support/facts/given.ts';
import { asCloudEvent } from '../support/stages/recorder.ts';
import { encryptedPdf } from '../support/pdf/pdf-samples.ts';
import { command, factsIn } from './command.ts';
import { provesRepair } from './repairing.ts';
import {
  clearingReasons,
  clientsOf,
  hashOf,
  itemsUnder,
  logOf,
  notifyAgain,
  portalDigest,
  recordedFacts,
  settled,
  stageFolder,
  start,
  subscribe,
  versionsOf,
} from './stage.ts';

const LIMBURG = 'AQB-2025-06533';
const GIESSEN = 'AQB-2025-06531';
const PAGE = 'zielvereinbarungen/2025/limburg-weilburg/';

let folder = '';
let remove: () => Promise<void> = () => Promise.resolve();
let stage: RunningStage;
let heard: () => Promise<readonly CloudEvent[]>;
let subscriber: ReturnType<typeof command>;
const said: string[] = [];

beforeAll(async () => {
  ({ folder, remove } = await stageFolder());
  stage = await start(folder);
  heard = await subscribe(stage.endpoints);
  writeEndpoints(folder, stage.endpoints);
  subscriber = command('subscribe', '--json', '--folder', folder);
  await playStory(stage.endpoints, (line) => said.push(line));
}, 300_000);

afterAll(async () => {
  await subscriber?.interrupt();
  await stage?.stop();
  await remove();
});

const example = async (name: string): Promise<CloudEvent> =>
  JSON.parse(
    await readFile(new URL(`../../events/examples/${name}.json`, import.meta.url), 'utf8'),
  ) as CloudEvent;

describe('the story of Limburg-Weilburg 2025', () => {
  test('is recorded in one log, concluded once, published once', async () => {
    const log = await logOf(stage.endpoints, LIMBURG);
    expect(log.filter((type) => type === 'zielvereinbarung.concluded.v1')).toHaveLength(1);
    expect(log.filter((type) => type === 'zielvereinbarung.published.v1')).toHaveLength(1);
    expect(log.slice(0, 4)).toEqual([
      'zielvereinbarung.drafted.v1',
      'bescheid.issued.v1',
      'bescheid.difference-found.v1',
      'zielvereinbarung.released-for-signature.v1',
    ]);
  });

  test('tells how long the page took, and how much of it was waiting', () => {
    expect(said.join('\n')).toMatch(/Die Seite ist lesbar: [\d.,]+ s nach der letzten Unterschrift/u);
    expect(said.join('\n')).toMatch(/davon [\d.,]+ s Arbeit von publish-portal, [\d.,]+ s Warten/u);
  });

  test('ends with a page that says what was agreed and proves it', async () => {
    const { status, body, headers } = await readPortal(new URL(PAGE, stage.endpoints.portalUrl));
    expect(status).toBe(200);
    const facts = [
      'Hessisches Ministerium für Arbeit, Integration, Jugend und Soziales',
      'Landkreis Limburg-Weilburg',
      '895.210\u00A0€',
      'Wiesbaden',
      '2.8.2025',
      '02.08.2025',
      'Limburg',
      '14.08.2025',
      'Fassung 1',
      'href="vereinbarung.pdf"',
      'href="index.json"',
      'kein Projekt',
      '895.210 Euro',
    ];
    for (const fact of facts) expect(body, fact).toContain(fact);
    const json = JSON.parse((await readPortal(new URL(`${PAGE}index.json`, stage.endpoints.portalUrl))).body);
    expect(
      json.massnahmenarten.map(({ massnahmen }: { massnahmen: unknown[] }) => massnahmen.length),
    ).toEqual([2, 3, 1, 0]);
    expect(JSON.stringify(json)).not.toMatch(/Hofmann|Köberle/u);
    expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
  });

  test('names the SHA-256 of the archived scans and of the public PDF, as the bytes have it', async () => {
    const { archiveBucket, portalBucket, portalUrl } = stage.endpoints;
    const { body } = await readPortal(new URL(PAGE, portalUrl));
    const archived = await versionsOf(stage.endpoints, archiveBucket);
    const scans = archived.filter(({ key }) => key.startsWith(`${LIMBURG}/fassung-1/scan/`));
    expect(scans).toHaveLength(2);
    for (const { key } of scans) expect(body).toContain(await hashOf(stage.endpoints, archiveBucket, key));
    const pdf = await hashOf(stage.endpoints, portalBucket, `${PAGE}vereinbarung.pdf`);
    expect(body).toContain(pdf);
    expect(archived.map(({ key }) => key)).toContain(`${LIMBURG}/fassung-1/reading/${pdf}.pdf`);
  });

  test('renders without JavaScript, asks no other host, and has no accessibility violation', async () => {
    const browser = await chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: sparticuz.args,
    });
    const { portalUrl } = stage.endpoints;
    for (const colorScheme of ['light', 'dark'] as const) {
      const plain = await (await browser.newContext({ javaScriptEnabled: false, colorScheme })).newPage();
      const hosts: string[] = [];
      plain.on('request', (request) => hosts.push(new URL(request.url()).host));
      await plain.goto(`${portalUrl}${PAGE}`);
      expect(await plain.locator('h1').innerText()).toContain('Zielvereinbarung 2025');
      expect(new Set(hosts)).toEqual(new Set([new URL(portalUrl).host]));
      const page = await (await browser.newContext({ colorScheme, bypassCSP: true })).newPage();
      for (const path of ['', 'zielvereinbarungen/2025/', PAGE]) {
        await page.goto(`${portalUrl}${path}`);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
        expect(
          violations.map(({ id }) => id),
          `${colorScheme} ${path}`,
        ).toEqual([]);
      }
    }
    await browser.close();
  });

  test('tells the sender of the early Bescheid that it waited, and other systems every recorded fact', async () => {
    const types = (await heard()).map(({ type }) => type.replace('de.hessen.aqb.', ''));
    expect(types).toContain('event.parked.v1');
    expect(new Set(types)).toEqual(new Set([...(await logOf(stage.endpoints, LIMBURG)), 'event.parked.v1']));
  });
});

/** The confirmations of the story, in its words: who gave them, and for the scan with which signatures. */
const CONFIRMATIONS = [
  {
    groups: ['land'],
    parties: ['land'],
    body: { fassung: 1, pagesComplete: true, signaturesVisible: ['land'] },
  },
  {
    groups: ['kommune', 'ags-06533'],
    parties: ['land', 'kommune'],
    body: {
      fassung: 1,
      pagesComplete: true,
      signaturesVisible: ['land', 'kommune'],
      signatures: [
        {
          party: 'kommune',
          signatory: { name: 'Michael Köberle', office: 'Landrat' },
          place: 'Limburg',
          signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
          method: 'handwritten',
        },
      ],
    },
  },
];

/** Gives every confirmation of the story once more, and tells what became of each thing it says. */
async function confirmAgain(): Promise<unknown[]> {
  const uploads = await itemsUnder(stage.endpoints, 'UPLOAD#');
  const outcomes: unknown[] = [];
  for (const { groups, parties, body } of CONFIRMATIONS) {
    const staff = await clientsOf(stage.endpoints).borders.signIn(...groups);
    const upload = uploads.find(
      (item) => item['zielvereinbarung'] === LIMBURG && String(item['parties']) === String(parties),
    );
    const answer = await staff.post(`/v1/uploads/${String(upload?.['uploadId'])}/confirmation`, body);
    const { events = [] } = answer.body as { events?: { outcome: string }[] };
    outcomes.push([answer.status, ...events.map(({ outcome }) => outcome)]);
  }
  return outcomes;
}

describe('twice', () => {
  test('the whole story again, with fresh deduplication ids, every notification of S3 and both confirmations repeated: nothing new', async () => {
    const { endpoints } = stage;
    const { borders } = clientsOf(endpoints);
    const snapshot = async () => ({
      log: await logOf(endpoints, LIMBURG),
      portal: await portalDigest(endpoints),
      archive: await versionsOf(endpoints, endpoints.archiveBucket),
      clearing: await clearingReasons(endpoints),
      parked: (await itemsUnder(endpoints, 'ZV#')).filter(({ SK }) => String(SK).startsWith('PARKED#'))
        .length,
    });
    const before = await snapshot();
    const notices = (await heard()).length;
    for (const name of [
      'bescheid-issued',
      'zielvereinbarung-drafted',
      'zielvereinbarung-released-for-signature',
      'signature-received',
    ]) {
      const event = await example(name);
      await borders.emit(
        { ...event, time: new Date(Date.parse(event.time) + 3_600_000).toISOString() },
        `${name}-an-hour-later`,
      );
    }
    for (const { key } of await versionsOf(endpoints, endpoints.inboxBucket))
      if (key.startsWith('uploads/')) await notifyAgain(endpoints, key);
    expect(await confirmAgain()).toEqual([
      [200, 'duplicate'],
      [200, 'duplicate', 'duplicate'],
    ]);
    await settled(endpoints, LIMBURG);
    expect(await snapshot()).toEqual(before);
    expect(await heard()).toHaveLength(notices);
  });
});

describe('the archive', () => {
  const aScan = async () => {
    const { archiveBucket: Bucket } = stage.endpoints;
    const [object] = (await versionsOf(stage.endpoints, Bucket)).filter(({ key }) => key.includes('/scan/'));
    return { Bucket, Key: object?.key ?? '', VersionId: object?.versionId ?? '' };
  };

  test('refuses to delete a version, to shorten its retention, and a put on condition that nothing lies there', async () => {
    const { s3 } = clientsOf(stage.endpoints);
    const target = await aScan();
    await expect(s3.send(new DeleteObjectCommand(target))).rejects.toThrow(/denied|protected/iu);
    const sooner = { Mode: 'GOVERNANCE', RetainUntilDate: new Date(Date.now() + 60_000) } as const;
    await expect(s3.send(new PutObjectRetentionCommand({ ...target, Retention: sooner }))).rejects.toThrow(
      /denied|protected/iu,
    );
    const { Bucket, Key } = target;
    await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x', IfNoneMatch: '*' }))).rejects.toThrow(
      /pre-?condition/iu,
    );
  });

  // The emulator checks no bucket policy: on AWS this put is denied before it comes so far.
  test('keeps an archived version, byte for byte and locked, under a new one that is put over it', async () => {
    const { s3 } = clientsOf(stage.endpoints);
    const target = await aScan();
    const { Bucket, Key } = target;
    const { VersionId: intruder } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    expect(intruder).not.toBe(target.VersionId);
    expect(await hashOf(stage.endpoints, Bucket, Key)).toBe(sha256Hex(Buffer.from('x')));
    const { Body } = await s3.send(new GetObjectCommand(target));
    expect(Key).toContain(sha256Hex((await Body?.transformToByteArray()) ?? new Uint8Array()));
    await expect(s3.send(new DeleteObjectCommand(target))).rejects.toThrow(/denied|protected/iu);
    // The lock of the bucket holds the new version too; only the break-glass role gets by.
    const removal = { Bucket, Key, VersionId: intruder, BypassGovernanceRetention: true };
    await s3.send(new DeleteObjectCommand(removal));
    expect(Key).toContain(await hashOf(stage.endpoints, Bucket, Key));
  });
});

describe('bad input', () => {
  test('is refused by its code, kept, told to its sender, and the same group goes on at once', async () => {
    const { endpoints } = stage;
    const { borders } = clientsOf(endpoints);
    const good = asCloudEvent(drafted({ ags: '06534' }, { subject: 'AQB-2025-06534', id: 'good' }));
    const bad: (CloudEvent | string)[] = [
      { ...good, id: 'b1', type: 'de.hessen.aqb.zielvereinbarung.imagined.v1' },
      { ...good, id: 'b2', data: { programme: 'AQB' } },
      { ...(await example('zielvereinbarung-published')), id: 'b3', subject: good.subject },
      '{"unreadable',
    ];
    for (const event of bad) await borders.emit(event);
    await borders.emit(good);
    await until('the good event', async () =>
      (await logOf(endpoints, good.subject)).length > 0 ? true : undefined,
    );
    const expected = ['body-unreadable', 'event-type-unknown', 'schema-violated', 'sender-not-allowed'];
    await until('the unreadable one', async () =>
      (await clearingReasons(endpoints)).length >= 4 ? true : undefined,
    );
    expect(await clearingReasons(endpoints)).toEqual(expected);
    const told = await until('the notices', async () => {
      const refusals = (await heard()).filter(({ type }) => type.endsWith('event.refused.v1'));
      return refusals.length >= 4 ? refusals : undefined;
    });
    expect(told.map(({ data }) => String(data['code'])).toSorted()).toEqual(expected);
    expect(told.map(({ data }) => String(data['originalId'])).toSorted()).toEqual([
      'b1',
      'b2',
      'b3',
      'unknown',
    ]);
  });

  test.each([
    ['a zero-byte file', () => Promise.resolve(new Uint8Array()), 'upload-empty'],
    [
      'an HTML file named .pdf',
      () => Promise.resolve(new TextEncoder().encode('<!doctype html><title>Scan</title>')),
      'not-a-pdf',
    ],
    ['an encrypted PDF', () => encryptedPdf({ ownerPassword: 'geheimer' }), 'pdf-encrypted'],
  ])('%s is refused, its original kept, the uploader told in German', async (_, make, reason) => {
    const land = await clientsOf(stage.endpoints).borders.signIn('land');
    const { uploadId, status } = await land.upload(await make(), {
      zielvereinbarung: LIMBURG,
      parties: ['land'],
      fileName: 'scan.pdf',
    });
    expect(status).toMatchObject({ state: 'refused', reason });
    expect(String(status['text'])).toMatch(/Bitte/u);
    expect((await versionsOf(stage.endpoints, stage.endpoints.inboxBucket)).map(({ key }) => key)).toContain(
      `uploads/${uploadId}/scan`,
    );
    await until('the refusal in the log', async () =>
      (await logOf(stage.endpoints, LIMBURG)).includes('scan.refused.v1') ? true : undefined,
    );
  });

  test('a form that is used twice more at once: both files are in the findings at once, and nothing failed', async () => {
    const { endpoints } = stage;
    const { borders, s3 } = clientsOf(endpoints);
    const land = await borders.signIn('land');
    const since = Date.now();
    const bytes = new TextEncoder().encode('<!doctype html><title>Kein Scan</title>');
    const { body } = await land.post('/v1/uploads', {
      zielvereinbarung: LIMBURG,
      parties: ['land'],
      fileName: 'scan.pdf',
      sha256: sha256Hex(bytes),
      size: bytes.length,
    });
    const { uploadId, post } = body as {
      uploadId: string;
      post: { url: string; fields: Record<string, string> };
    };
    const send = async () => {
      const form = new FormData();
      for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
      form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'scan.pdf');
      expect((await fetch(post.url, { method: 'POST', body: form })).ok).toBe(true);
    };
    const findings = async () => {
      const at = { Bucket: endpoints.inboxBucket, Key: `findings/${uploadId}/findings.json` };
      const { Body } = await s3.send(new GetObjectCommand(at));
      return JSON.parse((await Body?.transformToString()) ?? '{}') as { laterVersions?: string[] };
    };
    await send();
    await until('the inspection', async () => {
      const { body: seen } = await land.get(`/v1/uploads/${uploadId}`);
      return (seen as { state: string }).state === 'refused' ? true : undefined;
    });
    await Promise.all([send(), send()]);
    // far below the six minutes for which the queue hides a message that failed
    const found = await until('both later files', async () => {
      const now = await findings();
      return now.laterVersions?.length === 2 ? now : undefined;
    });
    expect(found).toMatchObject({ state: 'refused', observations: ['upload-overwritten'] });
    const lines = await logLines(endpoints, 'InspectScan', { word: 'ERROR', since });
    // not every store of logs filters by the word
    expect(lines.filter((line) => line.includes('"level":"ERROR"'))).toEqual([]);
  });
});

describe('Gießen', () => {
  let land: Staff;
  const view = async () =>
    (await land.get(`/v1/zielvereinbarungen/${GIESSEN}`)).body as {
      fassung: number;
      states: { vereinbarung: string; publication: string };
      openConditions: { text: string; code: string }[];
      documents: { sha256: string; fassung: number }[];
      bescheid: { differenceCent?: number };
    };
  const at = (event: ReturnType<typeof drafted>) =>
    asCloudEvent({
      ...event,
      subject: GIESSEN,
      source: event.source.replace('06533', '06531'),
      id: `giessen-${event.id}`,
    });

  test('everything sent before the draft waits; a correction between the signatures voids the first', async () => {
    const { borders } = clientsOf(stage.endpoints);
    land = await borders.signIn('land');
    for (const event of [bescheid('zuwendung', 890_000), signature('land'), released()])
      await borders.emit(at(event));
    await borders.emit(at(drafted({ ags: '06531' })));
    await until('what waited', async () =>
      (await logOf(stage.endpoints, GIESSEN)).includes('signature.received.v1') ? true : undefined,
    );
    expect((await view()).bescheid.differenceCent).toBe(521_000);
    await borders.emit(at(amended('correction', [895_210, 900_000])));
    await until('Fassung 2', async () => ((await view()).fassung === 2 ? true : undefined));
    const { openConditions, states } = await view();
    expect(states).toMatchObject({ vereinbarung: 'drafted', publication: 'not-ready' });
    expect(openConditions.map(({ text }) => text)).toEqual([
      'Die Unterschrift des Landes vom 02.08.2025 galt der Fassung 1 und zählt nicht mehr. Unterschrieben wird die Fassung 2.',
      'Die Fassung 2 ist noch nicht zur Unterschrift freigegeben. Das Ministerium gibt sie frei.',
    ]);
  });

  test('a signature on the Fassung that was replaced is refused by its code, kept, and counts for nothing', async () => {
    const { endpoints } = stage;
    const signatures = async () =>
      (await logOf(endpoints, GIESSEN)).filter((type) => type.startsWith('signature.'));
    const [before, signed] = [await clearingReasons(endpoints), await signatures()];
    await clientsOf(endpoints).borders.emit(at(signature('kommune', { fassung: 1 })));
    await until('the refusal', async () =>
      (await clearingReasons(endpoints)).length > before.length ? true : undefined,
    );
    expect(await clearingReasons(endpoints)).toEqual([...before, 'fassung-outdated'].toSorted());
    expect(await signatures()).toEqual(signed);
  });

  test('a declaration whose scan nobody ticked publishes nothing, and the API says why', async () => {
    const { borders } = clientsOf(stage.endpoints);
    await borders.emit(at(released(2)));
    const { documents } = await until('the PDF of Fassung 2', async () => {
      const seen = await view();
      return seen.documents.some(({ fassung }) => fassung === 2) ? seen : undefined;
    });
    const sha256 = documents.find(({ fassung }) => fassung === 2)?.sha256 ?? '';
    const { body } = await land.get(`/v1/zielvereinbarungen/${GIESSEN}/documents/${sha256}`);
    const signingPdf = new Uint8Array(await (await fetch((body as { url: string }).url)).arrayBuffer());
    const scan = await scanOfPaper({ signingPdf, signedBy: ['land', 'kommune'], seed: 7 });
    await land.upload(scan, {
      zielvereinbarung: GIESSEN,
      parties: ['land', 'kommune'],
      fileName: 'giessen.pdf',
    });
    for (const party of ['land', 'kommune'] as const)
      await borders.emit(at(signature(party, { fassung: 2 })));
    await until('both declarations', async () =>
      (await logOf(stage.endpoints, GIESSEN)).filter((type) => type === 'signature.received.v1').length === 3
        ? true
        : undefined,
    );
    await settled(stage.endpoints, GIESSEN);
    const { states, openConditions } = await view();
    expect(states.publication).toBe('not-ready');
    expect(openConditions.map(({ code }) => code)).toEqual([
      'signature-voided',
      'scan-unchecked',
      'scan-unchecked',
    ]);
    expect(
      (await readPortal(new URL('zielvereinbarungen/2025/giessen/', stage.endpoints.portalUrl))).status,
    ).not.toBe(200);
  });

  test('one tick for both on one scan concludes and publishes it', async () => {
    const uploads = await itemsUnder(stage.endpoints, 'UPLOAD#');
    const uploadId = String(uploads.find((item) => item['zielvereinbarung'] === GIESSEN)?.['uploadId']);
    const confirmation = { fassung: 2, pagesComplete: true, signaturesVisible: ['land', 'kommune'] };
    expect(await land.post(`/v1/uploads/${uploadId}/confirmation`, confirmation)).toMatchObject({
      status: 200,
    });
    await until('the publication', async () =>
      (await view()).states.publication === 'published' ? true : undefined,
    );
    expect(await logOf(stage.endpoints, GIESSEN)).toContain('zielvereinbarung.concluded.v1');
  });
});

describe('after publication', () => {
  test('an Abweichung makes a new revision of the page and leaves Fassung and vereinbarung.pdf as they are', async () => {
    const { endpoints } = stage;
    const url = new URL(PAGE, endpoints.portalUrl);
    const pdf = await hashOf(endpoints, endpoints.portalBucket, `${PAGE}vereinbarung.pdf`);
    await clientsOf(endpoints).borders.emit(asCloudEvent(amended('abweichung', [895_210, 845_210])));
    const { body } = await until('revision 2', async () => {
      const page = await readPortal(url);
      return page.headers['x-amz-meta-revision'] === '2' ? page : undefined;
    });
    expect(body).toContain('845.210\u00A0€');
    expect(body).toContain('Fassung 1');
    expect(await hashOf(endpoints, endpoints.portalBucket, `${PAGE}vereinbarung.pdf`)).toBe(pdf);
  });
});

describe('a subscriber in another process', () => {
  const factOf = ({ subject, sequence, source, id, type }: OutgoingEvent) => ({
    subject,
    sequence,
    source,
    id,
    type,
  });
  const bySubject = (facts: readonly OutgoingEvent[]) =>
    facts
      .filter(({ sequence }) => sequence !== undefined)
      .map(factOf)
      .toSorted((one, other) => one.subject.localeCompare(other.subject));
  let received: readonly OutgoingEvent[] = [];

  test('received every fact of the log once per source and id, in its order per subject, and each notice once', async () => {
    await settled(stage.endpoints, LIMBURG);
    const log = await recordedFacts(stage.endpoints);
    const numbered = () => factsIn(subscriber.said()).filter(({ sequence }) => sequence !== undefined);
    await until('every fact', async () => (numbered().length >= log.length ? true : undefined));
    const { code, stdout, stderr } = await subscriber.interrupt();
    received = factsIn(stdout);
    // sorting is stable: within a subject the order is that of delivery
    expect(bySubject(received)).toEqual(log);
    expect(new Set(log.map(({ subject }) => subject)).size).toBeGreaterThan(2);
    expect(new Set(received.map(({ source, id }) => `${source} ${id}`)).size).toBe(received.length);
    const notices = received.filter(({ sequence }) => sequence === undefined).map(({ type }) => type);
    expect(new Set(notices)).toEqual(
      new Set(['de.hessen.aqb.event.parked.v1', 'de.hessen.aqb.event.refused.v1']),
    );
    expect(code).toBe(0);
    expect(stderr).toContain(`${received.length} übergeben, 0 zurückgehalten, 0 nicht lesbar.`);
  });

  test('recognises a replay as a repeat, also after it was away', async () => {
    const count = received.filter(
      ({ subject, sequence }) => subject === LIMBURG && sequence !== undefined,
    ).length;
    expect(await command('replay', LIMBURG, '--folder', folder).ended).toMatchObject({
      code: 0,
      stdout: `${LIMBURG}: ${count} festgehalten, ab Nr. 1 ${count} gesendet.\n`,
    });
    const { code, stdout } = await command('subscribe', '--for', '4', '--folder', folder).ended;
    expect(stdout).toBe(
      `${count} empfangen: ${count} Wiederholungen, 0 übergeben, 0 zurückgehalten, 0 nicht lesbar.\n`,
    );
    expect(code).toBe(0);
  });

  test('that comes late names what it missed, and gets it by a replay', async () => {
    await writeFile(join(folder, 'subscriber.json'), '{"last":{},"held":[],"notices":[]}');
    await command('replay', LIMBURG, '--from', '3', '--folder', folder).ended;
    const late = await command('subscribe', '--for', '4', '--json', '--folder', folder).ended;
    expect(late).toMatchObject({ code: 2, stdout: '' });
    expect(late.stderr).toContain(`${LIMBURG}: es fehlt Nr. 1 bis 2.`);
    await command('replay', LIMBURG, '--folder', folder).ended;
    const again = command('subscribe', '--json', '--folder', folder);
    const limburg = received.filter(({ subject, sequence }) => subject === LIMBURG && sequence !== undefined);
    await until('what was missed', async () =>
      factsIn(again.said()).length >= limburg.length ? true : undefined,
    );
    const { code, stdout } = await again.interrupt();
    // the queue gives them in any order, the subscriber in that of the log
    expect(factsIn(stdout)).toEqual(limburg);
    expect(code).toBe(0);
  });
});

test('what staff read of the past is what the log was then', async () => {
  const { stdout, code } = await command('show', LIMBURG, '--version', '2', '--folder', folder).ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Stand: 2 von heute \d+ Tatsachen/mu);
  expect(stdout).toMatch(/^Vereinbarung +Entwurf$/mu);
  expect(await command('show', LIMBURG, '--as-of', '2025-01-01', '--folder', folder).ended).toMatchObject({
    code: 2,
    stderr:
      'Das gibt es nicht, oder Sie haben keinen Zugriff darauf. Bitte prüfen Sie die Adresse. Vielleicht war zu dieser Zeit noch nichts festgehalten.\n',
  });
  const revision = await clientsOf(stage.endpoints).borders.signIn('revision');
  const { body } = await revision.get(`/v1/zielvereinbarungen/${LIMBURG}/events?after=1&limit=2`);
  const { items, next } = body as { items: OutgoingEvent[]; next: number };
  expect([items.map(({ sequence }) => sequence), next]).toEqual([['2', '3'], 3]);
});

test('a second start finds everything as it was', async () => {
  await settled(stage.endpoints, LIMBURG);
  const look = async () => ({
    log: await logOf(stage.endpoints, LIMBURG),
    portal: await portalDigest(stage.endpoints),
    archive: await versionsOf(stage.endpoints, stage.endpoints.archiveBucket),
    page: (await readPortal(new URL(PAGE, stage.endpoints.portalUrl))).body,
  });
  const before = await look();
  await stage.stop();
  stage = await start(folder);
  writeEndpoints(folder, stage.endpoints);
  expect(stage.isEmpty).toBe(false);
  expect(await look()).toEqual(before);
});

test('and goes on: a fact of today reaches the page, also after the restart', async () => {
  const page = new URL(PAGE, stage.endpoints.portalUrl);
  const revision = async () => Number((await readPortal(page)).headers['x-amz-meta-revision']);
  const before = await revision();
  await clientsOf(stage.endpoints).borders.emit(await example('umsetzungsbesprechung-held'));
  expect(await until('a new revision', async () => ((await revision()) > before ? true : undefined))).toBe(
    true,
  );
});

provesRepair({ stage: () => stage, folder: () => folder, subject: LIMBURG, other: GIESSEN });
