import { describe, expect, test } from 'vitest';
import { HINTS } from '../../../../events/hints.ts';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { hintsOn } from '../../../../shared/domain/zielvereinbarung/telling/hints.ts';
import {
  amended,
  bescheid,
  concludedFacts,
  drafted,
  given,
  money,
  released,
  revised,
  signature,
} from '../../../support/facts/given.ts';
import {
  antrag,
  assessed,
  eckdatenAmended,
  meetingHeld,
  meetingScheduled,
  mittelabruf,
  nachweisReceived,
  strategie,
} from '../../../support/facts/given-year.ts';

/** Hints on a fact that arrives after these. */
function hints(before: readonly IncomingEvent[], arriving: IncomingEvent) {
  const facts = given(...before);
  const decision = facts.on('2026-12-31').when(arriving).decision;
  if (decision.outcome !== 'accepted' || decision.events[0] === undefined) throw new Error('Not accepted');
  return hintsOn(facts.state, decision.events[0], {
    ...(facts.terms && { terms: facts.terms.terms }),
    signatures: facts.events.flatMap((event) => (event.type === 'SignatureReceived' ? [event.data] : [])),
  });
}

const granted = [drafted(), bescheid('zuwendung', 100_000)];
const deviated = [...concludedFacts(), amended('abweichung', [895_210, 845_210])];
const signedOn = (date: string) => signature('land', { signedOn: { date, asWritten: date } });
const withAsOf = [drafted({ asOf: '2025-07-15' }), released()];
const eckdaten = [{ label: 'Plätze Art 2', value: 12, unit: 'Plätze' }];
const agreedEckdaten = [drafted({ eckdaten }), ...concludedFacts().slice(1)];
const regelung = (text: string) => ({ besondereRegelungen: [{ paragraph: '§ 4', text }] });
const item = (earmark: string) => ({ budgetItems: [{ label: 'Teil', amount: money(1000), earmark }] });

const forKreis = (name: string, office = 'Landrat') => signature('kommune', { signatory: { name, office } });
const signedBy = (name: string, office = 'Staatsministerin') =>
  [drafted(), released(), signature('land', { signatory: { name, office } })] as const;
const twoForKreis = [drafted({ signatureSlots: { land: 1, kommune: 2 } }), released()];

type Case = readonly [string, readonly IncomingEvent[], IncomingEvent];

