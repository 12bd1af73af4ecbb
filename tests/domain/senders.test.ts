import { describe, expect, test } from 'vitest';
import type { Fact } from '../../events/fact.ts';
import { INCOMING, type IncomingEvent } from '../../events/incoming/index.ts';
import {
  SUBJECT_PATTERN,
  isAboutSender,
  isKnownSource,
  isOwnSource,
  notItsOwn,
  refusalOfSender,
  type SenderClaim,
  type SenderRule,
} from '../../shared/domain/senders.ts';
import { HMSI, KREIS, SUBJECT, amended, drafted, signature } from '../support/facts/given.ts';
import { eckdatenAmended } from '../support/facts/given-year.ts';

const RULES: readonly SenderRule[] = [
  { source: HMSI, voice: 'land', types: ['*'] },
  {
    source: 'https://rp.example/',
    voice: 'bewilligungsstelle',
    types: ['bescheid.issued'],
    subjects: ['AQB-2025-*', 'AQB-*-06531'],
  },
  {
    source: 'https://kreis.example/<ags>',
    voice: 'kommune',
    types: ['signature.received', 'budget.amended'],
  },
  {
    source: 'https://stadt.example/<ags>/system',
    voice: 'kommune',
    types: ['signature.received'],
    principals: [{ id: 'AROA1', ags: ['06533', '06411'] }, { id: 'AROA3', ags: ['06531'] }, { id: 'AROA4' }],
  },
];

const factOf = (stem: string): Fact => {
  const found = INCOMING.find((fact) => fact.stem === stem);
  if (found === undefined) throw new Error(`There is no ${stem}`);
  return found;
};

const claim = (over: Partial<SenderClaim> = {}): SenderClaim => ({
  door: 'ingress',
  source: HMSI,
  subject: SUBJECT,
  ...over,
});

describe('a sender', () => {
  test.each([
    ['with every type', 'zielvereinbarung.drafted', {}],
    ['with a type of its list', 'bescheid.issued', { source: 'https://rp.example/' }],
    [
      'with a subject of its list, of any year',
      'bescheid.issued',
      { source: 'https://rp.example/', subject: 'AQB-2030-06531' },
    ],
    ['that speaks for itself', 'signature.received', { source: KREIS }],
    [
      'whose key stands inside its source',
      'signature.received',
      { source: 'https://stadt.example/06533/system', senderId: 'AROA1:session' },
    ],
    ['of ours, through its own door', 'scan.archived', { door: 'internal', source: 'urn:aqb:inspect-scan' }],
  ] as const)('%s may tell it', (_, stem, over) =>
    expect(refusalOfSender(factOf(stem), claim(over), RULES)).toBeUndefined(),
  );

  test.each([
    ['of no rule', 'zielvereinbarung.drafted', { source: 'https://nobody.example/' }],
    ['whose source only begins like a known one', 'signature.received', { source: `${KREIS}0` }],
    ['whose key is none', 'signature.received', { source: 'https://kreis.example/abcde' }],
    ['whose key stands in another place', 'signature.received', { source: 'https://x.example/06533' }],
    [
      'whose source ends in another way',
      'signature.received',
      { source: 'https://stadt.example/06533/anders', senderId: 'AROA1' },
    ],
    ['with a type that is not in its list', 'bescheid.issued', { source: KREIS }],
    [
      'with a role that is not in its list',
      'signature.received',
      { source: 'https://stadt.example/06533/system', senderId: 'AROA2' },
    ],
    [
      'with a role of another Gebietskörperschaft',
      'signature.received',
      { source: 'https://stadt.example/06533/system', senderId: 'AROA3:session' },
    ],
    [
      'with a role that is bound to none',
      'signature.received',
      { source: 'https://stadt.example/06533/system', senderId: 'AROA4' },
    ],
    ['that proves no role', 'signature.received', { source: 'https://stadt.example/06533/system' }],
    ['from outside with a fact of ours', 'scan.archived', {}],
    [
      'of ours with the fact of another function',
      'scan.archived',
      { door: 'internal', source: 'urn:aqb:remind' },
    ],
    ['through the internal door with a fact from outside', 'zielvereinbarung.drafted', { door: 'internal' }],
  ] as const)('%s may not', (_, stem, over) =>
    expect(refusalOfSender(factOf(stem), claim(over), RULES)).toBe('sender-not-allowed'),
  );

  test.each([
    [
      'a subject that no pattern covers',
      'bescheid.issued',
      { source: 'https://rp.example/', subject: 'AQB-2026-06533' },
    ],
    ['a subject of another shape', 'bescheid.issued', { source: 'https://rp.example/', subject: 'AQB-2025' }],
    ['the subject of somebody else', 'signature.received', { source: KREIS, subject: 'AQB-2025-06531' }],
  ] as const)('may not tell of %s', (_, stem, over) =>
    expect(refusalOfSender(factOf(stem), claim(over), RULES)).toBe('subject-not-allowed'),
  );

  test('may speak by one of two rules where the other does not cover it', () => {
    const both = [{ source: HMSI, voice: 'land', types: ['*'], subjects: ['AQB-2024-*'] } as const, ...RULES];
    expect(refusalOfSender(factOf('zielvereinbarung.drafted'), claim(), both)).toBeUndefined();
    expect(isKnownSource(claim(), both)).toBe(true);
  });
});

