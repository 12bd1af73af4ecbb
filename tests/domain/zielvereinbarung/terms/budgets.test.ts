import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detailOf } from '../../../../events/reading/detail.ts';
import { budgetAmounts, budgetFault } from '../../../../shared/domain/programme/budgets.ts';
import { unknownValues } from '../../../../shared/domain/programme/unknown-values.ts';
import { amended, drafted, given, revised } from '../../../support/facts/given.ts';
import { inEuro, twoBudgetsDraft } from '../../../support/facts/two-budgets.ts';

const two = { budgets: [{ label: 'A' }, { label: 'B' }] };
const item = (label: string, euro: number) => ({ label, amount: inEuro(euro) });

describe('the budgets of a programme', () => {
  test('a programme of one budget asks nothing of the items', () => {
    const one = { budgets: [{ label: 'A' }] };
    expect(budgetFault({ haushaltsmittel: inEuro(10) }, one)).toBeUndefined();
    expect(
      budgetFault({ haushaltsmittel: inEuro(10), budgetItems: [item('Migration', 3)] }, one),
    ).toBeUndefined();
    expect(budgetAmounts({ haushaltsmittel: inEuro(10) }, one)).toBeUndefined();
  });

  test.each([
    ['no items', [], 'data.budgetItems'],
    ['one of two', [item('A', 10)], 'data.budgetItems'],
    ['one of them twice', [item('A', 5), item('A', 5)], 'data.budgetItems.1.label'],
    ['a name that the programme lacks', [item('A', 4), item('b', 6)], 'data.budgetItems.1.label'],
    ['both and a third', [item('A', 4), item('B', 5), item('C', 1)], 'data.budgetItems.2.label'],
    ['a sum below the total', [item('A', 4), item('B', 5)], 'data.haushaltsmittel'],
    ['a sum above the total', [item('A', 6), item('B', 5)], 'data.haushaltsmittel'],
  ])('of two, %s is a fault of its field', (_, budgetItems, field) => {
    expect(budgetFault({ haushaltsmittel: inEuro(10), budgetItems }, two)).toBe(field);
    expect(budgetAmounts({ haushaltsmittel: inEuro(10), budgetItems }, two)).toBeUndefined();
  });

  test('of two, any split in any order is right where it makes the total', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.boolean(), (first, second, turned) => {
        const items = [item('A', first), item('B', second)];
        const terms = {
          haushaltsmittel: inEuro(first + second),
          budgetItems: turned ? items.toReversed() : items,
        };
        expect(budgetFault(terms, two)).toBeUndefined();
        expect(budgetAmounts(terms, two)).toEqual([first * 100, second * 100]);
      }),
    );
  });
});

describe('a Zielvereinbarung of a programme with two budgets', () => {
  test('is drafted', () => {
    given()
      .when(drafted(...twoBudgetsDraft()))
      .thenRecorded('ZielvereinbarungDrafted');
  });

  test('without its two budgets is refused, with the field named', () => {
    const { decision } = given().when(drafted(...twoBudgetsDraft({ budgetItems: [] })));
    expect(decision).toEqual({
      outcome: 'rejected',
      reason: 'amount-implausible',
      detail: detailOf('data.budgetItems'),
    });
  });

  const [terms, { subject }] = twoBudgetsDraft();
  const split = (first: number, second: number) => [
    { label: 'Ausbildungs- und Qualifizierungsbudget', amount: inEuro(first) },
    { label: 'Arbeitsmarktbudget', amount: inEuro(second) },
  ];
  const correction = (over: Parameters<typeof amended>[2] = {}) => ({
    ...amended('correction', [900_000, 950_000], over),
    subject,
  });

  test.each([
    ['no parts', {}, 'data.to'],
    ['parts that do not make it', { budgetItems: split(600_000, 300_000) }, 'data.to'],
    ['one part only', { budgetItems: split(950_000, 0).slice(0, 1) }, 'data.budgetItems'],
  ])('gets no new total with %s: it must say which budget changed', (_, over, detail) => {
    expect(given(drafted(terms, { subject })).when(correction(over)).decision).toEqual({
      outcome: 'rejected',
      reason: 'amount-implausible',
      detail: detailOf(detail),
    });
  });

  test('gets the next Fassung by a change that names all its budgets', () => {
    const budgetItems = split(640_000, 310_000);
    const changed = given(drafted(terms, { subject }), correction({ budgetItems }));
    expect(changed.state).toMatchObject({
      fassung: { number: 2, amountCent: 95_000_000, budgetsCent: [64_000_000, 31_000_000] },
    });
    changed
      .when({ ...amended('correction', [950_000, 900_000]), subject, id: 'next' })
      .thenRefused('amount-implausible');
  });

  test('has the same hash whether a change or a revision made its terms', () => {
    const budgetItems = split(640_000, 310_000);
    const whole = { ...terms, haushaltsmittel: inEuro(950_000), budgetItems };
    const revision = { ...revised(2, whole), subject };
    const [one, other] = [correction({ budgetItems }), revision].map(
      (fact) => given(drafted(terms, { subject }), fact).state,
    );
    expect(one).toEqual(other);
  });
});

describe('Hanau', () => {
  const hanau = (haushaltsjahr: number) =>
    drafted({ ags: '06415', haushaltsjahr }, { subject: `AQB-${haushaltsjahr}-06415` });

  test('is refused for 2025 and accepted for 2026', () => {
    given().when(hanau(2025)).thenRefused('gebietskoerperschaft-not-valid-in-year');
    given().when(hanau(2026)).thenRecorded('ZielvereinbarungDrafted');
  });
});

describe('values that no list of the year holds', () => {
  const lists = { earmarks: ['Migration'], massnahmenarten: [{ art: 1, label: 'Eins' }] };

  test('are kept, and named with their fields', () => {
    const budgetItems = [
      item('Ohne', 1),
      { ...item('Bekannt', 1), earmark: 'Migration' },
      { ...item('Neu', 1), earmark: 'Digitalisierung' },
    ];
    const eckdaten = [
      { label: 'Plätze', value: 12, unit: 'Plätze' },
      { label: 'Plätze', art: 1, value: 12, unit: 'Plätze' },
      { label: 'Plätze', art: 9, value: 12, unit: 'Plätze' },
    ];
    expect(unknownValues({ budgetItems, eckdaten }, lists)).toEqual([
      { field: 'data.budgetItems.2.earmark', value: 'Digitalisierung' },
      { field: 'data.eckdaten.2.art', value: '9' },
    ]);
    given().when(drafted({ budgetItems, eckdaten })).thenRecorded('ZielvereinbarungDrafted');
  });

  test('there are none where terms name nothing of a list', () => {
    expect(unknownValues({}, lists)).toEqual([]);
  });
});
