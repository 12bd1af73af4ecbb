import { useRef, useState } from 'preact/hooks';
import { useAnnounce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { WITHHELD_PAGES } from '../../words/withheld-pages.ts';
import { counted } from '../../../shared/words/numbers.ts';

/** The picture of one page, with a link that is good for five minutes. */
export type PagePicture = { readonly page: number; readonly url: string };

export type PagePicturesProps = {
  /** Absent where this person's role reads no names. */
  readonly pictures: readonly PagePicture[] | undefined;
  /** Pages of the scan; a long one has pictures of its first pages only. */
  readonly pages: number;
  /** Asks for new links: the old ones have expired. */
  readonly onExpired: () => void;
};

/** A link that fails again at once is no expired one. */
const ASK_AGAIN_MS = 60_000;
/** Quarter turns, each back into the place from which one can scroll. */
const TURNS = [
  'none',
  'rotate(90deg) translateY(-100%)',
  'rotate(180deg) translate(-100%, -100%)',
  'rotate(270deg) translateX(-100%)',
];
const ZOOMS = [100, 150, 200, 300, 400];

/** The pages of a scan as pictures: one large, enlarged and turned by buttons, and the list of all pages. */
export function PagePictures({ pictures, ...rest }: PagePicturesProps) {
  if (pictures === undefined) return <p class="kern-body">{WITHHELD_PAGES}</p>;
  return <Pictures pictures={pictures} {...rest} />;
}

type PicturesProps = PagePicturesProps & { readonly pictures: readonly PagePicture[] };

function Pictures({ pictures, pages, onExpired }: PicturesProps) {
  const announce = useAnnounce();
  const [at, setAt] = useState(0);
  const [zoom, setZoom] = useState(0);
  const [turns, setTurns] = useState(0);
  const askedAt = useRef(0);
  const renew = () => {
    if (Date.now() - askedAt.current < ASK_AGAIN_MS) return;
    askedAt.current = Date.now();
    onExpired();
  };
  const picture = pictures[at] ?? pictures[0];
  if (picture === undefined) return <NoPictures />;
  const count = pictures.length;
  // The buttons stay in the focus order at both ends: who uses the keyboard keeps the place.
  const show = (next: number) => {
    setAt(Math.min(Math.max(next, 0), count - 1));
    announce(placeText(next, count, pages));
  };
  const enlarge = (next: number) => {
    const within = Math.min(Math.max(next, 0), ZOOMS.length - 1);
    setZoom(within);
    announce(`${ZOOMS[within]} Prozent`);
  };
  const turn = () => {
    const next = (turns + 1) % TURNS.length;
    setTurns(next);
    announce(`Um ${next * 90} Grad gedreht`);
  };
  return (
    <section class="pages" aria-label="Seiten des Scans">
      <div class="cluster" role="group" aria-label="Ansicht der Seite">
        <Button icon="arrow-back" onClick={() => show(at - 1)}>
          Vorige Seite
        </Button>
        <Button icon="arrow-forward" onClick={() => show(at + 1)}>
          Nächste Seite
        </Button>
        <Button onClick={() => enlarge(zoom - 1)}>Kleiner</Button>
        <Button onClick={() => enlarge(zoom + 1)}>Größer</Button>
        <Button onClick={turn}>Drehen</Button>
      </div>
      <p class="kern-body kern-body--small">
        Seite {picture.page} von {pages}, {ZOOMS[zoom]} %
        {pages > count && `; Bilder gibt es von ${counted(count, 'Seite', 'Seiten')}`}
      </p>
      <div
        class="pages__sheet"
        role="region"
        aria-label={`Seite ${picture.page}, mit den Pfeiltasten zu verschieben`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <img
          src={picture.url}
          alt={`Seite ${picture.page} des Scans`}
          style={{ width: `${ZOOMS[zoom]}%`, transform: TURNS[turns] ?? 'none' }}
          onError={renew}
        />
      </div>
      <ol class="pages__list" aria-label="Alle Seiten">
        {pictures.map(({ page, url }, index) => (
          <li key={page}>
            <button
              type="button"
              class="pages__thumb"
              aria-label={`Seite ${page} zeigen`}
              aria-current={index === at ? 'true' : undefined}
              onClick={() => show(index)}
            >
              <img src={url} alt="" loading="lazy" />
              <span class="kern-body kern-body--small">{page}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function placeText(next: number, count: number, pages: number): string {
  if (next < 0) return 'Das ist die erste Seite';
  return next < count ? `Seite ${next + 1} von ${pages}` : 'Das ist die letzte Seite';
}

function NoPictures() {
  return (
    <p class="kern-body">
      Von diesem Scan gibt es hier keine Seitenbilder. Bitte vergleichen Sie mit dem Papier oder mit Ihrer
      Datei.
    </p>
  );
}
