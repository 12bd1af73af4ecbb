import { describe, expect, test } from 'vitest';
import { signIn, visit, type World } from './support/browser.ts';
import { expectHeadingFocused, expectHeldBy, placesOf, tabOrder, expectFocused } from './support/keyboard.ts';
import { example, SUBJECT } from './support/papers.ts';
import { refuseMessage } from './refused-message.ts';

/** Where the focus is, goes, stays and comes back to, on every page. */
export function provesFocus(world: World): void {
  async function at(address: string, ...groups: readonly string[]) {
    const visitor = await visit(world.browser(), `${world.stage().staffUrl}${address}`);
    await signIn(visitor, world.stage(), ...groups);
    return visitor;
  }

  describe('the focus', () => {
    test('is on the heading after each move through the workplace', async () => {
      const { page, context, errors } = await at('?jahr=2025', 'land');
      await expectHeadingFocused(page, /Übersicht 2025/u);
      const links: readonly (readonly [link: RegExp, title: RegExp])[] = [
        [/^Scan hochladen$/u, /^Scan hochladen$/u],
        [/^Entwerfen$/u, /^Entwürfe AQB/u],
        [
          /^(?:Öffnen|Ansehen|Weiter|Entwerfen|Bearbeiten|Zeigen).*: .*Limburg-Weilburg/u,
          /^Entwurf .*Limburg/u,
        ],
        [/^Klärungsstelle$/u, /^Klärungsstelle$/u],
        [/^Benachrichtigungen$/u, /^Benachrichtigungen$/u],
        [/^Zielvereinbarungen$/u, /^Übersicht/u],
      ];
      for (const [link, title] of links) {
        await page.getByRole('link', { name: link }).first().click();
        await expectHeadingFocused(page, title);
        expect(await page.title()).toMatch(/ – Zielvereinbarungen$/u);
      }
      await page.goBack();
      await expectHeadingFocused(page, /^Benachrichtigungen$/u);
      expect(errors).toEqual([]);
      await context.close();
    });

    test('is on the heading of one Zielvereinbarung, of its scan and of a refused message', async () => {
      // What came before may be decided by now.
      await refuseMessage(world, {
        ...(await example('bescheid-issued')),
        id: 'fokus',
        data: { amount: 'viel' },
      });
      const { page, context, errors } = await at('?jahr=2025', 'land');
      await page
        .getByRole('link', { name: /Limburg-Weilburg/u })
        .first()
        .click();
      await expectHeadingFocused(page, /Limburg-Weilburg 2025/u);
      await page
        .getByRole('link', { name: /Zum Scan|Scan prüfen/u })
        .first()
        .click();
      await expectHeadingFocused(page, /^Scan prüfen$/u);
      await page.getByRole('link', { name: 'Klärungsstelle' }).click();
      await page.locator('main a[href^="/klaerung/2"]').first().click();
      await expectHeadingFocused(page, /^Abgelehnte Meldung$/u);
      expect(errors).toEqual([]);
      await context.close();
    });

    test.each([
      ['unterschriften', /^Unterschriften$/u],
      ['scans', /^Scans/u],
      ['stand', /^Stand$/u],
      ['bescheid', /^Bescheid/u],
      ['fristen', /^Fristen$/u],
    ])('is, behind the link of a mail, on the part #%s, which stands in view', async (part, title) => {
      const { page, context } = await at(`zielvereinbarungen/${SUBJECT}#${part}`, 'ags-06533');
      await page.locator(`#${part}`).waitFor();
      await expectFocused(page, title);
      const { top, height } = await page.locator(`#${part}`).evaluate((element) => ({
        top: element.getBoundingClientRect().top,
        height: innerHeight,
      }));
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThan(height);
      await context.close();
    });
  });

  describe('the order of Tab is that of reading', () => {
    test.each([
      [
        'on the board',
        '?jahr=2025',
        [
          /^Suche nach Name/u,
          /^Stand$/u,
          /^Art$/u,
          /^nur Überfällige/u,
          /^CSV für Excel/u,
          /^Excel/u,
          /Limburg-Weilburg/u,
        ],
      ],
      [
        'at the upload',
        `hochladen?zv=${SUBJECT}`,
        [
          /^Zielvereinbarung$/u,
          /^Land \(Ministerium\)/u,
          /^Kommune/u,
          /^Wo liegt das Papier/u,
          /^Dateien auswählen/u,
        ],
      ],
      [
        'on one Zielvereinbarung',
        `zielvereinbarungen/${SUBJECT}`,
        [
          /^Drucken/u,
          /^Nächster Schritt/u,
          /^Verlauf/u,
          /^Eigene Unterschrift/u,
          /^Stand am/u,
          /^Welche Ereignisse/u,
        ],
      ],
      [
        'in a draft',
        // New in 2026: what is drafted for all at once leaves it out.
        'entwurf/AQB-2026-06415',
        [
          /^Haushaltsmittel in Euro/u,
          /^Aktenzeichen des Landes/u,
          /^Stand des Entwurfs/u,
          /^Text der Zielvereinbarung/u,
        ],
      ],
      [
        'at the clearing desk',
        'klaerung',
        [/^Abgelehnte Meldungen/u, /^Wartende Meldungen/u, /^Stand/u, /^Eingang/u, /^Suche/u],
      ],
      ['at the notices', 'benachrichtigungen', [/^Täglich/u, /^Speichern/u, /^Übersicht/u]],
    ] as const)('%s', async (_, address, wanted) => {
      const { page, context } = await at(address, 'land');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText(/wird geladen/u).waitFor({ state: 'detached' });
      const names = await tabOrder(page, wanted.at(-1) ?? /$^/u);
      const places = placesOf(names, wanted);
      expect(places, names.join(' | ')).not.toContain(-1);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      await context.close();
    });
  });

  describe('a dialog', () => {
    test('holds the focus, leaves by Escape and gives it back to what opened it', async () => {
      const { page, context } = await at(`zielvereinbarungen/${SUBJECT}`, 'land');
      const opener = page.getByRole('button', { name: 'Umsetzungsbesprechung ansetzen' });
      await opener.click();
      const dialog = page.getByRole('dialog', { name: 'Umsetzungsbesprechung ansetzen' });
      await dialog.waitFor();
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      await expectHeldBy(page, dialog);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await expectFocused(page, 'Umsetzungsbesprechung ansetzen');
      await context.close();
    });

    test('of an ended session cannot be left by Escape', async () => {
      const { page, context } = await at(`zielvereinbarungen/${SUBJECT}`, 'land');
      await page.route('**/v1/**', (route) => route.fulfill({ status: 401, json: {} }));
      await page.reload();
      const dialog = page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' });
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await expectHeldBy(page, dialog);
      expect(await dialog.count()).toBe(1);
      await context.close();
    });
  });
}
