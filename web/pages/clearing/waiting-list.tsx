import { hasWords } from '../../../shared/domain/facts/has-words.ts';
import { formatDate } from '../../../shared/domain/dates/german-dates.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Icon } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { ageInWords } from './age.ts';
import type { DeskQuery } from './desk-query.ts';
import { useWaiting, type WaitingLine } from './use-waiting.ts';
import { counted } from '../../../shared/words/numbers.ts';

export type WaitingListProps = { readonly query: DeskQuery; readonly today: string };

/** What came before what it builds on: for what it waits, since when, and until when. Nothing is decided here. */
export function WaitingList({ query, today }: WaitingListProps) {
  const { items, problem } = useWaiting(today);
  const shown = (items ?? []).filter(({ source, id, zielvereinbarung, code, text }) =>
    hasWords([source, id, zielvereinbarung, code, text], query.words),
  );
  const now = Date.now();
  return (
    <section class="stack" aria-labelledby="wartend">
      <h2 class="kern-heading-medium" id="wartend">
        Wartende Meldungen
      </h2>
      <ProblemAlert problem={problem} />
      {items === undefined && problem === undefined && <Loading what="Die Liste" />}
      {items !== undefined && (
        <p class="kern-body" role="status">
          {items.length === 0
            ? 'Es wartet nichts.'
            : `${shown.length} von ${counted(items.length, 'Meldung', 'Meldungen')}. Jede wird von selbst noch einmal beurteilt, sobald da ist, worauf sie wartet.`}
        </p>
      )}
      <ul class="desk-list">
        {shown.map((line) => (
          <li key={`${line.source} ${line.id}`}>
            <Line line={line} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ line, now }: { readonly line: WaitingLine; readonly now: number }) {
  const { zielvereinbarung, source, text, code, parkedAt, until, overdue, id } = line;
  return (
    <article class="desk-line">
      <h3 class="kern-title">
        <a class="kern-link" href={`/zielvereinbarungen/${zielvereinbarung}`}>
          {zielvereinbarung}
        </a>
      </h3>
      <p class="kern-body">{text}</p>
      <p class="kern-body">
        Von {source} ({id}), wartet seit: {ageInWords(parkedAt, now)}, längstens bis {formatDate(until)};
        danach liegt es bei den abgelehnten. <code>{code}</code>
      </p>
      {overdue && (
        <p class="kern-body desk-overdue">
          <Icon name="warning" />{' '}
          <strong>Wartet schon lange: bitte nachsehen, ob das Erwartete noch kommt.</strong>
        </p>
      )}
    </article>
  );
}
