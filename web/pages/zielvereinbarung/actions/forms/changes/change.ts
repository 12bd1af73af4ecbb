import { LABELS } from '../../../../../../events/reading/labels.ts';
import type { ActionContext, ActionField, ChangeKind, Values } from '../../action-form.ts';
import { given } from '../../read-values.ts';

/** The Fassung that a change makes; of an Abweichung, the concluded one that it deviates from (rule 2). */
export function fassungOfChange(kind: ChangeKind, { view }: ActionContext): number {
  return kind === 'abweichung' ? (view.concludedFassung ?? view.fassung) : view.fassung + 1;
}

/** The terms that a change of this kind starts from: an Abweichung deviates from what is concluded, not from what is pending. */
export function termsBefore(kind: ChangeKind, { view }: ActionContext) {
  if (kind !== 'abweichung') return view.terms;
  return view.fassungen.find(({ number }) => number === view.concludedFassung)?.terms ?? view.terms;
}

/** A text that the parties supplied states the old figures, so the next Fassung needs another one (rule 8). */
export function textField(kind: ChangeKind, { view }: ActionContext): readonly ActionField[] {
  if (kind === 'abweichung' || view.terms?.textDocument === undefined) return [];
  return [
    {
      name: 'textDocument',
      label: 'Neuer Vertragstext',
      kind: 'document',
      hint: 'Die bisherige Fassung hat einen eigenen Vertragstext; die neue braucht einen neuen.',
    },
  ];
}

/** The supplied text, where one was named. */
export function textDocumentOf({ textDocument }: Values) {
  return given('textDocument', textDocument && { sha256: textDocument });
}

/** From which day it holds. */
export const EFFECTIVE_ON: ActionField = {
  name: 'effectiveOn',
  label: LABELS.effectiveOn,
  kind: 'day',
  hint: 'zum Beispiel 01.10.2025',
};
