import { TRAITS } from '../domain/traits/traits.ts';
import type { Step } from '../domain/zielvereinbarung/telling/possible.ts';
import { CHANGE_NAMES } from './changes.ts';
import { PARTY_NAMES } from './parties.ts';

/** A step by the word of its fact, with its side or its kind: `Unterschrift erklärt (Land)`. */
function stepName({ type, party, kind }: Step): string {
  const of = party === undefined ? kind && CHANGE_NAMES[kind] : PARTY_NAMES[party];
  return of === undefined ? `„${TRAITS[type].word}“` : `„${TRAITS[type].word}“ (${of})`;
}

/**
 * Which steps were open when one was refused; undefined where none was. Says so of then, because it is read later as
 * well.
 */
export function openStepsSentence(steps: readonly Step[]): string | undefined {
  const names = steps.map(stepName);
  return names.length === 0 ? undefined : `Offen war stattdessen: ${names.join(', ')}.`;
}
