import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { bordersOf, until } from '../../cli/stage/borders.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { lookAt, signIn, tabTo, visit, type World } from './support/browser.ts';
import { example, SUBJECT } from './support/papers.ts';
import { refuseMessage } from './refused-message.ts';

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

  const refusedMessage = (message?: CloudEvent, reason?: string) => refuseMessage(world, message, reason);

  /** The heading of what follows has the focus. */
  function focused(page: Page, name: string) {
    return page.getByRole('heading', { level: 3, name }).and(page.locator(':focus')).waitFor();
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
      const { address } = await refusedMessage();
      expect(await looked('klaerung', 'clearing', /Klärungsstelle/u, 'pruefung')).toEqual([]);
      expect(await looked(address, 'clearing-item', /Abgelehnte Meldung/u, 'pruefung')).toEqual([]);
    });
  });

  describe('a refused message', () => {
    test('is decided by keyboard alone, after a look at what follows', async () => {
      const { borders, item, address } = await refusedMessage();
      const { page, context, errors } = await visit(world.browser(), `${world.stage().staffUrl}${address}`);
      await signIn({ page }, world.stage(), 'land');
      await (await tabTo(page, 'button', /^Noch einmal beurteilen$/u)).press('Enter');
      await (await tabTo(page, 'button', /^Folgen ansehen$/u)).press('Enter');
      await focused(page, 'Das geht so nicht');
      await page.getByText(/^Betroffen: [A-ZÄÖÜ]/u).waitFor();
      await lookAt(page, 'clearing-consequences-refused');
      expect(await page.getByRole('button', { name: 'Jetzt entscheiden' }).count()).toBe(0);
      await (await tabTo(page, 'button', /^Zurück zu den Angaben$/u)).press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await (await tabTo(page, 'button', /^Verwerfen$/u)).press('Enter');
      await page.getByRole('textbox', { name: 'Begründung' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.type('Irrläufer; der Absender hat es bestätigt.');
      await (await tabTo(page, 'button', /^Folgen ansehen$/u)).press('Enter');
      await focused(page, 'Das wird geschehen');
      await page.getByText('Der Absender wird davon nicht benachrichtigt').waitFor();
      await lookAt(page, 'clearing-consequences-discard');
      const land = await borders.signIn('land');
      const stateOf = async () => (await land.get(`/v1/clearing/${item.month}/${item.key}`)).body;
      expect(await stateOf()).toMatchObject({ state: 'open', decisions: [] });
      await (await tabTo(page, 'button', /^Jetzt entscheiden$/u)).press('Enter');
      await page.getByText('Die Nachricht ist verworfen.').first().waitFor();
      expect(await stateOf()).toMatchObject({ state: 'decided', decisions: [{ action: 'discard' }] });
      expect(errors).toEqual([]);
      await context.close();
    });

    test('with a time of 1970 is found, opened and decided by keyboard alone', async () => {
      const draft = await example('zielvereinbarung-drafted');
      const name = 'uhr-steht-1970';
      const stopped = { ...draft, id: name, time: '1970-01-01T00:00:00Z' };
      const { borders, item } = await refusedMessage(stopped, 'event-time-invalid');
      expect(item.month).toBe(new Date().toISOString().slice(0, 7));
      const { page, context, errors } = await visit(world.browser(), `${world.stage().staffUrl}klaerung`);
      await signIn({ page }, world.stage(), 'land');
      await (await tabTo(page, 'textbox', /^Suche/u)).press('End');
      await page.keyboard.type(`${name} 1970-01-01`);
      await page.getByText('1 Meldung gefunden.').waitFor();
      await lookAt(page, 'clearing-search');
      await (await tabTo(page, 'link', /Zeit/u)).press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Abgelehnte Meldung' }).waitFor();
      await page.getByText('1970-01-01T00:00:00Z').first().waitFor();
      await lookAt(page, 'clearing-1970');
      await (await tabTo(page, 'button', /^Verwerfen$/u)).press('Enter');
      await page.getByRole('textbox', { name: 'Begründung' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.type('Die Uhr des Absenders steht.');
      await (await tabTo(page, 'button', /^Folgen ansehen$/u)).press('Enter');
      await focused(page, 'Das wird geschehen');
      await (await tabTo(page, 'button', /^Jetzt entscheiden$/u)).press('Enter');
      await page.getByText('Die Nachricht ist verworfen.').first().waitFor();
      const land = await borders.signIn('land');
      expect((await land.get(`/v1/clearing/${item.month}/${item.key}`)).body).toMatchObject({
        state: 'decided',
        decisions: [{ action: 'discard' }],
      });
      expect(errors).toEqual([]);
      await context.close();
    });

    test('whose id was used before stands beside what came first', async () => {
      const draft = await example('zielvereinbarung-drafted');
      const data = { ...Object(draft.data), haushaltsmittel: { amountCent: 1_000_000, currency: 'EUR' } };
      const { address } = await refusedMessage({ ...draft, data }, 'event-id-reused');
      const { page, context, errors } = await visit(world.browser(), `${world.stage().staffUrl}${address}`);
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('heading', { name: 'Beide Meldungen unter dieser Kennung' }).waitFor();
      const row = page.getByRole('row', { name: /data\.haushaltsmittel\.amountCent/u });
      await row.getByRole('cell', { name: 'weicht ab' }).first().waitFor();
      expect(await row.getByRole('cell').nth(1).textContent()).toBe('89521000');
      await lookAt(page, 'clearing-both');
      expect(errors).toEqual([]);
      await context.close();
    });

    test('that somebody else decided meanwhile is shown as decided, and nothing happens twice', async () => {
      const bescheid = { ...(await example('bescheid-issued')), id: 'zu-zweit', data: { amount: 'viel' } };
      const { address, borders } = await refusedMessage(bescheid);
      const { page, context, errors } = await visit(world.browser(), `${world.stage().staffUrl}${address}`);
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('button', { name: 'Verwerfen' }).click();
      await page.getByRole('textbox', { name: 'Begründung' }).fill('Irrläufer.');
      await page.getByRole('button', { name: 'Folgen ansehen' }).click();
      await focused(page, 'Das wird geschehen');
      const pruefung = await borders.signIn('pruefung');
      const path = `/v1/clearing/${address.replace('klaerung/', '')}/decision`;
      const order = { action: 'discard', reason: 'Unlesbar.' };
      expect((await pruefung.post(path, order, 'zu-zweit')).status).toBe(200);
      await page.getByRole('button', { name: 'Jetzt entscheiden' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('alert').waitFor();
      expect(await dialog.getByRole('button', { name: 'Jetzt entscheiden' }).count()).toBe(0);
      await lookAt(page, 'clearing-overtaken');
      await dialog.getByRole('button', { name: 'Zurück zu den Angaben' }).click();
      await page.getByText('Begründung: Unlesbar.').waitFor();
      expect(await page.getByRole('textbox', { name: 'Begründung' }).inputValue()).toBe('Irrläufer.');
      expect(errors).toEqual([]);
      await context.close();
    });

    test('is replaced by a mended one that does what was foreseen', async () => {
      const draft = await example('zielvereinbarung-drafted');
      const data = { ...Object(draft.data), ags: '06534' };
      const mended = { ...draft, subject: 'AQB-2025-06534', id: 'entwurf-06534', data };
      const { address, borders } = await refusedMessage({
        ...mended,
        data: { ...data, haushaltsmittel: 'viel' },
      });
      const { page, context, errors } = await visit(world.browser(), `${world.stage().staffUrl}${address}`);
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('button', { name: 'Durch eine berichtigte ersetzen' }).click();
      await page.getByRole('textbox', { name: /Berichtigte Nachricht/u }).fill(JSON.stringify(mended));
      await page.getByRole('button', { name: 'Folgen ansehen' }).click();
      await focused(page, 'Das wird geschehen');
      await lookAt(page, 'clearing-consequences');
      const land = await borders.signIn('land');
      expect((await land.get('/v1/zielvereinbarungen/AQB-2025-06534')).status).toBe(404);
      await page.getByRole('button', { name: 'Jetzt entscheiden' }).click();
      await page.getByText('Die Nachricht ist aufgezeichnet und gilt.').first().waitFor();
      expect((await land.get('/v1/zielvereinbarungen/AQB-2025-06534')).status).toBe(200);
      expect(errors).toEqual([]);
      await context.close();
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
