import { describe, expect, test } from 'vitest';
import type { RecordedEvent } from '../../../../events/recorded/index.ts';
import { readableEvent } from '../../../../shared/domain/zielvereinbarung/telling/withheld.ts';
import { concludedFacts, given } from '../../../support/facts/given.ts';
import { assessed } from '../../../support/facts/given-year.ts';

const PLACE = { version: 1, recordedAt: '2025-09-01T10:00:00.000Z' };

/** The fact as it lies in the log, with some of its data as the erasing left them. */
function left(type: RecordedEvent['type'], rest: (data: object) => object): RecordedEvent {
  const { events } = given(...concludedFacts(), assessed());
  const found = events.find((event) => event.type === type);
  return { ...found, ...PLACE, data: rest(found?.data ?? {}) } as RecordedEvent;
}

const nameless = (change: object = {}) =>
  left('SignatureReceived', (data) => {
    const { signatoryKey: _, signatory, ...rest } = data as { signatoryKey: string; signatory: object };
    return { ...rest, signatory: { ...signatory, name: undefined }, ...change };
  });

const dataOf = (event: RecordedEvent) => readableEvent(event).data;

describe('a signature whose name was erased', () => {
  test('says that it is gone, keeps the office, and a key made of what is left', () =>
    expect(dataOf(nameless())).toMatchObject({
      party: 'land',
      signatory: { name: 'Name nicht mehr gespeichert', office: 'Staatsministerin' },
      signatoryKey: 'withheld land Staatsministerin  Wiesbaden 2025-08-02 ',
    }));

  test.each([
    ['capacity', { signatory: { office: 'Staatsministerin', capacity: 'in Vertretung' } }],
    ['place', { place: 'Kassel' }],
    ['day', { signedOn: { date: '2025-08-03', asWritten: '3.8.2025' } }],
    ['document', { document: { sha256: 'e'.repeat(64) } }],
  ])('is told apart from another by its %s', (_, change) => {
    const [one, other] = [dataOf(nameless()), dataOf(nameless(change))];
    expect('signatoryKey' in one && 'signatoryKey' in other && one.signatoryKey !== other.signatoryKey).toBe(
      true,
    );
  });

  test('is read as it stands where nothing was erased', () => {
    const whole = left('SignatureReceived', (data) => data);
    expect(readableEvent(whole)).toEqual(whole);
    expect(dataOf(whole)).toMatchObject({ signatory: { name: 'Heike Hofmann' } });
  });
});

describe('an assessment whose sentences were erased', () => {
  test('keeps its figures and says that the sentences are gone', () => {
    const bare = left('ZielerreichungAssessed', (data) => {
      const { items } = data as { items: readonly Record<string, unknown>[] };
      return {
        items: items.map((item) => ({
          ...item,
          result: undefined,
          consideredAbweichungen: [{ abweichung: 1 }],
        })),
      };
    });
    expect(dataOf(bare)).toMatchObject({
      summary: 'Text nicht mehr gespeichert',
      items: [
        {
          result: 'Text nicht mehr gespeichert',
          consideredAbweichungen: [{ abweichung: 1, consideration: 'Text nicht mehr gespeichert' }],
        },
      ],
    });
  });

  test('is read as it stands where nothing was erased', () => {
    const whole = left('ZielerreichungAssessed', (data) => data);
    expect(readableEvent(whole)).toEqual(whole);
  });
});

test('every other fact is read as it stands', () => {
  const whole = left('ZielvereinbarungDrafted', (data) => data);
  expect(readableEvent(whole)).toBe(whole);
});
