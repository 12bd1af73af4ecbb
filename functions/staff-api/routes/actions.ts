import { INCOMING, type IncomingEvent } from '../../../events/incoming/index.ts';
import { stateSentence } from '../../../events/reasons.ts';
import { budgetChange } from '../../../events/incoming/budget.ts';
import { TRAITS } from '../../../shared/domain/traits/traits.ts';
import { whyImpossible, type Step } from '../../../shared/domain/zielvereinbarung/telling/possible.ts';
import type { Concluded, Open } from '../../../shared/domain/zielvereinbarung/state.ts';
import { ROLE_HOLDERS } from '../../../shared/words/roles.ts';
import type { Action } from '../contract/answers.ts';
import type { Role } from '../../../shared/domain/access.ts';
import type { User } from '../access/caller.ts';
import { mayReport, mayReportKind, reportingRoles } from '../access/rights.ts';
import { ownParty } from '../access/seeing.ts';
import { bareType } from '../../../events/wire-type.ts';

type Asked = {
  readonly user: User;
  readonly subject: string;
  readonly state: Open | Concluded;
  readonly today: string;
};

/**
 * Every kind of fact that people report by hand: whether this person may and the state allows it, else the reason
 * and a sentence. What is allowed here may still be refused for what is said with it; `?preview` tells.
 */
export function actionsOf(asked: Asked): readonly Action[] {
  return INCOMING.flatMap((fact) => {
    const roles = reportingRoles(fact.name);
    if (roles.length === 0) return [];
    const type = bareType(fact);
    return [{ type, ...judged(asked, fact.name, roles) }];
  });
}

function judged(
  { user, subject, state, today }: Asked,
  type: IncomingEvent['type'],
  roles: readonly Role[],
): Omit<Action, 'type'> {
  const isMissing =
    !mayReport(user, type) || (TRAITS[type].isOfSide && ownParty(user, subject) === undefined);
  if (isMissing)
    return refused('role-missing', `Das meldet ${roles.map((role) => ROLE_HOLDERS[role]).join(' oder ')}.`);
  const party = ownParty(user, subject);
  const step: Step = { type, ...(party && { party }) };
  if (!TRAITS[type].isChange) return answered(whyImpossible(state, step, { today }));
  const own = budgetChange.options.filter((kind) => mayReportKind(user, kind));
  const faults = own.map((kind) => ({ kind, why: whyImpossible(state, { ...step, kind }, { today }) }));
  const kinds = faults.flatMap(({ kind, why }) => (why === undefined ? [kind] : []));
  return kinds.length > 0 ? { allowed: true, kinds } : answered(faults[0]?.why);
}

function answered(why: ReturnType<typeof whyImpossible>): Omit<Action, 'type'> {
  return why === undefined ? { allowed: true } : refused(why.reason, why.text ?? stateSentence(why.reason));
}

function refused(reason: NonNullable<Action['reason']>, text: string): Omit<Action, 'type'> {
  return { allowed: false, reason, text };
}
