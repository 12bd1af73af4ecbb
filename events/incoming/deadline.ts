import { z } from 'zod';
import { fact } from '../fact.ts';
import { day } from '../primitives.ts';

const deadline = z.object({
  deadline: z
    .enum(['signature', 'umsetzungsbesprechung'])
    .meta({ description: 'What is to be done by then: both signatures, or the meeting of § 6 (1)' }),
  dueOn: day,
});

/** A deadline comes near. */
export const deadlineApproaching = fact('deadline.approaching', {
  origin: 'functions',
  senders: ['urn:aqb:remind'],
  meaning: 'A deadline comes near, and what it asks for is still open.',
  data: deadline,
});

/** A deadline has passed. */
export const deadlineMissed = fact('deadline.missed', {
  origin: 'functions',
  senders: ['urn:aqb:remind'],
  meaning: 'A deadline has passed, and what it asks for is still open.',
  data: deadline,
});
