import { useRef, useState } from 'preact/hooks';
import { Alert } from '../../../components/alert.tsx';
import { useAnnounce } from '../../../components/announcer.tsx';
import { Button } from '../../../components/button.tsx';
import { bindPhotos, PhotoUnreadable } from './bind-photos.ts';
import { boundName, moved, type PhotoPage } from './photo-pages.ts';

export type PhotoOrderProps = {
  readonly pages: readonly PhotoPage[];
  readonly onChange: (pages: readonly PhotoPage[]) => void;
  readonly onBound: (pdf: File) => void;
};

/** Photographed pages: put in order by buttons, then bound into one PDF, which is uploaded at once. */
export function PhotoOrder({ pages, onChange, onBound }: PhotoOrderProps) {
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isBinding, setIsBinding] = useState(false);
  const [unreadable, setUnreadable] = useState<string | undefined>();
  const move = (id: string, by: -1 | 1) => {
    const next = moved(pages, id, by);
    onChange(next);
    announce(`Jetzt Seite ${next.findIndex((page) => page.id === id) + 1} von ${next.length}`);
  };
  const remove = (id: string) => {
    onChange(pages.filter((page) => page.id !== id));
    announce('Seite entfernt');
    heading.current?.focus();
  };
  const bind = async () => {
    setIsBinding(true);
    setUnreadable(undefined);
    try {
      const files = pages.map(({ file }) => file);
      onBound(await bindPhotos(files, boundName(new Date())));
    } catch (error) {
      setUnreadable(sentenceOf(error));
    } finally {
      setIsBinding(false);
    }
  };
  return (
    <section class="stack" aria-labelledby="photos">
      <h2 class="kern-heading-medium" id="photos" tabIndex={-1} ref={heading}>
        Fotografierte Seiten ({pages.length})
      </h2>
      <p class="kern-body">
        Fotografieren Sie alle Seiten, bringen Sie sie in die richtige Reihenfolge und verbinden Sie sie dann
        zu einem PDF. Erst dieses wird hochgeladen.
      </p>
      {unreadable !== undefined && <Alert kind="danger" title={unreadable} />}
      <ol class="photos">
        {pages.map(({ id, url }, at) => (
          <li key={id} class="photos__page">
            <img src={url} alt={`Foto der Seite ${at + 1}`} />
            <p class="kern-body kern-body--small">
              Seite {at + 1} von {pages.length}
            </p>
            <div class="cluster">
              <Button kind="tertiary" label={`Seite ${at + 1} nach vorn`} onClick={() => move(id, -1)}>
                nach vorn
              </Button>
              <Button kind="tertiary" label={`Seite ${at + 1} nach hinten`} onClick={() => move(id, 1)}>
                nach hinten
              </Button>
              <Button kind="tertiary" label={`Seite ${at + 1} entfernen`} onClick={() => remove(id)}>
                entfernen
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <Button icon="check" isBusy={isBinding} onClick={() => void bind()}>
        {pages.length === 1 ? 'Als PDF hochladen' : `${pages.length} Seiten verbinden und hochladen`}
      </Button>
    </section>
  );
}

function sentenceOf(error: unknown): string {
  return error instanceof PhotoUnreadable
    ? `Seite ${error.index + 1} kann dieser Browser nicht lesen. Bitte entfernen Sie sie und fotografieren Sie sie noch einmal; die anderen Seiten bleiben.`
    : 'Die Seiten ließen sich nicht verbinden. Bitte versuchen Sie es noch einmal; die Fotos bleiben.';
}
