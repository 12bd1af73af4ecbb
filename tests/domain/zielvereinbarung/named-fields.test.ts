import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import type { Refusal } from '../../../events/reasons.ts';
import {
  amended,
  bescheid,
  concludedAnewFacts,
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
} from '../../support/facts/given.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  antrag,
  assessed,
  cancelled,
  eckdatenAmended,
  erased,
  meetingHeld,
  mittelabruf,
  nachweisExamined,
  nachweisReceived,
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
  retentionExtended,
  signatureRefused,
} from '../../support/facts/given-year.ts';

const TODAY = '2025-09-01';
const signing = [drafted(), released()];
const granted = [drafted(), bescheid('zuwendung', 890_000)];
const places = { label: 'Plätze Art 2', value: 12, unit: 'Plätze' };
const twoArten = {
  eckdaten: [
    { ...places, art: 1 },
    { ...places, art: 2 },
  ],
};
const from = { value: 12, unit: 'Plätze' };
const signedOn = (date: string) => ({ signedOn: { date, asWritten: date } });
const by = (name: string) => ({ signatory: { name, office: 'Landrätin' } });
const anew = [...concludedFacts(), published(), ...concludedAnewFacts()];
const pending = [...concludedFacts(), published(), concludedAnewFacts()[0] ?? drafted()];

const closed = [drafted(), cancelled(), akteClosed()];
const disposed = [...closed, akteOffered(), akteDisposed()];

type Case = readonly [what: string, facts: readonly IncomingEvent[], arriving: IncomingEvent];

/** These facts, judged on a day on which the retention is over. */
const givenOn = (day: string, facts: readonly IncomingEvent[]) => {
  const [last, ...before] = facts.toReversed();
  return given(...before.toReversed())
    .on(day)
    .with(...(last === undefined ? [] : [last]));
};

