import { describe, expect, test } from 'vitest';
import { bordersOf } from '../../cli/stage/borders.ts';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { lookAt, signIn, slowDown, visit, type Visitor, type World } from './support/browser.ts';
import { expectFocused } from './support/keyboard.ts';
import { sheetWithoutCode, SUBJECT } from './support/papers.ts';

const ARCHIVED = /Geprüft und archiviert/u;

/** What goes wrong every day: nothing is lost, and a sentence says what to do. */
export function provesMishaps(world: World): void {
  async function atUpload(...groups: readonly string[]): Promise<Visitor> {
    const visitor = await visit(world.browser(), `${world.stage().staffUrl}hochladen?zv=${SUBJECT}`);
    await signIn(visitor, world.stage(), ...groups);
    await visitor.page.getByRole('heading', { level: 1, name: 'Scan hochladen' }).waitFor();
    return visitor;
  }
  /** A scan that nobody signed, different for each seed. */
  async function choose({ page }: Visitor, seed: number): Promise<void> {
    const buffer = Buffer.from(await scanOfPaper({ signingPdf: world.signingPdf(), signedBy: [], seed }));
    const file = { name: `Scan-${seed}.pdf`, mimeType: 'application/pdf', buffer };
    await page.getByLabel('Dateien', { exact: true }).setInputFiles(file);
  }

  describe('a mishap on the way', () => {
    test('a file that is no PDF is told so before it is sent', async () => {
      const visitor = await atUpload('land');
      const { page, context } = visitor;
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url());
      });
      const file = { name: 'Notiz.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Nur ein Text.') };
      await page.getByLabel('Dateien', { exact: true }).setInputFiles(file);
      await page
        .locator('main')
        .getByText(/kein PDF/u)
        .waitFor();
      expect(await page.locator('[data-announcer]').innerText()).toMatch(/Notiz.pdf: .*kein PDF/u);
      expect(sent.filter((url) => url.includes('/v1/uploads'))).toEqual([]);
      await context.close();
    });

    test('a connection that breaks twice in the middle is taken up again by itself', async () => {
      const visitor = await atUpload('land');
      const { page, context } = visitor;
      let broken = 0;
      await page.route(`${world.stage().endpointUrl}/**`, async (route) => {
        const isForm = route.request().method() === 'POST' && route.request().url().includes('inbox');
        if (!isForm || broken === 2) return route.fallback();
        broken += 1;
        return route.abort('connectionreset');
      });
      await choose(visitor, 41);
      await page
        .locator('main')
        .getByText(/Nichts ist verloren; es wird von selbst wieder versucht/u)
        .waitFor();
      await page.locator('main').getByText(ARCHIVED).first().waitFor({ timeout: 90_000 });
      expect(broken).toBe(2);
      await context.close();
    });

    test('a reload in the middle goes on without a click', async () => {
      const visitor = await atUpload('land');
      const { page, context } = visitor;
      await slowDown(page, 250_000);
      await choose(visitor, 42);
      await page.getByText(/[1-9]\d? % von .* hochgeladen/u).waitFor();
      await page.reload();
      await page.locator('main').getByText(ARCHIVED).first().waitFor({ timeout: 90_000 });
      expect(await page.getByRole('heading', { level: 3, name: 'Scan-42.pdf' }).count()).toBe(1);
      await context.close();
    });

    test('a session that has ended keeps the file until somebody signs in again', async () => {
      const visitor = await atUpload('land');
      const { page, context } = visitor;
      await page.route('**/v1/uploads', (route) => route.fulfill({ status: 401, json: {} }));
      await choose(visitor, 43);
      const again = page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' });
      await again.waitFor();
      await page.unrouteAll();
      await again.getByRole('button', { name: 'Wieder anmelden' }).click();
      const [user] = world.stage().users.filter(({ groups }) => groups.includes('land'));
      await page.locator('input[name=username]').fill(user?.email ?? '');
      await page.locator('input[name=password]').fill(user?.password ?? '');
      await page.locator('input[name=password]').press('Enter');
      await page.locator('main').getByText(ARCHIVED).first().waitFor({ timeout: 90_000 });
      expect(new URL(page.url()).pathname).toBe('/hochladen');
      await context.close();
    });

    test('the same file again is a notice with a decision', async () => {
      const visitor = await atUpload('land');
      await choose(visitor, 42);
      await visitor.page
        .locator('main')
        .getByText(/Genau diese Datei ist bereits archiviert/u)
        .waitFor();
      expect(await visitor.page.getByRole('button', { name: /Trotzdem hochladen/u }).count()).toBe(1);
      await visitor.context.close();
    });

    test('of two people at one Zielvereinbarung the second learns what the first did, and keeps what was typed', async () => {
      const { page, context } = await visit(
        world.browser(),
        `${world.stage().staffUrl}zielvereinbarungen/${SUBJECT}`,
      );
      await signIn({ page }, world.stage(), 'land');
      await page.getByRole('button', { name: 'Zielvereinbarung aufheben oder aufgeben' }).click();
      const dialog = page.getByRole('dialog', { name: 'Zielvereinbarung aufheben oder aufgeben' });
      const reason = dialog.getByRole('textbox', { name: /Grund|Begründung/u }).first();
      await reason.fill('Der Landkreis verzichtet.');
      await dialog.getByRole('button', { name: 'Folgen ansehen' }).click();
      await dialog.getByRole('button', { name: 'Jetzt festhalten' }).waitFor();
      const first = await bordersOf(world.stage()).signIn('land');
      const told = await first.post(
        `/v1/zielvereinbarungen/${SUBJECT}/events`,
        {
          type: 'strategie.updated.v1',
          data: { title: 'Strategie 2025', asOf: '2025-03-01', coordinatedWith: [] },
        },
        'zuerst',
      );
      expect(told.status).toBe(201);
      await dialog.getByRole('button', { name: 'Jetzt festhalten' }).click();
      await dialog.getByText('Jemand anderes war schneller').waitFor();
      await dialog.getByRole('button', { name: 'Zurück zu den Angaben' }).click();
      expect(await reason.inputValue()).toBe('Der Landkreis verzichtet.');
      await context.close();
    });

    test('a scan that is only assigned keeps what was asked: the fields wait until it is archived', async () => {
      const { page, context, errors } = await visit(
        world.browser(),
        `${world.stage().staffUrl}hochladen?zv=`,
      );
      await signIn({ page }, world.stage(), 'land');
      const buffer = await sheetWithoutCode();
      const file = { name: 'Ohne-Code.pdf', mimeType: 'application/pdf', buffer };
      await page.getByLabel('Dateien', { exact: true }).setInputFiles(file);
      await page.getByRole('link', { name: /zuordnen/u }).click();
      const form = page.getByRole('form', { name: 'Scan bestätigen' });
      await form.getByRole('combobox', { name: 'Zielvereinbarung' }).selectOption(SUBJECT);
      await form.getByRole('combobox', { name: 'Fassung' }).selectOption('1');
      const isComplete = form.getByRole('checkbox', { name: /Alle Seiten/u });
      await isComplete.check();
      await isComplete.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Scan bestätigen' });
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await page.route(/\/v1\/uploads\/\w+$/u, async (route) => {
        await held;
        await route.fallback();
      });
      await dialog.getByRole('button', { name: 'Jetzt zuordnen' }).click();
      await page.getByText('Der Scan wird zugeordnet und archiviert …').waitFor();
      await expectFocused(page, 'Bitte warten …');
      for (const role of ['combobox', 'checkbox'] as const)
        for (const field of await form.getByRole(role).all()) expect(await field.isDisabled()).toBe(true);
      await lookAt(page, 'checking-assigning');
      letGo();
      await dialog.getByText('Das wird geschehen').waitFor();
      await dialog.getByRole('button', { name: 'Zurück zu den Angaben' }).click();
      await expectFocused(page, 'Folgen ansehen');
      expect(await isComplete.isEnabled()).toBe(true);
      expect(errors).toEqual([]);
      await context.close();
    });
  });
}
