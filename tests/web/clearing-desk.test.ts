import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../../events/reasons.ts';
import type { ClearingItemView } from '../../web/api/types.ts';
import { previewWords } from '../../web/commands/preview-words.ts';
import { ageInWords } from '../../web/pages/clearing/age.ts';
import {
  editable,
  gapFault,
  meaningOf,
  outcomeSentence,
  readReplacement,
  requestOf,
  usedItsNumber,
  whyNot,
} from '../../web/pages/clearing/item/decisions.ts';
import { deskHref, deskQueryOf, refusedPath, spansAround } from '../../web/pages/clearing/desk-query.ts';
import { hasWords } from '../../shared/domain/facts/has-words.ts';
import { letterOf } from '../../web/pages/clearing/item/letter.ts';
import { readOrder } from '../../web/pages/clearing/item/read-order.ts';
import { markedMessage } from '../../web/pages/clearing/item/marked-json.ts';
import { personOf } from '../../web/session/roles.ts';
import { amended } from '../support/facts/given.ts';
import { asCloudEvent } from '../support/stages/recorder.ts';
import { WIRE } from '../support/facts/wire.ts';

const TODAY = '2026-11-24';
const event = asCloudEvent(amended('abweichung', [895_210, 845_210]));

const item: ClearingItemView = {
  month: '2025-10',
  key: 'a'.repeat(64),
  reason: 'budget-from-mismatch',
  detail: 'data.from',
  text: REFUSALS['budget-from-mismatch'],
  door: 'ingress',
  receivedAt: '2025-10-02T09:00:00Z',
  proven: true,
  source: event.source,
  id: event.id,
  subject: event.subject,
  state: 'open',
  type: event.type,
  body: JSON.stringify(event),
  decisions: [],
};

describe('the address of the desk', () => {
  test('without anything shows what is open of all times', () => {
    expect(deskQueryOf({})).toEqual({
      part: 'refused',
      span: undefined,
      state: 'open',
      words: '',
    });
  });

  test.each([
    {
      part: 'waiting',
      span: { from: '2025-01', to: '2025-03' },
      state: undefined,
      words: 'kreis fulda & co',
    },
    { part: 'refused', span: { from: '1970-01', to: '1970-01' }, state: 'decided', words: '' },
    { part: 'refused', span: undefined, state: 'open', words: 'AQB-2025-06533' },
  ] as const)('leads back to what was shown (%j)', (query) => {
    const { searchParams } = new URL(deskHref(query), 'https://example.test');
    expect(deskQueryOf(Object.fromEntries(searchParams))).toEqual(query);
  });

  test('is read where nonsense stands in it', () => {
    const standard = deskQueryOf({});
    for (const asked of [
      { von: '2027-01', bis: '2026-13' },
      { von: '2026-02', bis: '2026-01' },
      { von: '2020-01', bis: '2026-01' },
      { stand: 'toString' },
    ])
      expect(deskQueryOf(asked)).toEqual(standard);
  });

  test('can name every span of three years back to the first programme', () => {
    const spans = spansAround(TODAY);
    expect(spans.slice(0, 2)).toEqual([
      { from: '2024-01', to: '2026-12' },
      { from: '2021-01', to: '2023-12' },
    ]);
    expect(spans.at(-1)).toEqual({ from: '2009-01', to: '2011-12' });
  });

  test('asks the API for a page, of all times or of some months, and for words', () => {
    expect(refusedPath(deskQueryOf({}))).toBe('/v1/clearing?limit=50&state=open');
    expect(refusedPath(deskQueryOf({ von: '1970-01', bis: '1970-12', suche: ' Fulda ' }))).toBe(
      '/v1/clearing?from=1970-01&to=1970-12&limit=50&state=open&search=Fulda',
    );
    expect(refusedPath(deskQueryOf({ suche: 'x'.repeat(300) }))).toHaveLength(40 + 200);
  });
});

describe('words that are looked for', () => {
  test('are all found, wherever they stand and however they are written', () => {
    expect(hasWords(['https://rp-kassel.example', undefined, 'AQB-2025-06533'], 'KASSEL 06533')).toBe(true);
    expect(hasWords(['https://rp-kassel.example'], 'kassel fulda')).toBe(false);
    expect(hasWords([], '')).toBe(true);
  });
});

describe('age in words', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  test.each([
    ['2026-11-24T11:59:30Z', 'gerade eben'],
    ['2026-11-24T11:58:59Z', 'vor 1 Minute'],
    ['2026-11-24T09:00:00Z', 'vor 3 Stunden'],
    ['2026-11-23T11:00:00Z', 'vor 1 Tag'],
    ['2026-11-18T12:00:00Z', 'vor 6 Tagen'],
    ['nonsense', 'zu unbekannter Zeit'],
  ])('%s is %s', (instant, words) => {
    expect(ageInWords(instant, now)).toBe(words);
  });
});

