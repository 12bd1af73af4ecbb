import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { about } from '../../simulation/histories/letters.ts';
import { amended, bescheid, drafted, released, revised, signature } from '../facts/given.ts';
import { meetingScheduled, mittelabruf } from '../facts/given-year.ts';
import { asCloudEvent } from '../stages/recorder.ts';

/** A message for the ingress queue; its group is its Zielvereinbarung. */
export type Letter = { readonly body: string; readonly group: string };

/** Two Zielvereinbarungen whose messages come mixed. */
export const LIMBURG = 'AQB-2025-06533';
export const GIESSEN = 'AQB-2025-06531';

function letter(group: string, event: IncomingEvent): Letter {
  const ags = group.slice(-5);
  return { group, body: JSON.stringify(asCloudEvent(about(event, ags))) };
}

/** Two numbers of one sender in the wrong order: the second waits for the first. */
const numbered = (sequence: '1' | '2') => ({ ...mittelabruf(Number(sequence), 100_000), sequence });

/**
 * What arrives: Bescheide before their drafts, drafts, poison, a repeat under another time, an id with another
 * content, a number that comes too early, releases, signatures, an Abweichung too early, and last the missing number:
 * nothing comes after it that would go on with what it began. Nothing is concluded.
 */
export const LETTERS: readonly Letter[] = [
  letter(LIMBURG, bescheid('zuwendung', 890_000)),
  letter(GIESSEN, bescheid('zuwendung', 895_210)),
  letter(LIMBURG, drafted()),
  { group: LIMBURG, body: '{"specversion":' },
  letter(GIESSEN, drafted()),
  letter(LIMBURG, { ...drafted(), time: '2025-08-19T09:00:00Z' }),
  letter(GIESSEN, drafted({ budgetItems: [] })),
  letter(LIMBURG, numbered('2')),
  letter(GIESSEN, revised(2)),
  letter(GIESSEN, released(2)),
  letter(LIMBURG, released()),
  letter(GIESSEN, signature('kommune', { fassung: 2 })),
  letter(LIMBURG, signature('land')),
  letter(GIESSEN, meetingScheduled()),
  letter(LIMBURG, amended('abweichung', [895_210, 845_210])),
  letter(LIMBURG, numbered('1')),
];
