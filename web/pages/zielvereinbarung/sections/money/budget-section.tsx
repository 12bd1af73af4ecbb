import { ColumnHeading } from '../../../../components/column-heading.tsx';
import { formatEuro } from '../../../../../shared/domain/euro.ts';
import { formatDate } from '../../../../../shared/domain/dates/german-dates.ts';
import { CHANGE_NAMES } from '../../../../../shared/words/changes.ts';
import type { ZielvereinbarungView } from '../../../../api/types.ts';
import { BudgetChart } from './budget-chart.tsx';
import { PageSection } from '../page-section.tsx';
import { TableRegion } from '../../table-region.tsx';

type Step = ZielvereinbarungView['budget'][number];

const STEP_NAMES: Readonly<Record<Step['kind'], string>> = {
  ...CHANGE_NAMES,
  abweichung: `${CHANGE_NAMES.abweichung} (§ 6)`,
};

/** How the money moved, as a drawing and as its table; the table says everything that the drawing shows. */
export function BudgetSection({ view: { budget } }: { readonly view: ZielvereinbarungView }) {
  return (
    <PageSection id="betraege" title="Entwicklung der Haushaltsmittel">
      <BudgetChart
        steps={budget.map(({ kind, date, toCent }) => ({
          label: `${formatDate(date)} ${STEP_NAMES[kind]}: ${formatEuro(toCent)}`,
          cents: toCent,
          isDashed: kind === 'abweichung',
        }))}
      />
      <TableRegion label="Tabelle der Haushaltsmittel">
        <caption class="kern-sr-only">Entwicklung der Haushaltsmittel</caption>
        <thead>
          <tr class="kern-table__row">
            <ColumnHeading>Art</ColumnHeading>
            <ColumnHeading>gilt ab</ColumnHeading>
            <ColumnHeading isNumeric>Betrag</ColumnHeading>
            <ColumnHeading isNumeric>Änderung</ColumnHeading>
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {budget.map((step) => (
            <tr key={step.version} class="kern-table__row">
              <th scope="row" class="kern-table__cell">
                {STEP_NAMES[step.kind]}
                {step.reason !== undefined && <span class="reason">{step.reason}</span>}
              </th>
              <td class="kern-table__cell">{formatDate(step.date)}</td>
              <td class="kern-table__cell kern-table__cell--numeric">{formatEuro(step.toCent)}</td>
              <td class="kern-table__cell kern-table__cell--numeric">{changeText(step)}</td>
            </tr>
          ))}
        </tbody>
      </TableRegion>
    </PageSection>
  );
}

function changeText({ fromCent, toCent }: Step): string {
  if (fromCent === undefined) return '–';
  const change = toCent - fromCent;
  return `${change > 0 ? '+' : ''}${formatEuro(change)}`;
}
