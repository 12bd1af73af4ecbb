import { z } from 'zod';
import { fact } from '../fact.ts';
import { day, documentReference, measure, money, text } from '../primitives.ts';

const participants = z.array(text(200)).max(50).meta({ description: 'Bodies that take part, never persons' });

/** The Umsetzungsbesprechung of § 6 (1) has its day. */
export const umsetzungsbesprechungScheduled = fact('umsetzungsbesprechung.scheduled', {
  origin: 'outside',
  meaning: 'The Umsetzungsbesprechung is scheduled.',
  data: z.object({ on: day, participants: participants.exactOptional() }),
});

/** Both sides met (§ 6 (1)). */
export const umsetzungsbesprechungHeld = fact('umsetzungsbesprechung.held', {
  origin: 'outside',
  meaning: 'The Umsetzungsbesprechung was held.',
  reasons: ['date-in-future'],
  data: z.object({
    on: day,
    participants,
    minutes: documentReference.exactOptional().meta({ description: 'The minutes, by their bytes' }),
  }),
});

const target = z.union([money, measure]).meta({ description: 'A sum of money or a figure with its unit' });

/**
 * A person's assessment of how far the goals were reached, with the Abweichungen in view (§ 6 (2)): Soll and
 * Ist beside each other and one sentence per Abweichung; never a score.
 */
export const zielerreichungAssessed = fact('zielerreichung.assessed', {
  origin: 'outside',
  meaning: 'The Zielerreichung was assessed by a person, with the Abweichungen of the year in view.',
  personal: ['items.*.consideredAbweichungen.*.consideration', 'items.*.result', 'summary'],
  reasons: ['not-concluded', 'abweichung-unknown'],
  data: z.object({
    items: z
      .array(
        z.object({
          label: text(300),
          soll: target,
          ist: target,
          consideredAbweichungen: z
            .array(
              z.object({
                abweichung: z.int().min(1).max(999).meta({ description: 'Number of the Abweichung, from 1' }),
                consideration: text(1000).meta({ description: 'How it was considered, in one sentence' }),
              }),
            )
            .max(100),
          result: text(1000),
        }),
      )
      .min(1)
      .max(100),
    summary: text(4000),
  }),
});

/** The Gebietskoerperschaft took part in a survey or a conference (§ 7). */
export const participationReported = fact('participation.reported', {
  origin: 'outside',
  meaning: 'The Gebietskörperschaft took part in an Umfrage or a Tagung.',
  reasons: ['date-in-future'],
  data: z.object({ kind: z.enum(['umfrage', 'tagung']), on: day, title: text(300) }),
});

/** The regional strategy was written anew (§ 2). */
export const strategieUpdated = fact('strategie.updated', {
  origin: 'outside',
  meaning: 'The regional strategy has a new state.',
  data: z.object({
    title: text(300),
    asOf: day,
    coordinatedWith: z
      .array(text(200))
      .max(50)
      .meta({ description: 'Bodies it was coordinated with, e.g. OloV-Steuerungsgruppe; never persons' }),
  }),
});
