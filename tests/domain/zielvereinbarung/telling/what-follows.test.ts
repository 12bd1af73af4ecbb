import { describe, expect, test } from 'vitest';
import {
  amended,
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
  documentArchived,
  publicationDue,
  publicationHeld,
  releasedByPerson,
} from '../../../support/facts/given-year.ts';

const declared = () => [drafted(), released(), signature('land'), signature('kommune'), scanArchived()];

const eventsOf = ({ decision }: ReturnType<ReturnType<typeof given>['when']>) =>
  decision.outcome === 'accepted' ? decision.events : [];

describe('what follows from a fact', () => {
  test('is named after the Zielvereinbarung and its own place in the log', () =>
    expect(eventsOf(given(...declared()).when(scanChecked())).map(({ id }) => id)).toEqual([
      'upload-0001:checked',
      'concluded:AQB-2025-06533:7',
      'due:AQB-2025-06533:1:8',
    ]));

  test('is named so too where a publication that was held becomes due', () => {
    const held = given(...concludedFacts().slice(0, 5), publicationHeld(), scanChecked());
    const place = held.events.length + 2;
    expect(eventsOf(held.when(releasedByPerson())).map(({ id }) => id)).toEqual([
      releasedByPerson().id,
      `due:AQB-2025-06533:1:${place}`,
    ]);
  });

  test('names its cause and keeps its thread, where it has one', () => {
    const thread = { correlationid: 'thread-1' };
    const [, concluded] = eventsOf(given(...declared()).when({ ...scanChecked(), ...thread }));
    expect(concluded).toMatchObject({ ...thread, causationid: 'upload-0001:checked' });
    const [, unthreaded] = eventsOf(given(...declared()).when(scanChecked()));
    expect(unthreaded).not.toHaveProperty('correlationid');
  });

  test('is nothing where the last signature comes after the Zielvereinbarung was concluded', () =>
    given(...concludedFacts())
      .when(scanArchived('upload-0002'))
      .thenRecorded('ScanArchived'));
});

describe('the day of a conclusion', () => {
  test('is that of the later signature, whichever party gave it', () => {
    const late = signature('land', { signedOn: { date: '2025-08-20', asWritten: '20.8.2025' } });
    const facts = [drafted(), released(), late, signature('kommune'), scanArchived()];
    expect(eventsOf(given(...facts).when(scanChecked()))).toMatchObject([
      {},
      { data: { concludedOn: '2025-08-20' } },
      {},
    ]);
  });

  test('is that of the last of three, where one party signs twice', () => {
    const second = signature('kommune', {
      signatory: { name: 'Erika Muster', office: 'Erste Kreisbeigeordnete' },
      signedOn: { date: '2025-08-25', asWritten: '25.08.2025' },
    });
    const facts = [
      drafted({ signatureSlots: { land: 1, kommune: 2 } }),
      released(),
      signature('land'),
      { ...second, id: 'second' },
      signature('kommune'),
      scanArchived(),
    ];
    expect(eventsOf(given(...facts).when(scanChecked()))).toMatchObject([
      {},
      { data: { concludedOn: '2025-08-25' } },
      {},
    ]);
  });
});

describe('a scan', () => {
  const first = [drafted(), released(), scanArchived(), scanChecked()];
  const second = [...first, revised(2), released(2), signature('land', { fassung: 2 })];
  const last = signature('kommune', { fassung: 2 });

  test('of another Fassung proves no signature', () =>
    given(...second)
      .when(last)
      .thenRecorded('SignatureReceived'));

  test('of the Fassung itself does', () =>
    given(...second, last, scanArchived('upload-0002', { fassung: 2 }))
      .when(scanChecked('upload-0002', { fassung: 2 }))
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue'));
});

describe('a programme year with a first day of appearing', () => {
  const appearing = (publishNotBefore: string) =>
    givenWith({ settings: { publishNotBefore } }, ...declared()).when(scanChecked());

  test('appears on that day where the conclusion comes before it', () => {
    const late = appearing('2025-10-01T00:00:00.000Z');
    late.thenRecorded('ScanChecked', 'ZielvereinbarungConcluded');
    expect(eventsOf(late)).toMatchObject([{}, { data: { publishAt: '2025-10-01T00:00:00.000Z' } }]);
  });

  test('appears at once where that day is over', () => {
    const early = appearing('2025-08-01T00:00:00.000Z');
    early.thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
    expect(eventsOf(early)).toMatchObject([{}, { data: { publishAt: '2025-09-01T10:00:00.000Z' } }, {}]);
  });
});

describe('a page', () => {
  test('is none of a revision that nobody asked for', () =>
    given(...concludedFacts())
      .when(published(2))
      .thenRefused('transition-not-allowed', 'data.revision'));

  test('shows the Fassung that is due', () =>
    given(...concludedFacts())
      .when(published(1, 2))
      .thenRefused('fassung-outdated', 'data.fassung'));

  test('that can be read already changes nothing', () =>
    given(...concludedFacts(), published())
      .when({ ...published(), id: 'once more' })
      .thenIgnored());

  test('is none before anything was concluded', () =>
    given(drafted()).when(published()).thenRefused('transition-not-allowed'));
});

describe('the time of publication', () => {
  test('leaves nothing behind where nothing is concluded, where it is held, and before its time', () => {
    for (const facts of [[], [drafted()], [...declared(), publicationHeld(), scanChecked()]])
      given(...facts)
        .when(publicationDue())
        .thenNothingYet();
    givenWith({ settings: { undoWindowMinutes: 60 } }, ...declared(), scanChecked())
      .when(publicationDue())
      .thenNothingYet();
  });

  test('comes again with the next Fassung only', () => {
    const anew = given(...concludedFacts(), published(), ...concludedAnewFacts());
    anew.when(publicationDue()).thenNothingYet();
    anew.when({ ...publicationDue(2), id: 'again' }).thenIgnored();
  });
});

describe('a Fassung that is meant', () => {
  test('and not known yet keeps a document and a release waiting', () => {
    given(drafted()).when(documentArchived('signing', 2)).thenParked('fassung-not-known');
    given(drafted()).when(released(2)).thenParked('fassung-not-known');
    given(drafted()).when(documentArchived()).thenRecorded('DocumentArchived');
  });

  test('and overtaken refuses a release and a revision', () => {
    given(drafted(), revised(2)).when(released()).thenRefused('fassung-outdated', 'data.fassung');
    given(drafted(), revised(2))
      .when({ ...revised(2), id: 'again' })
      .thenRefused('fassung-outdated', 'data.fassung');
  });

  test('may be revised while an Änderungsvereinbarung is open, and not before', () => {
    given(...concludedFacts())
      .when(revised(2))
      .thenRefused('already-concluded');
    given(...concludedFacts(), amended('aenderungsvereinbarung', [895_210, 850_000]))
      .when(revised(3))
      .thenRecorded('ZielvereinbarungRevised');
  });

  test('and lacks the signature that was withdrawn is not concluded by a scan', () =>
    given(...declared(), withdrawn('kommune'))
      .when(scanChecked())
      .thenRecorded('ScanChecked'));
});
