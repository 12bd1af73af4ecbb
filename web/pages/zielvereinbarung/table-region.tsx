import type { ComponentChildren } from 'preact';

export type TableRegionProps = { readonly label: string; readonly children: ComponentChildren };

/** A table that scrolls in its own frame where the screen is too narrow for it, by keyboard as well. */
export function TableRegion({ label, children }: TableRegionProps) {
  return (
    <div class="table-region" role="region" aria-label={label} tabIndex={0}>
      <table class="kern-table kern-table--small">{children}</table>
    </div>
  );
}
