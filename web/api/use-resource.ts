import { useCallback, useEffect, useState } from 'preact/hooks';
import { useWorkplace } from '../session/session-context.ts';
import { ApiProblem, type ApiAnswer } from './client.ts';

/** Something read from the API: what is known, whether more is on the way, and why not. */
export type Resource<Body> = {
  readonly body: Body | undefined;
  readonly etag: string | undefined;
  readonly problem: ApiProblem | undefined;
  readonly isLoading: boolean;
  /** Reads again; what is shown stays until the answer is there. */
  readonly reload: () => void;
};

/** Reads an address of the API, and again when it changes; a late answer to an earlier address is dropped. */
export function useResource<Body>(path: string | undefined): Resource<Body> {
  const { api } = useWorkplace();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<(ApiAnswer<Body> & { readonly path: string }) | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [isLoading, setIsLoading] = useState(path !== undefined);
  useEffect(() => {
    if (path === undefined) return undefined;
    const abort = new AbortController();
    setIsLoading(true);
    api.get<Body>(path, abort.signal).then(
      (next) => {
        setAnswer({ ...next, path });
        setProblem(undefined);
        setIsLoading(false);
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}));
        setIsLoading(false);
      },
    );
    return () => abort.abort();
  }, [api, path, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const known = answer?.path === path ? answer : undefined;
  return { body: known?.body, etag: known?.etag, problem, isLoading, reload };
}
