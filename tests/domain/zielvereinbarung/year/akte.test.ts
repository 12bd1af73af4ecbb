import { describe, expect, test } from 'vitest';
import type { NewEvent } from '../../../../events/recorded/index.ts';
import { evolve } from '../../../../shared/domain/aggregate.ts';
import { INITIAL, type Zielvereinbarung } from '../../../../shared/domain/zielvereinbarung/state.ts';
import {
  amended,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  event,
  given,
  givenWith,
  judgeAt,
  published,
  released,
  scanArchived,
  signature,
} from '../../../support/facts/given.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  cancelled,
  signatureRefused,
  documentArchived,
  erased,
  holdLifted,
  holdPlaced,
  retentionExtended,
} from '../../../support/facts/given-year.ts';

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

  test('takes a document that came later, once, and stays as far as it was', () => {
    const paper = { reason: 'Vermerk.', document: { sha256: '7'.repeat(64) } };
    const again = event('AkteClosed', paper, { id: 'closed-again' });
    given(...offered)
      .when(again)
      .thenRecorded('AkteClosed');
    const { state } = given(...offered, again);
    expect(state).toMatchObject({ akte: { status: 'offered', retainUntil: '2036-01-01' } });
    given(...offered, again)
      .when({ ...again, id: 'and-again' })
      .thenIgnored();
  });

  test('may be closed once a party refused the Änderungsvereinbarung: nothing will be signed any more', () => {
    const facts = [
      ...concludedFacts(),
      amended('aenderungsvereinbarung', [895_210, 850_000]),
      released(2),
      signature('land', { fassung: 2 }),
      signatureRefused('kommune', 2),
    ];
    given(...facts)
      .when(akteClosed())
      .thenRecorded('AkteClosed');
    const { state } = given(...facts, akteClosed(), erased(3, 4));
    const kept = JSON.stringify(given(...facts).state).match(/"signatory":"[0-9a-f]{16}"/gu) ?? [];
    expect(kept).toHaveLength(1);
    expect(kept.filter((digest) => JSON.stringify(state).includes(digest))).toEqual([]);
  });

  test('is kept from its closing for as long as the stage says, never shorter than known before', () => {
    const facts = [drafted(), cancelled(), akteClosed(), akteOffered()];
    const kept = givenWith({ settings: { retentionDays: 3653 } }, ...facts);
    expect(kept.state).toMatchObject({ akte: { retainUntil: '2035-09-02' } });
    expect(kept.events.at(-2)).toMatchObject({ type: 'AkteClosed', data: { retainUntil: '2035-09-02' } });
    kept.on('2035-09-02').when(akteDisposed()).thenRefused('retention-running');
    kept.on('2035-09-03').when(akteDisposed()).thenRecorded('AkteDisposed');
    expect(akteOf(drafted(), retentionExtended('2040-12-31'), cancelled(), akteClosed())).toMatchObject({
      retainUntil: '2040-12-31',
    });
  });

  test('without any known retention is not disposed of', () => {
    const { events } = given(drafted(), cancelled(), akteClosed(), akteOffered());
    const before = events.map((told): NewEvent => {
      if (told.type !== 'AkteClosed') return told;
      const { retainUntil: _, ...data } = told.data;
      return { ...told, data };
    });
    const state = before.reduce<Zielvereinbarung>(evolve, INITIAL);
    expect(judgeAt({ day: '2099-01-01', state, events }, akteDisposed())).toMatchObject({
      reason: 'retention-running',
    });
  });

  test('is not disposed of while its retention runs, its last day included', () => {
    given(...offered)
      .when(akteDisposed())
      .thenRefused('retention-running');
    given(...offered)
      .on('2036-01-01')
      .when(akteDisposed())
      .thenRefused('retention-running');
    given(...offered)
      .on('2036-01-02')
      .when(akteDisposed())
      .thenRecorded('AkteDisposed');
    given(...offered, retentionExtended('2036-06-30'))
      .on('2036-01-02')
      .when(akteDisposed())
      .thenRefused('retention-running');
  });

  test('is not disposed of while a legal hold stands', () => {
    const held = given(...offered, holdPlaced()).on('2037-01-01');
    held.when(akteDisposed()).thenRefused('legal-hold-active');
    given(...offered, holdPlaced(), holdLifted())
      .on('2037-01-01')
      .when(akteDisposed())
      .thenRecorded('AkteDisposed');
  });

  test('that is disposed of takes nothing more', () => {
    const gone = given(...offered)
      .on('2037-01-01')
      .with(akteDisposed());
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
