import { bordersOf, readPortal, until } from '../stage/borders.ts';
import { wireOfStage, type LocalStage } from '../stage/endpoints.ts';
import { PARTS, castOf, type Player } from './year/cast.ts';
import {
  amendment,
  antrag,
  assessment,
  bescheid,
  changeWithoutBase,
  draft,
  fewerPlaces,
  grantTrack,
  meeting,
  signatureRefusal,
  release,
  withdrawal,
} from './year/letters.ts';
import { postOffice } from './year/post.ts';
import { judged } from '../stage/receipts.ts';
import { duplicatesOf } from './year/judgements.ts';
import { allAre } from './year/receipts.ts';
import { scanSigned, signatureOf, type Offices } from './year/signing.ts';
import { sendWhatIsWrong } from './year/wrong.ts';
import { draftNextYear } from './year/next-year.ts';
import { tallyOf, tableOf } from './year/tally.ts';

type Say = (line: string) => void;
type Year = Offices & {
  readonly stage: LocalStage;
  readonly cast: readonly Player[];
  /** When the story began, in milliseconds. */
  readonly since: number;
  readonly step: Say;
};

/**
 * Plays the whole year 2025 of all 26 Gebietskoerperschaften and the drafts of 2026 through the public
 * borders. Ends with a table that accounts for every message that was sent.
 */
export async function playStory(stage: LocalStage, say: Say): Promise<void> {
  const year = await beginYear(stage, say);
  await spring(year);
  await drafts(year);
  await signatures(year);
  await pages(year);
  await money(year);
  await autumn(year);
  await nextSpring(year);
  await sendWhatIsWrong(year);
  await draftNextYear(year);
  for (const line of await balance(year)) say(line);
}

