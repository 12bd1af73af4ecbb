import type { Recorded } from '../../events/recorded/index.ts';

/** What makes or moves the terms: the draft, another text of it, or one of the three kinds of change (rule 2). */
export type TermsChange = 'draft' | 'revision' | Recorded<'BudgetAmended'>['data']['kind'];

/** Names of what makes or moves the terms. */
export const CHANGE_NAMES: Readonly<Record<TermsChange, string>> = {
  draft: 'Entwurf',
  revision: 'Überarbeitung',
  correction: 'Korrektur vor Abschluss',
  aenderungsvereinbarung: 'Änderungsvereinbarung',
  abweichung: 'Abweichung',
};
