import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import {
  amended,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  given,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../../support/facts/given.ts';
import {
  eckdatenAmended,
  publicationWithdrawn,
  scanSetAside,
  signatureRefused,
} from '../../../support/facts/given-year.ts';

const signing = () => [drafted(), released()];
const otherHash = { sha256: 'e'.repeat(64) };

describe('a refused signature', () => {
  test('is early like a signature: before the draft, its Fassung or its release', () => {
    given().when(signatureRefused('land')).thenParked('zielvereinbarung-unknown');
    given(drafted()).when(signatureRefused('land')).thenParked('fassung-not-released');
    given(...signing())
      .when(signatureRefused('land', 2))
      .thenParked('fassung-not-known');
  });

  test('on an older Fassung is refused', () =>
    given(...signing(), revised(2), released(2))
      .when(signatureRefused('land'))
      .thenRefused('fassung-outdated'));

  test('says so where the checklist asks for it, once, and on that side only', () => {
    const again = { ...signatureRefused('kommune'), id: 'refused-again' };
    expect(given(...signing(), signatureRefused('kommune'), again).conditions).toEqual([
      'signature-missing:land',
      'scan-missing:land',
      'signature-refused:kommune',
    ]);
  });

  test('gives way to a signature of the same side', () => {
    const facts = [...signing(), signatureRefused('land'), signatureRefused('kommune'), signature('kommune')];
    expect(given(...facts).state).toMatchObject({ fassung: { refusedBy: ['land'] } });
    expect(given(...facts, signature('land')).state).not.toHaveProperty('fassung.refusedBy');
    expect(given(...facts, signature('land'), scanArchived(), scanChecked()).state.status).toBe('concluded');
  });

  test('is not for who has signed: that is withdrawn', () =>
    given(...signing(), signature('land'))
      .when(signatureRefused('land'))
      .thenRefused('transition-not-allowed'));

  test('ends with its Fassung', () => {
    expect(given(...signing(), signatureRefused('land'), revised(2)).state).not.toHaveProperty(
      'fassung.refusedBy',
    );
    const correction = amended('correction', [895_210, 900_000]);
    expect(given(...signing(), signatureRefused('land'), correction).state).not.toHaveProperty(
      'fassung.refusedBy',
    );
  });
});

describe('a scan set aside', () => {
  test('before it is archived waits', () => {
    given().when(scanSetAside()).thenParked('zielvereinbarung-unknown');
    given(drafted()).when(scanSetAside('upload-0001', 2)).thenParked('fassung-not-known');
    given(...signing())
      .when(scanSetAside())
      .thenParked('scan-unknown');
    given(...signing(), scanChecked())
      .when(scanSetAside())
      .thenParked('scan-unknown');
  });

  test('proves nothing any more, whatever is said of it later', () => {
    const facts = [...signing(), signature('land'), signature('kommune'), scanArchived(), scanSetAside()];
    given(...facts)
      .when(scanChecked())
      .thenRecorded('ScanChecked');
    expect(given(...facts, scanChecked()).conditions).toEqual(['scan-missing:land', 'scan-missing:kommune']);
  });

  test('of an older Fassung is recorded', () =>
    given(...signing(), scanArchived(), revised(2))
      .when(scanSetAside())
      .thenRecorded('ScanSetAside'));

  test('before publication empties the slots it filled; another one fills them', () => {
    const emptied = [...concludedFacts(), scanSetAside()];
    expect(given(...emptied).state).toMatchObject({
      status: 'open',
      publication: { wanted: 2, published: 2 },
    });
    given(...emptied, scanArchived('upload-0002', otherHash))
      .when(scanChecked('upload-0002'))
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
  });

  test('beside another that proves the same leaves it concluded', () =>
    expect(
      given(
        ...concludedFacts(),
        scanArchived('upload-0002', otherHash),
        scanChecked('upload-0002'),
        scanSetAside(),
      ).state.status,
    ).toBe('concluded'));

  test('after publication is refused where it carries the page, and recorded where it does not', () => {
    const page = [...concludedFacts(), published()];
    given(...page)
      .when(scanSetAside())
      .thenRefused('publication-not-withdrawn');
    given(...page, scanArchived('upload-0002', otherHash))
      .when(scanSetAside('upload-0002'))
      .thenRecorded('ScanSetAside');
  });
});

describe('a second scan that is told of while the page comes out', () => {
  const second = scanArchived('upload-0002', otherHash);
  const look = scanChecked('upload-0002');
  /** Each order in which archive, look and page may become known. */
  test.each([
    ['archived before the page and looked at after it', [second, published()], [look]],
    ['looked at before the page and archived after it', [look, published()], [second]],
    ['archived and looked at before it', [second, look, published()], []],
    ['archived and looked at after it', [published(), second, look], []],
  ])('proves the signatures once the first is no evidence any more: %s', (_, before, after) => {
    const emptied = [...concludedFacts(), ...before, publicationWithdrawn(), scanSetAside(), ...after];
    const { state, conditions } = given(...emptied);
    expect(state.status).toBe('concluded');
    expect(conditions).not.toContain('scan-missing:land');
  });
});

describe('signatures that new terms make void', () => {
  const voided = (...facts: IncomingEvent[]) =>
    given(...facts).events.flatMap((event) => (event.type === 'SignatureVoided' ? [event] : []));

  test('are told one by one, with Fassung, side and day, caused by the new terms', () => {
    const facts = voided(...signing(), signature('land'), signature('kommune'), revised(2));
    expect(facts.map(({ data }) => data)).toEqual([
      { fassung: 1, party: 'kommune', signedOn: '2025-08-14' },
      { fassung: 1, party: 'land', signedOn: '2025-08-02' },
    ]);
    expect(facts.map(({ id, causationid, source }) => [id, causationid, source])).toEqual([
      ['voided:AQB-2025-06533:6', 'revised-2', 'urn:aqb:record-event'],
      ['voided:AQB-2025-06533:7', 'revised-2', 'urn:aqb:record-event'],
    ]);
  });

  test('are all of a quorum', () => {
    const two = [
      drafted({ signatureSlots: { land: 2, kommune: 1 } }),
      released(),
      signature('land'),
      {
        ...signature('land', { signatory: { name: 'Erika Muster', office: 'Staatssekretärin' } }),
        id: 'signature-land-second',
      },
    ];
    expect(voided(...two, amended('correction', [895_210, 900_000]))).toHaveLength(2);
  });

  test('are none where nobody signed, and none of the concluded Fassung beside an Änderungsvereinbarung', () => {
    expect(voided(...signing(), revised(2))).toEqual([]);
    expect(voided(...concludedFacts(), amended('aenderungsvereinbarung', [895_210, 1]))).toEqual([]);
  });

  test('are those of the pending Fassung where an Änderungsvereinbarung is corrected', () => {
    const pending = [
      ...concludedFacts(),
      amended('aenderungsvereinbarung', [895_210, 850_000]),
      released(2),
      signature('kommune', { fassung: 2 }),
    ];
    expect(voided(...pending, amended('correction', [850_000, 860_000])).map(({ data }) => data)).toEqual([
      { fassung: 2, party: 'kommune', signedOn: '2025-08-14' },
    ]);
    expect(given(...pending, amended('correction', [850_000, 860_000]))).toMatchObject({
      state: { fassung: { number: 1 }, pending: { number: 3, amountCent: 86_000_000, declarations: [] } },
      conditions: ['signature-voided:kommune', 'fassung-not-released', 'page-in-progress'],
    });
  });

  test('are told of until the Fassung that replaced theirs can be read', () => {
    const anew = [
      ...signing(),
      signature('land'),
      revised(2),
      released(2),
      signature('land', { fassung: 2 }),
      signature('kommune', { fassung: 2 }),
      scanArchived('upload-0002', { fassung: 2 }),
      scanChecked('upload-0002', { fassung: 2 }),
    ];
    expect(given(...anew).state).toMatchObject({ status: 'concluded', voided: [{ fassung: 1 }] });
    expect(given(...anew, published(1, 2)).state).toMatchObject({ voided: [] });
  });
});

describe('a quorum', () => {
  const second = {
    ...signature('kommune', { signatory: { name: 'Erster Beigeordneter', office: 'Beigeordneter' } }),
    id: 'signature-kommune-second',
  };
  const two = [
    drafted({ signatureSlots: { land: 1, kommune: 2 } }),
    released(),
    scanArchived(),
    scanChecked(),
    signature('land'),
    signature('kommune'),
  ];

  test('of two is filled by two persons, not by one who signs twice', () => {
    given(...two)
      .when({ ...signature('kommune', { place: 'Weilburg' }), id: 'the-same-again' })
      .thenRecorded('SignatureReceived');
    given(...two)
      .when(second)
      .thenRecorded('SignatureReceived', 'ZielvereinbarungConcluded', 'PublicationDue');
  });

  test('that is full takes nobody else', () =>
    given(...two, second)
      .when(signature('kommune', { signatory: { name: 'Dritte Person', office: 'Kreistag' } }))
      .thenRefused('slot-taken'));

  test('is withdrawn by its side as a whole', () =>
    expect(given(...two, second, withdrawn('kommune')).state).toMatchObject({
      status: 'open',
      fassung: { declarations: [{ party: 'land' }] },
    }));
});

describe('a fortgeschrittene elektronische Signatur', () => {
  const fes = { ...signature('land', { method: 'fes' }), id: 'fes-land' };

  test('does not stand in the way of the same person’s hand on the same day', () => {
    const facts = [...signing(), fes, signature('land'), signature('kommune'), scanArchived()];
    given(...facts)
      .when(scanChecked())
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue');
  });

  test('leaves the same state, whether it comes first or last', () =>
    expect(given(...signing(), fes, signature('land')).state).toEqual(
      given(...signing(), signature('land'), fes).state,
    ));
});

describe('an Änderungsvereinbarung that is taken back', () => {
  test('and signed again is concluded and due anew', () => {
    const again = [...concludedFacts(), published(), ...concludedAnewFacts(), withdrawn('land', 2)];
    given(...again)
      .when({ ...signature('land', { fassung: 2 }), id: 'signed-again' })
      .thenRecorded('SignatureReceived', 'ZielvereinbarungConcluded', 'PublicationDue');
  });
});

test('of a scan set aside only the name is kept, whatever is said of it later', () => {
  const facts = [drafted(), released(), scanArchived(), scanChecked(), scanSetAside()];
  const kept = { scans: [{ uploadId: 'upload-0001', fassung: 1, aside: true }] };
  expect(given(...facts).state).toMatchObject({ scans: [kept.scans[0]] });
  const state = given(...facts, { ...scanChecked(), id: 'checked-again' }).state;
  expect(state.status === 'none' ? [] : state.scans).toEqual(kept.scans);
  given(...facts)
    .when({ ...scanSetAside(), id: 'aside-again' })
    .thenRecorded('ScanSetAside');
});

describe('what deviated from a conclusion that is undone', () => {
  const undone = [
    ...concludedFacts(),
    published(),
    amended('abweichung', [895_210, 845_210]),
    published(2),
    publicationWithdrawn(),
    withdrawn('land'),
  ];
  const signedAgain = { ...signature('land'), id: 'signed-again' };

  test('deviates from it again, once the same Fassung is concluded anew', () => {
    const again = given(...undone, signedAgain);
    expect(again.state).toMatchObject({
      status: 'concluded',
      effectiveCent: 84_521_000,
      abweichungen: 1,
      steering: { notConsidered: [1] },
    });
    expect(again.state).not.toHaveProperty('fassung.deviationCent');
    again.when(amended('abweichung', [845_210, 840_000])).thenRecorded('BudgetAmended');
    again.when(amended('abweichung', [895_210, 840_000])).thenRefused('budget-from-mismatch');
  });

  test('does so however often it is undone', () => {
    const twice = given(
      ...undone,
      signedAgain,
      amended('abweichung', [845_210, 840_000]),
      published(5),
      { ...publicationWithdrawn(), id: 'withdrawn-again' },
      { ...withdrawn('land'), id: 'signature-withdrawn-again' },
      { ...signature('land'), id: 'signed-a-third-time' },
    );
    expect(twice.state).toMatchObject({ effectiveCent: 84_000_000, abweichungen: 2 });
  });

  test('deviates from nothing where new terms take its place', () => {
    const anew = [
      ...undone,
      revised(2),
      released(2),
      signature('land', { fassung: 2 }),
      signature('kommune', { fassung: 2 }),
      scanArchived('upload-0002', { fassung: 2 }),
      scanChecked('upload-0002', { fassung: 2 }),
    ];
    const { state } = given(...anew);
    expect(state).toMatchObject({ status: 'concluded', effectiveCent: 89_521_000, abweichungen: 1 });
    expect(state).not.toHaveProperty('steering.notConsidered');
    given(...anew)
      .when(eckdatenAmended('abweichung', 9))
      .thenRecorded('EckdatenAmended');
  });

  test('holds for an Änderungsvereinbarung too, while what stood before it stands again', () => {
    const again = given(
      ...concludedFacts(),
      published(),
      ...concludedAnewFacts(),
      amended('abweichung', [850_000, 840_000]),
      withdrawn('land', 2),
    );
    expect(again.state).toMatchObject({ fassung: { number: 1 }, effectiveCent: 88_521_000 });
    const { decision } = again.when({ ...signature('land', { fassung: 2 }), id: 'signed-again' });
    expect(decision).toMatchObject({ outcome: 'accepted' });
    const anew = given(
      ...concludedFacts(),
      published(),
      ...concludedAnewFacts(),
      amended('abweichung', [850_000, 840_000]),
      withdrawn('land', 2),
      { ...signature('land', { fassung: 2 }), id: 'signed-again' },
    );
    expect(anew.state).toMatchObject({ fassung: { number: 2 }, effectiveCent: 84_000_000 });
  });
});
