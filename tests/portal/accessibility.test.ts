import sparticuz from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portal } from '../support/stages/portal.ts';
import { PAGE, cancelled, concludedWithFigure, pageWithdrawn, yearFacts } from '../support/facts/year.ts';

const pages = new Map<string, string>();
let browser: Browser;

beforeAll(async () => {
  const stage = portal();
  stage.clock.at = '2026-03-01T10:00:00.000Z';
  await stage.happen(...concludedWithFigure(), ...yearFacts(), cancelled());
  pages.set('the page of a whole year', stage.read(`${PAGE}index.html`));
  pages.set('the list of the year', stage.read('zielvereinbarungen/2025/index.html'));
  await stage.happen(pageWithdrawn());
  pages.set('the notice of a withdrawn page', stage.read(`${PAGE}index.html`));
  browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: sparticuz.args,
  });
});

afterAll(async () => {
  await browser?.close();
});

describe('in a browser', () => {
  test.each(['the page of a whole year', 'the list of the year', 'the notice of a withdrawn page'])(
    '%s has no accessibility violation and nothing wider than a phone, light and dark',
    async (name) => {
      const context = await browser.newContext({ bypassCSP: true, viewport: { width: 320, height: 800 } });
      const page = await context.newPage();
      await page.setContent(pages.get(name) ?? 'missing');
      await page.evaluate(axe.source);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
          expect(
            violations.map(({ id }) => id),
            `${colorScheme} ${width}`,
          ).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        }
      }
    },
  );
});
