import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { lookAt, signIn, visit, type World } from './support/browser.ts';
import { expectSaid, expectFocused } from './support/keyboard.ts';
import { SUBJECT } from './support/papers.ts';

/** What people hear or find under their focus when a page changes without being left. */
export function provesAnnouncements(world: World): void {
  async function at(address: string, ...groups: readonly string[]) {
    const visitor = await visit(world.browser(), `${world.stage().staffUrl}${address}`);
    await signIn(visitor, world.stage(), ...groups);
    await visitor.page.getByText(/wird geladen/u).waitFor({ state: 'detached' });
    return visitor;
  }
  const chooseFiles = (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
    page.getByLabel('Dateien', { exact: true }).setInputFiles(files);

  describe('a change in place is told', () => {
    test('where a filter of the board leaves fewer lines, and where it leaves none', async () => {
      const { page, context } = await at('?jahr=2025', 'land');
      await expectSaid(page, /^26 Einträge/u);
      const search = page.getByRole('textbox', { name: /Suche nach Name/u });
      await search.fill('Limburg');
      await expectSaid(page, /^1 von 26 Einträgen/u);
      await expectFocused(page, /^Suche nach Name/u);
      await search.fill('Atlantis');
      await expectSaid(page, /^0 von 26 Einträgen/u);
      await page.getByText('Dazu gibt es keinen Eintrag').waitFor();
      await context.close();
    });

    test('where the timeline shows only some events', async () => {
      const { page, context } = await at(`zielvereinbarungen/${SUBJECT}`, 'land');
      const counted = page.locator('#verlauf [role=status]');
      await page.getByRole('combobox', { name: 'Welche Ereignisse' }).selectOption('signature');
      await expect.poll(() => counted.innerText()).toMatch(/^\d+ von \d+ Ereignissen/u);
      const [shown = 0, all = 0] = (await counted.innerText()).match(/\d+/gu)?.map(Number) ?? [];
      expect(shown).toBeGreaterThan(0);
      expect(shown).toBeLessThan(all);
      expect(await page.locator('.timeline > li').count()).toBe(shown);
      await context.close();
    });

    test('where an upload has come to its end', async () => {
      const { page, context } = await at(`hochladen?zv=${SUBJECT}`, 'land');
      const buffer = Buffer.from(
        await scanOfPaper({ signingPdf: world.signingPdf(), signedBy: [], seed: 51 }),
      );
      await chooseFiles(page, { name: 'Scan-51.pdf', mimeType: 'application/pdf', buffer });
      await expectSaid(page, /^Scan-51\.pdf: Geprüft und archiviert, \d+ Seiten/u);
      const next = page.getByRole('link', { name: /^Jetzt prüfen und bestätigen.*Scan-51/u });
      expect(await next.count()).toBe(1);
      await context.close();
    });

    test('where the setting of the mails is saved', async () => {
      const { page, context } = await at('benachrichtigungen', 'land');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByRole('status').filter({ hasText: 'Ihre Einstellung ist gespeichert.' }).waitFor();
      await expectFocused(page, 'Speichern');
      await context.close();
    });
  });

  describe('a command', () => {
    test('that lacks something puts the focus on what is missing, and from there on the field', async () => {
      const { page, context } = await at(`zielvereinbarungen/${SUBJECT}`, 'land');
      await page.getByRole('button', { name: 'Abweichung von einem Eckdatum melden' }).click();
      const dialog = page.getByRole('dialog', { name: /Abweichung von einem Eckdatum/u });
      await dialog.getByRole('button', { name: 'Folgen ansehen' }).click();
      await expectFocused(page, 'Fehler in den Angaben');
      await lookAt(page, 'action-eckdatum-refused');
      await dialog.getByRole('button', { name: 'Neuer Wert: Bitte ausfüllen.' }).click();
      await expectFocused(page, 'Neuer Wert');
      const field = dialog.getByRole('textbox', { name: 'Neuer Wert' });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await field.evaluate(describedBy)).toContain('Bitte ausfüllen.');
      await context.close();
    });

    test('shows what follows under the focus, and is told once it is recorded', async () => {
      const { page, context } = await at(`zielvereinbarungen/${SUBJECT}`, 'land');
      await page.getByRole('button', { name: 'Zielerreichung bewerten' }).click();
      const dialog = page.getByRole('dialog', { name: 'Zielerreichung bewerten' });
      await lookAt(page, 'action-zielerreichung');
      await dialog.getByRole('textbox', { name: 'Ist (Euro)' }).fill('840.000');
      await dialog.getByRole('textbox', { name: 'Bewertung' }).fill('Im Wesentlichen erreicht.');
      await dialog.getByRole('textbox', { name: 'Zusammenfassung' }).fill('Ein gutes Jahr.');
      await dialog.getByRole('button', { name: 'Folgen ansehen' }).click();
      await dialog.getByRole('button', { name: 'Jetzt festhalten' }).waitFor();
      await expectFocused(page, 'Das wird geschehen');
      await dialog.getByRole('button', { name: 'Jetzt festhalten' }).click();
      await dialog.waitFor({ state: 'detached' });
      await expectSaid(page, /^„Zielerreichung bewerten“ ist festgehalten\./u);
      await expectFocused(page, /ist festgehalten/u);
      await page.locator('#steuerung').getByText('Zielerreichung: bewertet').waitFor();
      await context.close();
    });

    test('is offered to a Kommune only as an Abweichung', async () => {
      const { page, context } = await at(`zielvereinbarungen/${SUBJECT}`, 'ags-06533');
      await page.getByRole('button', { name: 'Abweichung von einem Eckdatum melden' }).waitFor();
      expect(await page.getByRole('button', { name: /Änderungsvereinbarung/u }).count()).toBe(0);
      expect(await page.getByRole('button', { name: /Zielerreichung|löschen/u }).count()).toBe(0);
      await context.close();
    });
  });
}

/** The texts that a screen reader says with a field. */
function describedBy(element: Element): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ');
  return ids.map((id) => document.getElementById(id)?.innerText ?? '').join(' ');
}
