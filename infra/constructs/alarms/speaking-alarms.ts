import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OutcomeAlarm } from './outcome-alarm.ts';
import type { StageContext } from '../functions/stage-context.ts';

export interface SpeakingAlarmsProps {
  readonly context: StageContext;
}

/** Ring where somebody may speak in another's name, at the queue and at the HTTP door (R2, E2, E3). */
export class SpeakingAlarms extends Construct {
  constructor(scope: Construct, id: string, { context }: SpeakingAlarmsProps) {
    super(scope, id);
    new OutcomeAlarm(this, 'IdReused', {
      context,
      service: 'record-event',
      outcome: 'event-id-reused',
      // Whoever repeats repeats the content: a single one is a fault of a system, or somebody who writes over another.
      threshold: 1,
      impact:
        'Ein System hat unter einer schon benutzten Kennung etwas anderes gemeldet. Der erste Inhalt gilt weiter, der ' +
        'zweite liegt in der Klärungsstelle; betroffen ist, wer sich auf ihn verlässt. Dort vergleichen und den ' +
        'Betreiber des Systems fragen, welcher stimmt; der richtige braucht eine neue Kennung (docs/operations.md).',
    });
    for (const [door, service] of DOORS) {
      new OutcomeAlarm(this, `${door}Sender`, {
        context,
        service,
        outcome: 'sender-not-allowed',
        // Whoever is let in at all knows its source and its facts: never everyday life.
        threshold: 1,
        impact:
          'Jemand, der senden darf, hat gemeldet, was einem anderen zusteht: unter fremder Quelle, für die andere Seite ' +
          'oder eine Tatsache, die seine Stelle nicht meldet. Festgehalten wurde nichts davon. Den Betreiber des Systems ' +
          'fragen; kann er es nicht erklären, seine Rolle oder seinen Zugang schließen (docs/operations.md).',
      });
      new OutcomeAlarm(this, `${door}Subject`, {
        context,
        service,
        outcome: 'subject-not-allowed',
        // A key is mistyped now and then; three within an hour are somebody who tries, or a system that is set up wrongly.
        threshold: 3,
        period: Duration.hours(1),
        impact:
          'Ein System meldet wiederholt für eine Gebietskörperschaft, die nicht die seine ist. Festgehalten wurde nichts; ' +
          'betroffen wäre die genannte Gebietskörperschaft. Den Betreiber des Systems fragen, und seine Rolle oder seinen ' +
          'Zugang schließen, wenn er es nicht erklären kann (docs/operations.md).',
      });
    }
  }
}

/** Where senders are asked who they are, with the function that asks. */
const DOORS = [
  ['Queue', 'record-event'],
  ['Http', 'staff-api'],
] as const;
