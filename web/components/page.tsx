import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export type PageProps = {
  /** Heading and title of the window. */
  readonly title: string;
  readonly lead?: ComponentChildren;
  /** Buttons beside the heading. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
};

/**
 * One page: after each move its heading has the focus, so that keyboard and screen reader begin where the new
 * content begins (WCAG 2.4.3).
 */
export function PageFrame({ title, lead, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Zielvereinbarungen`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <>
      <div class="page-head">
        <h1 class="kern-heading-large" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {actions !== undefined && <div class="page-actions no-print">{actions}</div>}
      </div>
      {lead !== undefined && <p class="kern-body lead">{lead}</p>}
      {children}
    </>
  );
}
