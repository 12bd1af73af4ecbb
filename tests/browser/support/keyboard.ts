import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has the focus, as people know it: its label or its text; empty for the page itself. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return '';
    const label =
      at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.labels?.[0] : undefined;
    const text = at.getAttribute('aria-label') ?? label?.innerText ?? at.innerText;
    return text.replaceAll(/\s+/gu, ' ').trim();
  });
}

/** Waits until this has the focus, as people know it: where a view is drawn anew, the focus follows a moment later. */
export async function expectFocused(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === 'string' ? name : expect.stringMatching(name);
  await expect.poll(() => focused(page), { timeout: 10_000 }).toEqual(wanted);
}

/** Waits until the heading of the page has the focus. */
export async function expectHeadingFocused(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName), { timeout: 10_000 })
    .toBe('H1');
  await expectFocused(page, title);
}

/** Names of what Tab leads to, beginning behind the heading of the page, as far as the last one that is wanted. */
export async function tabOrder(page: Page, last: RegExp): Promise<readonly string[]> {
  await page.getByRole('heading', { level: 1 }).focus();
  const names: string[] = [];
  while (names.length < 150) {
    await page.keyboard.press('Tab');
    names.push(await focused(page));
    if (last.test(names.at(-1) ?? '')) break;
  }
  return names;
}

/** The place in the order at which each of these is reached first. */
export function placesOf(names: readonly string[], wanted: readonly RegExp[]): readonly number[] {
  return wanted.map((pattern) => names.findIndex((name) => pattern.test(name)));
}

/** Goes round in a dialog, forwards and backwards: the focus never reaches the page behind it. */
export async function expectHeldBy(page: Page, dialog: Locator): Promise<void> {
  for (const key of ['Tab', 'Shift+Tab'])
    for (let at = 0; at < 15; at += 1) {
      await page.keyboard.press(key);
      const isHeld = await dialog.evaluate(
        (element) => element.contains(document.activeElement) || document.activeElement === document.body,
      );
      expect(isHeld, `${key} leaves the dialog for ${await focused(page)}`).toBe(true);
    }
}

/** What the one live region of the workplace says; waits until it matches. */
export async function expectSaid(page: Page, text: RegExp): Promise<void> {
  await expect.poll(() => page.locator('[data-announcer]').innerText(), { timeout: 60_000 }).toMatch(text);
}
