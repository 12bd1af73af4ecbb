import type { ZielvereinbarungView } from '../../api/types.ts';
import { useDocuments } from '../../api/use-documents.ts';
import { ProblemAlert } from '../../components/alert.tsx';
import { Button } from '../../components/button.tsx';
import { sizeText } from '../../words/numbers.ts';

export type SigningPaperProps = {
  readonly subject: string;
  readonly paper: ZielvereinbarungView['documents'][number];
};

/** The document to sign, by a link that the click makes and that is good for five minutes. */
export function SigningPaper({ subject, paper: { fassung, sha256, size } }: SigningPaperProps) {
  const { opening, problem, open } = useDocuments(subject);
  return (
    <>
      <Button icon="open-in-new" isBusy={opening !== undefined} onClick={() => void open(sha256)}>
        Dokument zum Unterschreiben öffnen (PDF, {sizeText(size)}, neues Fenster)
      </Button>
      <p class="kern-body kern-body--small hash">
        Fassung {fassung}, SHA-256: {sha256}
      </p>
      <ProblemAlert problem={problem} />
    </>
  );
}