describe('a message at the desk', () => {
  const marked = (detail: string | undefined) =>
    markedMessage('{"id":"1","data":{"party":"x","list":[{"a":1},{"a":2}],"none":{}}}', detail);
  const linesMarked = (detail: string) =>
    marked(detail)
      .lines.filter(({ isMarked }) => isMarked)
      .map(({ text }) => text.trim());

  test('has the field marked that the reason names', () => {
    expect(linesMarked('data.party: invalid')).toEqual(['"party": "x",']);
    expect(linesMarked('data.list.1.a')).toEqual(['"a": 2']);
    expect(linesMarked('Seite (data.party): erwartet wird einer der Werte „land“')).toEqual([
      '"party": "x",',
    ]);
  });

  test('has a whole part marked where the reason names it', () => {
    expect(linesMarked('data.list.1')).toEqual(['{', '"a": 2', '}']);
  });

  test('has that marked in which a field is missing', () => {
    expect(linesMarked('data.amount.amountCent: required')).toEqual(['"data": {']);
    expect(marked('data.amount: required').note).toBe(
      'Das Feld „data.amount“ fehlt; markiert ist, worin es stehen müsste.',
    );
  });

  test('has nothing marked where the reason names no field', () => {
    expect(marked(undefined)).toMatchObject({ note: undefined });
    expect(linesMarked('not a path at all')).toEqual([]);
  });

  test('is shown as it came where it is no JSON', () => {
    expect(markedMessage('Dies ist\nkein JSON.', undefined).lines).toHaveLength(2);
    expect(markedMessage('{"id":"a","id":"b"}', 'id: steht zweimal da')).toEqual({
      lines: [{ text: '{"id":"a","id":"b"}', isMarked: false }],
      note: 'Die Nachricht lässt sich nicht eindeutig lesen; so kam sie an.',
    });
  });

  test('reads like JSON with two blanks, whatever it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (json) => {
        const text = markedMessage(JSON.stringify(json), undefined).lines.map((line) => line.text);
        expect(text.join('\n')).toBe(JSON.stringify(JSON.parse(JSON.stringify(json)), undefined, 2));
      }),
    );
  });
});

describe('what a person may decide', () => {
  const as = (...groups: readonly string[]) =>
    personOf({ sub: 'a@example.test', email: 'a@example.test' }, groups);

  test('is everything for the Land', () => {
    expect(whyNot(as('land'), 'replace', item)).toBeUndefined();
    expect(whyNot(as('land'), 'replay', { ...item, proven: false })).toBeUndefined();
  });

  test('is for the Prüfung only what its sender proved, as it came', () => {
    expect(whyNot(as('pruefung'), 'replay', item)).toBeUndefined();
    expect(whyNot(as('pruefung'), 'discard', item)).toBeUndefined();
    expect(whyNot(as('pruefung'), 'replay', { ...item, proven: false })).toContain('nicht ausgewiesen');
    expect(whyNot(as('pruefung'), 'replace', item)).toContain('nur das Land');
  });

  test('is nothing for the revision, and nothing twice', () => {
    expect(whyNot(as('revision'), 'discard', item)).toContain('liest hier nur');
    expect(whyNot(as('land'), 'discard', { ...item, state: 'decided' })).toContain('schon entschieden');
  });
});

describe('a message in the place of another', () => {
  const replaced = (body: unknown) =>
    readReplacement(typeof body === 'string' ? body : JSON.stringify(body), item, WIRE);

  test('is taken where it fulfils the contract and keeps its names', () => {
    const data = { ...event.data, to: { amountCent: 1, currency: 'EUR' } };
    expect(replaced({ ...event, data })).toEqual({ ok: true, body: { ...event, data } });
  });

  test.each([
    ['nonsense', 'kein gültiges JSON'],
    ['{\n\n  "id": 1,,\n}', 'es hakt in Zeile 3'],
    ['[]', 'JSON-Objekt'],
    [JSON.stringify(event).replace('{', '{"id":"other",'), 'Ein Feld steht zweimal in der Nachricht'],
    [JSON.stringify({ ...event, data: { ...event.data, reason: 'F\uFFFDrderung' } }), 'data.reason'],
    [{ ...event, id: 'other' }, 'Kennung muss bleiben'],
    [{ ...event, source: 'https://else.example' }, 'Absender muss bleiben'],
    [{ ...event, type: `${WIRE.prefix}.vertrag.gekuendigt.v1` }, 'Diesen Ereignistyp gibt es nicht'],
    [{ ...event, data: { ...event.data, kind: 'nonsense' } }, 'data.kind'],
  ])('is not taken: %j', (body, said) => {
    expect(replaced(body)).toMatchObject({ ok: false, text: expect.stringContaining(said) });
  });

  test('is edited in lines where the first is JSON, else as it came', () => {
    expect(JSON.parse(editable(item.body))).toEqual(event);
    expect(editable(item.body)).toContain('\n  ');
    expect(editable('kein JSON')).toBe('kein JSON');
    expect(editable('{"id":"a","id":"b"}')).toBe('{"id":"a","id":"b"}');
  });
});

