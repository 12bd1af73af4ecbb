import { describe, expect, test } from 'vitest';
import { HINTS } from '../../../events/hints.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { previewCommands } from '../../../shared/application/foresight/preview-command.ts';
import { recordCommand } from '../../../shared/application/receiving/record-command.ts';
import { viewOf } from '../../../shared/application/viewing/view.ts';
import { SUBJECT, drafted, released, signature } from '../../support/facts/given.ts';
import { recorder } from '../../support/stages/recorder.ts';

const signedBy = (party: 'land' | 'kommune', name: string, office: string) =>
  signature(party, { signatory: { name, office } });

/** A stage at which these facts are recorded, and a person who declares and is answered at once. */
async function stage(...before: readonly IncomingEvent[]) {
  const { send, store, reception } = recorder();
  for (const fact of before) expect(await send(fact)).toMatchObject({ outcome: 'recorded' });
  const declare = (fact: IncomingEvent) => recordCommand(reception.recorder, fact);
  const foresee = async (...facts: readonly IncomingEvent[]) =>
    (await previewCommands(reception.recorder, facts)).said;
  return { send, store, declare, foresee };
}

describe('a hint that asks (A23)', () => {
  test('is given where „Dr. Max Muster“ signs for one side and „Max Muster“ for the other, and refuses nothing', async () => {
    const first = signedBy('land', 'Dr. Max Muster', 'Staatssekretär');
    const second = signedBy('kommune', 'Max Muster', 'Landrat');
    const { store, declare, foresee } = await stage(drafted(), released(), first);
    const hint = { code: 'signatory-alike', text: HINTS['signatory-alike'] };
    expect(await foresee(second)).toMatchObject({ outcome: 'would-record', hints: [hint] });
    expect(await declare(second)).toMatchObject({ outcome: 'recorded', hints: ['signatory-alike'] });
    const events = (await store.history(SUBJECT)).map(({ event }) => event);
    expect(viewOf(SUBJECT, await store.history(SUBJECT))?.hints).toContainEqual({ version: 4, ...hint });
    expect(events).toHaveLength(4);
  });

  test('stands on the page as well where a system told both, whom no hint reaches', async () => {
    const { send, store } = await stage(
      drafted(),
      released(),
      signedBy('land', 'Muster, Max', 'Staatssekretär'),
    );
    await send(signedBy('kommune', 'Max P. Muster', 'Landrat'));
    const hints = viewOf(SUBJECT, await store.history(SUBJECT))?.hints.map(({ code }) => code);
    expect(hints).toContain('signatory-alike');
  });

  test('is given where one office holder fills both slots of a side under two names', async () => {
    const two = drafted({ signatureSlots: { land: 1, kommune: 2 } });
    const { declare } = await stage(two, released(), signedBy('kommune', 'Erika Muster', 'Landrätin'));
    const second = { ...signedBy('kommune', 'Erika Beispiel', 'Landrätin'), id: 'second' };
    expect(await declare(second)).toMatchObject({ outcome: 'recorded', hints: ['office-twice'] });
  });

  test('is given of two declarations of one order, of which the second builds on the first', async () => {
    const two = drafted({ signatureSlots: { land: 1, kommune: 2 } });
    const { foresee } = await stage(two, released());
    const first = signedBy('kommune', 'Erika Muster', 'Landrätin');
    const second = { ...signedBy('kommune', 'Erika Beispiel', 'Landrätin'), id: 'second' };
    expect(await foresee(first)).toMatchObject({ hints: [] });
    expect(await foresee(first, second)).toMatchObject({ hints: [{ code: 'office-twice' }] });
  });

  test('the very same name for both sides is refused, as ever', async () => {
    const { send } = await stage(drafted(), released(), signedBy('land', 'Max Muster', 'Staatssekretär'));
    expect(await send(signedBy('kommune', 'max  Muster', 'Landrat'))).toMatchObject({
      outcome: 'refused',
      reason: 'same-signatory',
    });
  });

  test.each(['signatory-alike', 'office-twice', 'aenderung-after-widerruf'] as const)('%s asks', (code) =>
    expect(HINTS[code]).toMatch(/\?/u),
  );
});
