import { formatMoment } from '../../../../shared/domain/dates/berlin.ts';
import type { ClearingItemView } from '../../../api/types.ts';
import { MessageView } from './message-view.tsx';
import { outcomeSentence } from './decisions.ts';
import { DECISIONS } from './desk-actions.ts';

/** Every decision about a message, the oldest first. */
export function DecisionsSoFar({ decisions }: Pick<ClearingItemView, 'decisions'>) {
  return (
    <section class="stack" aria-labelledby="bisher">
      <h2 class="kern-heading-medium" id="bisher">
        Bisherige Entscheidungen
      </h2>
      {decisions.length === 0 && <p class="kern-body">Noch keine.</p>}
      <ol class="desk-list">
        {decisions.map(({ action, by, at, reason, replacement, closes, end, reopened }) => (
          <li key={at} class="kern-body stack">
            <p>
              <strong>{DECISIONS[action]}</strong> am {formatMoment(at)}
              {action === 'repeat' ? ', ' : ' durch Konto '}
              <code>{by}</code>. {outcomeSentence(end)}
              {reason !== undefined && ` Begründung: ${reason}`}
            </p>
            {closes !== undefined && (
              <p>
                Geschlossen wurde die laufende Nummer {closes.sequence} von {closes.source} zu{' '}
                {closes.subject}.
              </p>
            )}
            {reopened !== undefined && (
              <p>
                Am {formatMoment(reopened.at)} wieder geöffnet: <code>{reopened.reason}</code>
              </p>
            )}
            {replacement !== undefined && (
              <MessageView body={replacement} detail={undefined} label="Die Nachricht, die sie ersetzt" />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
