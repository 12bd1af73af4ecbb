import { z } from 'zod';
import { fact } from '../fact.ts';
import { day } from '../primitives.ts';

/** The time of an early event is over: it goes to the clearing desk. Recorded nowhere, it only wakes the recorder. */
export const parkingExpired = fact('parking.expired', {
  origin: 'functions',
  senders: ['urn:aqb:remind'],
  meaning: 'The time of an event that waits is over; it goes to the clearing desk.',
  data: z.object({
    originalSource: z.string().max(300).meta({ description: 'source of the event that waits' }),
    originalId: z.string().max(300).meta({ description: 'id of the event that waits' }),
    until: day.meta({ description: 'Its last day of waiting' }),
  }),
});
