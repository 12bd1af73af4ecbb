import { describe, expect, test } from 'vitest';
import type { Terms } from '../../events/incoming/terms.ts';
import { programmeOf, type Programme } from '../../shared/domain/programme/index.ts';
import { INITIAL } from '../../shared/domain/zielvereinbarung/state.ts';
import { statesOf, type YearRow } from '../../shared/domain/zielvereinbarung/telling/summary.ts';
import {
  amountFaults,
  answered,
  groundsIn,
  progressText,
  proposalsFor,
  repeated,
  rowsOf,
  countEnded,
  type BulkRow,
  type TypedAmounts,
} from '../../web/pages/draft/bulk/bulk.ts';
import {
  foreseen,
  foresightOf,
  type DraftForesight,
  type ForeseenRow,
} from '../../web/pages/draft/bulk/bulk-foresight.ts';
import { FOLLOWERS } from '../../shared/domain/zielvereinbarung/telling/followers-sentence.ts';
import { stageCounts, draftLines, programmeAsked, stageAsked } from '../../web/pages/draft/bulk/year-list.ts';
import { limburgWeilburgTerms } from '../support/facts/limburg-weilburg.ts';

const next = known('AQB', 2026);
const before: Terms = { programme: 'AQB', haushaltsjahr: 2025, ags: '06533', ...limburgWeilburgTerms };
const grounds = [before];
const numbered = () => {
  let last = 0;
  return () => `key-${(last += 1)}`;
};

function known(programme: string, year: number): Programme {
  const found = programmeOf(programme, year);
  if (found === undefined) throw new Error(`${programme} ${year} is not known`);
  return found;
}

function row(subject: string, vereinbarung: YearRow['current']['states']['vereinbarung']): YearRow {
  const states = { ...statesOf(INITIAL), vereinbarung };
  return { subject, ags: subject.slice(-5), current: { fassung: 2, amountCent: 100, states } };
}

describe('the drafts of a year', () => {
  test('name every Gebietskoerperschaft of that year, with how far its draft is', () => {
    const lines = draftLines(next, [
      row('AQB-2026-06533', 'drafted'),
      row('AQB-2026-06531', 'partly-signed'),
      row('AQB-2026-06415', 'cancelled'),
    ]);
    expect(lines).toHaveLength(27);
    expect(stageCounts(lines)).toEqual({ none: 24, draft: 1, released: 1, beyond: 1 });
    expect(lines.find(({ subject }) => subject === 'AQB-2026-06533')?.text).toBe(
      'Entwurf (Fassung 2), nicht freigegeben',
    );
  });

  test('are those that the address asks for, else the newest up to the coming year', () => {
    expect(programmeAsked({ jahr: '2025' }, '2026-11-24')).toBe(known('AQB', 2025));
    expect(programmeAsked({ jahr: '2018', programm: 'AQBAMB' }, '2026-11-24')).toBe(known('AQBAMB', 2018));
    expect(programmeAsked({ jahr: '1999' }, '2026-11-24')).toBe(next);
    expect(programmeAsked({}, '2024-01-01')).toBe(known('AQB', 2025));
  });

  test('are filtered by a stage that exists, and by nothing else', () => {
    expect([stageAsked('draft'), stageAsked('nonsense'), stageAsked(undefined)]).toEqual([
      'draft',
      undefined,
      undefined,
    ]);
  });
});

