import { describe, expect, test } from 'vitest';
import { INCOMING, type IncomingEvent } from '../../../../events/incoming/index.ts';
import { RECORDED, type NewEvent } from '../../../../events/recorded/index.ts';
import { evolve } from '../../../../shared/domain/aggregate.ts';
import type { MailReach } from '../../../../shared/domain/zielvereinbarung/telling/consequence-sentences.ts';
import { consequencesOf } from '../../../../shared/domain/zielvereinbarung/telling/consequences.ts';
import { INITIAL } from '../../../../shared/domain/zielvereinbarung/state.ts';
import { example } from '../../../support/facts/examples.ts';
import {
  cancelled,
  eckdatenAmended,
  erased,
  publicationHeld,
  publicationReleased,
  publicationWithdrawn,
  scanSetAside,
} from '../../../support/facts/given-year.ts';
import {
  amended,
  bescheid,
  concludedAnewFacts,
  concludedFacts,
  drafted,
  givenWith,
  published,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../../support/facts/given.ts';

const BOTH = { land: 'reached', kommune: 'reached' } as const;
const WINDOW = { undoWindowMinutes: 150 };

/** What a preview would say of the arriving fact. */
function saidOf(facts: readonly IncomingEvent[], arriving: IncomingEvent, settings = {}): readonly string[] {
  const world = givenWith({ settings }, ...facts);
  const { decision } = world.when(arriving);
  if (decision.outcome !== 'accepted') throw new Error(JSON.stringify(decision));
  const after = decision.events.reduce(evolve, world.state);
  return consequencesOf(decision.events, { before: world.state, after, reach: BOTH }).map((line) =>
    line.replaceAll('\u00A0', ' '),
  );
}

const public1 = [...concludedFacts(), published()];

describe('before a command it says what will happen', () => {
  test.each<[string, readonly IncomingEvent[], IncomingEvent, readonly string[]]>([
    [
      'a correction between two signatures',
      [drafted(), released(), signature('land')],
      amended('correction', [895_210, 900_000]),
      [
        'Die Korrektur macht die Fassung 2. Sie wird neu freigegeben und von beiden Seiten unterschrieben.',
        'Diese Korrektur macht die Unterschrift des Landes vom 02.08.2025 unwirksam.',
        'Fassung 2 nennt 900.000 € statt 895.210 €.',
        'Es ist noch nichts veröffentlicht, und das bleibt so.',
        'Das Ministerium wird benachrichtigt.',
      ],
    ],
    [
      'a correction after the Kreis signed',
      [drafted(), released(), signature('kommune')],
      revised(2),
      [
        'Es entsteht die Fassung 2. Sie wird neu freigegeben und neu unterschrieben.',
        'Die neue Fassung macht die Unterschrift des Landkreises Limburg-Weilburg vom 14.08.2025 unwirksam.',
        'Es ist noch nichts veröffentlicht, und das bleibt so.',
        'Limburg-Weilburg wird benachrichtigt.',
      ],
    ],
    [
      'a release',
      [drafted()],
      released(1, { dueOn: '2025-09-30' }),
      [
        'Die Fassung 1 ist zur Unterschrift freigegeben. Ein neues PDF zum Unterschreiben entsteht. Die Unterschriften werden bis zum 30.09.2025 erwartet.',
        'Es ist noch nichts veröffentlicht, und das bleibt so.',
        'Limburg-Weilburg wird benachrichtigt.',
      ],
    ],
    [
      'an Aenderungsvereinbarung beside a page',
      public1,
      amended('aenderungsvereinbarung', [895_210, 850_000]),
      [
        'Die Änderungsvereinbarung macht die Fassung 2. Sie wird neu freigegeben und von beiden Seiten unterschrieben.',
        'Fassung 2 nennt 850.000 € statt 895.210 €.',
        'Die veröffentlichte Seite bleibt unverändert.',
      ],
    ],
    [
      'an Abweichung beside a page',
      public1,
      amended('abweichung', [895_210, 845_210]),
      [
        'Die Abweichung wird ab dem 10.08.2025 festgehalten (§ 6). Unterschrieben wird nichts neu.',
        'Der Betrag mit allen Abweichungen ändert sich von 895.210 € auf 845.210 €.',
        'Die veröffentlichte Seite wird erneuert.',
        'Limburg-Weilburg wird benachrichtigt.',
        'Das Ministerium wird benachrichtigt.',
      ],
    ],
    [
      'a withdrawal of the page',
      public1,
      publicationWithdrawn(),
      [
        'Die Veröffentlichung ist zurückgezogen. Im Archiv bleibt alles, wie es ist.',
        'An die Stelle der veröffentlichten Seite tritt ein Hinweis.',
        'Limburg-Weilburg wird benachrichtigt.',
        'Das Ministerium wird benachrichtigt.',
      ],
    ],
    [
      'its release',
      [...public1, publicationWithdrawn()],
      publicationReleased(),
      [
        'Die Veröffentlichung ist freigegeben.',
        'Die Fassung 1 wird veröffentlicht.',
        'Die Seite erscheint in wenigen Minuten.',
        'Limburg-Weilburg wird benachrichtigt.',
        'Das Ministerium wird benachrichtigt.',
      ],
    ],
    [
      'a signature withdrawn behind a withdrawn page',
      [...public1, publicationWithdrawn()],
      withdrawn('land'),
      [
        'Die Unterschrift des Landes auf Fassung 1 zählt nicht mehr.',
        'Die Zielvereinbarung gilt damit nicht mehr als abgeschlossen.',
        'Die Veröffentlichung bleibt zurückgezogen.',
        'Limburg-Weilburg wird benachrichtigt.',
      ],
    ],
    [
      'a Bescheid over less',
      concludedFacts(),
      bescheid('zuwendung', 890_000),
      [
        'Der Bescheid RPKS-31-2025-06533 steht neben dem vereinbarten Betrag und ändert ihn nicht.',
        'Bewilligt sind 890.000 €, vereinbart 895.210 €.',
        'Die Seite entsteht noch; daran ändert sich nichts.',
        'Limburg-Weilburg wird benachrichtigt.',
        'Das Ministerium wird benachrichtigt.',
      ],
    ],
    [
      'the scan of an Aenderungsvereinbarung set aside before its page',
      [...public1, ...concludedAnewFacts()],
      scanSetAside('upload-0002', 2),
      [
        'Der Scan bleibt im Archiv, ist aber nicht mehr maßgeblich und belegt keine Unterschrift mehr.',
        'Der Betrag mit allen Abweichungen ändert sich von 850.000 € auf 895.210 €.',
        'Es gilt wieder die Fassung 1, bis die neue unterschrieben ist.',
        'Die Seite zeigt dann die Fassung 1.',
        'Limburg-Weilburg wird benachrichtigt.',
        'Das Ministerium wird benachrichtigt.',
      ],
    ],
  ])('%s', (_, facts, arriving, sentences) => {
    expect(saidOf(facts, arriving)).toEqual(sentences);
  });

  test('the last tick concludes, and the page appears after the undo window', () => {
    expect(saidOf(concludedFacts().slice(0, -1), scanChecked(), WINDOW)).toEqual([
      'Festgehalten wird, dass der Scan beide Unterschriften zeigt.',
      'Beide Unterschriften liegen vor: die Zielvereinbarung ist mit Fassung 1 abgeschlossen, am 14.08.2025.',
      'Die Seite erscheint ab 01.09.2025, 14:30 Uhr. Bis dahin lässt sich das noch aufhalten.',
      'Limburg-Weilburg wird benachrichtigt.',
      'Das Ministerium wird benachrichtigt.',
    ]);
  });

  test.each<[string, readonly IncomingEvent[], IncomingEvent, string]>([
    [
      'an end',
      [drafted()],
      cancelled(),
      'Die Zielvereinbarung endet. Danach unterschreibt niemand mehr, und nichts wird mehr geändert.',
    ],
    [
      'a hold until a day',
      [drafted()],
      publicationHeld('2025-10-01'),
      'Die Veröffentlichung wird bis zum 01.10.2025 zurückgehalten.',
    ],
    [
      'a hold without an end',
      [drafted()],
      publicationHeld(),
      'Die Veröffentlichung wird zurückgehalten, bis das Ministerium sie freigibt.',
    ],
    [
      'a scan with one signature',
      [drafted(), released(), scanArchived()],
      scanChecked('upload-0001', { signaturesVisible: ['land'] }),
      'Festgehalten wird, dass der Scan die Unterschrift des Landes zeigt.',
    ],
    [
      'a scan without any',
      [drafted(), released(), scanArchived()],
      scanChecked('upload-0001', { signaturesVisible: [] }),
      'Festgehalten wird, dass der Scan keine Unterschrift zeigt.',
    ],
    [
      'an incomplete scan',
      [drafted(), released(), scanArchived()],
      scanChecked('upload-0001', { pagesComplete: false }),
      'Festgehalten wird, dass der Scan unvollständig ist. Er belegt keine Unterschrift.',
    ],
    [
      'a later day of signing',
      [drafted(), released()],
      released(1, { dueOn: '2025-10-31' }),
      'Die Fassung 1 bleibt zur Unterschrift freigegeben. Die Unterschriften werden bis zum 31.10.2025 erwartet.',
    ],
    [
      'a figure corrected',
      [drafted(), released()],
      eckdatenAmended('correction', 12),
      'Die Korrektur macht die Fassung 2. Sie wird neu freigegeben und von beiden Seiten unterschrieben.',
    ],
  ])('%s', (_, facts, arriving, sentence) => {
    expect(saidOf(facts, arriving)[0]).toBe(sentence);
  });
});

describe('who is told by mail', () => {
  const fact = { ...released(), data: { fassung: 1 } } as NewEvent;
  const said = (reach?: MailReach) =>
    consequencesOf([fact], { before: INITIAL, after: INITIAL, reach })
      .filter((sentence) => sentence.includes('benachrichtigt'))
      .join();

  test('is nobody where the stage sends no mail', () => expect(said()).toBe(''));

  test('is the side that a mail reaches', () =>
    expect(said({ kommune: 'reached' })).toBe('Limburg-Weilburg wird benachrichtigt.'));

  test.each([
    [
      'nobody-entered',
      'Limburg-Weilburg wird nicht benachrichtigt: Dort ist niemand eingetragen. Bitte sagen Sie dort selbst Bescheid.',
    ],
    [
      'switched-off',
      'Limburg-Weilburg wird nicht benachrichtigt: Dort hat niemand Mails eingeschaltet. Bitte sagen Sie dort selbst Bescheid.',
    ],
    ['only-self', 'Limburg-Weilburg wird nicht benachrichtigt: Außer Ihnen bekommt dort niemand Mails.'],
    ['unknown', 'Ob Limburg-Weilburg benachrichtigt wird, ließ sich gerade nicht feststellen.'],
  ] as const)('is not said to be a side that is %s', (kommune, sentence) =>
    expect(said({ kommune })).toBe(sentence),
  );
});

test('every kind of fact that can be recorded has its sentence', () => {
  expect(RECORDED.length).toBeGreaterThan(INCOMING.length - 2);
  for (const { stem, name } of RECORDED) {
    const { data, subject, id, source, time } = example(stem);
    const fact = { type: name, data, subject, id, source, time } as unknown as NewEvent;
    const [sentence] = consequencesOf([fact], { before: INITIAL, after: INITIAL });
    expect(sentence, stem).toMatch(/^\p{Lu}.+[.]$/u);
    expect(sentence, stem).not.toMatch(/undefined|NaN|null/u);
  }
});

test('an erasure says that nothing brings the names back', () => {
  const [sentence] = consequencesOf([{ ...erased(1, 2) } as NewEvent], { before: INITIAL, after: INITIAL });
  expect(sentence).toContain('2 Einträgen werden für immer gelöscht');
});

test('of several facts that are told each explains what follows from it', () => {
  const known = [drafted(), released(), scanArchived(), signature('land')];
  const amendment = amended('correction', [895_210, 900_000]);
  const { state: before } = givenWith({}, ...known);
  const checking = givenWith({}, ...known).when(scanChecked()).decision;
  const amending = givenWith({}, ...known, scanChecked()).when(amendment).decision;
  const facts = [checking, amending].flatMap((decision) =>
    decision.outcome === 'accepted' ? decision.events : [],
  );
  expect(facts.map(({ type }) => type)).toEqual(['ScanChecked', 'BudgetAmended', 'SignatureVoided']);
  expect(consequencesOf(facts, { before, after: facts.reduce(evolve, before) })).toContainEqual(
    expect.stringMatching(/^Diese Korrektur macht die Unterschrift des Landes/u),
  );
});
