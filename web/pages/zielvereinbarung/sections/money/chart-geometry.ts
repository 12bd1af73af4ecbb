/** A step of the money as the chart draws it. */
export type ChartStep = { readonly label: string; readonly cents: number; readonly isDashed: boolean };

/** A bar with its place; everything in units of the drawing. */
export type Bar = ChartStep & { readonly y: number; readonly width: number };

/** The drawing: its size, its bars, and where the bar of the agreed sum ends. */
export type Chart = {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
};

/** Measures of the drawing: wide enough for words at the width of a phone. */
export const CHART = { width: 340, row: 44, bar: 16, labelHeight: 18 } as const;

/**
 * Bars from zero, so that their lengths say what the sums say; the largest fills the width. Nothing is drawn to
 * another scale, and a sum of zero is a hairline.
 */
export function chartOf(steps: readonly ChartStep[]): Chart {
  const most = Math.max(1, ...steps.map(({ cents }) => cents));
  return {
    width: CHART.width,
    height: steps.length * CHART.row,
    bars: steps.map((step, index) => ({
      ...step,
      y: index * CHART.row,
      width: Math.max(1, Math.round((Math.max(0, step.cents) / most) * CHART.width)),
    })),
  };
}