describe('all missing drafts', () => {
  const lines = draftLines(next, [row('AQB-2026-06531', 'drafted')]);

  test('are proposed with the money of the year before, and ask for an amount where there is none', () => {
    const proposals = proposalsFor(next, lines, { previous: grounds, amounts: { '06415': ['650.000'] } });
    expect(proposals).toHaveLength(26);
    const of = (ags: string) => proposals.find((proposal) => proposal.ags === ags);
    expect(of('06533')).toMatchObject({
      needsAmount: false,
      terms: { haushaltsjahr: 2026, haushaltsmittel: limburgWeilburgTerms.haushaltsmittel },
    });
    expect(of('06415')).toMatchObject({
      needsAmount: true,
      terms: { haushaltsmittel: { amountCent: 65_000_000 } },
    });
    expect(of('06411')).toMatchObject({ needsAmount: true, terms: undefined });
    expect(of('06411')?.notes).toEqual([
      'Kein Entwurf, denn es gibt keine Zielvereinbarung des Vorjahres. Nennen Sie den Betrag.',
    ]);
  });

  test('build on no Zielvereinbarung that was given up, and on none whose successor is there', () => {
    const rows = [
      row('AQB-2025-06533', 'concluded'),
      row('AQB-2025-06531', 'concluded'),
      row('AQB-2025-06411', 'cancelled'),
    ];
    expect(groundsIn(next, lines, rows)).toEqual(['AQB-2025-06533']);
  });

  test('are sent each under a key of its own', () => {
    const proposals = proposalsFor(next, lines, { previous: grounds, amounts: { '06415': ['1'] } });
    const rows = rowsOf(proposals, numbered());
    expect(rows.map(({ key, end }) => [key, end])).toEqual([
      ['key-1', 'waiting'],
      ['key-2', 'waiting'],
    ]);
  });
});

describe('amounts that were typed for many', () => {
  const lines = draftLines(next, []);
  const faultsIn = (amounts: TypedAmounts, programme = next) =>
    amountFaults(programme, proposalsFor(programme, lines, { previous: grounds, amounts }), amounts);

  test('are right where they can be read, and left out where nothing is typed', () =>
    expect(faultsIn({ '06415': ['650.000'], '06411': [' '] })).toEqual([]));

  test('that cannot be read are tied to their field', () => {
    expect(faultsIn({ '06415': ['650,000'], '06411': ['0'] })).toEqual([
      {
        field: 'betrag-06411-0',
        text: expect.stringMatching(/^Haushaltsmittel für .+ in Euro: der Betrag muss über 0/u),
      },
      { field: 'betrag-06415-0', text: expect.stringContaining('zum Beispiel 895.210') },
    ]);
  });

  test('are asked for of no Gebietskoerperschaft that has a year before', () =>
    expect(faultsIn({ '06533': ['Unsinn'] })).toEqual([]));

  test('are one for each budget once one of them is typed', () => {
    const programme = known('AQBAMB', 2018);
    const [first] = draftLines(programme, []);
    const { ags = '' } = first?.gebietskoerperschaft ?? {};
    const proposals = proposalsFor(programme, draftLines(programme, []), { previous: [], amounts: {} });
    expect(amountFaults(programme, proposals, { [ags]: ['1.000'] }).map(({ field }) => field)).toEqual(
      programme.budgets.slice(1).map((_, at) => `betrag-${ags}-${at + 1}`),
    );
  });
});

