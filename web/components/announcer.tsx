import { createContext, type ComponentChildren } from 'preact';
import { useCallback, useContext, useRef, useState } from 'preact/hooks';

const AnnouncerContext = createContext<(text: string) => void>(() => undefined);

/** Says a sentence to screen readers without moving the focus, as soon as they are silent. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnouncerContext);
}

/** The one polite live region of the workplace; the same sentence twice is said twice. */
export function Announcer({ children }: { readonly children: ComponentChildren }) {
  const [said, setSaid] = useState('');
  const turn = useRef(0);
  const announce = useCallback((text: string) => {
    turn.current += 1;
    setSaid(turn.current % 2 === 0 ? text : `${text}\u00A0`);
  }, []);
  return (
    <AnnouncerContext.Provider value={announce}>
      {children}
      <div class="kern-sr-only" role="status" aria-live="polite" data-announcer>
        {said}
      </div>
    </AnnouncerContext.Provider>
  );
}
