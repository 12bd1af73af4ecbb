import { describe, expect, test } from 'vitest';
import { boardOf, ownBoard } from '../../../web/pages/board/board-line.ts';
import {
  boardHref,
  hitsText,
  narrowed,
  readBoardQuery,
  stateCounts,
  stateOptions,
} from '../../../web/pages/board/board-query.ts';
import { row } from './fixture.ts';

const TODAY = '2025-09-07';
const names = (rows: Parameters<typeof boardOf>[1]) => boardOf(2025, rows, TODAY).map(({ body }) => body.ags);

describe('the board of a year', () => {
  test('has a line for every Gebietskoerperschaft of the register, drafted or not', () => {
    expect(boardOf(2025, [], TODAY)).toHaveLength(26);
    expect(boardOf(2026, [], TODAY)).toHaveLength(27);
    expect(boardOf(2025, [], TODAY)[0]?.urgency.text).toBe('Noch nicht entworfen');
  });

  test('has two lines for one whose year has two programmes', () => {
    const both = [row(), { ...row(), subject: 'ESF-2025-06533' }];
    expect(boardOf(2025, both, TODAY).filter(({ body }) => body.ags === '06533')).toHaveLength(2);
  });

  test('begins with what is overdue longest, and says since when in words', () => {
    const signature = (ags: string, dueOn: string) =>
      row({ ags, states: { vereinbarung: 'released' }, deadlines: [{ deadline: 'signature', dueOn }] });
    const lines = boardOf(2025, [signature('06411', '2025-09-06'), signature('06533', '2025-09-01')], TODAY);
    expect(lines.slice(0, 2).map(({ urgency }) => urgency.text)).toEqual([
      'Unterschriften seit 6\u00A0Tagen überfällig (01.09.2025)',
      'Unterschriften seit 1\u00A0Tag überfällig (06.09.2025)',
    ]);
  });

  test('says how long signatures are waited for, and who will not sign', () => {
    const released = { states: { vereinbarung: 'released' } } as const;
    const textOf = (given: Parameters<typeof row>[0]) =>
      boardOf(2025, [row(given)], TODAY).find((line) => line.row !== undefined)?.urgency.text;
    expect(textOf({ ...released, signingSince: '2025-08-26' })).toBe(
      'Wartet auf die Unterschriften (seit 12\u00A0Tagen freigegeben)',
    );
    expect(textOf({ states: { vereinbarung: 'partly-signed' }, signingSince: TODAY })).toBe(
      'Eine Unterschrift fehlt noch (seit heute freigegeben)',
    );
    expect(textOf({ ...released, signingSince: '2025-08-26', refusedBy: ['kommune'] })).toBe(
      'Unterschrift abgelehnt (Kommune): klären',
    );
    const deadlines = [{ deadline: 'signature', dueOn: '2025-09-06' }] as const;
    expect(textOf({ ...released, deadlines, refusedBy: ['kommune'] })).toBe(
      'Unterschriften seit 1\u00A0Tag überfällig (06.09.2025); Unterschrift abgelehnt (Kommune): klären',
    );
  });

  test('goes on with what somebody must clear, then check, then sign, and ends with what is done', () => {
    const rows = [
      row({ ags: '06411' }),
      row({ ags: '06412', states: { vereinbarung: 'cancelled' } }),
      row({ ags: '06413', states: { vereinbarung: 'released' } }),
      row({ ags: '06414', states: { vereinbarung: 'partly-signed' } }),
      row({ ags: '06431', states: { scan: 'archived' } }),
      row({ ags: '06432', states: { bescheid: 'refused' } }),
      row({ ags: '06433', states: { vereinbarung: 'released' }, refusedBy: ['land'] }),
    ];
    const order = names(rows);
    expect(order.slice(0, 5)).toEqual(['06432', '06433', '06431', '06414', '06413']);
    expect(order.slice(-2)).toEqual(['06411', '06412']);
  });

  test('puts the earlier day first among lines that wait for the same', () => {
    const waits = (ags: string, dueOn: string) =>
      row({ ags, states: { vereinbarung: 'released' }, deadlines: [{ deadline: 'signature', dueOn }] });
    expect(names([waits('06411', '2025-10-01'), waits('06533', '2025-09-09')]).slice(0, 2)).toEqual([
      '06533',
      '06411',
    ]);
  });

  test('shows a Kommune only its own rows', () => {
    expect(ownBoard(2025, [row()], TODAY).map(({ body }) => body.ags)).toEqual(['06533']);
  });
});

describe('the address of the board', () => {
  const query = (search: string) => readBoardQuery(Object.fromEntries(new URLSearchParams(search)), 2026);
  const found = (search: string) =>
    narrowed(boardOf(2025, [row()], TODAY), query(`jahr=2025&${search}`)).map(({ body }) => body.ags);

  test('says the same after it was written and read', () => {
    const asked = {
      year: 2025,
      search: 'Groß-Gerau',
      state: 'vereinbarung.concluded',
      kind: 'landkreis',
      isOverdueOnly: true,
    } as const;
    expect(query(boardHref(asked).slice(2))).toEqual(asked);
  });

  test('means this year where the year is missing or impossible', () => {
    expect(query('').year).toBe(2026);
    expect(query('jahr=1999').year).toBe(2026);
    expect(query('jahr=abc').year).toBe(2026);
  });

  test.each(['suche=gross-gerau', 'suche=Groß%20Gerau', 'suche=GROSS%20GERAU', 'suche=06433'])(
    'finds Groß-Gerau by %s',
    (search) => expect(found(search)).toEqual(['06433']),
  );

  test('finds umlauts however they are typed', () => {
    expect(found('suche=gießen')).toEqual(['06531']);
    expect(found('suche=giessen')).toEqual(['06531']);
    expect(found('suche=meissner')).toEqual(['06636']);
  });

  test('narrows by state, by kind and to what is overdue', () => {
    expect(found('stand=vereinbarung.concluded')).toEqual(['06533']);
    expect(found('art=kreisfreie-stadt')).toHaveLength(5);
    expect(found('ueberfaellig=ja')).toEqual([]);
  });

  test('counts the lines of each state and offers only states that occur, and the chosen one', () => {
    const lines = boardOf(2025, [row()], TODAY);
    const counted = stateCounts(lines).filter(({ line }) => line === 'vereinbarung');
    expect(Object.fromEntries(counted.map(({ label, count }) => [label, count]))).toEqual({
      'noch nicht entworfen': 25,
      abgeschlossen: 1,
    });
    expect(stateOptions(lines, 'scan.archived').at(-1)).toEqual({
      value: 'scan.archived',
      label: 'Scan: archiviert, zu prüfen (0)',
    });
  });

  test('says how many are shown of how many', () => {
    expect(hitsText(26, 26)).toBe('26 Einträge');
    expect(hitsText(3, 26)).toBe('3 von 26 Einträgen');
  });
});
