import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readPortal, until } from '../../cli/stage/borders.ts';
import type { Party } from '../../events/primitives.ts';
import { logOf } from '../end-to-end/stage.ts';
import { lookAt, signIn, slowDown, tabTo, visit, type World } from './support/browser.ts';
import { largeScan, SUBJECT } from './support/papers.ts';

/** Chooses a file with the keyboard and gives the values that the progress bar showed on the way. */
async function uploadByKeyboard(page: Page, scan: Buffer, name: string): Promise<readonly number[]> {
  const choosing = page.waitForEvent('filechooser');
  await (await tabTo(page, 'button', /^Dateien auswählen$/u)).press('Enter');
  const chooser = await choosing;
  await chooser.setFiles({ name, mimeType: 'application/pdf', buffer: scan });
  const shown = new Set<number>();
  const bar = page.getByRole('progressbar', { name: new RegExp(name, 'u') });
  const link = page.getByRole('link', { name: /Jetzt prüfen und bestätigen/u });
  await until('the scan to be archived', async () => {
    if ((await bar.count()) > 0) {
      const value = await bar
        .first()
        .getAttribute('value', { timeout: 500 })
        .catch(() => null);
      if (value !== null) shown.add(Number(value));
    }
    return (await link.count()) > 0 ? true : undefined;
  });
  return [...shown];
}

const PERSONS: Readonly<Record<Party, { name: string; office: string; place: string; date: string }>> = {
  land: { name: 'Heike Hofmann', office: 'Staatsministerin', place: 'Wiesbaden', date: '2.8.25' },
  kommune: { name: 'Michael Köberle', office: 'Landrat', place: 'Limburg', date: '14.08.2025' },
};

/** Ticks what is visible and declares the own side, with Tab, Space and letters only, and asks what would follow. */
async function foreseeByKeyboard(page: Page, own: Party, visible: readonly RegExp[]): Promise<void> {
  for (const label of [/Alle Seiten/u, ...visible])
    await (await tabTo(page, 'checkbox', label)).press('Space');
  const declares = page.getByRole('checkbox', { name: /Ich erkläre die Unterschrift/u });
  if (!(await declares.isChecked())) await (await tabTo(page, 'checkbox', /Ich erkläre/u)).press('Space');
  const { name, office, place, date } = PERSONS[own];
  for (const [label, text] of [
    [/^Name/u, name],
    [/^Amt/u, office],
    [/^Ort/u, place],
    [/^Datum/u, date],
  ] as const) {
    await tabTo(page, 'textbox', label);
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Scan bestätigen' }).getByText('Das wird geschehen').waitFor();
}

/** Reads what would follow, and has it recorded. */
async function confirmByKeyboard(page: Page): Promise<readonly string[]> {
  const heading = page.getByRole('heading', { level: 3, name: 'Das wird geschehen' });
  await heading.and(page.locator(':focus')).waitFor();
  const sentences = await page.getByRole('dialog').getByRole('listitem').allTextContents();
  await (await tabTo(page, 'button', /^Jetzt festhalten$/u)).press('Enter');
  await page.getByRole('heading', { name: 'Bestätigt' }).waitFor();
  return sentences;
}

/** From the signed paper to the public page, by two people who have no mouse. */
export function provesMainJob(world: World): void {
  describe('the main job, by keyboard alone', () => {
    test('the ministry uploads its signed paper, sees the bar move, and declares its signature', async () => {
      const { page, errors, context } = await visit(
        world.browser(),
        `${world.stage().staffUrl}hochladen?zv=${SUBJECT}`,
      );
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('heading', { level: 1, name: 'Scan hochladen' }).waitFor();
      await lookAt(page, 'upload');
      await slowDown(page, 1_500_000);
      const scan = await largeScan(world.signingPdf(), ['land']);
      expect(scan.length).toBeGreaterThan(4_000_000);
      const shown = await uploadByKeyboard(page, scan, 'Unterschrift-Land.pdf');
      expect(shown.filter((value) => value > 0 && value < 100).length).toBeGreaterThanOrEqual(3);
      expect(shown).toEqual(shown.toSorted((one, other) => one - other));
      await lookAt(page, 'upload-archived');
      await (await tabTo(page, 'link', /Jetzt prüfen und bestätigen/u)).press('Enter');
      await page.getByRole('form', { name: 'Scan bestätigen' }).waitFor();
      await page
        .getByRole('img', { name: /Seite 1/u })
        .first()
        .waitFor();
      await lookAt(page, 'checking');
      await foreseeByKeyboard(page, 'land', [/Unterschrift des Landes sichtbar/u]);
      await lookAt(page, 'checking-consequences');
      const before = await logOf(world.stage(), SUBJECT);
      expect(before).not.toContain('signature.received.v1');
      expect(await confirmByKeyboard(page)).toMatchObject([
        'Festgehalten wird, dass der Scan die Unterschrift des Landes zeigt.',
        expect.stringMatching(/^Die Unterschrift des Landes vom 02\.08\.2025 auf Fassung 1 wird/u),
        'Es ist noch nichts veröffentlicht, und das bleibt so.',
        'Limburg-Weilburg wird benachrichtigt.',
        expect.stringMatching(/^Danach offen: /u),
        expect.stringMatching(/^Das Datum der Unterschrift ist ein Samstag oder Sonntag/u),
      ]);
      await page.getByText('Warum noch nicht veröffentlicht?').waitFor();
      await lookAt(page, 'checking-confirmed');
      expect(errors).toEqual([]);
      await context.close();
    });

    test('the Kreis uploads the paper with both signatures, and the public page appears', async () => {
      const { page, errors, context } = await visit(
        world.browser(),
        `${world.stage().staffUrl}hochladen?zv=${SUBJECT}`,
      );
      await signIn({ page }, world.stage(), 'ags-06533');
      await page.getByRole('heading', { level: 1, name: 'Scan hochladen' }).waitFor();
      const scan = await largeScan(world.signingPdf(), ['land', 'kommune']);
      await slowDown(page, 1_500_000);
      const shown = await uploadByKeyboard(page, scan, 'Zielvereinbarung-2025.pdf');
      expect(shown.filter((value) => value > 0 && value < 100).length).toBeGreaterThanOrEqual(3);
      await (await tabTo(page, 'link', /Jetzt prüfen und bestätigen/u)).press('Enter');
      await page.getByRole('form', { name: 'Scan bestätigen' }).waitFor();
      await foreseeByKeyboard(page, 'kommune', [
        /Unterschrift des Landes sichtbar/u,
        /Unterschrift der Kommune sichtbar/u,
      ]);
      expect(await confirmByKeyboard(page)).toContainEqual(
        expect.stringMatching(/^Beide Unterschriften liegen vor: die Zielvereinbarung ist mit Fassung 1/u),
      );
      const publicPage = new URL('zielvereinbarungen/2025/limburg-weilburg/', world.stage().portalUrl);
      await until('the public page', async () =>
        (await readPortal(publicPage)).status === 200 ? true : undefined,
      );
      const log = await logOf(world.stage(), SUBJECT);
      expect(log.filter((type) => type === 'zielvereinbarung.concluded.v1')).toHaveLength(1);
      expect(errors).toEqual([]);
      await context.close();
    });
  });
}
