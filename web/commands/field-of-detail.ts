/**
 * The field of the form that a path of the API means: `data.massnahmen.0.amount.amountCent: must be …` is
 * `massnahmen.0.amount`.
 */
export function fieldOfDetail(detail: string): string {
  const [path = ''] = detail.split(':');
  return path.replace(/^data[.]/u, '').replace(/[.](?:amountCent|currency|sha256)$/u, '');
}
