import { describe, expect, test } from 'vitest';
import { INCOMING } from '../../../events/incoming/index.ts';
import { RECORDED, type RecordedEvent } from '../../../events/recorded/index.ts';
import { mailOn } from '../../../shared/application/mail/mail-text.ts';
import { toldSides } from '../../../shared/domain/zielvereinbarung/telling/consequences.ts';
import { example } from '../../support/facts/examples.ts';
import { SUBJECT, event } from '../../support/facts/given.ts';
import { noticeAlone } from '../../support/stages/mail-stage.ts';

const recorded = (one: object) =>
  ({ ...one, version: 1, recordedAt: '2025-09-01T10:00:00.000Z' }) as RecordedEvent;

/** A fact as its example has it. */
function exampleOf(name: string) {
  const fact = INCOMING.find((known) => known.name === name);
  if (fact === undefined) throw new Error(`${name} is not incoming`);
  return recorded({ ...event(fact.name as 'ScanRefused', {} as never), data: example(fact.stem).data });
}

const BOTH = ['kommune', 'land'];

describe('who is told', () => {
  test.each([
    ['ZielvereinbarungReleasedForSignature', ['kommune'], 'unterschriften'],
    ['ScanRefused', BOTH, 'scans'],
    ['ScanSetAside', BOTH, 'scans'],
    ['ZielvereinbarungPublished', BOTH, 'stand'],
    ['PublicationHeld', BOTH, 'stand'],
    ['PublicationReleased', BOTH, 'stand'],
    ['PublicationWithdrawn', BOTH, 'stand'],
    ['UmsetzungsbesprechungScheduled', BOTH, 'fristen'],
    ['DeadlineApproaching', BOTH, 'fristen'],
    ['DeadlineMissed', BOTH, 'fristen'],
  ])('of %s: %s', (name, sides, section) => {
    expect(toldSides(exampleOf(name)).toSorted()).toEqual(sides);
    expect(noticeAlone(exampleOf(name))?.path).toBe(`zielvereinbarungen/${SUBJECT}#${section}`);
  });

  test.each(['SignatureReceived', 'SignatureRefused', 'SignatureWithdrawn'] as const)(
    'of %s: the other side',
    (name) => {
      for (const [party, other, who] of [
        ['land', 'kommune', 'Das Land hat'],
        ['kommune', 'land', 'Die Gebietskörperschaft hat'],
      ] as const) {
        const deed = recorded(event(name, { party, fassung: 2 } as never));
        expect(toldSides(deed)).toEqual([other]);
        expect(noticeAlone(deed)?.sentence.startsWith(who)).toBe(true);
      }
    },
  );

  test('of a signature that no longer counts: the side that signed', () => {
    for (const party of ['land', 'kommune'] as const) {
      const data = { fassung: 1, party, signedOn: '2025-08-02' };
      const voided = recorded({ type: 'SignatureVoided', subject: SUBJECT, data });
      expect(toldSides(voided)).toEqual([party]);
      expect(noticeAlone(voided)?.sentence).toContain(
        'Ihre Unterschrift vom 02.08.2025 auf Fassung 1 gilt nicht mehr',
      );
    }
  });

  test('of the conclusion: both, with the time before which nothing appears', () => {
    const data = { fassung: 1, publishAt: '2025-09-01T11:00:00.000Z' };
    const concluded = recorded({ type: 'ZielvereinbarungConcluded', subject: SUBJECT, data });
    expect(toldSides(concluded).toSorted()).toEqual(BOTH);
    expect(noticeAlone(concluded)?.sentence).toContain('nicht vor dem 01.09.2025, 13:00 Uhr');
  });

  test('of a Bescheid that differs: both, with both sums', () => {
    const [agreed, granted, difference] = [89_521_000, 89_000_000, 521_000].map((amountCent) => ({
      amountCent,
    }));
    const data = { fassung: 1, agreed, granted, difference };
    const found = recorded({ type: 'BescheidDifferenceFound', subject: SUBJECT, data });
    expect(toldSides(found).toSorted()).toEqual(BOTH);
    expect(noticeAlone(found)?.sentence).toBe(
      'Bewilligt sind 890.000\u00A0€, vereinbart 895.210\u00A0€: 5.210\u00A0€ weniger als vereinbart.',
    );
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
      expect(noticeAlone(fact) !== undefined, JSON.stringify(data)).toBe(toldSides(fact).length > 0);
    }
  });

  test('is a mail for both at the end of a Zielvereinbarung and at an Abweichung', () => {
    for (const [name, kind] of [
      ['ZielvereinbarungCancelled', undefined],
      ['BudgetAmended', 'abweichung'],
      ['EckdatenAmended', 'abweichung'],
    ] as const) {
      const sums = { from: { amountCent: 2 }, to: { amountCent: 1 } };
      const end = recorded({
        type: name,
        subject: SUBJECT,
        data: { kind, effectiveOn: '2025-08-10', ...sums },
      });
      expect(toldSides(end).toSorted(), name).toEqual(BOTH);
      expect(noticeAlone(end), name).toBeDefined();
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
    const notice = noticeAlone(recorded({ ...event(fact.name as 'ScanRefused', {} as never), data: marked }));
    expect(JSON.stringify(notice) ?? '').not.toMatch(/PERSONAL|Hofmann|Köberle/u);
  });
});

describe('a mail', () => {
  const notice = { what: 'A & <b>', sentence: '"Satz"', path: 'klaerung' };
  const tellings = [{ heading: 'AQB 2025', items: [notice], past: 'Davor: C & D.' }];
  const content = { id: 'mail-1', to: 'a@b.example', tellings };
  const workplaceUrl = 'https://arbeitsplatz.example/';

  test('is the same in plain text and in HTML that escapes', () => {
    const { text, html, subject, id } = mailOn(SUBJECT, content, { workplaceUrl });
    expect([id, subject]).toEqual(['mail-1', 'Zielvereinbarung AQB 2025, Landkreis Limburg-Weilburg']);
    expect(text).toContain('* A & <b>\n  "Satz"\n  https://arbeitsplatz.example/klaerung\n\n  Davor: C & D.');
    expect(html).toContain(
      '<h2>AQB 2025</h2><ul><li><p><a href="https://arbeitsplatz.example/klaerung">A &amp; &lt;b&gt;</a><br>&quot;Satz&quot;</p></li></ul><p>Davor: C &amp; D.</p>',
    );
    expect(html).toContain('<html lang="de">');
  });

  test.each([
    [{}, 'Diese Mail wurde automatisch verschickt; Antworten liest niemand.'],
    [{ replyTo: 'hilfe@land.example' }, 'Antworten gehen an hilfe@land.example.'],
  ])('says what becomes of an answer: %j', (reply, sentence) => {
    const { text, html } = mailOn(SUBJECT, content, { workplaceUrl, ...reply });
    expect(text.replaceAll('\n', ' ')).toContain(sentence);
    expect(html).toContain(sentence);
  });
});
