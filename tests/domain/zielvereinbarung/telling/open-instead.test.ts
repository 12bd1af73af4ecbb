import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { openInstead } from '../../../../shared/domain/zielvereinbarung/telling/open-instead.ts';
import { whyImpossible, type Step } from '../../../../shared/domain/zielvereinbarung/telling/possible.ts';
import { openStepsSentence } from '../../../../shared/words/steps.ts';
import { akteClosed, cancelled, publicationHeld } from '../../../support/facts/given-year.ts';
import {
  amended,
  concludedFacts,
  drafted,
  given,
  published,
  released,
  signature,
} from '../../../support/facts/given.ts';

const TODAY = { today: '2025-09-01' };

function openAfter(facts: readonly IncomingEvent[], refused: Step): string | undefined {
  const { state } = given(...facts);
  if (state.status === 'none') throw new Error('Nothing is given');
  expect(whyImpossible(state, refused, TODAY)?.reason).toBe('transition-not-allowed');
  return openStepsSentence(openInstead(state, refused, TODAY));
}

describe('instead of a step that the state forbids', () => {
  const public1 = [...concludedFacts(), published()];

  test.each<[string, readonly IncomingEvent[], Step, string]>([
    [
      'who signed may withdraw',
      [drafted(), released(), signature('land')],
      { type: 'SignatureRefused', party: 'land' },
      'Offen war stattdessen: „Unterschrift zurückgezogen“ (Land).',
    ],
    [
      'a page that is out may be withdrawn',
      public1,
      { type: 'PublicationHeld' },
      'Offen war stattdessen: „Veröffentlichung zurückgezogen“.',
    ],
    [
      'an open Akte may be closed',
      public1,
      { type: 'AkteOffered' },
      'Offen war stattdessen: „Akte geschlossen“.',
    ],
    [
      'a closed one may be offered',
      [drafted(), cancelled(), akteClosed()],
      { type: 'AkteDisposed' },
      'Offen war stattdessen: „Akte dem Landesarchiv angeboten“, „Personenbezogene Angaben gelöscht“.',
    ],
  ])('%s', (_, facts, refused, sentence) => expect(openAfter(facts, refused)).toBe(sentence));

  test('what is open elsewhere is told where nothing of its own part is', () => {
    const said = openAfter([drafted(), released(), publicationHeld()], { type: 'AkteClosed' });
    expect(said).toContain('„Unterschrift erklärt“ (Land), „Unterschrift erklärt“ (Kommune)');
    expect(said).toContain('„Veröffentlichung freigegeben“');
  });

  test('another kind of the same change is another step', () => {
    const facts = [...concludedFacts(), amended('aenderungsvereinbarung', [895_210, 850_000])];
    expect(openAfter(facts, { type: 'BudgetAmended', kind: 'aenderungsvereinbarung' })).toContain(
      '„Haushaltsmittel geändert“ (Abweichung)',
    );
  });

  test('nothing is open where nothing is possible', () => expect(openStepsSentence([])).toBeUndefined());
});
