import type { ComponentChildren } from 'preact';

interface Props {
  readonly caption: ComponentChildren;
  /** Headings of columns of words, which come first. */
  readonly words: readonly string[];
  /** Headings of columns of figures, set to the right. */
  readonly figures?: readonly string[];
  /** Its `tbody`, one or several. */
  readonly children: ComponentChildren;
}

/** A table with caption and headings whose rows stand under each other on a narrow screen. */
export function StackedTable({ caption, words, figures = [], children }: Props) {
  return (
    <table class="stack">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {words.map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
          {figures.map((heading) => (
            <th key={heading} scope="col" class="num">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  );
}
