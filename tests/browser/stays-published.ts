import { describe, expect, test } from 'vitest';
import { bordersOf, until } from '../../cli/stage/borders.ts';
import { logOf } from '../end-to-end/stage.ts';
import { lookAt, signIn, visit, type World } from './support/browser.ts';
import { SUBJECT, example } from './support/papers.ts';

/** What is public stays public for whoever looks, whatever is on its way to the page. */
export function provesStaysPublished(world: World): void {
  describe('a published page that an Abweichung reaches', () => {
    test('is called published at every moment, and the year goes on', async () => {
      const stage = world.stage();
      const address = `${stage.staffUrl}zielvereinbarungen/${SUBJECT}`;
      const { page, context } = await visit(world.browser(), address);
      await signIn({ page }, stage, 'land');
      const state = page.locator('#stand').getByText('veröffentlicht', { exact: true });
      await state.waitFor();
      const { sequence: _, ...abweichung } = await example('budget-amended');
      await bordersOf(stage).emit({ ...abweichung, id: 'abweichung-06533' });
      await until('the Abweichung', async () =>
        (await logOf(stage, SUBJECT)).includes('budget.amended.v1') ? true : undefined,
      );
      const seen: string[] = [];
      for (let look = 0; look < 5; look += 1) {
        await page.reload();
        await state.waitFor();
        seen.push(await page.locator('main').innerText());
      }
      expect(seen.at(0)).toContain('845.210');
      for (const text of seen)
        expect(text).not.toMatch(/gerade erstellt|Warum noch nicht veröffentlicht|Seite entsteht/u);
      await lookAt(page, 'published-with-abweichung');
      await context.close();
    });
  });
}
