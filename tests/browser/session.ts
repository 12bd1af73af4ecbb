import { describe, expect, test } from 'vitest';
import { lookAt, signIn, tabTo, visit, type World } from './support/browser.ts';

/** Coming, staying and going. */
export function provesSession(world: World): void {
  describe('signing in', () => {
    test('leads to the sign-in page and back to the address that was asked for, by keyboard alone', async () => {
      const { page, context, errors } = await visit(world.browser(), `${world.stage().staffUrl}?jahr=2025`);
      await lookAt(page, 'sign-in');
      await (await tabTo(page, 'button', /^Anmelden$/u)).press('Enter');
      const user = world.stage().users.find(({ groups }) => groups.includes('land'));
      await page.locator('input[name=username]').waitFor();
      await page.keyboard.type('');
      await page.locator('input[name=username]').focus();
      await page.keyboard.type(user?.email ?? '');
      await page.keyboard.press('Tab');
      await page.keyboard.type(user?.password ?? '');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Übersicht 2025' }).waitFor();
      expect(new URL(page.url()).search).toBe('?jahr=2025');
      expect(errors).toEqual([]);
      await context.close();
    });

    test('puts the focus on the heading, so that a screen reader begins there', async () => {
      const { page, context } = await visit(world.browser(), world.stage().staffUrl);
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      await context.close();
    });

    test('stays through a reload, and ends with signing out', async () => {
      const { page, context } = await visit(world.browser(), world.stage().staffUrl);
      await signIn({ page }, world.stage(), 'land');
      await page.reload();
      await page.getByRole('button', { name: 'Abmelden' }).click();
      await page.getByRole('button', { name: 'Anmelden' }).waitFor();
      expect(
        await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('user'))),
      ).toEqual([]);
      await context.close();
    });

    test('keeps no token in a cookie or in what outlives the tab', async () => {
      const { page, context } = await visit(world.browser(), world.stage().staffUrl);
      await signIn({ page }, world.stage(), 'land');
      const host = new URL(world.stage().staffUrl).hostname;
      expect((await context.cookies()).filter(({ domain }) => domain.includes(host))).toEqual([]);
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('token');
      await context.close();
    });
  });

  describe('a session that ends', () => {
    test('is said over the open page, and goes on there after signing in again', async () => {
      const { page, context } = await visit(world.browser(), `${world.stage().staffUrl}?jahr=2025`);
      await signIn({ page }, world.stage(), 'land');
      await page.route('**/v1/**', (route) => route.fulfill({ status: 401, json: {} }));
      await page.reload();
      const dialog = page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' });
      await dialog.waitFor();
      await lookAt(page, 'session-over');
      await page.unrouteAll();
      await dialog.getByRole('button', { name: 'Wieder anmelden' }).click();
      await page.locator('input[name=username]').waitFor();
      expect(page.url()).toContain('/oauth2/authorize');
      await context.close();
    });

    test('is announced two minutes before, and one key is enough to stay', async () => {
      const { page, context } = await visit(world.browser(), world.stage().staffUrl);
      await page.clock.install();
      await signIn({ page }, world.stage(), 'land');
      await page.clock.fastForward('28:30');
      const dialog = page.getByRole('dialog', { name: 'Sind Sie noch da?' });
      await dialog.waitFor();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.clock.fastForward('30:30');
      const over = page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' });
      await over.waitFor();
      expect(await page.getByRole('dialog').count()).toBe(1);
      // asked from outside: the clock of this page stands still
      const tokens = () =>
        page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('user')).length);
      await expect.poll(tokens).toBe(0);
      await context.close();
    });
  });
}
