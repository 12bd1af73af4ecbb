import { useState } from 'preact/hooks';
import { useWorkplace } from '../session/session-context.ts';
import { ApiProblem } from './client.ts';

/** Documents of one Zielvereinbarung, to be opened in a new window. */
export type Documents = {
  /** SHA-256 of the one that is on its way. */
  readonly opening: string | undefined;
  readonly problem: ApiProblem | undefined;
  readonly open: (sha256: string) => Promise<void>;
};

/** Opens what we produced, each by a link that the click makes and that is good for five minutes. */
export function useDocuments(subject: string): Documents {
  const { api } = useWorkplace();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [opening, setOpening] = useState<string | undefined>();
  async function open(sha256: string) {
    // Opened by the click itself: a window that opens after an answer would be taken for an advertisement.
    const target = globalThis.open('', '_blank');
    setOpening(sha256);
    setProblem(undefined);
    try {
      const path = `/v1/zielvereinbarungen/${subject}/documents/${sha256}`;
      const { body } = await api.get<{ readonly url: string }>(path);
      if (target === null) location.assign(body.url);
      else target.location.replace(body.url);
    } catch (error) {
      target?.close();
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}));
    } finally {
      setOpening(undefined);
    }
  }
  return { opening, problem, open };
}
