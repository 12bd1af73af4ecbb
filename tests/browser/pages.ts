import { describe, expect, test } from 'vitest';
import { bordersOf, until } from '../../cli/borders.ts';
import { lookAt, signIn, visit, type World } from './browser.ts';
import { example, SUBJECT } from './papers.ts';

/** Every page as it stands once the Zielvereinbarung is published: pictures, axe, no scrolling sideways. */
export function looksAtPages(world: World): void {
  async function looked(address: string, name: string, heading: RegExp, ...groups: readonly string[]) {
    const visitor = await visit(world.browser(), `${world.stage().staffUrl}${address}`);
    await signIn(visitor, world.stage(), ...groups);
    await visitor.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await visitor.page.getByText(/wird geladen/u).waitFor({ state: 'detached' });
    await lookAt(visitor.page, name);
    await visitor.context.close();
    return visitor.errors;
  }

  describe('every page, light and dark, on a phone and at a desk', () => {
    test.each([
      ['the board of the Land', '?jahr=2025', 'board', /Übersicht 2025/u, 'land'],
      ['the board of a Kommune', '?jahr=2025', 'board-kommune', /Übersicht 2025/u, 'ags-06533'],
      [
        'one Zielvereinbarung',
        `zielvereinbarungen/${SUBJECT}`,
        'zielvereinbarung',
        /Limburg-Weilburg/u,
        'land',
      ],
      [
        'the same for the revision',
        `zielvereinbarungen/${SUBJECT}`,
        'zielvereinbarung-revision',
        /Limburg/u,
        'revision',
      ],
      ['the drafts of a year', 'entwurf?jahr=2026', 'drafts', /Entwürfe/u, 'land'],
      ['one draft', 'entwurf/AQB-2026-06533', 'draft', /Entwurf/u, 'land'],
      ['notices', 'benachrichtigungen', 'notices', /Benachrichtigungen/u, 'ags-06533'],
      ['an address that leads nowhere', 'nirgendwo', 'not-found', /gibt es nicht/u, 'land'],
    ] as const)('%s', async (_, address, name, heading, group) => {
      expect(await looked(address, name, heading, group)).toEqual([]);
    });

    test('the clearing desk and one refused message', async () => {
      const borders = bordersOf(world.stage());
      await borders.emit({ ...(await example('bescheid-issued')), data: { amount: 'viel' } });
      const pruefung = await borders.signIn('pruefung');
      const item = await until('the refused message', async () => {
        const { body } = await pruefung.get('/v1/clearing?from=2025-01&to=2026-12');
        const { items = [] } = body as { items?: { month: string; key: string }[] };
        return items[0];
      });
      expect(await looked('klaerung', 'clearing', /Klärungsstelle/u, 'pruefung')).toEqual([]);
      const address = `klaerung/${item.month}/${item.key}`;
      expect(await looked(address, 'clearing-item', /Abgelehnte Meldung/u, 'pruefung')).toEqual([]);
    });
  });

  describe('drafting', () => {
    test('a Fassung is released for signature from the page that drafted it, after a look at what follows', async () => {
      const borders = bordersOf(world.stage());
      const subject = 'AQB-2025-06531';
      const draft = await example('zielvereinbarung-drafted');
      await borders.emit({
        ...draft,
        subject,
        id: 'entwurf-06531',
        data: { ...Object(draft.data), ags: '06531' },
      });
      const land = await borders.signIn('land');
      const zielvereinbarung = async () => (await land.get(`/v1/zielvereinbarungen/${subject}`)).body;
      await until('the draft', async () =>
        'released' in Object(await zielvereinbarung()) ? true : undefined,
      );
      const { page, context } = await visit(world.browser(), `${world.stage().staffUrl}entwurf/${subject}`);
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('button', { name: 'Zur Unterschrift freigeben' }).click();
      const dialog = page.getByRole('dialog', { name: 'Zur Unterschrift freigeben' });
      await dialog.getByRole('button', { name: 'Folgen ansehen' }).click();
      await dialog.getByText('Das wird geschehen').waitFor();
      expect(await zielvereinbarung()).toMatchObject({ released: false });
      await dialog.getByRole('button', { name: 'Jetzt festhalten' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await zielvereinbarung()).toMatchObject({ released: true });
      await context.close();
    });

    test('the missing drafts of a year are foreseen together before any of them is made', async () => {
      const land = await bordersOf(world.stage()).signIn('land');
      const wiesbaden = '/v1/zielvereinbarungen/AQB-2026-06414';
      const { page, context, errors } = await visit(
        world.browser(),
        `${world.stage().staffUrl}entwurf?jahr=2026&programm=AQB`,
      );
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('button', { name: 'Vorschlag aus dem Vorjahr zusammenstellen' }).click();
      const amount = page.getByRole('textbox', { name: /Wiesbaden in Euro/u });
      await amount.fill('650,000');
      await page.getByRole('button', { name: 'Folgen ansehen' }).click();
      const summary = page.getByRole('group', { name: 'Fehler in den Angaben' });
      await summary.and(page.locator(':focus')).waitFor();
      await lookAt(page, 'bulk-refused');
      await summary.getByRole('button').click();
      await amount.and(page.locator(':focus')).waitFor();
      await amount.fill('650.000');
      await page.getByRole('button', { name: 'Folgen ansehen' }).click();
      await page.getByRole('heading', { level: 3, name: 'Das wird geschehen' }).waitFor();
      await lookAt(page, 'bulk-consequences');
      expect((await land.get(wiesbaden)).status).toBe(404);
      await page.getByRole('button', { name: /jetzt anlegen$/u }).click();
      await page.getByText(/^(\d+) von \1 angelegt$/u).waitFor();
      expect((await land.get(wiesbaden)).status).toBe(200);
      expect(errors).toEqual([]);
      await context.close();
    });
  });
}
