import type { Incoming } from '../../../../events/incoming/index.ts';
import { IGNORED, accepted, type Decision } from '../../decision.ts';
import { programmeOf } from '../../programme/index.ts';
import { partsOf } from '../identity.ts';
import { fassungBeingSigned, type Concluded, type Open } from '../state.ts';

/** A deadline whose matter is still open, and whether it was told of. */
export type Deadline = {
  readonly deadline: Incoming<'DeadlineMissed'>['data']['deadline'];
  readonly dueOn: string;
  readonly told?: 'approaching' | 'missed';
};

/** Days before a deadline on which it is told of: a proposal, no rule of the Zielvereinbarung. */
export const DAYS_AHEAD = 14;

/** The deadlines that are still open: both signatures, and the Umsetzungsbesprechung of § 6 (1). */
export function openDeadlines(subject: string, state: Open | Concluded): readonly Deadline[] {
  if (state.cancelledOn !== undefined || state.akte.status !== undefined) return [];
  const dueOn = {
    signature: fassungBeingSigned(state)?.dueOn,
    umsetzungsbesprechung: meetingDueOn(subject, state),
  };
  return (['signature', 'umsetzungsbesprechung'] as const).flatMap((deadline) => {
    const day = dueOn[deadline];
    return day === undefined ? [] : [{ deadline, dueOn: day, ...toldOf(state, `${deadline}:${day}`) }];
  });
}

function meetingDueOn(subject: string, state: Open | Concluded): string | undefined {
  if (state.status === 'open' || state.steering.heldOn !== undefined) return undefined;
  const { programme, haushaltsjahr } = partsOf(subject);
  return programmeOf(programme, haushaltsjahr)?.umsetzungsbesprechung.to;
}

function toldOf({ told = [] }: Open | Concluded, key: string): Pick<Deadline, 'told'> {
  const [newest] = ['missed', 'approaching'].filter((kind) => told.includes(`${key}:${kind}`));
  return newest === 'missed' || newest === 'approaching' ? { told: newest } : {};
}

type Telling = Incoming<'DeadlineApproaching'> | Incoming<'DeadlineMissed'>;

/** Judges that a deadline is told of: once, and only while its matter is open. */
export function decideDeadline(state: Open | Concluded, incoming: Telling): Decision {
  const known = openDeadlines(incoming.subject, state).find(
    ({ deadline, dueOn }) => deadline === incoming.data.deadline && dueOn === incoming.data.dueOn,
  );
  if (known === undefined || known.told === 'missed') return IGNORED;
  return known.told === 'approaching' && incoming.type === 'DeadlineApproaching'
    ? IGNORED
    : accepted(incoming);
}

/** What was told last of each deadline; days before are no longer asked for. */
export function withTold(told: readonly string[] = [], { type, data }: Pick<Telling, 'type' | 'data'>) {
  const kind = type === 'DeadlineMissed' ? 'missed' : 'approaching';
  const others = told.filter((key) => !key.startsWith(`${data.deadline}:`));
  return [...others, `${data.deadline}:${data.dueOn}:${kind}`].toSorted();
}
