import { useEffect, useState } from 'preact/hooks';
import { ApiProblem } from '../../api/client.ts';
import { useWorkplace } from '../../session/session-context.ts';

type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };

/** Items that come page by page; `more` reads the next page where there is one. */
export type LoadedPages<Item> = {
  readonly items: readonly Item[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly problem: ApiProblem | undefined;
  readonly more: () => void;
};

type Known<Item> = {
  readonly path: string;
  readonly items: readonly Item[];
  readonly next: string | undefined;
};

/** Reads a list of the API page by page by its cursor; begins anew where the address changes. */
export function usePages<Item>(path: string): LoadedPages<Item> {
  const { api } = useWorkplace();
  const [known, setKnown] = useState<Known<Item> | undefined>();
  const [asked, setAsked] = useState<{ readonly path: string; readonly cursor: string | undefined }>({
    path,
    cursor: undefined,
  });
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const wanted = asked.path === path ? asked.cursor : undefined;
  useEffect(() => {
    const abort = new AbortController();
    const address = wanted === undefined ? path : `${path}&cursor=${encodeURIComponent(wanted)}`;
    setProblem(undefined);
    api.get<Page<Item>>(address, abort.signal).then(
      ({ body: { items, next } }) =>
        setKnown((before) => ({
          path,
          items: wanted === undefined || before?.path !== path ? items : [...before.items, ...items],
          next,
        })),
      (error: unknown) => {
        if (!abort.signal.aborted) setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}));
      },
    );
    return () => abort.abort();
  }, [api, path, wanted]);
  const current = known?.path === path ? known : undefined;
  return {
    items: current?.items ?? [],
    hasMore: current?.next !== undefined,
    isLoading:
      problem === undefined && (current === undefined || (wanted !== undefined && current.next === wanted)),
    problem,
    more: () => setAsked({ path, cursor: current?.next }),
  };
}
