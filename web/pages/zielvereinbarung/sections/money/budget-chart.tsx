import { CHART, chartOf, type ChartStep } from './chart-geometry.ts';

/** The steps of the money as bars from zero; what only deviates is hatched by its outline. */
export function BudgetChart({ steps }: { readonly steps: readonly ChartStep[] }) {
  const { width, height, bars } = chartOf(steps);
  return (
    <svg
      class="budget-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby="betraege-bild betraege-text"
    >
      <title id="betraege-bild">Haushaltsmittel Schritt für Schritt</title>
      <desc id="betraege-text">{steps.map(({ label }) => label).join('; ')}</desc>
      {bars.map(({ label, y, width: length, isDashed }) => (
        <g key={label}>
          <text x="0" y={y + CHART.labelHeight - 5}>
            {label}
          </text>
          <rect
            class={isDashed ? 'bar is-deviation' : 'bar'}
            x="1"
            y={y + CHART.labelHeight}
            width={Math.max(1, length - 2)}
            height={CHART.bar}
          />
        </g>
      ))}
    </svg>
  );
}
