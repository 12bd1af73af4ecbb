import { useResource } from '../../api/use-resource.ts';
import type { ApiProblem } from '../../api/client.ts';
import type { BoardRow, YearList } from '../../api/types.ts';

/** Zielvereinbarungen that this person may choose from, newest year first. */
export type BoardRows = {
  readonly rows: readonly BoardRow[];
  readonly isLoading: boolean;
  readonly problem: ApiProblem | undefined;
};

/** Reads the Zielvereinbarungen of three years: the one before, this one and the next. */
export function useRows(thisYear: number): BoardRows {
  const next = useResource<YearList>(`/v1/zielvereinbarungen?year=${thisYear + 1}`);
  const current = useResource<YearList>(`/v1/zielvereinbarungen?year=${thisYear}`);
  const last = useResource<YearList>(`/v1/zielvereinbarungen?year=${thisYear - 1}`);
  const all = [next, current, last];
  return {
    rows: all.flatMap(({ body }) => body?.items ?? []),
    isLoading: all.some(({ isLoading }) => isLoading),
    problem: all.find(({ problem }) => problem !== undefined)?.problem,
  };
}
