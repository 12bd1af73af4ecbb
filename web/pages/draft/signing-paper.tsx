import { useState } from 'preact/hooks';
import { ApiProblem } from '../../api/client.ts';
import type { ZielvereinbarungView } from '../../api/types.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { useWorkplace } from '../../session/session-context.ts';

export type SigningPaperProps = {
  readonly subject: string;
  readonly paper: ZielvereinbarungView['documents'][number];
};

/** The document to sign, by a link that the click makes and that is good for five minutes. */
export function SigningPaper({ subject, paper: { fassung, sha256, size } }: SigningPaperProps) {
  const { api } = useWorkplace();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [isOpening, setIsOpening] = useState(false);
  const open = async () => {
    // Opened by the click itself: a window that opens after an answer would be taken for an advertisement.
    const target = globalThis.open('', '_blank');
    setIsOpening(true);
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
      setIsOpening(false);
    }
  };
  return (
    <>
      <Button icon="open-in-new" isBusy={isOpening} onClick={() => void open()}>
        Dokument zum Unterschreiben öffnen (PDF, {Math.ceil(size / 1024)} KB, neues Fenster)
      </Button>
      <p class="kern-body kern-body--small hash">
        Fassung {fassung}, SHA-256: {sha256}
      </p>
      <ProblemAlert problem={problem} />
    </>
  );
}
