import { describe, expect, test } from 'vitest';
import { bordersOf, readPortal, until } from '../../cli/stage/borders.ts';
import type { LocalStage } from '../../cli/stage/endpoints.ts';
import { scanOfPaper } from '../../cli/story/paper.ts';
import { uploaded } from '../../cli/story/papers.ts';
import type { Party } from '../../events/primitives.ts';
import { logOf } from '../end-to-end/stage.ts';
import { lookAt, signIn, visit, type World } from './support/browser.ts';
import { example } from './support/papers.ts';

/** The Lahn-Dill-Kreis; the paper that is uploaded for it is Limburg-Weilburg's. */
const SUBJECT = 'AQB-2025-06532';
const PAGE = 'zielvereinbarungen/2025/lahn-dill-kreis/';
const REASON = 'Gedruckt wurde mit dem Code der Nachbarakte; der Text ist der unsere.';
const NAMED = /nennt die Zielvereinbarung AQB-2025-06533 \(Landkreis Limburg-Weilburg\), Fassung 1\./u;

/** A scan with the QR codes of another Zielvereinbarung counts only for two people. */
export function provesContradiction(world: World): void {
  describe('a contradicting QR code', () => {
    test('one person gives the reason, another one confirms, and only then the page appears', async () => {
      const stage = world.stage();
      const uploadId = await foreignScan(stage, world.signingPdf());
      const address = `${stage.staffUrl}hochladen/${uploadId}`;
      const first = await visit(world.browser(), address);
      await signIn(first, stage, 'land');
      const form = first.page.getByRole('form', { name: 'Scan bestätigen' });
      await form.getByText(NAMED).waitFor();
      await form.getByRole('checkbox', { name: /Alle Seiten/u }).check();
      await form.getByRole('checkbox', { name: /Unterschrift des Landes sichtbar/u }).check();
      await form.getByRole('checkbox', { name: /Unterschrift der Kommune sichtbar/u }).check();
      await form.getByRole('button', { name: 'Folgen ansehen' }).click();
      await first.page
        .getByRole('group', { name: 'Fehler in den Angaben' })
        .getByText('Bitte begründen Sie')
        .waitFor();
      await form.getByRole('textbox', { name: 'Warum gilt dieser Scan trotzdem?' }).fill(REASON);
      await lookAt(first.page, 'contradiction-first');
      await form.getByRole('button', { name: 'Folgen ansehen' }).click();
      const dialog = first.page.getByRole('dialog', { name: 'Scan bestätigen' });
      await dialog
        .getByText(/Er zählt erst, wenn eine andere Person/u)
        .first()
        .waitFor();
      await lookAt(first.page, 'contradiction-first-consequences');
      await dialog.getByRole('button', { name: 'Jetzt festhalten' }).click();
      await first.page.getByRole('heading', { name: 'Bestätigt' }).waitFor();
      await first.page
        .getByText(/zählt noch nicht/u)
        .first()
        .waitFor();
      expect(await logOf(stage, SUBJECT)).not.toContain('zielvereinbarung.concluded.v1');

      await first.page.goto(address);
      await first.page.getByText('Jetzt bestätigt eine andere Person.').waitFor();
      await lookAt(first.page, 'contradiction-waiting');
      await first.page.goto(`${stage.staffUrl}zielvereinbarungen/${SUBJECT}`);
      await first.page.locator('#scans').getByText(NAMED).waitFor();
      await first.page.locator('#verlauf').getByText(new RegExp(REASON, 'u')).waitFor();
      await lookAt(first.page, 'contradiction-page');
      expect((await readPortal(new URL(PAGE, stage.portalUrl))).status).not.toBe(200);
      expect(first.errors).toEqual([]);
      await first.context.close();

      await confirmedBySecond(world, address);
      const publicPage = await until('the public page', async () => {
        const page = await readPortal(new URL(PAGE, stage.portalUrl));
        return page.status === 200 ? page : undefined;
      });
      expect(JSON.stringify(publicPage)).toContain('Zwei Personen haben es geprüft');
      expect(JSON.stringify(publicPage)).not.toContain('Nachbarakte');
    }, 240_000);
  });
}

async function confirmedBySecond(world: World, address: string): Promise<void> {
  const stage = world.stage();
  const { page, context, errors } = await visit(world.browser(), address);
  await signIn({ page }, stage, 'pruefung');
  const form = page.getByRole('form', { name: 'Scan bestätigen' });
  await form.getByText(NAMED).waitFor();
  await form.getByRole('checkbox', { name: /Alle Seiten/u }).check();
  await form.getByRole('checkbox', { name: /Unterschrift des Landes sichtbar/u }).check();
  await form.getByRole('checkbox', { name: /Unterschrift der Kommune sichtbar/u }).check();
  await lookAt(page, 'contradiction-second');
  await form.getByRole('button', { name: /Als zweite Person bestätigen/u }).click();
  const dialog = page.getByRole('dialog', { name: 'Scan bestätigen' });
  await dialog.getByText(/Zwei Personen haben ihn trotzdem angenommen/u).waitFor();
  await dialog.getByText(/ist mit Fassung 1 abgeschlossen/u).waitFor();
  await lookAt(page, 'contradiction-second-consequences');
  await dialog.getByRole('button', { name: 'Jetzt festhalten' }).click();
  await page.getByRole('heading', { name: 'Bestätigt' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
}

/** Drafted, released and declared by both sides; then the paper of the neighbour is uploaded for it. */
async function foreignScan(stage: LocalStage, signingPdf: Uint8Array): Promise<string> {
  const borders = bordersOf(stage);
  const land = await borders.signIn('land');
  const draft = await example('zielvereinbarung-drafted');
  const facts = [
    { ...draft, data: { ...Object(draft.data), ags: '06532' } },
    await example('zielvereinbarung-released-for-signature'),
    await signatureOf('land'),
    await signatureOf('kommune'),
  ];
  for (const { sequence: _, ...fact } of facts)
    await borders.emit({ ...fact, subject: SUBJECT, id: `${fact.id}-06532` });
  await until('both declarations', async () => {
    const log = await logOf(stage, SUBJECT).catch(() => []);
    return log.filter((type) => type === 'signature.received.v1').length === 2 ? true : undefined;
  });
  const scan = await scanOfPaper({ signingPdf, signedBy: ['land', 'kommune'], seed: 32 });
  const { uploadId } = await uploaded(land, scan, {
    zielvereinbarung: SUBJECT,
    parties: ['land', 'kommune'],
    fileName: 'Lahn-Dill.pdf',
  });
  return uploadId;
}

/** The Land's system reports what both sides signed. */
async function signatureOf(party: Party) {
  const signature = await example('signature-received');
  const signatory =
    party === 'land'
      ? { name: 'Heike Hofmann', office: 'Staatsministerin' }
      : { name: 'Carsten Muster', office: 'Landrat' };
  return { ...signature, id: `unterschrift-${party}`, data: { ...Object(signature.data), party, signatory } };
}
