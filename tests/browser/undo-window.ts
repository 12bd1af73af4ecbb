import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bordersOf, readPortal, until } from '../../cli/stage/borders.ts';
import type { LocalStage } from '../../cli/stage/endpoints.ts';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { confirmed, documentOf, uploaded } from '../../cli/story/papers.ts';
import { logOf } from '../end-to-end/stage.ts';
import { lookAt, signIn, visit, type World } from './support/browser.ts';
import { expectSaid, expectFocused } from './support/keyboard.ts';
import { example } from './support/papers.ts';

/** Drafted and released by the tests before; Giessen. */
const SUBJECT = 'AQB-2025-06531';
const PAGE = 'zielvereinbarungen/2025/giessen/';

const view = z.looseObject({
  documents: z.array(z.object({ sha256: z.string() })),
  slots: z.looseObject({ land: z.object({ declared: z.number() }) }),
});

/** The minute in which both sides can still stop what they signed, and what cannot be taken back at all. */
export function provesUndoWindow(world: World): void {
  describe('the undo window', () => {
    test('counts down after the second signature, and holding it within keeps the page back', async () => {
      await setUndoWindow(world.stage(), 1);
      await signedByBoth(world.stage());
      await setUndoWindow(world.stage(), 0);
      const publishAt = await publicationOf(world.stage());
      expect(Date.parse(publishAt)).toBeGreaterThan(Date.now());
      const address = `${world.stage().staffUrl}zielvereinbarungen/${SUBJECT}`;
      const { page, context } = await visit(world.browser(), address);
      await signIn({ page }, world.stage(), 'land');
      const timer = page.getByRole('timer');
      await timer.waitFor();
      const first = await secondsIn(timer.innerText());
      await expect.poll(() => secondsIn(timer.innerText()), { timeout: 10_000 }).toBeLessThan(first);
      await page.getByRole('link', { name: 'Anhalten' }).click();
      await decide(page, 'Veröffentlichung anhalten', 'Ein Zahlendreher.');
      expect(Date.now()).toBeLessThan(Date.parse(publishAt));
      await timer.waitFor({ state: 'detached' });
      await context.close();
    });
  });

  describe('erasing personal data', () => {
    test('warns first, wants the name typed, and takes the names for ever', async () => {
      const address = `${world.stage().staffUrl}zielvereinbarungen/${SUBJECT}`;
      const { page, context } = await visit(world.browser(), address);
      await signIn({ page }, world.stage(), 'archiv');
      await decide(page, 'Akte schließen', 'Das Jahr ist zu Ende.');
      await page.getByRole('button', { name: 'Personenbezogene Angaben für immer löschen' }).click();
      const dialog = page.getByRole('dialog', { name: 'Personenbezogene Angaben für immer löschen' });
      await dialog.waitFor();
      await expectFocused(page, 'Das lässt sich nicht rückgängig machen');
      await lookAt(page, 'action-erasing');
      await dialog.getByRole('combobox', { name: 'Welche Einträge' }).selectOption('0');
      await dialog.getByRole('textbox', { name: 'Begründung' }).fill('Die Frist ist um.');
      const confirmation = dialog.getByRole('textbox', { name: /Kennung/u });
      await confirmation.fill('AQB-2025-06533');
      await dialog.getByRole('button', { name: 'Folgen ansehen' }).click();
      await expectFocused(page, 'Fehler in den Angaben');
      await confirmation.fill(SUBJECT);
      await dialog.getByRole('button', { name: 'Folgen ansehen' }).click();
      await dialog.getByText(/werden für immer gelöscht/u).waitFor();
      await dialog.getByRole('button', { name: 'Jetzt für immer löschen' }).click();
      await expectSaid(page, /^„Personenbezogene Angaben für immer löschen“ ist festgehalten/u);
      const { body } = await (
        await bordersOf(world.stage()).signIn('land')
      ).get(`/v1/zielvereinbarungen/${SUBJECT}/events`);
      expect(JSON.stringify(body)).not.toContain('Köberle');
      await context.close();
    });
  });
}

/** What became of it: asked last, so that nobody waits for the end of the window. */
export function provesHeldBack(world: World): void {
  describe('what was held within the undo window', () => {
    test('is not published once the window is over', async () => {
      const end = Date.parse(await publicationOf(world.stage())) + 5000;
      await until('the end of the window', () => Promise.resolve(Date.now() > end ? true : undefined));
      expect((await readPortal(new URL(PAGE, world.stage().portalUrl))).status).toBe(404);
      const log = await logOf(world.stage(), SUBJECT);
      expect(log).toContain('publication.held.v1');
      expect(log).not.toContain('zielvereinbarung.published.v1');
    });
  });
}

