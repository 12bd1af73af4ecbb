import { describe, expect, test } from 'vitest';
import { toldOf } from '../../web/commands/preview-words.ts';

describe('what would follow', () => {
  test('is refused in the words of the API', () =>
    expect(
      toldOf({ outcome: 'refused', reason: 'slot-taken', text: 'Der Platz ist besetzt.' }),
    ).toMatchObject({
      isPossible: false,
      sentences: ['Der Platz ist besetzt.'],
    }));

  test('is refused with the field that is concerned', () =>
    expect(
      toldOf({ outcome: 'refused', reason: 'date-invalid', text: 'Kein Tag.', detail: 'data.date' })
        .sentences,
    ).toEqual(['Kein Tag.', 'Betroffen: data.date']));

  test('is what the API says, and what stands open afterwards', () => {
    const states = { before: {}, after: {} };
    const opened = { code: 'fassung-not-released', text: 'Die Fassung 2 ist nicht freigegeben.' };
    const openConditions = {
      before: [],
      after: [opened, { code: 'page-in-progress', text: 'Die Seite entsteht.' }],
    };
    const consequences = ['Es entsteht Fassung 2.'];
    expect(
      toldOf({ outcome: 'would-record', facts: [], hints: [], consequences, states, openConditions })
        .sentences,
    ).toEqual(['Es entsteht Fassung 2.', 'Danach offen: Die Fassung 2 ist nicht freigegeben.']);
  });

  test('can be sent where it would wait', () =>
    expect(toldOf({ outcome: 'parked', reason: 'fassung-not-known', text: 'Es wartet.' }).isPossible).toBe(
      true,
    ));

  test('says that what waits is recorded by itself', () =>
    expect(toldOf({ outcome: 'parked', reason: 'fassung-not-known', text: 'Es wartet.' }).sentences).toEqual([
      'Es wartet.',
      'Es wird von selbst aufgezeichnet, sobald da ist, worauf es aufbaut.',
    ]));

  test('cannot be sent where it was recorded before', () =>
    expect(toldOf({ outcome: 'duplicate', versions: [1] })).toMatchObject({
      isPossible: false,
      title: 'Das ist schon festgehalten',
    }));

  test('of a scan that nobody assigned is that it is assigned, and goes on', () =>
    expect(toldOf({ outcome: 'would-assign', text: 'Der Scan wird zugeordnet.' })).toMatchObject({
      isPossible: true,
      sentences: ['Der Scan wird zugeordnet.'],
    }));
});
