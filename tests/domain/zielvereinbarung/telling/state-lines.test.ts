import { describe, expect, test } from 'vitest';
import type { IncomingEvent } from '../../../../events/incoming/index.ts';
import { openConditions } from '../../../../shared/domain/zielvereinbarung/telling/conditions.ts';
import {
  statesOf,
  yearRow,
  type States,
} from '../../../../shared/domain/zielvereinbarung/telling/summary.ts';
import {
  SUBJECT,
  amended,
  bescheid,
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
} from '../../../support/facts/given.ts';
import {
  akteClosed,
  akteDisposed,
  akteOffered,
  antrag,
  assessed,
  becameFinal,
  cancelled,
  meetingHeld,
  meetingScheduled,
  nachweisExamined,
  publicationHeld,
  publicationWithdrawn,
  scanSetAside,
  signatureRefused,
} from '../../../support/facts/given-year.ts';

type Lines = {
  readonly [Line in keyof States]: Readonly<Record<States[Line], readonly IncomingEvent[]>>;
};

const partly = [drafted(), released(), scanArchived(), scanChecked(), signature('land')];
const change = amended('aenderungsvereinbarung', [895_210, 850_000]);
const granted = [drafted(), bescheid('zuwendung', 890_000)];
const deviated = [...concludedFacts(), amended('abweichung', [895_210, 845_210])];
const closed = [drafted(), cancelled(), akteClosed()];

/** Per state line and value the facts that lead there; the type wants every value of every line. */
const LINES: Lines = {
  vereinbarung: {
    none: [],
    drafted: [drafted()],
    released: [drafted(), released(), signature('land')],
    'partly-signed': partly,
    concluded: concludedFacts(),
    cancelled: [drafted(), cancelled()],
  },
  scan: {
    none: [drafted(), released()],
    archived: [drafted(), released(), scanArchived()],
    checked: concludedFacts(),
    'not-authoritative': [drafted(), released(), scanArchived(), scanSetAside()],
  },
  publication: {
    'not-ready': [drafted()],
    held: [drafted(), publicationHeld(), ...concludedFacts().slice(1)],
    waiting: [drafted(), publicationHeld('2025-09-02'), ...concludedFacts().slice(1)],
    due: concludedFacts(),
    published: [...concludedFacts(), published()],
    withdrawn: [...concludedFacts(), published(), publicationWithdrawn()],
  },
  bescheid: {
    none: [drafted()],
    applied: [drafted(), antrag()],
    refused: [drafted(), antrag(), bescheid('ablehnung', 1)],
    granted,
    final: [...granted, becameFinal()],
    settled: [...granted, becameFinal(), nachweisExamined()],
    revoked: [...granted, bescheid('widerruf', 890_000)],
  },
  aenderung: {
    none: concludedFacts(),
    drafted: [...concludedFacts(), change],
    released: [...concludedFacts(), change, released(2)],
    'partly-signed': [
      ...concludedFacts(),
      ...concludedAnewFacts().filter(({ id }) => id !== 'signature-land-2'),
    ],
  },
  umsetzungsbesprechung: {
    open: [drafted()],
    scheduled: [drafted(), meetingScheduled()],
    held: [drafted(), meetingScheduled(), meetingHeld()],
  },
  abweichungen: {
    none: concludedFacts(),
    open: deviated,
    considered: [...deviated, assessed(1)],
  },
  zielerreichung: { open: concludedFacts(), assessed: [...concludedFacts(), assessed()] },
  akte: {
    open: [drafted()],
    closed,
    offered: [...closed, akteOffered()],
    disposed: [...closed, akteOffered(), akteDisposed()],
  },
};

describe('the state lines', () => {
  test.each(
    Object.entries(LINES).flatMap(([line, values]) =>
      Object.entries(values).map(([value, facts]): [string, string, readonly IncomingEvent[]] => [
        line,
        value,
        facts,
      ]),
    ),
  )('of %s: %s', (line, value, facts) => {
    // An Akte is disposed of when its retention is over.
    const { state } = given(...facts.slice(0, -1))
      .on(value === 'disposed' ? '2099-12-31' : '2025-09-01')
      .with(...facts.slice(-1));
    expect(statesOf(state)).toHaveProperty(line, value);
  });

  test('are independent: money and meeting move while nobody signs, and are shown together', () =>
    expect(statesOf(given(...granted, meetingHeld()).state)).toEqual({
      vereinbarung: 'drafted',
      scan: 'none',
      publication: 'not-ready',
      bescheid: 'granted',
      aenderung: 'none',
      umsetzungsbesprechung: 'held',
      abweichungen: 'none',
      zielerreichung: 'open',
      akte: 'open',
    }));
});