describe('what would become of many drafts', () => {
  const states = { before: {}, after: {} };
  const openConditions = { before: [], after: [] };
  const would = (consequences: readonly string[], hints: readonly string[] = []): DraftForesight => ({
    outcome: 'would-record',
    facts: ['ZielvereinbarungDrafted'],
    consequences: [...consequences],
    hints: hints.map((text) => ({ code: 'x', text })),
    states,
    openConditions,
  });
  const asked = (name: string, foresight?: DraftForesight): ForeseenRow => ({
    row: { subject: `AQB-2026-${name}`, name, terms: before, key: name, end: 'waiting' },
    ...(foresight && { foresight }),
  });
  const nothingPublic = 'Es ist noch nichts veröffentlicht.';

  test('is told as one: how many, for how much, and what is true of each', () => {
    const { sentences, groups, sendable, each } = foresightOf([
      asked('A', would(['A wird angelegt.', nothingPublic])),
      asked('B', would(['B wird angelegt.', nothingPublic], ['Der Betrag ist hoch.'])),
    ]);
    expect(sentences).toEqual([
      expect.stringMatching(/^2 Entwürfe werden angelegt, zusammen 1\.790\.420\s€\.$/u),
      nothingPublic,
    ]);
    expect(groups).toEqual([
      { title: 'Bitte noch einmal hinsehen', entries: [{ name: 'B', text: 'Der Betrag ist hoch.' }] },
    ]);
    expect(each).toEqual([
      { name: 'A', text: 'A wird angelegt.' },
      { name: 'B', text: 'B wird angelegt.' },
    ]);
    expect(sendable.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  test('counts those for which something waits that is judged afterwards, and says which', () => {
    const awaited = asked('A', would(['A wird angelegt.', FOLLOWERS]));
    const one = foresightOf([awaited, asked('B', would(['B wird angelegt.']))]);
    expect(one.sentences.slice(1)).toEqual(['Auf 1 Entwurf wartet schon etwas; es wird danach beurteilt.']);
    expect(one.each[0]).toEqual({ name: 'A', text: `A wird angelegt. ${FOLLOWERS}` });
    const all = foresightOf([awaited, asked('B', would(['B wird angelegt.', FOLLOWERS]))]);
    expect(all.sentences.slice(1)).toEqual(['Auf 2 Entwürfe wartet schon etwas; es wird danach beurteilt.']);
  });

  test('tells the path of a refused field apart from the sentence', () => {
    const refused = {
      outcome: 'refused',
      reason: 'amount-implausible',
      text: 'Betrag passt nicht.',
    } as const;
    const { groups } = foresightOf([asked('A', { ...refused, detail: 'data.haushaltsmittel' })]);
    expect(groups[0]?.entries).toEqual([
      { name: 'A', text: 'Betrag passt nicht. (Für Rückfragen: data.haushaltsmittel)' },
    ]);
  });

  test('names those that would be refused or wait, and why, and sends none that would be refused', () => {
    const { groups, sendable } = foresightOf([
      asked('A', { outcome: 'refused', reason: 'already-exists', text: 'Gibt es schon.' }),
      asked('B', { outcome: 'refused', reason: 'amount-implausible', text: 'Betrag passt nicht.' }),
      asked('C', { outcome: 'not-judged', text: 'Das darf Ihre Rolle nicht.' }),
      asked('D', { outcome: 'parked', reason: 'fassung-not-known', text: 'Es wartet.' }),
      asked('E', would(['E wird angelegt.'])),
    ]);
    expect(groups.map(({ title, entries }) => [title, entries.map(({ name }) => name)])).toEqual([
      ['2 werden nicht angelegt', ['B', 'C']],
      ['1 wartet zunächst', ['D']],
      ['1 liegt schon vor', ['A']],
    ]);
    expect(groups[0]?.entries[0]?.text).toBe('Betrag passt nicht.');
    expect(sendable.map(({ name }) => name)).toEqual(['E', 'D']);
  });

  test('is nothing where none would be made', () =>
    expect(foresightOf([asked('A', { outcome: 'duplicate', versions: [1] })])).toMatchObject({
      sendable: [],
      sentences: ['Es wird kein Entwurf angelegt.'],
    }));

  test('is counted as it is asked', () => expect(foreseen([asked('A', would([])), asked('B')])).toBe(1));
});

describe('what became of a draft', () => {
  const sending: BulkRow = {
    subject: 'AQB-2026-06533',
    name: 'Landkreis Limburg-Weilburg',
    terms: before,
    key: 'first',
    end: 'sending',
  };
  const newKey = () => 'second';
  const refusal = (status: number, code?: string) =>
    answered(sending, { ok: false, status, code, text: 'Warum' }, newKey);

  test('is that it is recorded, or was there already', () => {
    expect(answered(sending, { ok: true }, newKey).end).toBe('recorded');
    expect(refusal(409, 'already-exists').end).toBe('already-there');
  });

  test.each([0, 401, 503])(
    'keeps its key where nobody judged it (%i), so that a repeat makes no second one',
    (status) => {
      expect(refusal(status)).toMatchObject({ end: 'failed', key: 'first', text: 'Warum' });
    },
  );

  test('gets another key where it was refused', () => {
    expect(refusal(409, 'amount-implausible')).toMatchObject({ end: 'failed', key: 'second' });
  });

  test('is told in one line, and only what failed is sent again', () => {
    const rows = [
      answered(sending, { ok: true }, newKey),
      refusal(503),
      refusal(409, 'already-exists'),
      sending,
    ];
    expect(progressText(rows)).toBe('1 von 4 angelegt, 1 lag schon vor, 1 nicht angelegt');
    expect(countEnded(rows)).toBe(3);
    expect(repeated(rows).map(({ end, text }) => [end, text])).toEqual([
      ['recorded', undefined],
      ['waiting', undefined],
      ['already-there', undefined],
      ['sending', undefined],
    ]);
  });
});
