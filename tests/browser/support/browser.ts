import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, onTestFailed } from 'vitest';
import type { LocalStage } from '../../../cli/stage/endpoints.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Where the pictures of every page lie, for people to look at. */
const PICTURES = join(ROOT, '.local', 'pictures');

/** What the tests of the workplace share; each part is there once everything has begun. */
export type World = {
  readonly stage: () => LocalStage;
  readonly browser: () => Browser;
  /** The released Fassung as it is printed. */
  readonly signingPdf: () => Uint8Array;
};

/** Widths at which every page is looked at. */
export const PHONE = { width: 360, height: 740 } as const;
export const DESK = { width: 1280, height: 900 } as const;

/** The Chromium that comes as a package. */
export async function launch(): Promise<Browser> {
  // one process for everything dies with the first window that closes
  const args = sparticuz.args.filter((arg) => !['--single-process', '--no-zygote'].includes(arg));
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args });
}

/** A person with a window of their own. */
export type Visitor = { readonly context: BrowserContext; readonly page: Page; readonly errors: string[] };

/** Opens a window; whatever the page complains of is collected. */
export async function visit(browser: Browser, url: string): Promise<Visitor> {
  // axe has to be put into the page, which its policy forbids everybody else
  const context = await browser.newContext({ locale: 'de-DE', viewport: DESK, bypassCSP: true });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  onTestFailed(async () => {
    await mkdir(PICTURES, { recursive: true });
    await page
      .screenshot({ path: join(PICTURES, `failed-${Date.now()}.png`), fullPage: true })
      .catch(() => undefined);
  });
  await page.goto(url);
  return { context, page, errors };
}

/** Signs in at the real sign-in page, and comes back to the address that was asked for. */
export async function signIn(
  { page }: Pick<Visitor, 'page'>,
  stage: LocalStage,
  ...groups: readonly string[]
): Promise<void> {
  const user = stage.users.find((known) => groups.every((group) => known.groups.includes(group)));
  if (user === undefined) throw new Error(`There is no demo user with ${groups.join(' and ')}`);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.locator('input[name=username]').fill(user.email);
  await page.locator('input[name=password]').fill(user.password);
  await page.locator('input[name=password]').press('Enter');
  await page.getByRole('button', { name: 'Abmelden' }).waitFor();
}

/** Makes sending as slow as in an office in the country: so many bytes a second. */
export async function slowDown(page: Page, uploadThroughput: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 50,
    downloadThroughput: 4_000_000,
    uploadThroughput,
  });
}

/** What axe objects to, with the place. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { target: string[] }[] }[];
  }>('axe.run()');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
}

/**
 * Looks at the page as it stands, light and dark, on a phone and at a desk: takes the pictures, expects no
 * violation and no scrolling sideways.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  for (const [width, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
    await page.setViewportSize(viewport);
    await picturesOf(page);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const where = `${name}-${width}-${colorScheme}`;
      await page.screenshot({ path: join(PICTURES, `${where}.png`), fullPage: true });
      expect(await violationsOf(page), where).toEqual([]);
    }
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overflow, `${name} on a ${width} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Waits until every picture of the page is there, those that are loaded only when they come into view as well. */
async function picturesOf(page: Page): Promise<void> {
  for (const picture of await page.locator('img:visible').all()) {
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((element) => (element instanceof HTMLImageElement ? element.decode() : undefined));
  }
  await page.evaluate(() => scrollTo(0, 0));
}

/** Presses Tab until an element with this role and name has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, role: 'button' | 'link' | 'textbox' | 'checkbox', name: RegExp) {
  const wanted = page.getByRole(role, { name }).first();
  for (let at = 0; at < 120; at += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return wanted;
  }
  throw new Error(`Nobody gets to the ${role} ${name.source} by keyboard.`);
}
