import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import type { FixedTerms } from '../../../../shared/domain/zielvereinbarung/circumstances.ts';
import { evolve } from '../../../../shared/domain/aggregate.ts';
import { termsOf } from '../../../../shared/domain/zielvereinbarung/terms/fixed-terms.ts';
import { openInstead } from '../../../../shared/domain/zielvereinbarung/telling/open-instead.ts';
import {
  stepOf,
  whyImpossible,
  type Step,
} from '../../../../shared/domain/zielvereinbarung/telling/possible.ts';
import {
  INITIAL,
  newestFassung,
  type Zielvereinbarung,
} from '../../../../shared/domain/zielvereinbarung/state.ts';
import { anyHistory } from '../../../support/histories/any-history.ts';
import { cancelled, holdPlaced, publicationHeld, akteClosed } from '../../../support/facts/given-year.ts';
import {
  amended,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  given,
  judgeAt,
  published,
  released,
  signature,
} from '../../../support/facts/given.ts';
import { POOL, TAKING_BACK } from '../../../support/facts/pool.ts';
import { runs } from '../../../support/histories/runs.ts';
import { YEAR } from '../../../support/histories/year-story.ts';

const TODAY = { today: '2025-09-01' };
const UNSOUND = ['wrong-draft', 'draft-with-items', 'revised-with-too-much'];
/** The register is another subject. */
const PAYLOADS = [...POOL, ...YEAR, ...TAKING_BACK].filter(
  // The clock says what is due, and nobody is refused for it.
  ({ id, type }) =>
    !UNSOUND.includes(id) && type !== 'GebietskoerperschaftChanged' && type !== 'PublicationDue',
);

type Fold = { state: Zielvereinbarung; events: NewEvent[]; terms?: FixedTerms };

function after(fold: Fold, incoming: IncomingEvent): Fold {
  const decision = judgeAt(fold, incoming);
  if (decision.outcome !== 'accepted') return fold;
  const terms = decision.events.reduce<FixedTerms | undefined>(
    (one, event) => termsOf(event, one),
    fold.terms,
  );
  return {
    state: decision.events.reduce(evolve, fold.state),
    events: [...fold.events, ...decision.events],
    ...(terms && { terms }),
  };
}

/** The same payload about the Fassung that is meant now. */
function aimed(incoming: IncomingEvent, newest: number): IncomingEvent {
  if (!('fassung' in incoming.data)) return incoming;
  const { fassung: _, ...rest } = incoming.data;
  const makesOne = incoming.type === 'BudgetAmended' || incoming.type === 'EckdatenAmended';
  const fassung = incoming.type === 'ZielvereinbarungRevised' ? newest + 1 : newest;
  return { ...incoming, data: makesOne ? rest : { ...rest, fassung } } as IncomingEvent;
}

test('what a state makes impossible is recorded by no payload, and refused with the very reason', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const fold = history.reduce(after, { state: INITIAL, events: [] });
      const { state } = fold;
      if (state.status === 'none') return;
      for (const payload of PAYLOADS) {
        const impossible = whyImpossible(state, stepOf(payload), TODAY);
        if (impossible === undefined) continue;
        expect(judgeAt(fold, payload).outcome, payload.id).not.toBe('accepted');
        const decision = judgeAt(fold, aimed(payload, newestFassung(state).number));
        const said = 'reason' in decision ? decision.reason : 'already-done';
        expect([payload.type, said]).toEqual([payload.type, impossible.reason]);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('no step that is named in the place of another is impossible, and none is the other', () => {
  fc.assert(
    fc.property(anyHistory, fc.constantFrom(...PAYLOADS), (history, payload) => {
      const { state } = history.reduce(after, { state: INITIAL, events: [] });
      if (state.status === 'none') return;
      const refused = stepOf(payload);
      for (const step of openInstead(state, refused, TODAY)) {
        expect(whyImpossible(state, step, TODAY)).toBeUndefined();
        expect(step).not.toEqual(refused);
      }
    }),
    { numRuns: runs(300) },
  );
});

describe('it is said why', () => {
  const released1 = [drafted(), released()];
  const public1 = [...concludedFacts(), published()];

  test.each<[string, readonly IncomingEvent[], Step, string | undefined]>([
    ['a draft is there once', [drafted()], { type: 'ZielvereinbarungDrafted' }, 'already-exists'],
    ['nobody signs before the release', [drafted()], { type: 'SignatureReceived' }, 'fassung-not-released'],
    ['a release opens the signing', released1, { type: 'SignatureReceived', party: 'land' }, undefined],
    [
      'what was not signed is not withdrawn',
      released1,
      { type: 'SignatureWithdrawn', party: 'land' },
      'signature-unknown',
    ],
    [
      'a signature that nobody published can be withdrawn',
      [...released1, signature('land')],
      { type: 'SignatureWithdrawn', party: 'land' },
      undefined,
    ],
    [
      'a public one needs its page withdrawn first',
      public1,
      { type: 'SignatureWithdrawn', party: 'land' },
      'publication-stands',
    ],
    [
      'who signed does not refuse',
      [...released1, signature('land')],
      { type: 'SignatureRefused', party: 'land' },
      'transition-not-allowed',
    ],
    [
      'all is signed: no release is left',
      concludedFacts(),
      { type: 'ZielvereinbarungReleasedForSignature' },
      'already-done',
    ],
    [
      'a concluded one is not corrected',
      concludedFacts(),
      { type: 'BudgetAmended', kind: 'correction' },
      'already-concluded',
    ],
    [
      'an open one has no Abweichung',
      released1,
      { type: 'BudgetAmended', kind: 'abweichung' },
      'not-concluded',
    ],
    [
      'one Aenderungsvereinbarung at a time',
      [...concludedFacts(), amended('aenderungsvereinbarung', [895_210, 850_000])],
      { type: 'EckdatenAmended', kind: 'aenderungsvereinbarung' },
      'transition-not-allowed',
    ],
    [
      'the next one after it',
      [...concludedFacts(), ...concludedAnewFacts()],
      { type: 'EckdatenAmended', kind: 'aenderungsvereinbarung' },
      undefined,
    ],
    ['a page that is out is not held', public1, { type: 'PublicationHeld' }, 'transition-not-allowed'],
    [
      'what is held can be let go',
      [drafted(), publicationHeld()],
      { type: 'PublicationReleased' },
      undefined,
    ],
    ['an open Akte is not offered', [drafted()], { type: 'AkteOffered' }, 'transition-not-allowed'],
    [
      'a hold keeps names',
      [drafted(), cancelled(), akteClosed(), holdPlaced()],
      { type: 'PersonalDataErased' },
      'legal-hold-active',
    ],
    ['the end is the end', [drafted(), cancelled()], { type: 'SignatureReceived' }, 'already-cancelled'],
  ])('%s', (_, facts, step, reason) => {
    const { state } = given(...facts);
    if (state.status === 'none') throw new Error('Nothing is given');
    expect(whyImpossible(state, step, TODAY)?.reason).toBe(reason);
  });
});
