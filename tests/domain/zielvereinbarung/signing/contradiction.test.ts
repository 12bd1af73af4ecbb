import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { consequencesOf } from '../../../../shared/domain/zielvereinbarung/telling/consequences.ts';
import { statesOf } from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';
import { openConditions } from '../../../../shared/domain/zielvereinbarung/telling/conditions.ts';
import { evolveZielvereinbarung } from '../../../../shared/domain/zielvereinbarung/evolve.ts';
import {
  foreignCodes,
  personBehind,
} from '../../../../shared/domain/zielvereinbarung/signing/contradiction.ts';
import {
  drafted,
  event,
  given,
  HMSI,
  released,
  scanArchived,
  signature,
  withdrawn,
  SUBJECT,
  type DataOf,
} from '../../../support/facts/given.ts';

const GIESSEN = 'AQB-2025-06531';
const [FIRST, SECOND, THIRD] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];

type Codes = NonNullable<DataOf<'ScanArchived'>['codes']>;

const OTHER_PAPER: Codes = [{ subject: GIESSEN, fassung: 1, fassungHash16: '0'.repeat(16), pages: [1, 2] }];

const signed = () => [drafted(), released(), signature('land'), signature('kommune')];
const foreign = (codes: Codes = OTHER_PAPER) => scanArchived('upload-0001', { codes });

type Over = Partial<DataOf<'ScanChecked'>>;

/** What a person of staff says of the scan: recorded under the pseudonym of the account. */
const look = (person: string, over: Over = {}, key = 'one'): IncomingEvent =>
  event(
    'ScanChecked',
    {
      uploadId: 'upload-0001',
      fassung: 1,
      pagesComplete: true,
      signaturesVisible: ['land', 'kommune'],
      by: 'person',
      ...over,
    },
    { id: `${person}:upload-0001:${key}`, source: 'urn:aqb:staff-api' },
  );
const REASONED = {
  despiteCodes: true,
  reason: 'Der Drucker hatte das Deckblatt des Vorgangs davor.',
} as const;
const reasons = (person: string, over: Over = {}, key = 'one') => look(person, { ...REASONED, ...over }, key);
const plain = (over: Over = {}) => ({ ...look(FIRST, over), id: 'upload-0001:checked', source: HMSI });

