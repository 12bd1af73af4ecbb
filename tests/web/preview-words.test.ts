import { describe, expect, test } from 'vitest';
import { previewWords } from '../../web/commands/preview-words.ts';
import { labelOfField } from '../../web/pages/zielvereinbarung/actions/field-labels.ts';

describe('what would follow', () => {
  test('is refused in the words of the API', () =>
    expect(
      previewWords({ outcome: 'refused', reason: 'slot-taken', text: 'Der Platz ist besetzt.' }),
    ).toMatchObject({
      isPossible: false,
      sentences: ['Der Platz ist besetzt.'],
    }));

  const refused = {
    outcome: 'refused',
    reason: 'date-invalid',
    text: 'Kein Tag.',
    detail: 'data.signedOn.date: must be a day',
  } as const;

  test('is refused with the label of the field that is concerned, and no path', () => {
    const fields = [
      { name: 'name', label: 'Name', kind: 'line' },
      { name: 'signedOn', label: 'Tag', group: 'Unterschrift', kind: 'day' },
    ] as const;
    const told = previewWords(refused, (detail) => labelOfField(fields, detail));
    expect(told).toMatchObject({ sentences: ['Kein Tag.', 'Betroffen: Unterschrift, Tag'] });
    expect(told).not.toHaveProperty('forInquiries');
  });

  test.each([
    ['Datum der Unterschrift (data.signedOn.date): fehlt', 'Betroffen: Datum der Unterschrift: fehlt'],
    ['Fassung (data.fassung)', 'Betroffen: Fassung'],
    ['Die Akte ist ausgesondert.', 'Betroffen: Die Akte ist ausgesondert.'],
  ])('is refused by the name of the contract where the page has none: %s', (detail, affected) =>
    expect(previewWords({ ...refused, detail }).sentences).toEqual(['Kein Tag.', affected]),
  );

  test('is refused by the name that the page has, and what is expected', () =>
    expect(
      previewWords({ ...refused, detail: 'Datum der Unterschrift (data.signedOn.date): fehlt' }, () => 'Tag')
        .sentences,
    ).toEqual(['Kein Tag.', 'Betroffen: Tag: fehlt']));

  test.each([undefined, () => undefined])(
    'keeps the path of a field that nobody knows for inquiries, out of the sentences',
    (labelOf) =>
      expect(previewWords(refused, labelOf)).toMatchObject({
        sentences: ['Kein Tag.'],
        forInquiries: refused.detail,
      }),
  );

  test('is what the API says, and what stands open afterwards', () => {
    const states = { before: {}, after: {} };
    const opened = { code: 'fassung-not-released', text: 'Die Fassung 2 ist nicht freigegeben.' };
    const openConditions = {
      before: [],
      after: [opened, { code: 'page-in-progress', text: 'Die Seite entsteht.' }],
    };
    const consequences = ['Es entsteht Fassung 2.'];
    expect(
      previewWords({ outcome: 'would-record', facts: [], hints: [], consequences, states, openConditions })
        .sentences,
    ).toEqual(['Es entsteht Fassung 2.', 'Danach offen: Die Fassung 2 ist nicht freigegeben.']);
  });

  test('can be sent where it would wait', () =>
    expect(
      previewWords({ outcome: 'parked', reason: 'fassung-not-known', text: 'Es wartet.' }).isPossible,
    ).toBe(true));

  test('says of what waits what the API says, once', () =>
    expect(
      previewWords({ outcome: 'parked', reason: 'fassung-not-known', text: 'Es wartet.' }).sentences,
    ).toEqual(['Es wartet.']));

  test('cannot be sent where it was recorded before', () =>
    expect(previewWords({ outcome: 'duplicate', versions: [1] })).toMatchObject({
      isPossible: false,
      title: 'Das ist schon festgehalten',
    }));

  test('of a scan that nobody assigned is that it is assigned, and goes on', () =>
    expect(previewWords({ outcome: 'would-assign', text: 'Der Scan wird zugeordnet.' })).toMatchObject({
      isPossible: true,
      sentences: ['Der Scan wird zugeordnet.'],
    }));
});
