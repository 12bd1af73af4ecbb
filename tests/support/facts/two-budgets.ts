import type { Incoming, IncomingEvent } from '../../../events/incoming/index.ts';

type Draft = Incoming<'ZielvereinbarungDrafted'>['data'];

/** An amount in whole Euro as events carry it. */
export const inEuro = (euro: number) => ({ amountCent: euro * 100, currency: 'EUR' }) as const;

/** Subject of the Zielvereinbarung 2018 of the Landkreis Fulda, which covers two budgets. */
export const TWO_BUDGETS = 'AQBAMB-2018-06631';

/** Its draft, made up: terms and envelope for `drafted`. */
export function twoBudgetsDraft(
  over: Partial<Draft> = {},
): readonly [Draft, Partial<IncomingEvent> & { subject: string }] {
  return [
    {
      programme: 'AQBAMB',
      haushaltsjahr: 2018,
      ags: '06631',
      haushaltsmittel: inEuro(900_000),
      budgetItems: [
        { label: 'Ausbildungs- und Qualifizierungsbudget', amount: inEuro(600_000) },
        { label: 'Arbeitsmarktbudget', amount: inEuro(300_000) },
      ],
      massnahmen: [
        { art: 1, label: 'Werkstatt' },
        { art: 2, label: 'Beschäftigung im Grünen' },
      ],
      ...over,
    },
    { subject: TWO_BUDGETS },
  ];
}