/** Per hint: what raises it, and the nearest thing that does not. */
const CASES: Readonly<Record<keyof typeof HINTS, { raised: readonly Case[]; silent: readonly Case[] }>> = {
  'signed-on-weekend': {
    raised: [
      ['Saturday, 2 August 2025', withAsOf.slice(0, 0).concat(drafted(), released()), signedOn('2025-08-02')],
      ['a Sunday', [drafted(), released()], signedOn('2025-08-03')],
    ],
    silent: [['a Friday', [drafted(), released()], signedOn('2025-08-01')]],
  },
  'signed-before-draft': {
    raised: [['the day before the draft', withAsOf, signedOn('2025-07-14')]],
    silent: [
      ['the day of the draft', withAsOf, signedOn('2025-07-15')],
      ['no day of the draft', [drafted(), released()], signedOn('2020-01-01')],
    ],
  },
  'signatory-alike': {
    raised: [
      ['one person with a title for the other side', signedBy('Dr. Max Muster'), forKreis('Max Muster')],
      ['the family name first', signedBy('Max Muster'), forKreis('MUSTER, Max')],
      ['an initial and another umlaut', signedBy('Jörg P. Müller'), forKreis('Joerg Mueller')],
      [
        'one person in two spellings on one side',
        [...twoForKreis, forKreis('Max Muster')],
        { ...forKreis('Prof. Dr. Max Muster'), id: 'second' },
      ],
    ],
    silent: [
      ['another person', signedBy('Max Muster'), forKreis('Erika Beispiel')],
      ['the same declaration again', signedBy('Max Muster'), { ...signedBy('Max Muster')[2], id: 'again' }],
      ['a title without a name', signedBy('Dr.'), forKreis('Prof.')],
    ],
  },
  'office-twice': {
    raised: [
      [
        'one office under two names',
        [...twoForKreis, forKreis('Max Muster')],
        { ...forKreis('Erika Beispiel'), id: 'second' },
      ],
    ],
    silent: [
      [
        'two offices',
        [...twoForKreis, forKreis('Max Muster')],
        { ...forKreis('Erika Beispiel', 'Erste Kreisbeigeordnete'), id: 'second' },
      ],
      ['the same office on the other side', signedBy('Max Muster', 'Landrat'), forKreis('Erika Beispiel')],
    ],
  },
  'aenderung-after-widerruf': {
    raised: [
      [
        'a change of what was revoked altogether',
        [drafted(), bescheid('zuwendung', 890_000), bescheid('widerruf', 890_000)],
        bescheid('aenderung', 500_000),
      ],
    ],
    silent: [
      [
        'a change of what was revoked in part',
        [drafted(), bescheid('zuwendung', 890_000), bescheid('teilwiderruf', 10_000)],
        bescheid('aenderung', 500_000),
      ],
      [
        'a new grant after the revocation',
        [drafted(), bescheid('zuwendung', 890_000), bescheid('widerruf', 890_000)],
        { ...bescheid('zuwendung', 500_000), id: 'granted-anew' },
      ],
    ],
  },
  'reference-expired': {
    raised: [
      [
        'a reference of last year',
        [],
        drafted({ references: [{ title: 'Bündnis', validUntil: '2024-12-31' }] }),
      ],
      [
        'one that ends before the day of the draft',
        [drafted()],
        revised(2, { asOf: '2025-07-15', references: [{ title: 'Bündnis', validUntil: '2025-07-14' }] }),
      ],
      [
        'one beside another that goes on',
        [],
        drafted({ references: [{ title: 'UN-BRK' }, { title: 'Bündnis', validUntil: '2024-12-31' }] }),
      ],
    ],
    silent: [
      [
        'one that ends on the day of the draft',
        [],
        drafted({ asOf: '2025-07-15', references: [{ title: 'Bündnis', validUntil: '2025-07-15' }] }),
      ],
      ['one without end', [], drafted({ references: [{ title: 'UN-BRK' }] })],
      ['one that ends later', [], drafted({ references: [{ title: 'Bündnis', validUntil: '2029-12-31' }] })],
    ],
  },
  'doubled-words': {
    raised: [
      ['Landkreis Landkreis', [], drafted(regelung('mit dem Landkreis Landkreis Limburg-Weilburg'))],
      [
        'it in one of two sentences',
        [],
        drafted({
          besondereRegelungen: [
            ...regelung('mit dem Landkreis Limburg-Weilburg').besondereRegelungen,
            ...regelung('mit dem Landkreis Landkreis').besondereRegelungen,
          ],
        }),
      ],
    ],
    silent: [['Landkreis', [], drafted(regelung('mit dem Landkreis Limburg-Weilburg'))]],
  },
  'value-not-listed': {
    raised: [
      ['an earmark of 2023', [], drafted(item('Digitalisierung'))],
      ['one in a new Fassung', [drafted()], revised(2, item('Sonstiges'))],
    ],
    silent: [
      ['an earmark of the year', [], drafted(item('Teilzeitausbildung'))],
      ['no earmark', [], drafted({ budgetItems: [{ label: 'Teil', amount: money(1) }] })],
    ],
  },
  'antrag-late': {
    raised: [['1 April', [drafted()], antrag({ receivedOn: '2025-04-01' })]],
    silent: [['31 March', [drafted()], antrag({ receivedOn: '2025-03-31' })]],
  },
  'calls-above-grant': {
    raised: [['one cent above', [...granted, mittelabruf(1, 60_000)], mittelabruf(2, 40_000.01)]],
    silent: [['all of it', [...granted, mittelabruf(1, 60_000)], mittelabruf(2, 40_000)]],
  },
  'use-above-grant': {
    raised: [['more', granted, nachweisReceived({ amount: money(100_001) })]],
    silent: [['all of it', granted, nachweisReceived({ amount: money(100_000) })]],
  },
  'meeting-outside-window': {
    raised: [
      ['21 September', [drafted()], meetingHeld('2025-09-21')],
      ['22 December', [drafted()], meetingScheduled('2025-12-22')],
    ],
    silent: [
      ['22 September', [drafted()], meetingScheduled('2025-09-22')],
      ['21 December', [drafted()], meetingHeld('2025-12-21')],
    ],
  },
  'abweichung-not-considered': {
    raised: [
      ['an Abweichung left out', deviated, assessed()],
      ['one of two left out', [...deviated, amended('abweichung', [845_210, 800_000])], assessed(1)],
    ],
    silent: [['all considered', deviated, assessed(1)]],
  },
  'eckdatum-without-reference': {
    raised: [['no Eckdaten', concludedFacts(), eckdatenAmended('abweichung', 9)]],
    silent: [
      ['an agreed one', agreedEckdaten, eckdatenAmended('abweichung', 9)],
      ['a correction', [drafted()], eckdatenAmended('correction', 9)],
    ],
  },
  'strategie-outdated': {
    raised: [['older than five years', [drafted()], strategie('2019-12-31')]],
    silent: [['five years old', [drafted()], strategie('2020-01-01')]],
  },
};

describe.each(Object.keys(HINTS).filter((code): code is keyof typeof CASES => code in CASES))(
  'the hint %s',
  (code) => {
    test.each(CASES[code].raised)('is given on %s', (_, before, arriving) =>
      expect(hints(before, arriving)).toContain(code),
    );

    test.each(CASES[code].silent)('is not given on %s', (_, before, arriving) =>
      expect(hints(before, arriving)).not.toContain(code),
    );

    test('blocks nothing', () => {
      const [, before, arriving] = CASES[code].raised[0] ?? [];
      if (before === undefined || arriving === undefined) throw new Error('no case');
      expect(
        given(...before)
          .on('2025-12-31')
          .when(arriving).decision.outcome,
      ).toBe('accepted');
    });
  },
);

test('the facts of an ordinary year leave no hint', () => {
  const facts = [...concludedFacts().slice(1), bescheid('zuwendung', 890_000)];
  expect(facts.flatMap((fact, at) => hints([drafted(), ...facts.slice(0, at)], fact))).toEqual([
    'signed-on-weekend',
  ]);
});
