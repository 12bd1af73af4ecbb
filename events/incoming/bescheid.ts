import { z } from 'zod';
import { fact } from '../fact.ts';
import { aktenzeichen, day, haushaltsjahr, money } from '../primitives.ts';
import { massnahme } from './terms.ts';

/** The Regierungspräsidium issued a Bescheid; it stands beside the agreed sum and never overwrites it (§ 5). */
export const bescheidIssued = fact('bescheid.issued', {
  origin: 'outside',
  meaning: 'The Regierungspräsidium Kassel issued a Bescheid.',
  data: z.object({
    art: z.enum(['zuwendung', 'aenderung', 'ablehnung', 'teilwiderruf', 'widerruf']),
    aktenzeichen,
    issuedOn: day,
    amount: money.meta({
      description:
        'zuwendung, aenderung: the sum granted from now on; teilwiderruf, widerruf: the sum revoked; ablehnung: the sum refused',
    }),
    bewilligungszeitraum: z.object({ from: day, to: day }),
    refersTo: aktenzeichen.exactOptional(),
    massnahmen: z.array(massnahme).max(200).exactOptional(),
    amountsByHaushaltsjahr: z
      .array(z.object({ haushaltsjahr, amount: money }))
      .max(10)
      .exactOptional(),
    public: z.boolean().default(false).meta({ description: 'Whether the public page may show it' }),
  }),
});
