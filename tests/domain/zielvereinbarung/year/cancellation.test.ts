import { describe, expect, test } from 'vitest';
import {
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  given,
  givenWith,
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
  antrag,
  approaching,
  assessed,
  becameFinal,
  cancelled,
  documentArchived,
  eckdatenAmended,
  holdLifted,
  holdPlaced,
  integrityViolated,
  meetingHeld,
  meetingScheduled,
  mittelabruf,
  nachweisExamined,
  nachweisReceived,
  participation,
  publicationDue,
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
  retentionExtended,
  scanRefused,
  scanSetAside,
  scanSubmitted,
  signatureRefused,
  strategie,
} from '../../../support/facts/given-year.ts';

describe('a Zielvereinbarung is cancelled', () => {
  test('before the draft: the cancellation waits', () =>
    given().when(cancelled()).thenParked('zielvereinbarung-unknown'));

  test('before conclusion without a document', () => {
    given(drafted()).when(cancelled(false)).thenRecorded('ZielvereinbarungCancelled');
    expect(given(drafted(), cancelled(false))).toMatchObject({
      state: { status: 'open', cancelledOn: '2025-08-18' },
      conditions: ['cancelled'],
    });
  });

  test('after conclusion only with a document', () => {
    given(...concludedFacts())
      .when(cancelled(false))
      .thenRefused('document-missing');
    given(...concludedFacts())
      .when(cancelled())
      .thenRecorded('ZielvereinbarungCancelled');
  });

  test('once', () => given(drafted(), cancelled()).when(cancelled(false)).thenRefused('already-cancelled'));

  test('and its page says so in a new revision', () => {
    const page = [...concludedFacts(), published()];
    expect(given(...page, cancelled()).state).toMatchObject({ publication: { wanted: 2, published: 1 } });
    given(...page, cancelled())
      .when(published(2))
      .thenRecorded('ZielvereinbarungPublished');
  });
});

describe('after its end', () => {
  const granted = () => [
    ...concludedFacts(),
    published(),
    bescheid('zuwendung', 890_000),
    holdPlaced(),
    cancelled(),
  ];

  test.each([
    bescheid('aenderung', 890_000),
    becameFinal(),
    mittelabruf(1, 1000),
    nachweisReceived(),
    nachweisExamined(),
    scanSubmitted(),
    scanArchived('upload-0002'),
    scanRefused(),
    documentArchived(),
    published(2),
    publicationWithdrawn(),
    retentionExtended('2040-12-31'),
    holdPlaced(2),
    holdLifted(),
    akteClosed(),
    integrityViolated(),
  ])('$type is still recorded', (fact) =>
    given(...granted())
      .when(fact)
      .thenRecorded(fact.type),
  );

  test.each([
    revised(2),
    released(),
    signature('land'),
    withdrawn('land'),
    signatureRefused('land'),
    scanChecked(),
    scanSetAside(),
    amended('abweichung', [895_210, 1]),
    amended('aenderungsvereinbarung', [895_210, 1]),
    eckdatenAmended('abweichung', 1),
    antrag(),
    meetingScheduled(),
    meetingHeld(),
    assessed(),
    participation(),
    strategie(),
    approaching('umsetzungsbesprechung', '2025-12-21'),
    publicationHeld(),
    publicationReleased(),
  ])('$type is refused', (fact) =>
    given(...granted())
      .when(fact)
      .thenRefused('already-cancelled'),
  );

  test('nothing is concluded any more, though the missing scan comes', () =>
    given(drafted(), released(), signature('land'), signature('kommune'), scanChecked(), cancelled())
      .when(scanArchived())
      .thenRecorded('ScanArchived'));

  test('nor does an Änderungsvereinbarung come into force', () => {
    const anew = concludedAnewFacts().filter(({ type }) => type !== 'ScanArchived');
    given(...concludedFacts(), published(), ...anew, cancelled())
      .when(scanArchived('upload-0002', { fassung: 2 }))
      .thenRecorded('ScanArchived');
  });

  test('inside the undo window it never appears', () => {
    const facts = givenWith({ settings: { undoWindowMinutes: 60 } }, ...concludedFacts(), cancelled());
    facts.when(publicationDue()).thenNothingYet();
  });
});
