import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { envelope, type CloudEvent } from '../../events/fact.ts';
import { INCOMING } from '../../events/incoming/index.ts';
import type { Wire } from '../../events/wire.ts';
import { bordersOf, readPortal, until, type Staff } from '../stage/borders.ts';
import { wireOfStage, type LocalStage } from '../stage/endpoints.ts';
import { scanOfPaper } from './paper.ts';
import { confirmed, documentOf, uploaded } from './papers.ts';
import { workOf } from './work-of.ts';

/** Says one line to whoever watches. */
export type Say = (line: string) => void;

const SUBJECT = 'AQB-2025-06533';
const PATH = `/v1/zielvereinbarungen/${SUBJECT}`;

/**
 * Plays the Zielvereinbarung 2025 of Limburg-Weilburg through the public borders only: events into the
 * queue, scans through the upload API. Ends when the page can be read and the year's index names it.
 */
export async function playStory(stage: LocalStage, say: Say): Promise<void> {
  const story = await beginStory(stage, say);
  await bescheidBeforeDraft(story);
  await draftAndRelease(story);
  const signingPdf = await fetchSigningPdf(story);
  await landSigns(story, signingPdf);
  const lastFactAt = await kreisSigns(story, signingPdf);
  await pageAppears(story, lastFactAt);
}

type Borders = ReturnType<typeof bordersOf>;
type Story = {
  readonly wire: Wire;
  readonly stage: LocalStage;
  readonly borders: Borders;
  readonly land: Staff;
  readonly kreis: Staff;
  readonly step: (line: string) => void;
};

