import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { statesOf } from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';
import {
  amended,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  given,
  givenWith,
  published,
  released,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../../support/facts/given.ts';
import {
  publicationDue,
  publicationHeld,
  publicationReleased,
  releasedByPerson,
  publicationWithdrawn,
  scanSetAside,
  signatureRefused,
} from '../../../support/facts/given-year.ts';

const beforeLast = () => concludedFacts().slice(0, -1);
const lineOf = (...facts: IncomingEvent[]) => statesOf(given(...facts).state).publication;
const heldUntilReleased = () => [publicationHeld(), ...concludedFacts()].toSorted(draftFirst);
const heldUntil = (day: string) => [publicationHeld(day), ...concludedFacts()].toSorted(draftFirst);

function draftFirst(one: IncomingEvent, other: IncomingEvent) {
  return Number(other.type === 'ZielvereinbarungDrafted') - Number(one.type === 'ZielvereinbarungDrafted');
}

describe('a publication that is held', () => {
  test('before the draft waits', () =>
    given().when(publicationHeld()).thenParked('zielvereinbarung-unknown'));

  test('before conclusion is not due with the conclusion', () => {
    given(...beforeLast(), publicationHeld())
      .when(scanChecked())
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded');
    given(...heldUntilReleased())
      .when(publicationDue())
      .thenNothingYet();
    expect(lineOf(drafted(), publicationHeld())).toBe('held');
    expect(lineOf(...heldUntilReleased())).toBe('held');
  });

  test('until a day appears on that day in Berlin and not before', () => {
    const facts = heldUntil('2025-09-02');
    expect(lineOf(...facts)).toBe('waiting');
    given(...facts)
      .when(publicationDue())
      .thenNothingYet();
    given(...facts)
      .on('2025-09-02')
      .when(publicationDue())
      .thenRecorded('PublicationDue');
    expect(given(...facts).conditions).toEqual(['undo-window']);
  });

  test('until a day that is over holds nothing', () =>
    given(...beforeLast(), publicationHeld('2025-08-31'))
      .when(scanChecked())
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue'));

  test('and released appears at once where its time has come', () => {
    given(...heldUntilReleased())
      .when(releasedByPerson())
      .thenRecorded('PublicationReleased', 'PublicationDue');
    expect(lineOf(...heldUntilReleased(), releasedByPerson())).toBe('due');
  });

  test('and released within the undo window appears after it', () => {
    const facts = givenWith({ settings: { undoWindowMinutes: 60 } }, ...heldUntilReleased());
    expect(facts.state).toMatchObject({ publication: { publishAt: '2025-09-01T11:00:00.000Z' } });
    facts.when(releasedByPerson()).thenRecorded('PublicationReleased');
  });

  test('and released before conclusion is due with it', () =>
    given(...beforeLast(), publicationHeld(), releasedByPerson())
      .when(scanChecked())
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue'));

  test('after its page can be read is refused: it is withdrawn instead', () =>
    given(...concludedFacts(), published())
      .when(publicationHeld())
      .thenRefused('transition-not-allowed'));

  test('for some days only, after it is due, is refused', () =>
    given(...concludedFacts())
      .when(publicationHeld('2025-09-20'))
      .thenRefused('transition-not-allowed'));

  test('while its page is on its way does not appear; what is told late of it changes nothing', () => {
    const stopped = [...concludedFacts(), publicationHeld()];
    expect(lineOf(...stopped)).toBe('held');
    given(...stopped)
      .when(published())
      .thenIgnored();
    given(...stopped)
      .when(releasedByPerson())
      .thenRecorded('PublicationReleased', 'PublicationDue');
  });

  test('may be that of a pending Änderungsvereinbarung; the concluded one stays public', () => {
    const [change = drafted(), ...rest] = concludedAnewFacts();
    const facts = [...concludedFacts(), published(), change, publicationHeld(), ...rest];
    expect(given(...facts).state).toMatchObject({
      fassung: { number: 2 },
      publication: { fassung: 1, wanted: 1 },
    });
    given(...facts)
      .when(releasedByPerson())
      .thenRecorded('PublicationReleased', 'PublicationDue');
  });
});

describe('a stop without an end', () => {
  const stops = { 'a hold': publicationHeld(), 'a withdrawal of nothing public': publicationWithdrawn() };

  describe.each(Object.entries(stops))('by %s', (_, stop) => {
    test('before the draft waits', () => given().when(stop).thenParked('zielvereinbarung-unknown'));

    test('wins wherever it comes before the page can be read, and nothing is due', () => {
      const facts = concludedFacts();
      for (let place = 1; place < facts.length; place += 1) {
        const order = [...facts.slice(0, place), stop, ...facts.slice(place)];
        expect(lineOf(...order), `after ${place} facts`).toBe('held');
        expect(given(...order).state).toMatchObject({ publication: { held: {}, wanted: 0 } });
        expect(given(...order).conditions).toEqual(['publication-held']);
        given(...order)
          .when(publicationDue())
          .thenNothingYet();
      }
    });

    test('wins also where a newer Fassung is due before the first could be read', () => {
      const due = [...concludedFacts(), ...concludedAnewFacts()];
      // A page that is due is withdrawn as it always was, with a notice (ADR 0039).
      expect(lineOf(...due, stop)).toBe(stop.type === 'PublicationHeld' ? 'held' : 'withdrawn');
    });

    test('is lifted by a person and by no other system', () => {
      const stopped = [...beforeLast(), stop, scanChecked()];
      given(...stopped)
        .when(publicationReleased())
        .thenRefused('transition-not-allowed');
      given(...stopped)
        .when(releasedByPerson())
        .thenRecorded('PublicationReleased', 'PublicationDue');
    });

    test('is not shortened by a hold until a day', () =>
      given(...beforeLast(), stop)
        .when(publicationHeld('2025-09-02'))
        .thenRefused('transition-not-allowed'));

    test('takes the place of a hold until a day', () =>
      expect(lineOf(...beforeLast(), publicationHeld('2025-09-02'), stop, scanChecked())).toBe('held'));

    test('told twice is recorded twice and lifted once', () => {
      const twice = [...beforeLast(), stop, { ...stop, id: 'told-again' }];
      given(...twice, releasedByPerson())
        .when(scanChecked())
        .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
    });

    test('after a page was withdrawn stops the next conclusion as well', () => {
      const gone = [...concludedFacts(), published(), publicationWithdrawn()];
      const stopped = [...gone, { ...stop, id: 'stop' }, withdrawn('land')];
      given(...stopped)
        .when({ ...signature('land'), id: 'signed-again' })
        .thenRecorded('SignatureReceived', 'ZielvereinbarungConcluded');
    });
  });
});

describe('a release', () => {
  test('before the draft does not wait: it would lift a stop that comes after it', () =>
    given().when(releasedByPerson()).thenRefused('transition-not-allowed'));

  test('of what is neither held nor withdrawn is refused', () =>
    given(...concludedFacts())
      .when(releasedByPerson())
      .thenRefused('transition-not-allowed'));
});

describe('a publication that is due', () => {
  test('is so once per conclusion', () =>
    given(...concludedFacts())
      .when(publicationDue())
      .thenIgnored());

  test('before its time, without conclusion, or on another Fassung leaves nothing behind', () => {
    given(drafted()).when(publicationDue()).thenNothingYet();
    given(...concludedFacts())
      .when(publicationDue(2))
      .thenNothingYet();
    given(...heldUntil('2025-09-03'))
      .when(publicationDue())
      .thenNothingYet();
  });
});

describe('a withdrawn page', () => {
  const page = () => [...concludedFacts(), published()];
  const gone = () => [...page(), publicationWithdrawn()];

  test('gives way to a notice with its own revision; a late `published` changes nothing', () => {
    expect(given(...gone()).state).toMatchObject({
      status: 'concluded',
      publication: { wanted: 2, published: 2, withdrawn: true },
    });
    expect(lineOf(...gone())).toBe('withdrawn');
    given(...concludedFacts(), publicationWithdrawn())
      .when(published())
      .thenIgnored();
  });

  test('is not due by itself again', () =>
    given(...gone())
      .when(publicationDue())
      .thenNothingYet());

  test('that is released is due again, with a higher revision', () => {
    given(...gone())
      .when(releasedByPerson())
      .thenRecorded('PublicationReleased', 'PublicationDue');
    expect(given(...gone(), releasedByPerson()).state).toMatchObject({
      publication: { fassung: 1, wanted: 3, due: 3, published: 2 },
    });
    expect(lineOf(...gone(), releasedByPerson(), published(3))).toBe('published');
  });

  test('lets a signature be withdrawn, and the Fassung be signed and concluded anew', () => {
    const open = given(...gone(), withdrawn('land'));
    expect(open.state).toMatchObject({ status: 'open', publication: { withdrawn: true } });
    open
      .when({ ...signature('land'), id: 'signed-again' })
      .thenRecorded('SignatureReceived', 'ZielvereinbarungConcluded', 'PublicationDue');
  });

  test('lets a scan be set aside; a new one concludes anew, and the page appears by itself', () => {
    given(...page())
      .when(scanSetAside())
      .thenRefused('publication-not-withdrawn');
    const open = [...gone(), scanSetAside(), scanArchived('upload-0002', { sha256: 'e'.repeat(64) })];
    expect(given(...open)).toMatchObject({ state: { status: 'open' } });
    given(...open)
      .when(scanChecked('upload-0002'))
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
  });

  test('stays concluded on a better scan that came while it was public', () => {
    const better = [scanArchived('upload-0002', { sha256: 'e'.repeat(64) }), scanChecked('upload-0002')];
    expect(given(...page(), ...better, publicationWithdrawn(), scanSetAside()).state).toMatchObject({
      status: 'concluded',
    });
  });

  test('of a Fassung that stands again appears again when it is released', () => {
    const takenBack = [...page(), ...concludedAnewFacts(), withdrawn('land', 2)];
    expect(given(...takenBack).state).toMatchObject({ fassung: { number: 1 }, publication: { fassung: 1 } });
    given(...takenBack, publicationWithdrawn())
      .when(releasedByPerson())
      .thenRecorded('PublicationReleased', 'PublicationDue');
  });

  test('of an Änderungsvereinbarung that is then taken back leaves the Fassung before it to be released', () => {
    const takenBack = [...page(), ...concludedAnewFacts(), publicationWithdrawn(), withdrawn('land', 2)];
    expect(lineOf(...takenBack)).toBe('withdrawn');
    given(...takenBack)
      .when(releasedByPerson())
      .thenRecorded('PublicationReleased', 'PublicationDue');
  });

  test('while an Änderungsvereinbarung is signed keeps the signatures that it stands on, and says why', () => {
    const facts = [...gone(), amended('aenderungsvereinbarung', [895_210, 850_000]), released(2)];
    given(...facts)
      .when(withdrawn('land'))
      .thenRefused('transition-not-allowed');
    given(...facts)
      .when(scanSetAside())
      .thenRefused('transition-not-allowed');
  });
});

describe('what a public page stands on', () => {
  const less = { ...scanChecked('upload-0001', { signaturesVisible: ['land'] }), id: 'second-look' };

  test('is not taken away by a second look that finds less, unless the page is withdrawn', () => {
    given(...concludedFacts(), published())
      .when(less)
      .thenRefused('publication-not-withdrawn');
    expect(given(...concludedFacts(), less).state.status).toBe('open');
    expect(given(...concludedFacts(), published(), publicationWithdrawn(), less).state.status).toBe('open');
  });

  test('takes no signature, refusal or poorer look while an Änderungsvereinbarung is signed beside it', () => {
    const beside = [...concludedFacts(), published(), amended('aenderungsvereinbarung', [895_210, 850_000])];
    given(...beside)
      .when({ ...signature('land'), id: 'late' })
      .thenRefused('transition-not-allowed');
    given(...beside)
      .when(signatureRefused('land'))
      .thenRefused('transition-not-allowed');
    given(...beside)
      .when(withdrawn('land'))
      .thenParked('publication-stands');
    given(...beside)
      .when(less)
      .thenRefused('publication-not-withdrawn');
    for (const side of ['land', 'kommune'] as const)
      given(...beside)
        .when({ ...scanChecked('upload-0001', { signaturesVisible: [side, side] }), id: `twice-${side}` })
        .thenRefused('publication-not-withdrawn');
    given(...beside)
      .when({ ...scanChecked(), id: 'second-look' })
      .thenRecorded('ScanChecked');
    given(...beside)
      .when(scanArchived('upload-0009'))
      .thenRecorded('ScanArchived');
    given(...beside, scanArchived('upload-0009'))
      .when(scanSetAside('upload-0009'))
      .thenRecorded('ScanSetAside');
  });

  test('may be looked at again with the same result', () =>
    given(...concludedFacts(), published())
      .when({ ...scanChecked(), id: 'second-look' })
      .thenRecorded('ScanChecked'));

  test('is not set aside while the Fassung that replaces it waits for its own time', () =>
    givenWith({ settings: { undoWindowMinutes: 60 } }, ...concludedFacts(), ...concludedAnewFacts())
      .when(scanSetAside())
      .thenRefused('publication-not-withdrawn'));

  test('is not set aside while an Änderungsvereinbarung is being signed beside it', () =>
    given(...concludedFacts(), published(), amended('aenderungsvereinbarung', [895_210, 850_000]))
      .when(scanSetAside())
      .thenRefused('publication-not-withdrawn'));
});