/** When the page was to appear, as the conclusion says. */
async function publicationOf(stage: LocalStage): Promise<string> {
  const land = await bordersOf(stage).signIn('land');
  const { body } = await land.get(`/v1/zielvereinbarungen/${SUBJECT}/events`);
  const said = z.looseObject({ type: z.string(), data: z.looseObject({ publishAt: z.string().optional() }) });
  const { items } = z.looseObject({ items: z.array(said) }).parse(body);
  return items.find(({ type }) => type.endsWith('zielvereinbarung.concluded.v1'))?.data.publishAt ?? '';
}

/** Records something of which only the reason is asked, by its form on the page. */
async function decide(page: Page, action: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: action });
  await dialog.getByRole('textbox', { name: 'Begründung' }).fill(reason);
  await dialog.getByRole('button', { name: 'Folgen ansehen' }).click();
  await dialog.getByRole('button', { name: 'Jetzt festhalten' }).click();
  await expectSaid(page, new RegExp(`^„${action}“ ist festgehalten`, 'u'));
}

async function secondsIn(text: Promise<string>): Promise<number> {
  const minutes = Number(/(\d+)\s*Minute/u.exec(await text)?.[1] ?? 0);
  return minutes * 60 + Number(/(\d+)\s*Sekunde/u.exec(await text)?.[1] ?? 0);
}

/** Gives the functions of the stage another undo window, as a deployment with another setting does. */
async function setUndoWindow(stage: LocalStage, minutes: number): Promise<void> {
  const address = `${stage.endpointUrl}/2015-03-31/functions/`;
  const named = z.looseObject({
    FunctionName: z.string(),
    Environment: z.looseObject({ Variables: z.record(z.string(), z.string()) }).optional(),
  });
  const { Functions } = z
    .looseObject({ Functions: z.array(named) })
    .parse(await (await fetch(address)).json());
  for (const { FunctionName, Environment } of Functions) {
    const { Variables = {} } = Environment ?? {};
    if (Variables['UNDO_WINDOW_MINUTES'] === undefined) continue;
    const body = { Environment: { Variables: { ...Variables, UNDO_WINDOW_MINUTES: String(minutes) } } };
    const told = await fetch(`${address}${FunctionName}/configuration`, {
      method: 'PUT',
      body: JSON.stringify(body),
    });
    expect(told.status).toBe(200);
  }
}

/** Both sides sign the released Fassung: the Land by its own system, the Kreis at the API. */
async function signedByBoth(stage: LocalStage): Promise<void> {
  const borders = bordersOf(stage);
  const [land, kreis] = [await borders.signIn('land'), await borders.signIn('ags-06531')];
  const known = async () => view.parse((await land.get(`/v1/zielvereinbarungen/${SUBJECT}`)).body);
  const sha256 = await until('the PDF for signing', async () => (await known()).documents[0]?.sha256);
  const signingPdf = await documentOf(land, SUBJECT, sha256);
  const scan = await scanOfPaper({ signingPdf, signedBy: ['land', 'kommune'], seed: 61 });
  const claim = {
    zielvereinbarung: SUBJECT,
    parties: ['land', 'kommune'],
    fileName: 'Giessen.pdf',
  } as const;
  const { uploadId } = await uploaded(land, scan, claim);
  const { sequence: _, ...signature } = await example('signature-received');
  await borders.emit({ ...signature, subject: SUBJECT, id: 'unterschrift-06531' });
  await until('the signature of the Land', async () =>
    (await known()).slots.land.declared === 1 ? true : undefined,
  );
  await confirmed(kreis, uploadId, {
    fassung: 1,
    signaturesVisible: ['land', 'kommune'],
    signatures: [
      {
        party: 'kommune',
        signatory: { name: 'Michael Köberle', office: 'Landrat' },
        place: 'Gießen',
        signedOn: { date: '2025-08-14', asWritten: '14.08.2025' },
        method: 'handwritten',
      },
    ],
  });
  await until('the conclusion', async () =>
    (await logOf(stage, SUBJECT)).includes('zielvereinbarung.concluded.v1') ? true : undefined,
  );
}