async function beginYear(stage: LocalStage, say: Say): Promise<Year> {
  const begin = Date.now();
  const borders = bordersOf(stage);
  const step = (line: string) => say(`${((Date.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const [land, cast] = [await borders.signIn('land'), await castOf()];
  return { stage, land, post: postOffice(borders, wireOfStage(stage)), cast, since: begin, step };
}

async function balance({ stage, land, post, since }: Year): Promise<readonly string[]> {
  const tally = await tallyOf({
    sent: post.sent,
    receiptOf: (name) => judged(land, name),
    duplicates: () => duplicatesOf(stage, { since, judged: post.strays() }),
    land,
    now: () => new Date().toISOString(),
  });
  return tableOf(tally);
}

const grantedBeforeDraft = ({ ags }: Player) => Number(ags) % 2 === 1;

const signs = ({ ags }: Player) => ags !== PARTS.refusesToSign;

const deviates = ({ ags }: Player) => ags === PARTS.model || Number(ags) % 7 === 0;

function player({ cast }: Year, ags: string): Player {
  const found = cast.find((known) => known.ags === ags);
  if (found === undefined) throw new Error(`Nobody plays ${ags}`);
  return found;
}

async function spring({ cast, land, post, step }: Year): Promise<void> {
  await post.send(...cast.map(antrag));
  const early = cast.filter(grantedBeforeDraft);
  await post.send(...early.map((one) => bescheid(one, '2025-06-24')));
  await allAre(land, post.sent, 'parked');
  step(`Frühjahr: ${cast.length} Anträge und ${early.length} Bescheide vor den Entwürfen; sie warten`);
}

async function drafts({ cast, land, post, step }: Year): Promise<void> {
  await post.send(...cast.flatMap((one) => [draft(one), release(one, 1)]));
  await allAre(land, post.sent, 'recorded');
  step(`Juli: ${cast.length} Entwürfe, zur Unterschrift freigegeben; was wartete, gilt nun`);
}

async function signatures(year: Year): Promise<void> {
  const { cast, post, step } = year;
  const corrected = player(year, PARTS.correctedBetweenSignatures);
  const refuses = player(year, PARTS.refusesToSign);
  await post.send(
    signatureOf(corrected, 'land', 1),
    signatureOf(refuses, 'land', 1),
    signatureRefusal(refuses),
  );
  const to = corrected.amountCent - 2_000_000;
  await post.send(
    amendment(corrected, { kind: 'correction', from: corrected.amountCent, to, on: '2025-08-10' }),
    release(corrected, 2),
  );
  step(`August: ${refuses.name} lehnt die Unterschrift ab; Korrektur für ${corrected.name}: neue Fassung`);
  const signing = cast.filter(signs);
  let scanned = 0;
  await twoAtATime(signing, async (one) => {
    const fassung = one === corrected ? 2 : 1;
    await scanSigned(year, one, { fassung, signedBy: ['land', 'kommune'] });
    await post.send(signatureOf(one, 'land', fassung), signatureOf(one, 'kommune', fassung));
    scanned += 1;
    if (scanned % 5 === 0) step(`        … ${scanned} von ${signing.length} unterschrieben und eingescannt`);
  });
  step(`August: ${signing.length} Scans mit beiden Unterschriften hochgeladen, geprüft und archiviert`);
}

async function pages(year: Year): Promise<void> {
  const { cast, step } = year;
  for (const one of cast.filter(signs)) await pageAnswers(year, one, 200);
  step(`September: ${cast.filter(signs).length} Seiten sind veröffentlicht`);
  const withdrawn = player(year, PARTS.publicationWithdrawn);
  await year.post.send(withdrawal(withdrawn));
  await pageAnswers(year, withdrawn, 410);
  step(`September: Die Seite von ${withdrawn.name} ist zurückgezogen und antwortet mit 410`);
}

async function pageAnswers({ stage }: Year, { slug }: Player, status: number): Promise<void> {
  const page = new URL(`zielvereinbarungen/2025/${slug}/`, stage.portalUrl);
  await until(`the page ${page.pathname}`, async () =>
    (await readPortal(page)).status === status ? true : undefined,
  );
}

async function money({ cast, post, step }: Year): Promise<void> {
  const late = cast.filter((one) => !grantedBeforeDraft(one));
  await post.send(...late.map((one) => bescheid(one, '2025-09-05')));
  await post.send(...cast.filter(signs).flatMap(grantTrack));
  step(`Herbst: ${late.length} Bescheide nach den Unterschriften; Mittelabrufe, Verwendungsnachweise`);
}

async function autumn(year: Year): Promise<void> {
  const { cast, post, step } = year;
  const amended = player(year, PARTS.amendedAfterConclusion);
  const to = amended.amountCent + 5_000_000;
  await post.send(
    amendment(amended, {
      kind: 'aenderungsvereinbarung',
      from: amended.amountCent,
      to,
      on: '2025-10-01',
    }),
    release(amended, 2),
  );
  await scanSigned(year, amended, { fassung: 2, signedBy: ['land', 'kommune'] });
  await post.send(signatureOf(amended, 'land', 2), signatureOf(amended, 'kommune', 2));
  step(`Oktober: Änderungsvereinbarung mit ${amended.name}, von beiden Seiten unterschrieben`);
  const deviating = cast.filter((one) => one !== amended && deviates(one));
  await post.send(
    ...deviating.map((one) =>
      amendment(one, {
        kind: 'abweichung',
        from: one.amountCent,
        to: one.amountCent - 5_000_000,
        on: '2025-10-15',
      }),
    ),
    ...deviating.flatMap(fewerPlaces),
  );
  step(`Oktober: ${deviating.length} Abweichungen nach § 6, nichts wird neu unterschrieben`);
  await post.send(...cast.filter(signs).flatMap(meeting));
  step('November: Umsetzungsbesprechungen');
  await post.send(changeWithoutBase(player(year, PARTS.model)));
  step('November: Ein Änderungsbescheid ohne gemeldeten Grundbescheid; er wartet');
}

async function nextSpring(year: Year): Promise<void> {
  const model = player(year, PARTS.model);
  await year.post.send(assessment(model, model.amountCent - 5_500_000));
  year.step(`Februar 2026: Zielerreichung von ${model.name} bewertet, mit der Abweichung im Blick`);
}

/** The machine has two processors: one sheet is printed and scanned while the other is inspected. */
async function twoAtATime<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