describe('a source', () => {
  test('is known where a rule names it, with its role and for its own subject', () => {
    const stadt = { source: 'https://stadt.example/06533/system' };
    expect(isKnownSource(claim(), RULES)).toBe(true);
    expect(isKnownSource(claim({ source: KREIS }), RULES)).toBe(true);
    expect(isKnownSource(claim({ source: KREIS, subject: 'AQB-2025-06531' }), RULES)).toBe(false);
    expect(isKnownSource(claim({ ...stadt, senderId: 'AROA1:x' }), RULES)).toBe(true);
    expect(isKnownSource(claim({ ...stadt, senderId: 'AROA2:x' }), RULES)).toBe(false);
    expect(isKnownSource(claim({ ...stadt, senderId: 'AROA3:x' }), RULES)).toBe(false);
    expect(isKnownSource(claim(stadt), RULES)).toBe(false);
    expect(isKnownSource(claim({ source: 'https://nobody.example/' }), RULES)).toBe(false);
  });

  test('is known behind the internal door where it is a function of ours, whatever the rules say', () => {
    const inside = (source: string) => isKnownSource(claim({ door: 'internal', source }), RULES);
    expect(inside('urn:aqb:inspect-scan')).toBe(true);
    for (const source of [HMSI, 'urn:aqb:', 'x-urn:aqb:remind', 'urn:aqb:remind:2', 'urn:aqb:Remind'])
      expect(inside(source)).toBe(false);
  });

  test('is ours by how it begins', () => {
    expect(isOwnSource('urn:aqb:staff:sub')).toBe(true);
    expect(isOwnSource('https://urn:aqb:')).toBe(false);
  });
});

describe('a producer', () => {
  const told = (incoming: IncomingEvent, over: Partial<SenderClaim> = {}) =>
    notItsOwn(claim({ source: KREIS, ...over }), incoming, RULES);

  test.each([
    ['its own signature', signature('kommune')],
    ['an Abweichung of money', amended('abweichung', [1, 2])],
    ['an Abweichung of an Eckdatum', eckdatenAmended('abweichung', 1)],
    ['what names no side', drafted()],
  ])('that speaks for its own Gebietskörperschaft says %s', (_, incoming) =>
    expect(told(incoming)).toBeUndefined(),
  );

  test.each([
    ['the signature of the Land', signature('land'), 'data.party'],
    ['a correction of money', amended('correction', [1, 2]), 'data.kind'],
    ['an Änderungsvereinbarung', amended('aenderungsvereinbarung', [1, 2]), 'data.kind'],
    ['a correction of an Eckdatum', eckdatenAmended('correction', 1), 'data.kind'],
  ])('that speaks for its own Gebietskörperschaft does not say %s', (_, incoming, field) =>
    expect(told(incoming)).toBe(field),
  );

  test('that is the system of the Land reports what either side signed, and changes the terms', () => {
    expect(told(signature('land'), { source: HMSI })).toBeUndefined();
    expect(told(amended('correction', [1, 2]), { source: HMSI })).toBeUndefined();
    expect(told(signature('kommune'), { source: HMSI })).toBeUndefined();
  });

  test('that is a function of ours is not asked, and of two voices the narrower counts', () => {
    expect(told(signature('land'), { door: 'internal' })).toBeUndefined();
    const both = [{ source: KREIS, voice: 'land', types: ['*'] } as const, ...RULES];
    expect(notItsOwn(claim({ source: KREIS }), signature('land'), both)).toBe('data.party');
  });
});

test('two reasons are about the sender, and no other', () => {
  expect(isAboutSender('sender-not-allowed')).toBe(true);
  expect(isAboutSender('subject-not-allowed')).toBe(true);
  expect(isAboutSender('subject-unknown')).toBe(false);
});

test('a list names subjects by programme, year and key, or facts about the register', () => {
  for (const pattern of ['AQB-2025-06533', '*-*-*', 'AQB-*-06533', 'ags-06415', 'ags-*'])
    expect(SUBJECT_PATTERN.test(pattern)).toBe(true);
  for (const pattern of ['AQB-2025', 'aqb-2025-06533', 'AQB-25-*', 'x ags-*', 'ags-*x', 'AQB-2025-06533-1'])
    expect(SUBJECT_PATTERN.test(pattern)).toBe(false);
});