describe('a decision', () => {
  const gap = { source: 'https://a.example', subject: 'AQB-2025-06533', sequence: '7' };

  test('says what it means, and who answers for another wording', () => {
    expect(meaningOf('replay', item)).toContain('unverändert noch einmal beurteilt');
    expect(meaningOf('replace', item)).toContain(`als Meldung von ${event.source}`);
    expect(meaningOf('replace', {})).toContain('dem genannten Absender');
    expect(meaningOf('discard', item)).toContain('ohne dass sie gilt');
  });

  test('is told before it is made in the words of the API, and can be made where it closes the message', () => {
    const consequences = ['Die Nachricht wird geschlossen.'];
    const told = { isPossible: true, title: 'Das wird geschehen', sentences: consequences };
    expect(previewWords({ outcome: 'would-discard', consequences })).toMatchObject(told);
    expect(previewWords({ outcome: 'duplicate', versions: [1], consequences })).toMatchObject(told);
    expect(previewWords({ outcome: 'duplicate', versions: [1] })).toMatchObject({ isPossible: false });
  });

  test('names source and subject of a number only where the message named none', () => {
    const order = { action: 'discard', reason: 'Irrläufer', gap } as const;
    expect(requestOf(order, item)).toEqual({ action: 'discard', reason: 'Irrläufer', sequence: '7' });
    expect(requestOf(order, {})).toEqual({ action: 'discard', reason: 'Irrläufer', ...gap });
    expect(requestOf({ action: 'replay', reason: '' }, item)).toEqual({ action: 'replay' });
  });

  test('leaves a number open only where the message could not be read', () => {
    expect(usedItsNumber(item.body, WIRE)).toBe(true);
    expect(usedItsNumber('kein JSON', WIRE)).toBe(false);
  });

  test('asks for what a number needs', () => {
    expect(gapFault(gap)).toEqual({});
    expect(Object.keys(gapFault({ source: ' ', subject: 'x', sequence: '0' }))).toEqual([
      'sequence',
      'source',
      'subject',
    ]);
  });

  test('is read with all that it needs, or says what is missing', () => {
    const typed = { reason: ' Irrläufer ', body: 'kein JSON', gap: { ...gap, sequence: '' }, closes: true };
    const read = (action: 'replay' | 'replace' | 'discard', hasGap: boolean, part: object = {}) =>
      readOrder({ ...typed, ...part }, { action, item, hasGap, wire: WIRE });
    expect(read('discard', false)).toEqual({ action: 'discard', reason: 'Irrläufer' });
    expect(read('discard', true)).toEqual({ sequence: 'Bitte geben Sie die Nummer als ganze Zahl an.' });
    expect(read('discard', true, { gap })).toEqual({ action: 'discard', reason: 'Irrläufer', gap });
    expect(read('discard', false, { reason: ' ' })).toHaveProperty('reason');
    expect(read('replay', false, { reason: 'x'.repeat(1001) })).not.toHaveProperty('action');
    expect(read('replace', false)).toHaveProperty('body', expect.stringContaining('kein gültiges JSON'));
    expect(read('replace', false, { body: item.body })).toMatchObject({ action: 'replace', body: event });
  });

  test('is told by its end', () => {
    expect(outcomeSentence({ outcome: 'recorded', versions: [4] })).toContain('gilt');
    expect(outcomeSentence({ outcome: 'parked', reason: 'sequence-gap', text: 'Wartet auf 3.' })).toBe(
      'Wartet auf 3.',
    );
    expect(outcomeSentence({ outcome: 'duplicate', versions: [] })).toContain('schon aufgezeichnet');
    expect(outcomeSentence({ outcome: 'discarded' })).toContain('verworfen');
  });
});

describe('the text for the sender', () => {
  test('names the message, the reason and what to do, and nothing of the content', () => {
    const letter = letterOf(item);
    for (const part of [event.source, event.id, 'data.from', 'Der Ausgangsbetrag stimmt nicht'])
      expect(letter).toContain(part);
    expect(letter).not.toContain('89521000');
  });

  test('leaves out what nobody knows', () => {
    const { source: _, detail: __, ...unknown } = item;
    expect(letterOf(unknown)).not.toMatch(/Absender:|Betroffen:|undefined/u);
  });
});