describe('a refusal names the field, or the state, that is in the way', () => {
  const cases: readonly (readonly [...Case, reason: Refusal, detail: string])[] = [
    [
      'a Bewilligungszeitraum that ends before it begins',
      [drafted()],
      bescheid('zuwendung', 1, { bewilligungszeitraum: { from: '2025-12-31', to: '2025-01-01' } }),
      'schema-violated',
      'data.bewilligungszeitraum: endet vor seinem Beginn',
    ],
    [
      'a Bescheid over nothing',
      [drafted()],
      bescheid('zuwendung', 0),
      'amount-implausible',
      'data.amount: muss über null liegen',
    ],
    [
      'a revocation of more than was granted',
      granted,
      bescheid('teilwiderruf', 890_001),
      'amount-implausible',
      'data.amount: liegt über der bewilligten Summe',
    ],
    [
      'an Antrag over nothing',
      [drafted()],
      antrag({ amount: money(0) }),
      'amount-implausible',
      'data.amount: muss über null liegen',
    ],
    [
      'an Antrag of tomorrow',
      [drafted()],
      antrag({ receivedOn: '2025-09-02' }),
      'date-in-future',
      'data.receivedOn',
    ],
    ['a Mittelabruf below zero', granted, mittelabruf(1, -1), 'amount-implausible', 'data.amount'],
    [
      'a Nachweis below zero',
      granted,
      nachweisReceived({ amount: money(-1) }),
      'amount-implausible',
      'data.amount',
    ],
    [
      'a Mittelabruf of tomorrow',
      granted,
      mittelabruf(1, 1, { date: '2025-09-02' }),
      'date-in-future',
      'data.date',
    ],
    [
      'a number called for twice',
      [...granted, mittelabruf(1, 1)],
      mittelabruf(1, 2),
      'mittelabruf-number-reused',
      'data.number',
    ],
    [
      'an Änderungsvereinbarung before the conclusion',
      [drafted()],
      amended('aenderungsvereinbarung', [895_210, 1]),
      'not-concluded',
      'data.kind',
    ],
    [
      'an Abweichung before the conclusion',
      [drafted()],
      amended('abweichung', [895_210, 1]),
      'not-concluded',
      'data.kind',
    ],
    [
      'an Änderungsvereinbarung beside another',
      pending,
      amended('aenderungsvereinbarung', [850_000, 1]),
      'transition-not-allowed',
      'Eine Änderungsvereinbarung wird gerade unterschrieben.',
    ],
    [
      'an Abweichung from an older Fassung',
      anew,
      amended('abweichung', [850_000, 1], { fassung: 1 }),
      'fassung-outdated',
      'data.fassung',
    ],
    [
      'an Abweichung from another sum',
      concludedFacts(),
      amended('abweichung', [1, 2]),
      'budget-from-mismatch',
      'data.from',
    ],
    [
      'an Abweichung to less than nothing',
      concludedFacts(),
      amended('abweichung', [895_210, -1]),
      'amount-implausible',
      'data.to',
    ],
    [
      'a correction to nothing',
      [drafted()],
      amended('correction', [895_210, 0]),
      'amount-implausible',
      'data.to',
    ],
    [
      'a correction of another sum',
      [drafted()],
      amended('correction', [1, 2]),
      'budget-from-mismatch',
      'data.from',
    ],
    [
      'a correction that numbers itself too low',
      [drafted()],
      amended('correction', [895_210, 1], { fassung: 1 }),
      'fassung-outdated',
      'data.fassung',
    ],
    [
      'a correction of one of several Eckdaten that says not which',
      [drafted(twoArten)],
      eckdatenAmended('correction', 15, { from }),
      'eckdaten-from-mismatch',
      'data.art',
    ],
    [
      'an Abweichung from one of several Eckdaten that says not which',
      [drafted(twoArten), ...concludedFacts().slice(1)],
      eckdatenAmended('abweichung', 15, { from }),
      'eckdaten-from-mismatch',
      'data.art',
    ],
    [
      'a correction of another value',
      [drafted({ eckdaten: [places] })],
      eckdatenAmended('correction', 15, { from: { value: 13, unit: 'Plätze' } }),
      'eckdaten-from-mismatch',
      'data.from',
    ],
    [
      'a signature of tomorrow',
      signing,
      signature('land', signedOn('2025-09-02')),
      'date-in-future',
      'data.signedOn',
    ],
    [
      'a signature for both sides',
      [...signing, signature('land', by('Heike Hofmann'))],
      signature('kommune', by('Heike Hofmann')),
      'same-signatory',
      'data.signatory',
    ],
    [
      'a signature in a slot that is taken',
      [...signing, signature('land')],
      { ...signature('land', by('Erika Muster')), id: 'second' },
      'slot-taken',
      'data.party',
    ],
    [
      'a signature on an older Fassung',
      [...signing, revised(2), released(2)],
      signature('land'),
      'fassung-outdated',
      'data.fassung',
    ],
    [
      'a check of an older Fassung',
      [...signing, scanArchived(), revised(2), released(2)],
      scanChecked(),
      'fassung-outdated',
      'data.fassung',
    ],
    [
      'a refusal by a party that signed',
      [...signing, signature('land')],
      signatureRefused('land'),
      'transition-not-allowed',
      'Diese Seite hat schon unterschrieben. Sie zieht ihre Unterschrift zurück.',
    ],
    [
      'a retention that ends earlier',
      [drafted(), retentionExtended('2040-12-31')],
      retentionExtended('2040-12-30'),
      'retention-shorter',
      'data.until',
    ],
    [
      'an offer of an Akte that is open',
      [drafted()],
      akteOffered(),
      'transition-not-allowed',
      'Die Akte ist noch nicht geschlossen.',
    ],
    [
      'an erasing from an Akte that is open',
      [drafted()],
      erased(1),
      'transition-not-allowed',
      'Die Akte ist noch nicht geschlossen.',
    ],
    [
      'a closing while a Fassung is signed',
      signing,
      akteClosed(),
      'transition-not-allowed',
      'Eine Fassung wird noch unterschrieben.',
    ],
    [
      'a disposal that nobody was offered',
      closed,
      akteDisposed(),
      'transition-not-allowed',
      'Die Akte wurde dem Landesarchiv noch nicht angeboten.',
    ],
    [
      'a cancellation of what is concluded without a document',
      concludedFacts(),
      cancelled(false),
      'document-missing',
      'data.document',
    ],
    [
      'a hold of what can be read',
      [...concludedFacts(), published()],
      publicationHeld(),
      'transition-not-allowed',
      'Die Seite ist schon veröffentlicht. Sie lässt sich nur noch zurückziehen.',
    ],
    [
      'a release of what nobody holds',
      concludedFacts(),
      publicationReleased(),
      'transition-not-allowed',
      'Die Veröffentlichung wird weder zurückgehalten, noch ist sie zurückgezogen.',
    ],
    [
      'a hold until a day of what is stopped',
      [drafted(), publicationHeld()],
      publicationHeld('2025-10-01'),
      'transition-not-allowed',
      'Die Veröffentlichung ist ohne Enddatum angehalten, und das bleibt sie, bis das Ministerium sie im Arbeitsplatz freigibt.',
    ],
    [
      'a release by another system of what is stopped',
      [drafted(), publicationWithdrawn()],
      publicationReleased(),
      'transition-not-allowed',
      'Die Veröffentlichung ist ohne Enddatum angehalten. Aufheben kann das nur eine Person im Arbeitsplatz des Ministeriums.',
    ],
    ['a meeting held tomorrow', [drafted()], meetingHeld('2025-09-02'), 'date-in-future', 'data.on'],
    [
      'an assessment of an Abweichung that there is not',
      concludedFacts(),
      assessed(1),
      'abweichung-unknown',
      'data.items',
    ],
  ];

  test.each(cases)('%s', (_, facts, arriving, reason, detail) =>
    given(...facts)
      .when(arriving)
      .thenRefused(reason, detail),
  );
});

