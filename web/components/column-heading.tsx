export type ColumnHeadingProps = {
  readonly children: string;
  /** Whether the column holds numbers, which stand on the right. */
  readonly isNumeric?: boolean;
  /** Said outright where styles take the table apart on a phone and with it its meaning. */
  readonly role?: 'columnheader';
};

/** The heading of a column of a table of KERN. */
export function ColumnHeading({ children, isNumeric = false, role }: ColumnHeadingProps) {
  return (
    <th
      scope="col"
      role={role}
      class={isNumeric ? 'kern-table__header kern-table__header--numeric' : 'kern-table__header'}
    >
      {children}
    </th>
  );
}
