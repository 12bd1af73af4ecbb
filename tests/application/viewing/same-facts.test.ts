import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amended,
  concludedFacts,
  released,
  revised,
  scanArchived,
  scanChecked,
  signature,
  withdrawn,
} from '../../support/facts/given.ts';
import { publicationDue } from '../../support/facts/given-year.ts';
import { anyHistory } from '../../support/histories/any-history.ts';
import { runs } from '../../support/histories/runs.ts';
import { disagreements } from './disagreements.ts';
import { playing, type Said, type Step } from './said-by-all.ts';

/** What our publisher says, it says itself here. */
const isToldByOthers = ({ type }: Step['fact']) => type !== 'ZielvereinbarungPublished';

const steps = anyHistory.chain((history) => {
  const told = history.filter(isToldByOthers);
  return fc.tuple(
    ...told.map((fact) =>
      fc.record({
        fact: fc.constant(fact),
        minutes: fc.constantFrom(1, 7, 200),
        daysLate: fc.constantFrom(0, 0, 1, 40),
        isFollowed: fc.oneof(
          { arbitrary: fc.constant(true), weight: 3 },
          { arbitrary: fc.constant(false), weight: 1 },
        ),
      }),
    ),
  );
});

test('workplace, list, page, open data, command line and mails say the same of whatever happens', async () => {
  const heard = { all: 0, public: 0, onItsWay: 0 };
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(0, 60), (history, undoWindowMinutes) =>
      playing(history, {
        undoWindowMinutes,
        hear(said) {
          heard.all += 1;
          const { publicFassung, openConditions } = said.view;
          if (publicFassung !== undefined) heard.public += 1;
          if (openConditions.some(({ code }) => code === 'page-renewed')) heard.onItsWay += 1;
          expect(disagreements(said)).toEqual([]);
        },
      }),
    ),
    { numRuns: runs(150) },
  );
  expect(heard.public).toBeGreaterThan(heard.all / 20);
  expect(heard.onItsWay).toBeGreaterThan(0);
});

test('what deviated from terms that were replaced deviates from nothing, for the workplace as for the public', async () => {
  const facts = [
    ...concludedFacts(),
    amended('abweichung', [895_210, 845_210]),
    withdrawn('land'),
    revised(2),
    released(2),
    signature('land', { fassung: 2 }),
    signature('kommune', { fassung: 2 }),
    scanArchived('upload-0002', { fassung: 2 }),
    scanChecked('upload-0002', { fassung: 2 }),
  ];
  const said = await lastOf(facts, { undoWindowMinutes: 60, thenDue: 2 });
  expect(said.open).toMatchObject({ fassung: 2, abweichungen: [] });
  expect(said.view.abweichungen).toEqual([]);
  expect(disagreements(said)).toEqual([]);
});

/** What all say after these facts, each told a minute after the other and followed at once. */
async function lastOf(
  facts: readonly Step['fact'][],
  { undoWindowMinutes = 0, thenDue }: { undoWindowMinutes?: number; thenDue?: number } = {},
): Promise<Said> {
  const all: Said[] = [];
  const usual = { minutes: 1, daysLate: 0, isFollowed: true };
  const told = facts.map((fact) => ({ ...usual, fact }));
  const due = thenDue === undefined ? [] : [{ ...usual, minutes: 90, fact: publicationDue(thenDue) }];
  await playing([...told, ...due], { undoWindowMinutes, hear: (said) => void all.push(said) });
  const [last] = all.slice(-1);
  if (last === undefined) throw new Error('nobody said anything');
  return last;
}

describe('a side that says something else is found', () => {
  function soundly(): Promise<Said> {
    return lastOf([...concludedFacts(), amended('abweichung', [895_210, 845_210])]);
  }
  type Wrong = readonly [string, (said: Said) => Said];

  test.each<Wrong>([
    ['the sum in the workplace', (said) => ({ ...said, view: { ...said.view, agreedCent: 1 } })],
    ['the day of conclusion in the list', (said) => withRow(said, { concludedOn: '2025-01-01' })],
    ['the day of publication in the list', (said) => withRow(said, { publishedOn: '2025-01-01' })],
    ['the Fassung that is public', (said) => withoutPublicFassung(said)],
    ['the day of the draft', (said) => withBudgetDay(said, '2025-12-24')],
    [
      'an Abweichung that the workplace leaves out',
      (said) => ({ ...said, view: { ...said.view, abweichungen: [] } }),
    ],
    [
      'an end that only the public knows',
      (said) => ({ ...said, open: { ...openOf(said), cancelledOn: '2025-09-01' } }),
    ],
    [
      'a Bescheid of the public only',
      (said) => ({ ...said, open: { ...openOf(said), bescheide: [BESCHEID] } }),
    ],
    [
      'a signature of another day',
      (said) => ({ ...said, open: { ...openOf(said), signatures: [SIGNATURE] } }),
    ],
    [
      'an amount of the command line',
      (said) => ({ ...said, lines: said.lines.replaceAll('895.210', '895.211') }),
    ],
    [
      'a state of the command line',
      (said) => ({ ...said, lines: said.lines.replaceAll('veröffentlicht', 'angehalten') }),
    ],
    ['a day of a mail', (said) => ({ ...said, mails: [...said.mails, 'am 24.12.1999'] })],
    ['a Fassung of a mail', (said) => ({ ...said, mails: [...said.mails, 'Fassung 9 ist veröffentlicht'] })],
    ['a page that is being made, though it can be read', (said) => withCondition(said)],
  ])('%s', async (_, wrong) => {
    const said = await soundly();
    expect(disagreements(said)).toEqual([]);
    expect(disagreements(wrong(said))).not.toEqual([]);
  });
});

const BESCHEID = { aktenzeichen: 'RPKS-9', issuedOn: '2025-02-01', amount: { amountCent: 1 } };
const SIGNATURE = { party: 'land', date: '2025-01-01' };

function openOf({ open }: Said): NonNullable<Said['open']> {
  if (open === undefined) throw new Error('nothing is public');
  return open;
}

function withRow(said: Said, over: Partial<NonNullable<Said['row']['public']>>): Said {
  const { public: page } = said.row;
  return page === undefined ? said : { ...said, row: { ...said.row, public: { ...page, ...over } } };
}

function withoutPublicFassung(said: Said): Said {
  const { publicFassung: _, ...view } = said.view;
  return { ...said, view };
}

function withBudgetDay(said: Said, date: string): Said {
  const budget = said.view.budget.map((line, at) => (at === 0 ? { ...line, date } : line));
  return { ...said, view: { ...said.view, budget } };
}

function withCondition(said: Said): Said {
  const text = 'Beide Unterschriften liegen vor. Die Seite wird gerade erstellt.';
  const view = { ...said.view, openConditions: [{ code: 'page-in-progress', text } as const] };
  return { ...said, view, lines: `${said.lines}\nGut zu wissen:\n  ${text}` };
}
