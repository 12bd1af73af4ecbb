/** A number as German texts write it: `1.234,5`. */
export function numberText(value: number): string {
  return new Intl.NumberFormat('de-DE', { maximumFractionDigits: 6 }).format(value);
}

/** Size of a file, in units of 1000: `240 kB`, `3,4 MB`. */
export function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000));
  return kilobytes < 1000
    ? `${kilobytes}\u00A0kB`
    : `${numberText(Math.round(kilobytes / 100) / 10)}\u00A0MB`;
}
