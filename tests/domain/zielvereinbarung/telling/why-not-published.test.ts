import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { openConditions } from '../../../../shared/domain/zielvereinbarung/telling/conditions.ts';
import { withTold } from '../../../../shared/domain/zielvereinbarung/year/deadlines.ts';
import { appearsAt } from '../../../../shared/domain/zielvereinbarung/signing/publishing.ts';
import {
  amended,
  concludedFacts,
  drafted,
  given,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
} from '../../../support/facts/given.ts';
import {
  meetingHeld,
  publicationHeld,
  publicationWithdrawn,
  scanSetAside,
  signatureRefused,
} from '../../../support/facts/given-year.ts';

const signed = [drafted(), released(), signature('land'), signature('kommune')];
const second = [
  revised(2),
  released(2),
  signature('land', { fassung: 2 }),
  signature('kommune', { fassung: 2 }),
];
const other = 'f'.repeat(64);

describe('why a page cannot be read yet', () => {
  const cases: readonly (readonly [string, readonly IncomingEvent[], readonly string[]])[] = [
    ['nothing is drafted', [], ['zielvereinbarung-unknown']],
    ['the Fassung is not released', [drafted()], ['fassung-not-released']],
    [
      'a signature was given on an older Fassung',
      [...signed.slice(0, 3), revised(2)],
      ['signature-voided:land', 'fassung-not-released'],
    ],
    [
      'a party refused',
      [...signed.slice(0, 3), scanArchived(), scanChecked(), signatureRefused('kommune')],
      ['signature-refused:kommune'],
    ],
    ['no scan came', signed, ['scan-missing:land', 'scan-missing:kommune']],
    [
      'the scan is of another Fassung',
      [...signed.slice(0, 2), scanArchived(), scanChecked(), ...second],
      ['scan-missing:land', 'scan-missing:kommune'],
    ],
    [
      'the scan was set aside',
      [...signed, scanArchived(), scanSetAside()],
      ['scan-missing:land', 'scan-missing:kommune'],
    ],
    [
      'nobody looked at the scan',
      [...signed, scanArchived()],
      ['scan-unchecked:land', 'scan-unchecked:kommune'],
    ],
    [
      'the declaration names the scan that nobody looked at, and another was looked at',
      [
        ...signed.slice(0, 2),
        signature('land', { document: { sha256: other, archive: { key: 'k', versionId: 'v' } } } as object),
        signature('kommune'),
        scanArchived(),
        scanChecked(),
      ],
      ['scan-differs:land'],
    ],
    [
      'the scan is not complete',
      [...signed, scanArchived(), scanChecked('upload-0001', { pagesComplete: false })],
      ['scan-incomplete:land', 'scan-incomplete:kommune'],
    ],
    [
      'one signature cannot be seen',
      [...signed, scanArchived(), scanChecked('upload-0001', { signaturesVisible: ['land'] })],
      ['signature-not-visible:kommune'],
    ],
    ['it is held', [...signed, scanArchived(), publicationHeld(), scanChecked()], ['publication-held']],
    ['it was withdrawn', [...concludedFacts(), publicationWithdrawn()], ['publication-withdrawn']],
    ['it is being made', concludedFacts(), ['page-in-progress']],
  ];

  test.each(cases)('%s', (_, facts, codes) => {
    const { conditions, state } = given(...facts);
    expect(conditions).toEqual(codes);
    for (const { text } of openConditions(state)) expect(text).toMatch(/^\p{Lu}.{10,}[.]$/u);
  });

  test('is told no more once it can be read', () =>
    expect(given(...concludedFacts(), published()).conditions).toEqual([]));
});

describe('the day on which a page appears', () => {
  const publishAt = '2025-09-01T10:00:00.000Z';

  test('is that of its publication where it is held until a day that comes before', () =>
    expect(appearsAt({ wanted: 1, published: 0, due: 1, publishAt, held: { until: '2025-08-01' } })).toBe(
      publishAt,
    ));

  test('is the beginning of the day until which it is held', () =>
    expect(appearsAt({ wanted: 1, published: 0, due: 1, publishAt, held: { until: '2025-10-01' } })).toBe(
      '2025-09-30T22:00:00.000Z',
    ));

  test('is unknown before anything was concluded, also where it is held until a day', () =>
    expect(appearsAt({ wanted: 1, published: 0, due: 1, held: { until: '2025-10-01' } })).toBeUndefined());
});

test('the Umsetzungsbesprechung was held on the later of two days, in whatever order they are told', () => {
  const heldOn = (...days: readonly string[]) => {
    const { state } = given(drafted(), ...days.map((day) => meetingHeld(day)));
    return state.status === 'none' ? undefined : state.steering.heldOn;
  };
  expect(heldOn('2025-08-20', '2025-08-28')).toBe('2025-08-28');
  expect(heldOn('2025-08-28', '2025-08-20')).toBe('2025-08-28');
});

test('of each deadline only what was told last is kept', () =>
  expect(
    withTold(['signature:2025-08-01:approaching', 'umsetzungsbesprechung:2025-12-21:approaching'], {
      type: 'DeadlineMissed',
      data: { deadline: 'signature', dueOn: '2025-08-15' },
    }),
  ).toEqual(['signature:2025-08-15:missed', 'umsetzungsbesprechung:2025-12-21:approaching']));

test('an Abweichung is no reason why a page could not be read', () =>
  expect(
    given(...concludedFacts(), published(), amended('abweichung', [895_210, 845_210])).conditions,
  ).toEqual(['page-renewed']));
