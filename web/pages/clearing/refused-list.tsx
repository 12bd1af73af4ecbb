import { formatMoment } from '../../../shared/domain/dates/berlin.ts';
import type { ClearingLine } from '../../api/types.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { ageInWords } from './age.ts';
import { DECISIONS } from './item/desk-actions.ts';
import { hasWords, refusedPath, type DeskQuery } from './desk-query.ts';
import { usePages } from './use-pages.ts';

/** Refused messages month by month, the oldest month first: why, from whom, how old, and what was decided. */
export function RefusedList({ query }: { readonly query: DeskQuery }) {
  const { items, hasMore, isLoading, problem, more } = usePages<ClearingLine>(refusedPath(query));
  const shown = items
    .filter(({ source, id, subject, reason, text }) =>
      hasWords([source, id, subject, reason, text], query.words),
    )
    .toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
  const now = Date.now();
  return (
    <section class="stack" aria-labelledby="abgelehnt">
      <h2 class="kern-heading-medium" id="abgelehnt">
        Abgelehnte Meldungen
      </h2>
      <ProblemAlert problem={problem} />
      {isLoading && items.length === 0 ? (
        <Loading what="Die Liste" />
      ) : (
        <p class="kern-body" role="status">
          {countText(shown.length, items.length, hasMore)}
        </p>
      )}
      <ul class="desk-list">
        {shown.map((line) => (
          <li key={line.key}>
            <Line line={line} now={now} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button isBusy={isLoading} onClick={more}>
          Weitere laden
        </Button>
      )}
    </section>
  );
}

function countText(shown: number, loaded: number, hasMore: boolean): string {
  if (loaded === 0 && !hasMore) return 'Hier liegt nichts. Es ist nichts zu tun.';
  const all = loaded === 1 ? '1 Meldung' : `${loaded} Meldungen`;
  const some = shown === loaded ? all : `${shown} von ${all}`;
  return hasMore ? `${some}; es gibt weitere.` : `${some}.`;
}

function Line({ line, now }: { readonly line: ClearingLine; readonly now: number }) {
  const { month, key, text, source, subject, receivedAt, state, decision, reason } = line;
  const [first = text] = text.split(/(?<=[.;]) /u);
  return (
    <article class="desk-line">
      <h3 class="kern-title">
        <a class="kern-link" href={`/klaerung/${month}/${key}`}>
          {first.replace(/;$/u, '.')}
        </a>
      </h3>
      <p class="kern-body">
        Von {source ?? 'unbekanntem Absender'}
        {subject !== undefined && ` zu ${subject}`}, eingegangen{' '}
        <time dateTime={receivedAt} title={formatMoment(receivedAt)}>
          {ageInWords(receivedAt, now)}
        </time>
        . <code>{reason}</code>
      </p>
      <p class="kern-body">
        {state === 'open' ? (
          <strong>Offen: jemand muss entscheiden.</strong>
        ) : (
          `Entschieden: ${decision === undefined ? '' : `${DECISIONS[decision.action]}, ${ageInWords(decision.at, now)}.`}`
        )}
      </p>
    </article>
  );
}
