import { formatMoment } from '../../../shared/domain/dates/berlin.ts';
import type { ClearingLine } from '../../api/types.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { Loading } from '../../components/loading.tsx';
import { ageInWords } from './age.ts';
import { DECISIONS } from './item/desk-actions.ts';
import { refusedPath, type DeskQuery } from './desk-query.ts';
import { useSettled } from './use-settled.ts';
import { usePages } from './use-pages.ts';
import { counted } from '../../../shared/words/numbers.ts';

/** How long somebody types no further until what they typed is searched, in milliseconds. */
const PAUSE = 400;

/** Refused messages month by month, the oldest month first: why, from whom, how old, and what was decided. */
export function RefusedList({ query }: { readonly query: DeskQuery }) {
  const words = useSettled(query.words, PAUSE).trim();
  const { items, hasMore, isLoading, problem, more } = usePages<ClearingLine>(
    refusedPath({ ...query, words }),
  );
  const shown = items.toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
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
          {words === '' ? countText(items.length, hasMore) : foundText(items.length, hasMore)}
        </p>
      )}
      <ul class="desk-list">
        {shown.map((line) => (
          <li key={`${line.month}/${line.key}`}>
            <Line line={line} now={now} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button isBusy={isLoading} onClick={more}>
          {words === '' ? 'Weitere laden' : 'Weiter suchen'}
        </Button>
      )}
    </section>
  );
}

function countText(loaded: number, hasMore: boolean): string {
  if (loaded === 0)
    return hasMore
      ? 'Bis hierher liegt nichts; es gibt weitere Monate.'
      : 'Hier liegt nichts. Es ist nichts zu tun.';
  return hasMore ? `${messages(loaded)}; es gibt weitere.` : `${messages(loaded)}.`;
}

/** A search reads a part of the desk at a time, and says where it stopped. */
function foundText(found: number, hasMore: boolean): string {
  if (!hasMore) return found === 0 ? 'Dazu liegt hier nichts.' : `${messages(found)} gefunden.`;
  const some = found === 0 ? 'Bis hierher nichts gefunden' : `Bis hierher ${messages(found)} gefunden`;
  return `${some}; ein Teil ist noch nicht durchsucht.`;
}

const messages = (count: number) => counted(count, 'Meldung', 'Meldungen');

function Line({ line, now }: { readonly line: ClearingLine; readonly now: number }) {
  const { month, key, text, source, subject, id, receivedAt, state, decision, reason } = line;
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
        . {id !== undefined && `Kennung ${id}. `}
        <code>{reason}</code>
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
