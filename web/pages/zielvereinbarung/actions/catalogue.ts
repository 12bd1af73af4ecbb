import type { ZielvereinbarungView } from '../../../api/types.ts';
import type { ActionForm } from './action-form.ts';
import { AKTE_STEPS, EXTEND_RETENTION, LIFT_LEGAL_HOLD, PLACE_LEGAL_HOLD } from './forms/akte.ts';
import { amendBudget } from './forms/changes/amend-budget.ts';
import { amendEckdaten } from './forms/changes/amend-eckdaten.ts';
import { ASSESS_ZIELERREICHUNG } from './forms/assess-zielerreichung.ts';
import { CANCEL } from './forms/cancel.ts';
import { DECLARE_SIGNATURE } from './forms/signing/declare-signature.ts';
import { ERASE_PERSONAL_DATA } from './forms/erase-personal-data.ts';
import { REPORT_PARTICIPATION } from './forms/participation.ts';
import { HOLD_PUBLICATION, RELEASE_PUBLICATION, WITHDRAW_PUBLICATION } from './forms/publication.ts';
import { REFUSE_SIGNATURE } from './forms/signing/refuse-signature.ts';
import { RELEASE_FOR_SIGNATURE } from './forms/signing/release-for-signature.ts';
import { SET_SCAN_ASIDE } from './forms/signing/set-scan-aside.ts';
import { UPDATE_STRATEGIE } from './forms/strategie.ts';
import { HOLD_UMSETZUNGSBESPRECHUNG, SCHEDULE_UMSETZUNGSBESPRECHUNG } from './forms/umsetzungsbesprechung.ts';
import { WITHDRAW_SIGNATURE } from './forms/signing/withdraw-signature.ts';

/** Every action that this page offers, in the order of the year. */
export const ACTION_FORMS: readonly ActionForm[] = [
  RELEASE_FOR_SIGNATURE,
  DECLARE_SIGNATURE,
  REFUSE_SIGNATURE,
  WITHDRAW_SIGNATURE,
  SET_SCAN_ASIDE,
  amendBudget('correction'),
  amendBudget('aenderungsvereinbarung'),
  amendBudget('abweichung'),
  amendEckdaten('correction'),
  amendEckdaten('aenderungsvereinbarung'),
  amendEckdaten('abweichung'),
  HOLD_PUBLICATION,
  RELEASE_PUBLICATION,
  WITHDRAW_PUBLICATION,
  SCHEDULE_UMSETZUNGSBESPRECHUNG,
  HOLD_UMSETZUNGSBESPRECHUNG,
  ASSESS_ZIELERREICHUNG,
  REPORT_PARTICIPATION,
  UPDATE_STRATEGIE,
  CANCEL,
  EXTEND_RETENTION,
  PLACE_LEGAL_HOLD,
  LIFT_LEGAL_HOLD,
  ...AKTE_STEPS,
  ERASE_PERSONAL_DATA,
];

type Action = NonNullable<ZielvereinbarungView['actions']>[number];

/** An action that this person cannot do now, and the sentence why. */
export type Withheld = { readonly label: string; readonly why: string };

/** What can be done now, and what cannot, with its reason; both in the order of the year. */
export function offered(actions: readonly Action[]): {
  readonly possible: readonly ActionForm[];
  readonly withheld: readonly Withheld[];
} {
  const judged = ACTION_FORMS.flatMap((form) => {
    const action = actions.find(({ type }) => type === form.type);
    return action === undefined ? [] : [{ form, action }];
  });
  return {
    possible: judged.flatMap(({ form, action }) => (isPossible(form, action) ? [form] : [])),
    withheld: judged.flatMap(({ form, action }) =>
      isPossible(form, action) ? [] : [{ label: form.label, why: action.text ?? NOT_THIS_KIND }],
    ),
  };
}

const NOT_THIS_KIND = 'Diese Art der Änderung ist im jetzigen Stand oder mit Ihrer Rolle nicht möglich.';

function isPossible({ kind }: ActionForm, { allowed, kinds }: Action): boolean {
  return allowed && (kind === undefined || (kinds ?? []).includes(kind));
}
