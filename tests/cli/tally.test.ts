import { describe, expect, test } from 'vitest';
import type { Judged, Name } from '../../cli/stage/receipts.ts';
import { NAMELESS, tableOf, tallyOf, type Evidence } from '../../cli/story/year/tally.ts';

const name = (id: string): Name => ({ source: 'https://hmsi.example', id });
const refusal = { reason: 'event-id-reused', text: 'Die Kennung ist vergeben.' };

/** Seven messages: two recorded, one of them repeated and its id reused; one waits, one refused, one unreadable. */
const SENT = ['a', 'b', 'a', 'c', 'd', 'a'].map(name).concat(NAMELESS);
const RECEIPTS: Readonly<Record<string, Judged>> = {
  a: { state: 'recorded', otherContent: refusal },
  b: { state: 'recorded' },
  c: { state: 'parked' },
  d: { state: 'refused' },
};

type Truth = {
  readonly receipts: Readonly<Record<string, Judged>>;
  readonly duplicates: number;
  /** Names at the desk; undefined is a message that nobody can read. */
  readonly desk: readonly (string | undefined)[];
};
const TRUTH: Truth = { receipts: RECEIPTS, duplicates: 1, desk: ['d', 'a', undefined] };

/** The desk answers one item a page; it knows only the months that it is asked for. */
function evidence({ receipts, duplicates, desk }: Truth, now = '2031-05-04T08:00:00Z'): Evidence {
  return {
    sent: SENT,
    receiptOf: ({ id }) => Promise.resolve(receipts[id]),
    duplicates: () => Promise.resolve(duplicates),
    now: () => now,
    land: {
      get: (path) => {
        const query = new URL(path, 'https://api.example').searchParams;
        const month = now.slice(0, 7);
        const isAsked = (query.get('from') ?? '') <= month && month <= (query.get('to') ?? '');
        const at = Number(query.get('cursor') ?? '0');
        const items = (isAsked ? desk : []).map((id) => (id === undefined ? {} : { id }));
        const next = at + 1 < items.length ? { next: String(at + 1) } : {};
        return Promise.resolve({ status: 200, body: { items: items.slice(at, at + 1), ...next } });
      },
    },
  };
}

describe('the tally of the story', () => {
  test('brings every message to one end', async () => {
    const tally = await tallyOf(evidence(TRUTH));
    expect(tally).toMatchObject({ sent: 7, recorded: 2, duplicate: 1, parked: 1, refused: 3 });
    expect(tableOf(tally).join('\n')).toMatch(
      /verzeichnet +2\n.*doppelt +1\n.*wartet +1\n.*zurückgewiesen +3\n.*= gesendet +7$/su,
    );
  });

  test.each<[string, Partial<Truth>]>([
    [
      'a first message',
      {
        receipts: {
          a: { state: 'recorded', otherContent: refusal },
          c: { state: 'parked' },
          d: { state: 'refused' },
        },
      },
    ],
    ['a repeat', { duplicates: 0 }],
    ['an unreadable message', { desk: ['d', 'a'] }],
    ['a refused message', { desk: ['a', undefined] }],
    [
      'a message that reuses an id',
      { receipts: { ...RECEIPTS, a: { state: 'recorded' } }, desk: ['d', undefined] },
    ],
  ])('throws where %s was lost', async (_, lost) => {
    const tally = await tallyOf(evidence({ ...TRUTH, ...lost }));
    expect(() => tableOf(tally)).toThrow('Unaccounted for');
  });

  test('throws where a message is counted at two ends, or the desk keeps another one than the receipt says', async () => {
    const twice = await tallyOf(evidence({ ...TRUTH, duplicates: 2 }));
    expect(() => tableOf(twice)).toThrow('Unaccounted for');
    const other = await tallyOf(evidence({ ...TRUTH, desk: ['d', undefined, undefined] }));
    expect(() => tableOf(other)).toThrow('Unaccounted for');
  });
});
