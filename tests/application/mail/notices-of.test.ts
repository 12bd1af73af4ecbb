import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../../events/incoming/index.ts';
import { RECORDED, type RecordedEvent } from '../../../events/recorded/index.ts';
import { noticeOf } from '../../../shared/application/mail/notices-of.ts';
import { mailOf } from '../../../shared/application/mail/mail-text.ts';
import { toldSides } from '../../../shared/domain/zielvereinbarung/telling/consequences.ts';
import { example } from '../../support/facts/examples.ts';
import { SUBJECT, event } from '../../support/facts/given.ts';

const recorded = (one: object) =>
  ({ ...one, version: 1, recordedAt: '2025-09-01T10:00:00.000Z' }) as RecordedEvent;

/** What is told of a fact as its example has it, in short. */
function toldOf(name: string) {
  const fact = INCOMING.find((known) => known.name === name);
  if (fact === undefined) throw new Error(`${name} is not incoming`);
  return noticeOf(
    recorded({ ...event(fact.name as 'ScanRefused', {} as never), data: example(fact.stem).data }),
  );
}

describe('who is told', () => {
  test.each([
    ['ZielvereinbarungReleasedForSignature', 'kommune', 'unterschriften'],
    ['ScanRefused', 'both', 'scans'],
    ['ScanSetAside', 'both', 'scans'],
    ['ZielvereinbarungPublished', 'both', 'stand'],
    ['PublicationHeld', 'both', 'stand'],
    ['PublicationReleased', 'both', 'stand'],
    ['PublicationWithdrawn', 'both', 'stand'],
    ['UmsetzungsbesprechungScheduled', 'both', 'fristen'],
    ['DeadlineApproaching', 'both', 'fristen'],
    ['DeadlineMissed', 'both', 'fristen'],
  ])('of %s: %s', (name, audience, section) => {
    expect(toldOf(name)).toMatchObject({ audience, path: `zielvereinbarungen/${SUBJECT}#${section}` });
  });

  test.each(['SignatureReceived', 'SignatureRefused', 'SignatureWithdrawn'] as const)(
    'of %s: the other side',
    (name) => {
      for (const [party, other, who] of [
        ['land', 'kommune', 'Das Land hat'],
        ['kommune', 'land', 'Die Gebietskörperschaft hat'],
      ] as const) {
        const notice = noticeOf(recorded(event(name, { party, fassung: 2 } as never)));
        expect(notice?.audience).toBe(other);
        expect(notice?.sentence.startsWith(who)).toBe(true);
      }
    },
  );

  test('of a signature that no longer counts: the side that signed', () => {
    for (const party of ['land', 'kommune'] as const) {
      const data = { fassung: 1, party, signedOn: '2025-08-02' };
      expect(noticeOf(recorded({ type: 'SignatureVoided', subject: SUBJECT, data }))).toMatchObject({
        audience: party,
        sentence: expect.stringContaining('Ihre Unterschrift vom 02.08.2025 auf Fassung 1 gilt nicht mehr'),
      });
    }
  });

  test('of the conclusion: both, with the time before which nothing appears', () => {
    const data = { fassung: 1, publishAt: '2025-09-01T11:00:00.000Z' };
    expect(noticeOf(recorded({ type: 'ZielvereinbarungConcluded', subject: SUBJECT, data }))).toMatchObject({
      audience: 'both',
      sentence: expect.stringContaining('nicht vor dem 01.09.2025, 13:00 Uhr'),
    });
  });

  test('of a Bescheid that differs: both, without a sum', () => {
    const data = { fassung: 1, agreed: { amountCent: 89_521_000 }, granted: { amountCent: 89_000_000 } };
    const notice = noticeOf(recorded({ type: 'BescheidDifferenceFound', subject: SUBJECT, data }));
    expect(notice?.audience).toBe('both');
    expect(notice?.sentence).not.toMatch(/89|895|890/u);
  });
});

describe('what a preview promises', () => {
  const CHANGES = ['abweichung', 'correction', 'aenderungsvereinbarung'];
  const variantsOf = (data: object): readonly object[] => {
    if ('kind' in data && CHANGES.includes(String(data.kind)))
      return CHANGES.map((kind) => ({ ...data, kind }));
    return 'party' in data ? ['land', 'kommune'].map((party) => ({ ...data, party })) : [data];
  };
  const facts = RECORDED.map(({ name, stem }): [string, readonly object[]] => [
    name,
    variantsOf(example(stem).data),
  ]);

  test.each(facts)('of %s is what is sent', (type, variants) => {
    for (const data of variants) {
      const fact = recorded({ type, subject: SUBJECT, data });
      const audience = noticeOf(fact)?.audience;
      const sent = (['kommune', 'land'] as const).filter((side) => audience === 'both' || audience === side);
      expect(toldSides(fact).toSorted(), JSON.stringify(data)).toEqual(sent);
    }
  });

  test('is a mail for both at the end of a Zielvereinbarung and at an Abweichung', () => {
    for (const [name, kind] of [
      ['ZielvereinbarungCancelled', undefined],
      ['BudgetAmended', 'abweichung'],
      ['EckdatenAmended', 'abweichung'],
    ] as const) {
      const data = { kind, effectiveOn: '2025-08-10' };
      expect(noticeOf(recorded({ type: name, subject: SUBJECT, data }))?.audience, name).toBe('both');
    }
  });
});

describe('what is told', () => {
  const facts = INCOMING.filter(({ name }) => RECORDED.some((known) => known.name === name));

  test.each(facts.map((fact) => [fact.name, fact] as const))('of %s holds nothing personal', (_, fact) => {
    const { data } = example(fact.stem);
    const marked = Object.fromEntries(
      Object.entries(data).map(([field, value]) => [
        field,
        fact.personal.includes(field) ? 'PERSONAL' : value,
      ]),
    );
    const notice = noticeOf(recorded({ ...event(fact.name as 'ScanRefused', {} as never), data: marked }));
    expect(JSON.stringify(notice) ?? '').not.toMatch(/PERSONAL|Hofmann|Köberle/u);
  });
});

describe('a mail', () => {
  const slip = { day: '2025-09-01', matter: 'm', title: 'A & <b>', sentence: '"Satz"', path: 'klaerung' };

  test('is the same in plain text and in HTML that escapes', () => {
    const { text, html, subject } = mailOf('a@b.example', [slip], 'https://arbeitsplatz.example/');
    expect(subject).toBe('A & <b>');
    expect(text).toContain('A & <b>\n"Satz"\nhttps://arbeitsplatz.example/klaerung');
    expect(html).toContain(
      '<a href="https://arbeitsplatz.example/klaerung">A &amp; &lt;b&gt;</a><br>&quot;Satz&quot;',
    );
    expect(html).toContain('<html lang="de">');
  });
});
