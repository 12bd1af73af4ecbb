import { z } from 'zod';
import { fact } from '../fact.ts';
import { aktenzeichen, day, haushaltsjahr, money } from '../primitives.ts';
import { massnahme } from './terms.ts';

/** The Regierungspräsidium issued a Bescheid; it stands beside the agreed sum and never overwrites it (§ 5). */
export const bescheidIssued = fact('bescheid.issued', {
  origin: 'outside',
  meaning: 'The Regierungspräsidium Kassel issued a Bescheid.',
  reasons: ['bescheid-base-missing', 'amount-implausible'],
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

/** The Gebietskoerperschaft applied for its Zuwendung (§ 5). */
export const antragReceived = fact('antrag.received', {
  origin: 'outside',
  meaning: 'The Antrag of the Gebietskörperschaft reached the Regierungspräsidium Kassel.',
  reasons: ['amount-implausible', 'date-in-future'],
  data: z.object({ aktenzeichen, receivedOn: day, amount: money }),
});

/** Nobody can appeal against the Bescheid any more. */
export const bescheidBecameFinal = fact('bescheid.became-final', {
  origin: 'outside',
  meaning: 'The Bescheid became final (bestandskräftig).',
  reasons: ['bescheid-base-missing', 'date-in-future'],
  data: z.object({ aktenzeichen, date: day }),
});

/** The Gebietskoerperschaft called for granted money. */
export const mittelabrufReported = fact('mittelabruf.reported', {
  origin: 'outside',
  meaning: 'The Gebietskörperschaft called for money that a Bescheid granted.',
  reasons: ['bescheid-base-missing', 'date-in-future', 'amount-implausible', 'mittelabruf-number-reused'],
  data: z.object({
    aktenzeichen,
    date: day,
    amount: money,
    number: z.int().min(1).max(999).meta({ description: 'Number of the Mittelabruf under its Aktenzeichen' }),
  }),
});

/** The account of how the money was used has arrived. */
export const verwendungsnachweisReceived = fact('verwendungsnachweis.received', {
  origin: 'outside',
  meaning: 'The Verwendungsnachweis reached the Regierungspräsidium Kassel.',
  reasons: ['bescheid-base-missing', 'date-in-future', 'amount-implausible'],
  data: z.object({
    aktenzeichen,
    date: day,
    amount: money.exactOptional().meta({ description: 'The sum said to have been used' }),
  }),
});

/** The account was examined: the end of the Bescheid track. */
export const verwendungsnachweisExamined = fact('verwendungsnachweis.examined', {
  origin: 'outside',
  meaning: 'The Regierungspräsidium Kassel examined the Verwendungsnachweis.',
  reasons: ['bescheid-base-missing', 'date-in-future', 'amount-implausible'],
  data: z.object({
    aktenzeichen,
    date: day,
    result: z.enum(['accepted', 'partly-accepted', 'rejected']),
    amount: money.exactOptional().meta({ description: 'The sum acknowledged' }),
  }),
});
