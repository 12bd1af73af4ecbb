import { useEffect, useRef, useState } from 'preact/hooks';
import { useAnnounce } from '../../../components/announcer.tsx';
import { storePhotos, photosOf, type PhotoChange } from '../../../browser/stored-photos.ts';
import { useWorkplace } from '../../../session/session-context.ts';
import { waitingSentence, type PhotoPage } from './photo-pages.ts';

/** Photographed pages that wait to be bound. */
export type Photos = {
  readonly photos: readonly PhotoPage[];
  readonly addPhotos: (files: readonly Blob[]) => void;
  /** Another order, or fewer of them. */
  readonly setPhotos: (pages: readonly PhotoPage[]) => void;
};

/**
 * Photographed pages, stored in this browser until they are bound or removed: a reload or an ended session loses none
 * and no order. Their pictures are let go when they leave.
 */
export function usePhotos(): Photos {
  const { person } = useWorkplace();
  const announce = useAnnounce();
  const [pages, setPages] = useState<readonly PhotoPage[]>([]);
  const latest = useRef(pages);
  const show = (next: readonly PhotoPage[]) => {
    for (const page of latest.current) if (!next.includes(page)) URL.revokeObjectURL(page.url);
    latest.current = next;
    setPages(next);
  };
  const store = (change: Pick<PhotoChange, 'added' | 'removed'>) => {
    void storePhotos({ ...change, by: person.sub, ids: latest.current.map(({ id }) => id) });
  };
  const become = (next: readonly PhotoPage[]) => {
    const before = latest.current;
    show(next);
    store({
      added: next.filter((page) => !before.includes(page)),
      removed: before.filter((page) => !next.includes(page)).map(({ id }) => id),
    });
  };
  useEffect(() => {
    let isHere = true;
    void photosOf(person.sub).then((stored) => {
      const missing = stored.filter(({ id }) => latest.current.every((page) => page.id !== id));
      if (!isHere || missing.length === 0) return;
      const isAhead = latest.current.length > 0;
      show([...missing.map(({ id, file }) => pageOf(file, id)), ...latest.current]);
      announce(waitingSentence(missing.length));
      // whoever was quicker than the reading has put down an order that does not name what was stored
      if (isAhead) store({ added: [], removed: [] });
    });
    return () => {
      isHere = false;
      for (const { url } of latest.current) URL.revokeObjectURL(url);
    };
  }, []);
  return {
    photos: pages,
    addPhotos: (files) => become([...latest.current, ...files.map((file) => pageOf(file))]),
    setPhotos: become,
  };
}

function pageOf(file: Blob, id: string = crypto.randomUUID()): PhotoPage {
  return { id, file, url: URL.createObjectURL(file) };
}
