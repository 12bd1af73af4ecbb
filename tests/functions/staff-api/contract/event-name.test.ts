import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameIn, receiptPath } from '../../../../functions/staff-api/contract/event-name.ts';

const OWN = 'https://kreis.example/06531';
const FOREIGN = 'https://kreis.example/06533';

/** What the contract lets be a source or an id: 1 to 200 visible ASCII characters. */
const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code)),
  minLength: 1,
  maxLength: 40,
});
const sources = fc.oneof(printable, fc.constantFrom(OWN, FOREIGN, `${OWN}1`, `${OWN}/x`, 'urn:aqb:remind'));

const encoded = (text: string, times: number): string =>
  times === 0 ? text : encodeURIComponent(encoded(text, times - 1));

describe('the name of an event in an address', () => {
  test('is found again at the address that its receipt gives, whoever asks', () => {
    fc.assert(
      fc.property(sources, printable, fc.array(sources, { maxLength: 3 }), (source, id, own) => {
        expect(nameIn(receiptPath({ source, id }), own)).toEqual({ source, id });
      }),
    );
  });

  test('of a neighbour is never taken for one of one own, however it is written', () => {
    const spellings = fc.constantFrom(
      FOREIGN,
      `${OWN}/../06533`,
      `${OWN}%2F..%2F06533`,
      `${OWN}3`,
      `${OWN}%33`,
      OWN.toUpperCase(),
      `${OWN}#`,
      `${OWN}?`,
      ` ${OWN}`,
    );
    fc.assert(
      fc.property(spellings, fc.nat({ max: 3 }), printable, (spelling, times, id) => {
        const named = nameIn(`/v1/events/${encoded(spelling, times)}/${encoded(id, times)}`, [OWN]);
        // What begins with one's own source and a slash is an id of one's own, whatever that looks like.
        const isBelow = times === 0 && spelling.startsWith(`${OWN}/`);
        expect(named?.source === OWN && !isBelow).toBe(false);
      }),
    );
  });

  test.each([
    '',
    '/',
    'a/',
    '/a',
    'a',
    '%E0%A4/x',
    'a/%E0%A4',
    'a/b%20c',
    'ä/b',
    `${'x'.repeat(201)}/b`,
    'a%00/b',
  ])('is none where %j stands for it', (rest) => {
    expect(nameIn(`/v1/events/${rest}`, [])).toBeUndefined();
  });
});
