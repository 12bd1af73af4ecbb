import { describe, expect, test } from 'vitest';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { PHONE, signIn, visit, type World } from './support/browser.ts';
import { SUBJECT } from './support/papers.ts';

const SEED = 47;

/** What a file is called is never in its way: it is shown, told and sent under the name that people see. */
export function provesFileNames(world: World): void {
  /** Chooses one and the same scan under this name; gives the names under which it is announced. */
  async function choose(name: string) {
    const visitor = await visit(world.browser(), `${world.stage().staffUrl}hochladen?zv=${SUBJECT}`);
    const { page } = visitor;
    await signIn(visitor, world.stage(), 'land');
    await page.getByRole('heading', { level: 1, name: 'Scan hochladen' }).waitFor();
    const announced: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/uploads'))
        announced.push(request.postDataJSON().fileName);
    });
    const paper = { signingPdf: world.signingPdf(), signedBy: [], seed: SEED };
    const buffer = Buffer.from(await scanOfPaper(paper));
    const file = { name, mimeType: 'application/pdf', buffer };
    const select = () => page.getByLabel('Dateien', { exact: true }).setInputFiles(file);
    const heading = (clean: string) => page.getByRole('heading', { level: 3, name: clean, exact: true });
    return { ...visitor, announced, select, heading };
  }

  describe('the name of a chosen file', () => {
    test('may hold invisible marks, and the upload goes on, with „Fortsetzen“ too', async () => {
      const { page, context, errors, announced, select, heading } = await choose(
        '\u202AUnter\u200Bschrift Ko\u0308ln\u2069.pdf',
      );
      await page.route('**/v1/uploads', (route) =>
        route.fulfill({ status: 409, json: { title: 'Das ging nicht.', status: 409 } }),
      );
      await select();
      const resume = page.getByRole('button', { name: /Fortsetzen/u });
      await resume.waitFor();
      expect(await heading('Unterschrift Köln.pdf').count()).toBe(1);
      await page.unrouteAll();
      await resume.click();
      await page
        .locator('main')
        .getByText(/Geprüft und archiviert/u)
        .first()
        .waitFor({ timeout: 90_000 });
      expect(await heading('Unterschrift Köln.pdf').count()).toBe(1);
      expect(await page.locator('[data-announcer]').innerText()).toMatch(/^Unterschrift Köln[.]pdf: /mu);
      expect(new Set(announced)).toEqual(new Set(['Unterschrift Köln.pdf']));
      expect(errors).toEqual([]);
      await context.close();
    });

    test.each([
      ['with letters in two parts', 'Unterschrift Ko\u0308ln.pdf', 'Unterschrift Köln.pdf'],
      ['as phones call everything', 'image.pdf', 'image.pdf'],
    ])('from a phone, %s, tells that this file is known', async (_, name, clean) => {
      const { page, context, errors, announced, select, heading } = await choose(name);
      await page.setViewportSize(PHONE);
      await select();
      await page
        .locator('main')
        .getByText(/Genau diese Datei ist bereits archiviert/u)
        .waitFor();
      expect(await heading(clean).count()).toBe(1);
      expect(announced).toEqual([clean]);
      expect(errors).toEqual([]);
      await context.close();
    });
  });
}
