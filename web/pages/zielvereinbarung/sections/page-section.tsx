import type { ComponentChildren } from 'preact';

export type PageSectionProps = {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
  /** What can be done is no use on paper. */
  readonly isPrinted?: boolean;
};

/** A part of the page with its heading, which the list of parts leads to. */
export function PageSection({ id, title, children, isPrinted = true }: PageSectionProps) {
  return (
    <section
      class={isPrinted ? 'page-section' : 'page-section no-print'}
      id={id}
      aria-labelledby={`${id}-titel`}
      tabIndex={-1}
    >
      <h2 class="kern-heading-medium" id={`${id}-titel`}>
        {title}
      </h2>
      {children}
    </section>
  );
}
