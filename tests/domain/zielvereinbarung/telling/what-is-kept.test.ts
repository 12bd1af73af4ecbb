import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { isGrounded, isPublic } from '../../../../shared/domain/zielvereinbarung/year/bescheid.ts';
import { INITIAL, fassungBeingSigned } from '../../../../shared/domain/zielvereinbarung/state.ts';
import { statesOf } from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';
import {
  SCAN_SHA,
  bescheid,
  concludedFacts,
  drafted,
  given,
  money,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../../support/facts/given.ts';
import {
  akteClosed,
  becameFinal,
  erased,
  nachweisExamined,
  nachweisReceived,
  signatureRefused,
} from '../../../support/facts/given-year.ts';

const signing = [drafted(), released()];

function known(...facts: readonly IncomingEvent[]) {
  const { state } = given(...facts);
  if (state.status === 'none') throw new Error('These facts draft a Zielvereinbarung');
  return state;
}

const declarationsAfter = (...facts: readonly IncomingEvent[]) => {
  const state = known(...facts);
  return (fassungBeingSigned(state) ?? state.fassung).declarations;
};

describe('of signatures the state keeps', () => {
  const again = (over: object = {}) => ({ ...signature('land', over), id: 'again' });

  test('the same one once, however often it is told', () =>
    expect(declarationsAfter(...signing, signature('land'), again())).toHaveLength(1));

  test.each([
    ['another day', { signedOn: { date: '2025-08-03', asWritten: '3.8.2025' } }],
    ['another document', { document: { sha256: SCAN_SHA } }],
  ])('those of one person that name %s, both', (_, over) =>
    expect(declarationsAfter(...signing, signature('land'), again(over))).toHaveLength(2),
  );

  test('those of both sides', () =>
    expect(declarationsAfter(...signing, signature('land'), signature('kommune'))).toHaveLength(2));

  test('who refused, once', () => {
    const facts = [...signing, signatureRefused('kommune'), { ...signatureRefused('kommune'), id: 'again' }];
    expect(fassungBeingSigned(known(...facts))?.refusedBy).toEqual(['kommune']);
  });

  test('their days where names were erased, in one order whoever signed first', () => {
    const by = (name: string, date: string) => ({
      ...signature('kommune', {
        signatory: { name, office: 'Landrat' },
        signedOn: { date, asWritten: date },
      }),
      id: name,
    });
    const signedOn = (one: string, other: string) =>
      declarationsAfter(
        drafted({ signatureSlots: { land: 1, kommune: 2 } }),
        released(),
        signature('land'),
        by('Anna Eins', one),
        by('Bernd Zwei', other),
        scanArchived(),
        scanChecked(),
        published(),
        akteClosed(),
        erased(3, 4, 5),
      );
    for (const kept of [signedOn('2025-08-14', '2025-08-15'), signedOn('2025-08-15', '2025-08-14')]) {
      expect(kept.map((declaration) => declaration.signedOn)).toEqual([
        '2025-08-14',
        '2025-08-15',
        '2025-08-02',
      ]);
      expect(kept.map(({ signatory }) => signatory)).toEqual(['erased-1', 'erased-2', 'erased-3']);
    }
  });
});

describe('of scans the state keeps', () => {
  test('half of the hash', () =>
    expect(known(...signing, scanArchived()).scans).toMatchObject([{ sha256: SCAN_SHA.slice(0, 32) }]));

  test('none of an overtaken Fassung', () =>
    expect(known(...signing, revised(2), released(2), scanArchived()).scans).toEqual([]));

  test('all that may still be evidence, also once the page can be read', () => {
    const more = scanArchived('upload-0002');
    expect(known(...concludedFacts(), more, published()).scans).toHaveLength(2);
    expect(known(...concludedFacts(), published(), more)).toEqual(
      known(...concludedFacts(), more, published()),
    );
  });
});

test('erased names ask for a new revision of the page', () => {
  const before = known(...concludedFacts(), published(), akteClosed()).publication.wanted;
  expect(known(...concludedFacts(), published(), akteClosed(), erased(3)).publication.wanted).toBe(
    before + 1,
  );
});

describe('the lines of states', () => {
  test('of nothing say that nothing is there', () =>
    expect(statesOf(INITIAL)).toEqual({
      vereinbarung: 'none',
      scan: 'none',
      publication: 'not-ready',
      bescheid: 'none',
      aenderung: 'none',
      umsetzungsbesprechung: 'open',
      abweichungen: 'none',
      zielerreichung: 'open',
      akte: 'open',
    }));

  const other = { aktenzeichen: 'AZ-2' };
  const two = [drafted(), bescheid('zuwendung', 890_000), bescheid('zuwendung', 10_000, other)];

  test.each([
    ['revoked', bescheid('widerruf', 890_000), bescheid('widerruf', 10_000, other)],
    ['final', becameFinal(), becameFinal(other)],
  ])('of two Bescheide say %s only where both are', (line, first, second) => {
    expect(statesOf(known(...two, first)).bescheid).toBe('granted');
    expect(statesOf(known(...two, first, second)).bescheid).toBe(line);
  });

  test('of two Bescheide say settled only where both Nachweise were examined', () => {
    const first = [nachweisReceived(), nachweisExamined()];
    const second = [nachweisReceived(other), nachweisExamined(other)].map((fact) => ({
      ...fact,
      id: `${fact.id}-2`,
    }));
    expect(statesOf(known(...two, ...first)).bescheid).toBe('granted');
    expect(statesOf(known(...two, ...first, ...second)).bescheid).toBe('settled');
  });
});

describe('of a chain of Bescheide the state keeps which are public', () => {
  const FIRST = 'RPKS-31-2025-06533';
  const SECOND = 'AZ-2';
  const follow = (over: object) => ({
    ...bescheid('aenderung', 880_000, { aktenzeichen: SECOND, refersTo: FIRST, ...over }),
    id: JSON.stringify(over),
  });
  const again = { ...bescheid('aenderung', 870_000, { public: false }), id: 'again' };
  const open = bescheid('zuwendung', 890_000, { public: true });
  const publicAs = (...facts: readonly IncomingEvent[]) => known(...facts).bescheide[FIRST]?.publicAs;
  const isOpen = (aktenzeichen: string, ...facts: readonly IncomingEvent[]) =>
    isPublic(known(...facts).bescheide, { data: { aktenzeichen } });

  test('each by its own Aktenzeichen', () => {
    expect(publicAs(drafted(), bescheid('zuwendung', 890_000))).toBeUndefined();
    expect(publicAs(drafted(), open)).toEqual([FIRST]);
    expect(publicAs(drafted(), open, follow({ public: false }))).toEqual([FIRST]);
    expect(publicAs(drafted(), open, follow({ public: true }))).toEqual([SECOND, FIRST]);
    expect(publicAs(drafted(), bescheid('zuwendung', 890_000), follow({ public: true }))).toEqual([SECOND]);
  });

  test('and that the newest of an Aktenzeichen is not', () =>
    expect(publicAs(drafted(), open, again)).toBeUndefined());

  test('so that what follows one is public with it', () => {
    expect(isOpen(FIRST, drafted(), open)).toBe(true);
    expect(isOpen(FIRST, drafted(), bescheid('zuwendung', 890_000))).toBe(false);
    expect(isOpen(SECOND, drafted(), open, follow({ public: false }))).toBe(false);
    expect(isOpen('unknown', drafted(), open)).toBe(false);
  });

  test('and a revocation stands only where its base does', () => {
    const { bescheide } = known(drafted(), open);
    const grounded = (art: 'zuwendung' | 'teilwiderruf' | 'widerruf', among: typeof bescheide) => {
      const event = given(drafted(), open)
        .with({ ...bescheid(art, 1_000), id: art })
        .events.findLast(({ type }) => type === 'BescheidIssued');
      return event?.type === 'BescheidIssued' && isGrounded(among, event);
    };
    for (const art of ['teilwiderruf', 'widerruf'] as const) {
      expect(grounded(art, bescheide)).toBe(true);
      expect(grounded(art, {})).toBe(false);
    }
    expect(grounded('zuwendung', {})).toBe(true);
  });
});

test('the terms after a revision are those of the revision', () => {
  const { terms } = given(drafted(), revised(2, { haushaltsmittel: money(1_000) }));
  expect(terms?.terms.haushaltsmittel).toEqual(money(1_000));
  expect(terms?.terms).not.toHaveProperty('reason');
});

test('a signature on a Fassung to come is withdrawn when that has come', () =>
  given(...signing)
    .when(withdrawn('kommune', 2))
    .thenParked('fassung-not-known'));
