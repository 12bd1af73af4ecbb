import { useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';

/**
 * Leads to the part of the page that the address names (`#unterschriften`), once it is there: the browser looked for
 * it before anything was loaded. Its heading takes the focus, so that a screen reader goes on from there. An address
 * that names nothing, or nothing on this page, leaves the focus where it is.
 */
export function useFragment(isThere: boolean): void {
  const { url } = useLocation();
  useEffect(() => {
    const part = isThere ? document.getElementById(idIn(location.hash)) : null;
    if (part === null) return;
    const heading = part.querySelector<HTMLElement>('h2, h3') ?? part;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    part.scrollIntoView({ behavior: 'instant' });
  }, [isThere, url]);
}

/** The id that a fragment names; empty where it names none or cannot be read. */
export function idIn(fragment: string): string {
  try {
    return decodeURIComponent(fragment.replace(/^#/u, ''));
  } catch {
    return '';
  }
}