describe('what lies just inside a limit is recorded', () => {
  const cases: readonly Case[] = [
    [
      'a Bewilligungszeitraum of one day',
      [drafted()],
      bescheid('zuwendung', 1, { bewilligungszeitraum: { from: '2025-07-01', to: '2025-07-01' } }),
    ],
    ['an Antrag of today', [drafted()], antrag({ receivedOn: TODAY })],
    ['a Mittelabruf of today', granted, mittelabruf(1, 1, { date: TODAY })],
    ['a Mittelabruf over nothing', granted, mittelabruf(1, 0)],
    ['a signature of today', signing, signature('land', signedOn(TODAY))],
    ['an Abweichung to nothing', concludedFacts(), amended('abweichung', [895_210, 0])],
    ['a revocation of all that was granted', granted, bescheid('widerruf', 890_000)],
    ['a meeting held today', [drafted()], meetingHeld(TODAY)],
    ['an erasing from a cancelled Zielvereinbarung', closed, erased(1)],
    [
      'a fortgeschrittene Signatur of somebody else beside the one that counts',
      [...signing, signature('land')],
      { ...signature('land', { ...by('Erika Muster'), method: 'fes' }), id: 'fes' },
    ],
    [
      'a signature of a person whose name only reads alike without its spaces',
      [...signing, signature('land', by('Anna Maria Muster'))],
      signature('kommune', by('Annamaria Muster')),
    ],
  ];

  test.each(cases)('%s', (_, facts, arriving) =>
    expect(given(...facts).when(arriving).decision).toMatchObject({
      outcome: 'accepted',
      events: expect.arrayContaining([expect.objectContaining({ type: arriving.type })]),
    }),
  );
});

test('after the Akte is gone only its personal parts may go as well', () => {
  const gone = givenOn('2030-01-01', disposed);
  gone.when(meetingHeld()).thenRefused('transition-not-allowed', 'Die Akte ist ausgesondert.');
  gone.when(erased(1)).thenRecorded('PersonalDataErased');
});

describe('what is meant and not there yet is waited for', () => {
  test('a signature of the party that withdraws it, whatever the other one signed', () =>
    given(...signing, signature('land'))
      .when(withdrawn('kommune'))
      .thenParked('signature-unknown'));

  test('the Fassung of a scan', () =>
    given(...signing)
      .when(scanArchived('upload-0002', { fassung: 2 }))
      .thenParked('fassung-not-known'));
});

describe('a grant over several years', () => {
  const share = (haushaltsjahr: number, euro: number) => ({ haushaltsjahr, amount: money(euro) });
  const period = { bewilligungszeitraum: { from: '2025-01-01', to: '2026-12-31' } };
  const found = (...facts: IncomingEvent[]) =>
    given(...facts).events.findLast(({ type }) => type === 'BescheidDifferenceFound')?.data;

  test('counts with the share that it states for this year', () => {
    const amountsByHaushaltsjahr = [share(2026, 490_000), share(2025, 400_000)];
    const grant = bescheid('zuwendung', 890_000, { ...period, amountsByHaushaltsjahr });
    expect(found(drafted(), grant)).toMatchObject({
      granted: money(400_000),
      difference: money(495_210),
    });
  });

  test('that states no share cannot be compared, and a figure for it is not made up', () => {
    const data = found(drafted(), bescheid('zuwendung', 890_000, period));
    expect(data).toEqual({ fassung: 1, agreed: money(895_210) });
  });

  test('cannot be compared any more where its revocation states no share', () => {
    const grant = bescheid('zuwendung', 890_000, {
      ...period,
      amountsByHaushaltsjahr: [share(2025, 400_000), share(2026, 490_000)],
    });
    expect(found(drafted(), grant, bescheid('teilwiderruf', 10_000))).toEqual({
      fassung: 1,
      agreed: money(895_210),
    });
  });

  test('stays without comparison whatever share its revocation states', () => {
    const revoked = bescheid('teilwiderruf', 10_000, { amountsByHaushaltsjahr: [share(2025, 10_000)] });
    const { events } = given(drafted(), bescheid('zuwendung', 890_000, period), revoked);
    expect(events.filter(({ type }) => type === 'BescheidDifferenceFound')).toHaveLength(1);
  });
});

test('a Verwendungsnachweis that was rejected is not one that was examined and accepted', () => {
  const nachweisAfter = (result: 'accepted' | 'rejected') => {
    const { state } = given(...granted, nachweisReceived(), nachweisExamined({ result }));
    return state.status === 'none'
      ? undefined
      : Object.values(state.bescheide).map(({ nachweis }) => nachweis);
  };
  expect(nachweisAfter('rejected')).toEqual(['rejected']);
  expect(nachweisAfter('accepted')).toEqual(['examined']);
});
