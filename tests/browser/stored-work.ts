import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { lookAt, signIn, visit, type World } from './support/browser.ts';
import {
  holdPhotos,
  storedIn,
  ORDERS,
  PHOTOS,
  putIn,
  sizesShown,
  UPLOADS,
} from './support/browser-stores.ts';
import { expectSaid, expectFocused } from './support/keyboard.ts';
import { photograph, SUBJECT } from './support/papers.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What this browser stores for a person, for how long, and for nobody else. */
export function provesStoredWork(world: World): void {
  const address = () => `${world.stage().staffUrl}hochladen?zv=${SUBJECT}`;
  async function atUpload(...groups: readonly string[]) {
    const visitor = await visit(world.browser(), address());
    await signIn(visitor, world.stage(), ...groups);
    await visitor.page.getByRole('heading', { level: 1, name: 'Scan hochladen' }).waitFor();
    return visitor;
  }
  const choose = (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
    page.getByLabel('Dateien', { exact: true }).setInputFiles(files);
  async function scan(seed: number) {
    const bytes = await scanOfPaper({ signingPdf: world.signingPdf(), signedBy: [], seed });
    return { name: `Scan-${seed}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(bytes) };
  }
  const photos = (page: Page, count: number) =>
    page.getByRole('heading', { name: `Fotografierte Seiten (${count})` }).waitFor();
  /** The session ends where the person did not; somebody signs in at the same tab. */
  async function goOnAs(page: Page, ...groups: readonly string[]) {
    await page.route('**/v1/**', (route) => route.fulfill({ status: 401, json: {} }));
    await page.reload();
    const over = page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' });
    await over.waitFor();
    await page.unrouteAll();
    await over.getByRole('button', { name: 'Wieder anmelden' }).click();
    const user = world.stage().users.find((known) => groups.every((group) => known.groups.includes(group)));
    await page.locator('input[name=username]').fill(user?.email ?? '');
    await page.locator('input[name=password]').fill(user?.password ?? '');
    await page.locator('input[name=password]').press('Enter');
    await page.getByText(user?.email ?? '').waitFor();
    await page.getByRole('heading', { name: 'Ihre Dateien' }).waitFor();
  }
  describe('photographed pages', () => {
    test('outlive a reload in their order until they are bound or somebody signs out', async () => {
      const { page, context } = await atUpload('land');
      await choose(page, [photograph(1), photograph(2), photograph(3)]);
      await photos(page, 3);
      await page.getByRole('button', { name: 'Seite 1 nach hinten' }).click();
      await expectSaid(page, /^Jetzt Seite 2 von 3/u);
      const before = await sizesShown(page);
      await page.reload();
      await expectSaid(page, /^3 fotografierte Seiten sind noch da/u);
      expect(await sizesShown(page)).toEqual(before);
      await page.getByRole('button', { name: 'Seite 3 entfernen' }).click();
      await expectSaid(page, /^Seite entfernt/u);
      await expectFocused(page, 'Fotografierte Seiten (2)');
      await lookAt(page, 'upload-photos');
      await page.reload();
      await photos(page, 2);
      expect(await sizesShown(page)).toEqual(before.slice(0, 2));
      await page.getByRole('button', { name: 'Abmelden' }).click();
      const asking = page.getByRole('dialog', { name: 'Beim Abmelden geht etwas verloren' });
      await asking.getByText('2 fotografierte Seiten sind noch nicht hochgeladen.').waitFor();
      await lookAt(page, 'sign-out');
      await asking.getByRole('button', { name: 'Trotzdem abmelden' }).click();
      await signIn({ page }, world.stage(), 'land');
      await page.goto(address());
      await page.getByRole('heading', { name: 'Ihre Dateien' }).waitFor();
      expect(await storedIn(page, PHOTOS)).toEqual([]);
      expect(await page.getByRole('heading', { name: /Fotografierte Seiten/u }).count()).toBe(0);
      await context.close();
    });

    test('are not shown to another person after a session that ended, and are still there for the first', async () => {
      const { page, context } = await atUpload('land');
      await choose(page, [photograph(1), photograph(2)]);
      await photos(page, 2);
      await goOnAs(page, 'ags-06533');
      expect(await storedIn(page, PHOTOS)).toHaveLength(2);
      await choose(page, photograph(3));
      await photos(page, 1);
      await page.reload();
      await expectSaid(page, /^Eine fotografierte Seite ist noch da/u);
      await photos(page, 1);
      await goOnAs(page, 'land');
      await expectSaid(page, /^2 fotografierte Seiten sind noch da/u);
      await photos(page, 2);
      await context.close();
    });

    test('stay in order where one is added before the stored ones have been read', async () => {
      const { page, context } = await atUpload('land');
      await choose(page, [photograph(1), photograph(2)]);
      await photos(page, 2);
      const before = await sizesShown(page);
      const other = await context.newPage();
      await other.goto(world.stage().staffUrl);
      await expect.poll(async () => (await storedIn(other, ORDERS)).length).toBe(1);
      const letGo = await holdPhotos(other);
      await page.reload();
      await choose(page, photograph(3));
      await photos(page, 1);
      await letGo();
      await photos(page, 3);
      const shown = await sizesShown(page);
      expect(shown.slice(0, 2)).toEqual(before);
      await expect
        .poll(async () => (await storedIn(other, ORDERS)).map(({ ids }) => [ids].flat().length))
        .toEqual([3]);
      await page.reload();
      await photos(page, 3);
      expect(await sizesShown(page)).toEqual(shown);
      await context.close();
    });

    test('are still stored where the browser has closed the connection to what it stores', async () => {
      const { page, context, errors } = await atUpload('land');
      await choose(page, photograph(1));
      await photos(page, 1);
      const devtools = await context.newCDPSession(page);
      const { origin } = new URL(world.stage().staffUrl);
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
      await choose(page, photograph(2));
      await photos(page, 2);
      await expect.poll(async () => (await storedIn(page, PHOTOS)).length).toBe(1);
      expect(errors).toEqual([]);
      await context.close();
    });
  });

  describe('files under way', () => {
    test('are named before signing out, and are gone after it', async () => {
      const { page, context } = await atUpload('land');
      await page.route(`${world.stage().endpointUrl}/**`, async (route) => {
        const isForm = route.request().method() === 'POST' && route.request().url().includes('inbox');
        if (!isForm) await route.fallback(); // what is sent is never answered
      });
      await choose(page, await scan(71));
      await page.getByText(/\d+ % von .* hochgeladen/u).waitFor();
      const asking = page.getByRole('dialog', { name: 'Beim Abmelden geht etwas verloren' });
      await page.getByRole('button', { name: 'Abmelden' }).click();
      await asking.getByText('noch nicht vollständig hochgeladen: Scan-71.pdf').waitFor();
      await page.keyboard.press('Escape');
      await asking.waitFor({ state: 'detached' });
      await expectFocused(page, 'Abmelden');
      expect(await storedIn(page, UPLOADS)).toHaveLength(1);
      await page.getByRole('button', { name: 'Abmelden' }).click();
      await asking.getByRole('button', { name: 'Trotzdem abmelden' }).click();
      await signIn({ page }, world.stage(), 'land');
      expect(await storedIn(page, UPLOADS)).toEqual([]);
      await page.goto(address());
      await page.getByText('Noch keine Datei ausgewählt.').waitFor();
      await context.close();
    });

    test('go on where this browser cannot keep them', async () => {
      const { page, context, errors } = await visit(world.browser(), address());
      await page.addInitScript(() => {
        IDBDatabase.prototype.transaction = () => {
          throw new DOMException('The database connection is closing.', 'InvalidStateError');
        };
      });
      await signIn({ page }, world.stage(), 'land');
      await choose(page, await scan(72));
      await page
        .locator('main')
        .getByText(/Geprüft und archiviert/u)
        .waitFor({ timeout: 90_000 });
      expect(errors).toEqual([]);
      await context.close();
    });
  });

  test('what is older than seven days is gone before anybody signs in', async () => {
    const { page, context } = await visit(world.browser(), world.stage().staffUrl);
    await page.getByRole('button', { name: 'Anmelden' }).waitFor();
    const [old, fresh] = [Date.now() - 8 * DAY, Date.now() - 6 * DAY];
    const photo = { by: 'somebody', takenAt: old };
    await putIn(page, PHOTOS, [
      { ...photo, id: 'old' },
      { ...photo, id: 'fresh', takenAt: fresh },
    ]);
    await putIn(page, ORDERS, [
      { by: 'somebody', ids: ['old', 'fresh'] },
      { by: 'nobody', ids: ['gone'] },
    ]);
    const file = { by: 'somebody', name: 'Scan.pdf', chosenAt: old };
    await putIn(page, UPLOADS, [
      { ...file, key: 'old' },
      { ...file, key: 'fresh', chosenAt: fresh },
    ]);
    await page.reload();
    await expect.poll(async () => (await storedIn(page, PHOTOS)).map(({ id }) => id)).toEqual(['fresh']);
    await expect.poll(async () => (await storedIn(page, UPLOADS)).map(({ key }) => key)).toEqual(['fresh']);
    expect((await storedIn(page, ORDERS)).map(({ by }) => by)).toEqual(['somebody']);
    await context.close();
  });
}
