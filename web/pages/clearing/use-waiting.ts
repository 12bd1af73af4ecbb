import { useEffect, useState } from 'preact/hooks';
import { monthsOfWaiting } from '../../../shared/domain/message/waiting-time.ts';
import { ApiProblem } from '../../api/client.ts';
import type { WaitingPage } from '../../api/types.ts';
import { useWorkplace } from '../../session/session-context.ts';

/** One event that waits. */
export type WaitingLine = WaitingPage['items'][number];

/** Everything that waits, by its last day; undefined while it is read. */
export type Waiting = {
  readonly items: readonly WaitingLine[] | undefined;
  readonly problem: ApiProblem | undefined;
};

/** Reads what waits in all months in which it can end, those that end first in front. */
export function useWaiting(today: string): Waiting {
  const { api } = useWorkplace();
  const [items, setItems] = useState<readonly WaitingLine[] | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  useEffect(() => {
    const abort = new AbortController();
    async function monthOf(month: string): Promise<readonly WaitingLine[]> {
      const found: WaitingLine[] = [];
      let cursor = '';
      do {
        const path = `/v1/parked?until=${month}&limit=100${cursor}`;
        const { body } = await api.get<WaitingPage>(path, abort.signal);
        found.push(...body.items);
        cursor = body.next === undefined ? '' : `&cursor=${encodeURIComponent(body.next)}`;
      } while (cursor !== '');
      return found;
    }
    Promise.all(monthsOfWaiting(today).map(monthOf)).then(
      (months) => setItems(months.flat().toSorted((one, other) => (one.until < other.until ? -1 : 1))),
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}));
      },
    );
    return () => abort.abort();
  }, [api, today]);
  return { items, problem };
}
