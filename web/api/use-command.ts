import { useRef, useState } from 'preact/hooks';
import { useWorkplace } from '../session/session-context.ts';
import { ApiProblem, type ApiAnswer } from './client.ts';

/** A command that a person gives: under way, refused, or done. */
export type SentCommand<Body> = {
  readonly isRunning: boolean;
  readonly problem: ApiProblem | undefined;
  /** Sends it; a repeat after a lost answer bears the same name, so nothing happens twice. */
  readonly send: (path: string, body: object, ifMatch?: string) => Promise<ApiAnswer<Body> | undefined>;
  readonly forget: () => void;
};

/** Sends commands one at a time. The name stays until an answer came, whatever it was, or the content changed. */
export function useCommand<Body>(): SentCommand<Body> {
  const { api } = useWorkplace();
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const named = useRef<{ readonly content: string; readonly key: string } | undefined>(undefined);
  async function send(path: string, body: object, ifMatch?: string) {
    const content = JSON.stringify([path, body]);
    if (named.current?.content !== content) named.current = { content, key: crypto.randomUUID() };
    const sending = { idempotencyKey: named.current.key, ...(ifMatch !== undefined && { ifMatch }) };
    setIsRunning(true);
    setProblem(undefined);
    try {
      const answer = await api.post<Body>(path, body, sending);
      named.current = undefined;
      return answer;
    } catch (error) {
      const told = error instanceof ApiProblem ? error : new ApiProblem(0, {});
      if (isAnswered(told)) named.current = undefined;
      setProblem(told);
      return undefined;
    } finally {
      setIsRunning(false);
    }
  }
  return { isRunning, problem, send, forget: () => setProblem(undefined) };
}

/** Whether the API judged the command; a lost answer or an ended session leaves that open. */
function isAnswered({ status }: ApiProblem): boolean {
  return status !== 0 && status !== 401 && status < 500;
}
