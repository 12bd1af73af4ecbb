import { describe, expect, test } from 'vitest';
import {
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
  SCAN_SHA,
} from '../../../support/facts/given.ts';
import { publicationWithdrawn } from '../../../support/facts/given-year.ts';

const signed = () => [drafted(), released(), signature('land'), signature('kommune')];

describe('signing', () => {
  test('the second declaration concludes the Zielvereinbarung and makes its publication due', () =>
    given(drafted(), released(), signature('land'), scanArchived(), scanChecked())
      .when(signature('kommune'))
      .thenRecorded('SignatureReceived', 'ZielvereinbarungConcluded', 'PublicationDue'));

  test('the check that comes last concludes it', () =>
    given(...signed(), scanArchived())
      .when(scanChecked())
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded', 'PublicationDue'));

  test('the archived scan that comes last concludes it', () =>
    given(...signed(), scanChecked())
      .when(scanArchived())
      .thenRecorded('ScanArchived', 'ZielvereinbarungConcluded', 'PublicationDue'));

  test('inside the undo window it is concluded but not yet due', () =>
    given(...signed(), scanArchived())
      .when(scanChecked(), { undoWindowMinutes: 60 })
      .thenRecorded('ScanChecked', 'ZielvereinbarungConcluded'));

  test('the conclusion bears the day of the later signature', () => {
    const { decision } = given(...signed(), scanArchived()).when(scanChecked());
    expect(decision).toMatchObject({ events: [{}, { data: { concludedOn: '2025-08-14', fassung: 1 } }, {}] });
  });

  test('a signature that arrives before its draft waits', () =>
    given().when(signature('land')).thenParked('zielvereinbarung-unknown'));

  test('a signature on a Fassung not yet released waits', () =>
    given(drafted()).when(signature('land')).thenParked('fassung-not-released'));

  test('a signature on a Fassung not yet known waits', () =>
    given(drafted(), released())
      .when(signature('land', { fassung: 2 }))
      .thenParked('fassung-not-known'));

  test('a signature on an older Fassung is refused', () =>
    given(drafted(), released(), revised(2), released(2))
      .when(signature('land'))
      .thenRefused('fassung-outdated'));

  test('another person cannot take a taken slot', () =>
    given(drafted(), released(), signature('land'))
      .when(signature('land', { signatory: { name: 'Erika Muster', office: 'Staatssekretärin' } }))
      .thenRefused('slot-taken'));

  test('nobody signs for both sides, however the name is written', () =>
    given(drafted(), released(), signature('land'))
      .when(signature('kommune', { signatory: { name: 'HEIKE  Hofmann', office: 'Landrätin' } }))
      .thenRefused('same-signatory'));

  test('a date in the future is refused', () =>
    given(drafted(), released())
      .when(signature('land', { signedOn: { date: '2025-09-02', asWritten: '2.9.2025' } }))
      .thenRefused('date-in-future'));

  test('a released Fassung may get another day to sign by, until it is signed', () => {
    const facts = [drafted(), released(1, { dueOn: '2025-08-31' })];
    const later = { ...released(1, { dueOn: '2025-09-30' }), id: 'later' };
    given(...facts)
      .when(later)
      .thenRecorded('ZielvereinbarungReleasedForSignature');
    expect(given(...facts, later).state).toMatchObject({ fassung: { released: true, dueOn: '2025-09-30' } });
    for (const same of [released(1, { dueOn: '2025-08-31' }), released()])
      given(...facts)
        .when({ ...same, id: 'same' })
        .thenIgnored();
    given(...concludedFacts())
      .when(later)
      .thenIgnored();
  });

  test('one person who declares twice leaves the second slot open, and the conditions say so', () => {
    const twice = { ...signature('land', { place: 'Kassel', document: { sha256: SCAN_SHA } }), id: 'twice' };
    const slots = { signatureSlots: { land: 2, kommune: 1 } };
    const facts = [drafted(slots), released(), signature('land'), twice, signature('kommune')];
    const { conditions } = given(...facts, scanArchived(), scanChecked());
    expect(conditions).toEqual(['signature-missing:land']);
  });

  test('the evidence that is missing is that of the declaration not proven yet', () => {
    const second = { name: 'Ina Zweite', office: 'Staatssekretärin' };
    const facts = [
      drafted({ signatureSlots: { land: 2, kommune: 1 } }),
      released(),
      signature('land', { document: { sha256: SCAN_SHA } }),
      { ...signature('land', { signatory: second, document: { sha256: 'e'.repeat(64) } }), id: 'second' },
      signature('kommune'),
      scanArchived(),
      scanChecked(),
    ];
    expect(given(...facts).conditions).toEqual(['scan-differs:land']);
  });

  test('with two slots for the Kommune one signature of it is not enough', () =>
    given(
      drafted({ signatureSlots: { land: 1, kommune: 2 } }),
      released(),
      signature('land'),
      scanArchived(),
      scanChecked(),
    )
      .when(signature('kommune'))
      .thenRecorded('SignatureReceived'));
});

describe('a signature that is', () => {
  test('fortgeschritten elektronisch is recorded and fills no slot', () => {
    const facts = given(
      drafted(),
      released(),
      signature('land', { method: 'fes' }),
      scanArchived(),
      scanChecked(),
    );
    facts.when(signature('kommune')).thenRecorded('SignatureReceived');
    expect(facts.conditions).toContain('signature-missing:land');
    facts.when(withdrawn('land')).thenRecorded('SignatureWithdrawn');
  });

  test('withdrawn in the undo window may be given again on evidence that came meanwhile', () => {
    const later = scanArchived('upload-0002', { sha256: 'e'.repeat(64) });
    const again = signature('land', { document: { sha256: 'e'.repeat(64) } });
    expect(
      given(...concludedFacts(), later, scanChecked('upload-0002'), withdrawn('land'), again).state.status,
    ).toBe('concluded');
  });
});

describe('what is no evidence', () => {
  test.each([
    [
      'only one signature',
      [drafted(), released(), signature('land'), scanArchived(), scanChecked()],
      ['signature-missing:kommune'],
    ],
    ['a declaration without a scan', signed(), ['scan-missing:land', 'scan-missing:kommune']],
    [
      'a clean PDF that nobody ticked',
      [...signed(), scanArchived()],
      ['scan-unchecked:land', 'scan-unchecked:kommune'],
    ],
    [
      'an incomplete scan',
      [...signed(), scanArchived(), scanChecked('upload-0001', { pagesComplete: false })],
      ['scan-incomplete:land', 'scan-incomplete:kommune'],
    ],
    [
      'a scan that shows one signature',
      [...signed(), scanArchived(), scanChecked('upload-0001', { signaturesVisible: ['land'] })],
      ['signature-not-visible:kommune'],
    ],
    [
      'a declaration that names another scan',
      [
        drafted(),
        released(),
        signature('land', { document: { sha256: 'f'.repeat(64) } }),
        signature('kommune'),
        scanArchived(),
        scanChecked(),
      ],
      ['scan-differs:land'],
    ],
  ])('%s leaves it open and says why', (_, facts, conditions) => {
    expect(given(...facts)).toMatchObject({ state: { status: 'open' }, conditions });
  });

  test('each party may send its own scan', () => {
    const own = (party: 'land' | 'kommune') => [
      scanArchived(`upload-${party}`, { sha256: party === 'land' ? SCAN_SHA : 'e'.repeat(64) }),
      scanChecked(`upload-${party}`, { signaturesVisible: [party] }),
    ];
    expect(given(...signed(), ...own('kommune'), ...own('land')).state.status).toBe('concluded');
  });
});

describe('taking back', () => {
  test('a new Fassung voids the signature given on the old one', () =>
    expect(given(drafted(), released(), signature('land'), revised(2)).conditions).toEqual([
      'signature-voided:land',
      'fassung-not-released',
    ]));

  test('a voided signature never counts again', () =>
    expect(
      given(
        drafted(),
        released(),
        signature('land'),
        revised(2),
        released(2),
        scanArchived('upload-0002', { fassung: 2 }),
        scanChecked('upload-0002', { fassung: 2 }),
        signature('kommune', { fassung: 2 }),
      ).conditions,
    ).toEqual(['signature-voided:land', 'signature-missing:land']));

  test('a withdrawal before its signature waits', () =>
    given(drafted(), released()).when(withdrawn('land')).thenParked('signature-unknown'));

  test('until the page can be read a withdrawal reopens the Fassung and takes the page back', () =>
    expect(given(...concludedFacts(), withdrawn('land')).state).toMatchObject({
      status: 'open',
      publication: { wanted: 2, published: 2 },
    }));

  test('a page recorded as published late, after the withdrawal, changes nothing', () =>
    given(...concludedFacts(), withdrawn('land'))
      .when(published())
      .thenIgnored());

  test('after publication it waits, and is recorded once the publication is withdrawn', () => {
    given(...concludedFacts(), published())
      .when(withdrawn('land'))
      .thenParked('publication-stands');
    given(...concludedFacts(), published(), publicationWithdrawn())
      .when(withdrawn('land'))
      .thenRecorded('SignatureWithdrawn');
  });

  test('a later completion concludes anew, with a higher revision', () =>
    expect(given(...concludedFacts(), withdrawn('land'), signature('land')).state).toMatchObject({
      status: 'concluded',
      publication: { wanted: 3, published: 2, due: 3 },
    }));
});