async function beginStory(stage: LocalStage, say: Say): Promise<Story> {
  const begin = Date.now();
  const borders = bordersOf(stage);
  const [land, kreis] = [await borders.signIn('land'), await borders.signIn('kommune', 'ags-06533')];
  const step = (line: string) => say(`${((Date.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  return { wire: wireOfStage(stage), stage, borders, land, kreis, step };
}

async function bescheidBeforeDraft({ wire, borders, step }: Story): Promise<void> {
  await borders.emit(await example('bescheid-issued', wire));
  step('Regierungspräsidium Kassel: Bescheid über 890.000 € gemeldet, vor dem Entwurf; er wartet');
}

async function draftAndRelease({ wire, borders, land, step }: Story): Promise<void> {
  await borders.emit(await example('zielvereinbarung-drafted', wire));
  const drafted = await viewWhen(land, 'the draft', ({ bescheid }) => bescheid.differenceCent !== undefined);
  step(`Ministerium: Entwurf über 895.210 € angelegt, Fassung ${drafted.fassung}; der Bescheid gilt nun`);
  step(`              ${drafted.bescheid.text}`);
  await borders.emit(await example('zielvereinbarung-released-for-signature', wire));
  step('Ministerium: Fassung 1 zur Unterschrift freigegeben');
}

async function fetchSigningPdf({ land, step }: Story): Promise<Uint8Array> {
  const { documents } = await viewWhen(land, 'the PDF for signing', (view) => view.documents.length > 0);
  const bytes = await documentOf(land, SUBJECT, documents[0]?.sha256 ?? '');
  step(
    `PDF zum Unterschreiben liegt im Archiv (${bytes.length.toLocaleString('de')} Bytes); es wird gedruckt und unterschrieben`,
  );
  return bytes;
}

async function landSigns({ wire, borders, land, step }: Story, signingPdf: Uint8Array): Promise<void> {
  const scan = await scanOfPaper({ signingPdf, signedBy: ['land'], seed: 1 });
  const claim = {
    zielvereinbarung: SUBJECT,
    parties: ['land'],
    fileName: 'Unterschrift-Land.pdf',
    originalLocation: 'HMSI, Registratur',
  } as const;
  const { uploadId } = await uploaded(land, scan, claim);
  step(`Ministerium: Scan hochgeladen (${scan.length.toLocaleString('de')} Bytes), geprüft und archiviert`);
  await confirmed(land, uploadId, { fassung: 1, signaturesVisible: ['land'] });
  await borders.emit(await example('signature-received', wire));
  const view = await viewWhen(land, "the Land's signature", ({ slots }) => slots.land.filled === 1);
  step('Ministerium: Unterschrift von Staatsministerin Heike Hofmann, Wiesbaden, 2.8.2025; es fehlt noch:');
  for (const { text } of view.openConditions) step(`              ${text}`);
}

async function kreisSigns({ kreis, step }: Story, signingPdf: Uint8Array): Promise<number> {
  const scan = await scanOfPaper({ signingPdf, signedBy: ['land', 'kommune'], seed: 2 });
  const claim = {
    zielvereinbarung: SUBJECT,
    parties: ['land', 'kommune'],
    fileName: 'Zielvereinbarung-2025.pdf',
    originalLocation: 'Kreishaus Limburg',
  } as const;
  const { uploadId } = await uploaded(kreis, scan, claim);
  step(
    `Landkreis: Scan mit beiden Unterschriften hochgeladen (${scan.length.toLocaleString('de')} Bytes), archiviert`,
  );
  const signature = {
    party: 'kommune',
    signatory: { name: 'Michael Köberle', office: 'Landrat' },
    place: 'Limburg',
    signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
    method: 'handwritten',
  };
  await confirmed(kreis, uploadId, {
    fassung: 1,
    signaturesVisible: ['land', 'kommune'],
    signatures: [signature],
  });
  step(
    'Landkreis: Unterschrift von Landrat Michael Köberle, Limburg, 14.08.2025, bestätigt: beide Seiten haben unterschrieben',
  );
  return Date.now();
}

async function pageAppears({ stage, land, step }: Story, lastFactAt: number): Promise<void> {
  const page = new URL('zielvereinbarungen/2025/limburg-weilburg/', stage.portalUrl);
  await until('the page', async () => ((await readPortal(page)).status === 200 ? true : undefined));
  const wait = Date.now() - lastFactAt;
  await viewWhen(land, '`published`', ({ states }) => states.publication === 'published');
  step(`Die Seite ist lesbar: ${seconds(wait)} nach der letzten Unterschrift`);
  const work = await workOf(stage, 'PublishPortal', lastFactAt);
  if (work !== undefined) {
    const rest = Math.max(0, wait - work);
    step(
      `              davon ${seconds(Math.min(work, wait))} Arbeit von publish-portal, ${seconds(rest)} Warten des Emulators auf den Stream`,
    );
  }
  const year = new URL('zielvereinbarungen/2025/', stage.portalUrl);
  await until('the index of the year', async () =>
    (await readPortal(year)).body.includes('limburg-weilburg') ? true : undefined,
  );
  step('Veröffentlichung ist verzeichnet; Jahresübersicht und Startseite nennen sie');
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

const view = z.looseObject({
  fassung: z.number(),
  states: z.object({ publication: z.string() }),
  slots: z.object({ land: z.object({ filled: z.number() }) }),
  openConditions: z.array(z.object({ text: z.string() })),
  bescheid: z.object({ text: z.string(), differenceCent: z.number().optional() }),
  documents: z.array(z.object({ kind: z.string(), sha256: z.string() })),
});

type View = z.infer<typeof view>;

/** Reads the Zielvereinbarung until what is awaited has happened. */
function viewWhen(staff: Staff, what: string, isThere: (view: View) => boolean): Promise<View> {
  return until(what, async () => {
    const { status, body } = await staff.get(PATH);
    if (status !== 200) return undefined;
    const read = view.parse(body);
    return isThere(read) ? read : undefined;
  });
}

/** An event of the contract's examples, which carry the data of the signed Zielvereinbarung, as the stage reads it. */
async function example(name: string, wire: Wire): Promise<CloudEvent> {
  const file = new URL(`../../events/examples/${name}.json`, import.meta.url);
  const event = envelope.parse(JSON.parse(await readFile(file, 'utf8')));
  const fact = INCOMING.find(({ stem }) => stem.replaceAll('.', '-') === name);
  if (fact === undefined) throw new Error(`There is no fact with the example ${name}`);
  return { ...event, type: wire.typeOf(fact) };
}
