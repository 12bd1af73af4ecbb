import { describe, expect, test } from 'vitest';
import {
  amended,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  given,
  givenWith,
  published,
  scanArchived,
} from '../support/given.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  cancelled,
  documentArchived,
  erased,
  holdLifted,
  holdPlaced,
  retentionExtended,
} from '../support/given-year.ts';

const akteOf = (...facts: Parameters<typeof given>) => {
  const { state } = given(...facts);
  return state.status === 'none' ? undefined : state.akte;
};

describe('the retention', () => {
  test('only grows', () => {
    const facts = [drafted(), retentionExtended('2040-12-31')];
    given(...facts)
      .when(retentionExtended('2040-12-30'))
      .thenRefused('retention-shorter');
    given(...facts)
      .when({ ...retentionExtended('2040-12-31'), id: 'same-day' })
      .thenRecorded('RetentionExtended');
    expect(akteOf(...facts, retentionExtended('2041-01-01'))).toEqual({ retainUntil: '2041-01-01' });
  });

  test('is that of the scan which is kept longest, in days of Berlin', () => {
    const scans = ['2036-01-01T12:00:00Z', '2035-12-31T23:30:00Z', '2034-01-01T00:00:00Z'].map(
      (retainUntil, at) => scanArchived(`upload-000${at}`, { retainUntil }),
    );
    expect(akteOf(...concludedFacts(), ...scans)).toEqual({ retainUntil: '2036-01-01' });
    given(...concludedFacts(), ...scans)
      .when(retentionExtended('2035-12-31'))
      .thenRefused('retention-shorter');
  });

  test('grows with a scan of an overtaken Fassung too: the paper lies in the archive', () =>
    expect(
      akteOf(
        ...concludedFacts(),
        published(),
        ...concludedAnewFacts(),
        published(2, 2),
        scanArchived('upload-0009', { retainUntil: '2050-06-30T12:00:00Z' }),
      ),
    ).toEqual({ retainUntil: '2050-06-30' }));
});

describe('a legal hold', () => {
  test('is lifted only after it was placed, and as often as it was placed', () => {
    given(drafted()).when(holdLifted()).thenParked('legal-hold-unknown');
    expect(akteOf(drafted(), holdPlaced(), holdPlaced(2), holdLifted())).toEqual({ holds: 1 });
    expect(akteOf(drafted(), holdPlaced(), holdLifted())).toEqual({});
    given(drafted(), holdPlaced(), holdLifted()).when(holdLifted(2)).thenParked('legal-hold-unknown');
  });
});

describe('the Akte', () => {
  const offered = [...concludedFacts(), published(), akteClosed(), akteOffered()];

  test('is not closed while something is being signed, unless it was cancelled', () => {
    given(drafted()).when(akteClosed()).thenRefused('transition-not-allowed');
    given(...concludedFacts(), amended('aenderungsvereinbarung', [895_210, 1]))
      .when(akteClosed())
      .thenRefused('transition-not-allowed');
    given(drafted(), cancelled()).when(akteClosed()).thenRecorded('AkteClosed');
  });

  test('is closed, offered and disposed of once each, in this order', () => {
    const concluded = given(...concludedFacts());
    concluded.when(akteOffered()).thenRefused('transition-not-allowed');
    concluded.when(akteDisposed()).thenRefused('transition-not-allowed');
    given(...concludedFacts(), akteClosed())
      .when(akteDisposed())
      .thenRefused('transition-not-allowed');
    given(...concludedFacts(), akteClosed())
      .when(akteClosed())
      .thenIgnored();
    given(...offered)
      .when(akteOffered())
      .thenIgnored();
    given(...offered)
      .when(akteClosed())
      .thenIgnored();
    expect(akteOf(...offered)).toEqual({ status: 'offered', retainUntil: '2036-01-01' });
  });

  test('is not disposed of while its retention runs, its last day included', () => {
    given(...offered)
      .when(akteDisposed())
      .thenRefused('retention-running');
    givenWith({ day: '2036-01-01' }, ...offered)
      .when(akteDisposed())
      .thenRefused('retention-running');
    givenWith({ day: '2036-01-02' }, ...offered)
      .when(akteDisposed())
      .thenRecorded('AkteDisposed');
    givenWith({ day: '2036-01-02' }, ...offered, retentionExtended('2036-06-30'))
      .when(akteDisposed())
      .thenRefused('retention-running');
  });

  test('is not disposed of while a legal hold stands', () => {
    const held = givenWith({ day: '2037-01-01' }, ...offered, holdPlaced());
    held.when(akteDisposed()).thenRefused('legal-hold-active');
    givenWith({ day: '2037-01-01' }, ...offered, holdPlaced(), holdLifted())
      .when(akteDisposed())
      .thenRecorded('AkteDisposed');
  });

  test('that is disposed of takes nothing more', () => {
    const gone = givenWith({ day: '2037-01-01' }, ...offered, akteDisposed());
    gone.when(documentArchived()).thenRefused('transition-not-allowed');
    gone.when(retentionExtended('2040-01-01')).thenRefused('transition-not-allowed');
    gone.when({ ...akteDisposed(), id: 'again' }).thenIgnored();
  });

  test('waits before the draft', () => {
    for (const fact of [
      akteClosed(),
      akteOffered(),
      akteDisposed(),
      holdPlaced(),
      retentionExtended('2040-01-01'),
    ])
      given().when(fact).thenParked('zielvereinbarung-unknown');
  });
});

describe('the erasure of personal parts', () => {
  test('waits for the end of the Akte, and for the end of every legal hold', () => {
    given(...concludedFacts())
      .when(erased(3))
      .thenRefused('transition-not-allowed');
    given(...concludedFacts(), akteClosed(), holdPlaced())
      .when(erased(3))
      .thenRefused('legal-hold-active');
    given(...concludedFacts(), akteClosed())
      .when(erased(3))
      .thenRecorded('PersonalDataErased');
  });

  test('takes the digests of names from the state, and still keeps two signatories apart', () => {
    const { state } = given(...concludedFacts(), published(), akteClosed(), erased(3, 4));
    const signatories = state.status === 'none' ? [] : state.fassung.declarations.map((one) => one.signatory);
    expect(signatories).toEqual(['erased-1', 'erased-2']);
  });
});