describe('a scan whose QR code contradicts its assignment', () => {
  test('counts after a reason by one person and a confirmation by another (A21)', () =>
    given(...signed(), foreign(), reasons(FIRST))
      .when(look(SECOND))
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue'));

  test.each<[string, IncomingEvent[]]>([
    ['one ordinary check', [plain()]],
    ['a check of the QR code itself', [plain({ by: 'qr' })]],
    ['a reason by one person alone', [reasons(FIRST)]],
    ['the same person under two keys', [reasons(FIRST), look(FIRST, {}, 'two'), reasons(FIRST, {}, 'three')]],
    ['two people without a reason', [look(FIRST), look(SECOND)]],
    ['a reason by a system and a person', [plain(REASONED), look(SECOND)]],
    ['a person and a system', [reasons(FIRST), plain()]],
    [
      'two systems that write as if they were people',
      [
        { ...reasons(FIRST), source: HMSI },
        { ...look(SECOND), source: HMSI },
      ],
    ],
    ['a second person who sees less', [reasons(FIRST), look(SECOND, { signaturesVisible: ['land'] })]],
    ['a second person who misses a page', [reasons(FIRST), look(SECOND, { pagesComplete: false })]],
    [
      'a reason by one who saw nothing',
      [reasons(FIRST, { pagesComplete: false }), look(SECOND), look(THIRD)],
    ],
  ])('does not count after %s', (_, looks) => {
    const world = given(...signed(), foreign(), ...looks);
    expect(world.state).toMatchObject({ status: 'open' });
    expect(given(...signed(), ...looks, foreign()).state).toEqual(world.state);
  });

  test('counts in whatever order the two people spoke', () => {
    const one = given(...signed(), foreign(), reasons(FIRST), look(SECOND));
    expect(one.state).toMatchObject({ status: 'concluded' });
    expect(given(...signed(), foreign(), look(SECOND), reasons(FIRST)).state).toEqual(one.state);
  });

  test('loses what a later look does not find, and gets it back by both', () => {
    const world = given(drafted(), released(), signature('land'), foreign(), reasons(FIRST), look(SECOND));
    expect(world.conditions).not.toContain('second-person-missing:land');
    const less = world.with(plain({ signaturesVisible: [] }), signature('kommune'));
    expect(less.state).toMatchObject({ status: 'open' });
    expect(less.with(look(SECOND, {}, 'two')).state).toMatchObject({ status: 'concluded' });
    expect(world.with(look(SECOND, { signaturesVisible: [] }, 'two'), plain()).conditions).toContain(
      'second-person-missing:land',
    );
  });

  test('is no evidence again by a withdrawal and another signature, nor after it was set aside', () => {
    const world = given(...signed(), foreign(), reasons(FIRST), withdrawn('land'));
    const again = { ...signature('land'), id: 'signed-anew' };
    expect(world.with(again).state).toMatchObject({ status: 'open' });
    const aside = event('ScanSetAside', { uploadId: 'upload-0001', fassung: 1, reason: 'Falsches Papier.' });
    expect(world.with(aside, again, look(SECOND)).state).toMatchObject({ status: 'open' });
  });

  test('a reason without its sign, or the sign without a reason, is no message of the contract', () => {
    const world = given(...signed(), foreign());
    world.when(look(FIRST, { despiteCodes: true })).thenRefused('schema-violated', 'data.reason');
    world.when(look(FIRST, { reason: 'Grund.' })).thenRefused('schema-violated', 'data.reason');
  });

  test('beside a scan that contradicts nothing it hinders nothing', () =>
    given(...signed(), foreign(), scanArchived('upload-0002', { sha256: 'd'.repeat(64) }))
      .when(plain({ uploadId: 'upload-0002' }))
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue'));

  test('what an earlier release recorded, without what the codes said, counts as it did', () => {
    const qr = { subject: GIESSEN, fassung: 1, fassungHash16: '0'.repeat(16), pages: [1] };
    expect(given(...signed(), scanArchived('upload-0001', { qr }), plain()).state).toMatchObject({
      status: 'concluded',
      scans: [{ uploadId: 'upload-0001', check: { visible: ['land', 'kommune'] } }],
    });
  });
});

describe('any order', () => {
  const facts = fc.uniqueArray(
    fc.oneof(
      ...[FIRST, SECOND, THIRD].flatMap((person) => [
        fc.constant(reasons(person)),
        fc.constant(look(person)),
        fc.constant(look(person, { signaturesVisible: ['land'] }, 'less')),
      ]),
      fc.constant(plain()),
      fc.constant(plain({ by: 'qr' })),
    ),
    { selector: (one) => `${one.id} ${JSON.stringify(one.data)}`, maxLength: 8 },
  );

  test('the archived scan may come at any place among what is said of it', () =>
    fc.assert(
      fc.property(facts, fc.nat(20), (said, place) => {
        const at = place % (said.length + 1);
        const mixed = [...said.slice(0, at), foreign(), ...said.slice(at)];
        // Where one side has not signed, nothing is concluded on the way and taken apart again.
        const half = signed().slice(0, 3);
        expect(given(...half, ...mixed).state).toEqual(given(...half, foreign(), ...said).state);
        const ends = [mixed, [foreign(), ...said]].map((order) => given(...signed(), ...order).state);
        expect(ends[0]?.status).toBe(ends[1]?.status);
      }),
    ));

  test('the same words of different people end in the same state', () =>
    fc.assert(
      fc.property(
        fc.shuffledSubarray([foreign(), reasons(FIRST), look(SECOND), look(THIRD), ...signed().slice(2)], {
          minLength: 6,
          maxLength: 6,
        }),
        (mixed) => {
          const straight = given(...signed(), foreign(), reasons(FIRST), look(SECOND), look(THIRD)).state;
          expect(given(drafted(), released(), ...mixed).state).toEqual(straight);
        },
      ),
    ));

  test('nothing counts without two people of whom one gave a reason', () =>
    fc.assert(
      fc.property(facts, (said) => {
        const { state } = given(...signed(), foreign(), ...said);
        if (state.status !== 'concluded') return;
        const people = new Set(said.flatMap((one) => personBehind(one) ?? []));
        expect(people.size).toBeGreaterThan(1);
        expect(said.some(({ data }) => 'despiteCodes' in data)).toBe(true);
      }),
    ));
});

describe('which codes contradict', () => {
  const filed = { subject: SUBJECT, fassung: 1, hash: `${'1'.repeat(16)}${'2'.repeat(48)}` };
  const own = { subject: SUBJECT, fassung: 1, fassungHash16: '1'.repeat(16) };
  test.each<[string, Codes, object[]]>([
    ['none at all', [], []],
    ['our own on every page', [{ ...own, pages: [1, 2] }], []],
    ['a stamp beside our own', [{ ...own, pages: [1] }, { pages: [1] }], []],
    [
      'another year',
      [{ ...own, subject: 'AQB-2024-06533', pages: [1] }],
      [{ differs: 'zielvereinbarung', subject: 'AQB-2024-06533', fassung: 1, pages: [1] }],
    ],
    [
      'another Fassung on one page',
      [
        { ...own, pages: [1] },
        { ...own, fassung: 2, pages: [2] },
      ],
      [{ differs: 'fassung', subject: SUBJECT, fassung: 2, pages: [2] }],
    ],
    [
      'other terms of the same number',
      [{ ...own, fassungHash16: 'f'.repeat(16), pages: [1] }],
      [{ differs: 'terms', subject: SUBJECT, fassung: 1, pages: [1] }],
    ],
    [
      'none of ours on a page of its own',
      [{ ...own, pages: [1] }, { pages: [1, 3] }],
      [{ differs: 'origin', pages: [3] }],
    ],
  ])('%s', (_, codes, expected) => expect(foreignCodes(codes, filed)).toEqual(expected));

  test('of a supplied text, codes that are none of ours are its own', () => {
    expect(foreignCodes([{ pages: [1] }], { ...filed, isSupplied: true })).toEqual([]);
    expect(foreignCodes(OTHER_PAPER, { ...filed, isSupplied: true })).toHaveLength(1);
  });

  test('what was recorded without codes contradicts nothing', () =>
    expect(foreignCodes(undefined, filed)).toEqual([]));
});

describe('what is said of it', () => {
  const sentences = (facts: IncomingEvent[]) => openConditions(given(...facts).state).map(({ text }) => text);
  const NAMED =
    'Der QR-Code auf den Seiten 1 und 2 nennt die Zielvereinbarung AQB-2025-06531 (Landkreis Gießen), Fassung 1.';

  test('the conditions name the other Zielvereinbarung and its pages, before anybody looked and after', () => {
    const waiting = `Der Scan zur Unterschrift des Landes zählt noch nicht. ${NAMED} Der Scan zählt erst, wenn eine Person begründet, warum er trotzdem gilt, und eine andere Person ihn bestätigt.`;
    expect(sentences([...signed(), foreign()])[0]).toBe(waiting);
    expect(sentences([...signed(), foreign(), plain()])[0]).toBe(waiting);
    expect(given(...signed(), foreign(), plain()).conditions).toEqual([
      'scan-contradicts:land',
      'scan-contradicts:kommune',
    ]);
  });

  test('the state line calls it checked once two people took it', () => {
    const scan = (...looks: IncomingEvent[]) => statesOf(given(...signed(), foreign(), ...looks).state).scan;
    expect([scan(), scan(plain()), scan(reasons(FIRST))]).toEqual(['archived', 'archived', 'archived']);
    expect(scan(reasons(FIRST), look(SECOND))).toBe('checked');
  });

  test('after the reason they ask for another person', () => {
    const world = given(...signed(), foreign(), reasons(FIRST));
    expect(world.conditions).toEqual(['second-person-missing:land', 'second-person-missing:kommune']);
    expect(sentences([...signed(), foreign(), reasons(FIRST)])[0]).toContain(
      'Er zählt erst, wenn eine andere Person beim Land, bei der Gebietskörperschaft oder in der Prüfung',
    );
  });

  test('the preview says that a check does not count yet, and after the second that it does', () => {
    const said = (before: IncomingEvent[], next: IncomingEvent) => {
      const world = given(...before);
      const { decision } = world.when(next);
      const facts = decision.outcome === 'accepted' ? decision.events : [];
      const after = facts.reduce(evolveZielvereinbarung, world.state);
      return consequencesOf(facts, { before: world.state, after })[0];
    };
    expect(said([...signed(), foreign()], reasons(FIRST))).toBe(
      `Festgehalten wird, dass der Scan beide Unterschriften zeigt. ${NAMED} Eine Person hat begründet, warum er trotzdem gilt. Er zählt erst, wenn eine andere Person beim Land, bei der Gebietskörperschaft oder in der Prüfung dieselben Unterschriften bestätigt.`,
    );
    expect(said([...signed(), foreign(), reasons(FIRST)], look(SECOND))).toBe(
      `Festgehalten wird, dass der Scan beide Unterschriften zeigt. ${NAMED} Zwei Personen haben ihn trotzdem angenommen; er zählt.`,
    );
    expect(said([...signed(), foreign()], plain({ pagesComplete: false }))).toBe(
      'Festgehalten wird, dass der Scan unvollständig ist. Er belegt keine Unterschrift.',
    );
    expect(said(signed(), foreign())).toContain(NAMED);
  });

  test('what the head keeps of a strange paper stays small', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({
      subject: `AQB-2025-${String(10_000 + at)}`,
      fassung: 1,
      pages: Array.from({ length: 200 }, (__, page) => page + 1),
    }));
    const { state } = given(...signed(), foreign(many));
    expect(JSON.stringify(state).length).toBeLessThan(2500);
    expect(sentences([...signed(), foreign(many)])[0]).toContain('den Seiten 1, 2, 3, 4, 5 und weiteren');
  });
});
