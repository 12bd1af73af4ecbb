import { budgetChange } from '../../../../events/incoming/budget.ts';
import { INCOMING } from '../../../../events/incoming/index.ts';
import { PARTIES } from '../../../../events/primitives.ts';
import { isNameWith } from '../../traits/has-trait.ts';
import { TRAITS } from '../../traits/traits.ts';
import { declaredSlots } from '../signing/signing.ts';
import { fassungBeingSigned, newestFassung, type Concluded, type Open } from '../state.ts';
import { whyImpossible, type Step } from './possible.ts';

/** Every kind of fact that a state can make impossible; of the others it says nothing either way. */
const BOUND = INCOMING.flatMap(({ name }) => (isNameWith(name, 'isBound') ? [name] : []));

type BoundName = (typeof BOUND)[number];
type BoundStep = Step & { readonly type: BoundName };

/**
 * What is possible instead of a step that the state forbids: of its own part of the year, where there is any, else of
 * all. Asked of the same rules that forbid it, so nothing is listed here; a step that would change nothing is none.
 */
export function openInstead(
  state: Open | Concluded,
  refused: Step,
  now: { readonly today: string },
): readonly Step[] {
  const open = BOUND.flatMap((type) => stepsOf(type, refused)).filter(
    (step) =>
      !isSame(step, refused) && whyImpossible(state, step, now) === undefined && isProgress(state, step),
  );
  const { part } = TRAITS[refused.type];
  const near = open.filter(({ type }) => TRAITS[type].part === part);
  return near.length > 0 ? near : open;
}

/** A step as it can be named: of a declaration for each side, or the one that was meant; of a change each kind. */
function stepsOf(type: BoundName, { party }: Step): readonly BoundStep[] {
  if (TRAITS[type].isOfSide)
    return (party === undefined ? PARTIES : [party]).map((side) => ({ type, party: side }));
  return TRAITS[type].isChange ? budgetChange.options.map((kind) => ({ type, kind })) : [{ type }];
}

function isSame(one: Step, other: Step): boolean {
  return one.type === other.type && one.kind === other.kind && (other.party ?? one.party) === one.party;
}

type Progress = (state: Open | Concluded, party: Step['party']) => boolean;

/** Where the rules let pass what is no way on: a repeat, or what would change nothing. */
const PROGRESS: Readonly<Partial<Record<BoundName, Progress>>> = {
  SignatureReceived(state, party) {
    const signing = fassungBeingSigned(state);
    return (
      party !== undefined &&
      signing !== undefined &&
      declaredSlots(signing, party).length < signing.slots[party]
    );
  },
  SignatureRefused(state, party) {
    const signing = fassungBeingSigned(state);
    return party !== undefined && signing !== undefined && signing.refusedBy?.includes(party) !== true;
  },
  ZielvereinbarungReleasedForSignature: (state) => !newestFassung(state).released,
  ScanSetAside: ({ scans }) => scans.some(({ sha256, aside }) => sha256 !== undefined && aside !== true),
  AkteClosed: ({ akte }) => akte.status === undefined,
  PublicationHeld: ({ publication }) => publication.held === undefined,
};

/** Whether it brings anybody further. */
function isProgress(state: Open | Concluded, { type, party }: BoundStep): boolean {
  return PROGRESS[type]?.(state, party) ?? true;
}
