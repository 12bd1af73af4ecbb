import type { ComponentChildren } from 'preact';

export type PageSectionProps = {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
};

/** A part of the page with its heading, which the list of parts leads to. */
export function PageSection({ id, title, children }: PageSectionProps) {
  return (
    <section class="page-section" id={id} aria-labelledby={`${id}-titel`} tabIndex={-1}>
      <h2 class="kern-heading-medium" id={`${id}-titel`}>
        {title}
      </h2>
      {children}
    </section>
  );
}
