import { z } from 'zod';
import { fact } from '../fact.ts';
import { registerSubject, sha256, subject } from '../primitives.ts';
import { DELAYS, REFUSALS } from '../reasons.ts';

const original = {
  originalSource: z.string().max(300).meta({ description: 'source of the message, or unknown' }),
  originalId: z.string().max(300).meta({ description: 'id of the message, or unknown' }),
};

/** Tells a sender that its message was refused: a problem document (RFC 9457) with the original's source and id. */
export const eventRefused = fact('event.refused', {
  origin: 'recorder',
  subject: z.union([subject, registerSubject, z.literal('unknown')]),
  meaning: 'A message was refused and lies at the clearing desk.',
  data: z.object({
    ...original,
    type: z.string().meta({ description: 'urn:aqb:reason:<code>' }),
    title: z.string(),
    detail: z.string().exactOptional().meta({
      description: 'German, for people: field and what is expected, never the value',
    }),
    field: z.string().exactOptional().meta({ description: 'Path of the field that detail names' }),
    code: z.enum(Object.keys(REFUSALS)),
    bodySha256: sha256.exactOptional().meta({
      description:
        'SHA-256 of the body as it was received, UTF-8: by it a sender finds its message also where the id could not be read',
    }),
    nextSequence: z.int().min(1).exactOptional().meta({
      description: 'The number that the sender gives its next message; absent where this one had none',
    }),
  }),
});

/** Tells a sender that its message came early and waits. */
export const eventParked = fact('event.parked', {
  origin: 'recorder',
  subject: z.union([subject, registerSubject]),
  meaning: 'A message came before what it builds on and waits.',
  data: z.object({
    ...original,
    title: z.string(),
    code: z.enum(Object.keys(DELAYS)),
    until: z.string().meta({ description: 'Day until which it waits, YYYY-MM-DD' }),
    missing: z.array(z.int().min(1)).exactOptional().meta({
      description: 'Numbers of the sender that did not come before it, where it waits for them; the first 20',
    }),
  }),
});

/** Facts that only go out: notices to senders. Every recorded fact goes out as well. */
export const NOTICES = [eventRefused, eventParked] as const;