describe('what still stands before publication', () => {
  const texts = (...facts: IncomingEvent[]) => openConditions(given(...facts).state).map(({ text }) => text);

  test.each([
    ['unknown', [], 'Die Zielvereinbarung ist noch nicht angelegt.'],
    [
      'cancelled',
      [...concludedFacts(), cancelled()],
      'Die Zielvereinbarung wurde am 18.08.2025 aufgehoben oder aufgegeben.',
    ],
    [
      'held',
      LINES.publication.held,
      'Beide Unterschriften liegen vor. Das Ministerium hält die Veröffentlichung zurück, bis es sie freigibt.',
    ],
    [
      'held until a day',
      LINES.publication.waiting,
      'Beide Unterschriften liegen vor. Die Seite erscheint ab 02.09.2025, 00:00 Uhr.',
    ],
    [
      'withdrawn',
      LINES.publication.withdrawn,
      'Beide Unterschriften liegen vor. Das Ministerium hat die Veröffentlichung zurückgezogen; es kann sie wieder freigeben.',
    ],
    [
      'not released',
      [drafted(), revised(2)],
      'Die Fassung 2 ist noch nicht zur Unterschrift freigegeben. Das Ministerium gibt sie frei.',
    ],
    ['in progress', concludedFacts(), 'Beide Unterschriften liegen vor. Die Seite wird gerade erstellt.'],
  ])('%s', (_, facts, text) => expect(texts(...facts)).toEqual([text]));

  test('a refused signature is said beside what the other side lacks', () =>
    expect(texts(drafted(), released(), signatureRefused('land'))).toEqual([
      'Die Unterschrift des Landes auf Fassung 1 wurde abgelehnt. Das Ministerium klärt, wie es weitergeht.',
      'Die Unterschrift der Gebietskörperschaft auf Fassung 1 ist noch nicht erklärt.',
      'Zur Unterschrift der Gebietskörperschaft fehlt der Scan des unterschriebenen Papiers im Archiv.',
    ]));

  test('a scan set aside is no scan', () =>
    expect(given(...partly, scanSetAside()).conditions).toEqual([
      'scan-missing:land',
      'signature-missing:kommune',
      'scan-missing:kommune',
    ]));

  test('inside the undo window the moment is named', () => {
    const { state } = givenWith({ settings: { undoWindowMinutes: 60 } }, ...concludedFacts());
    expect(openConditions(state)).toEqual([
      {
        code: 'undo-window',
        text: 'Beide Unterschriften liegen vor. Die Seite erscheint ab 01.09.2025, 13:00 Uhr.',
      },
    ]);
  });

  test('nothing, once the page of the newest facts can be read', () => {
    const page = [...concludedFacts(), published()];
    expect(texts(...page)).toEqual([]);
    expect(given(...page, meetingHeld()).conditions).toEqual(['page-renewed']);
    expect(statesOf(given(...page, meetingHeld()).state).publication).toBe('published');
    expect(texts(...page, meetingHeld(), published(2))).toEqual([]);
  });
});

describe('the row of the year', () => {
  const signing = (...facts: readonly IncomingEvent[]) => {
    const { signingSince, refusedBy } =
      yearRow(SUBJECT, given(...facts).state, { events: [], today: '2025-09-01' })?.current ?? {};
    return { signingSince, refusedBy };
  };
  const firstRelease = { ...released(), time: '2025-07-31T22:30:00Z' };
  const nobody = { signingSince: undefined, refusedBy: undefined };

  test('says from which day signatures are waited for, by the days of Berlin', () => {
    expect(signing(drafted())).toEqual(nobody);
    expect(signing(drafted(), firstRelease).signingSince).toBe('2025-08-01');
    expect(signing(drafted(), firstRelease, signature('land')).signingSince).toBe('2025-08-01');
  });

  test('counts from the first release of a Fassung, and anew for the next one', () => {
    const later = { ...released(1, { dueOn: '2025-10-31' }), time: '2025-08-20T10:00:00Z' };
    expect(signing(drafted(), firstRelease, later).signingSince).toBe('2025-08-01');
    const next = { ...released(2), time: '2025-08-25T10:00:00Z' };
    expect(signing(drafted(), firstRelease, revised(2)).signingSince).toBeUndefined();
    expect(signing(drafted(), firstRelease, revised(2), next).signingSince).toBe('2025-08-25');
    const corrected = amended('correction', [895_210, 900_000]);
    expect(signing(drafted(), firstRelease, corrected).signingSince).toBeUndefined();
  });

  test('waits for nobody once both have signed, or it has ended', () => {
    expect(signing(...concludedFacts())).toEqual(nobody);
    expect(signing(drafted(), firstRelease, cancelled())).toEqual(nobody);
  });

  test('says who refused to sign, until they sign after all', () => {
    const refused = [drafted(), firstRelease, signatureRefused('kommune')];
    expect(signing(...refused).refusedBy).toEqual(['kommune']);
    expect(signing(...refused, signature('kommune')).refusedBy).toBeUndefined();
  });
});
