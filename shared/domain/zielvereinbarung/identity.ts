/** Identity taken apart: `AQB-2025-06533` → programme, Haushaltsjahr and ags. */
export function partsOf(subject: string): { programme: string; haushaltsjahr: number; ags: string } {
  const [programme = '', year = '', ags = ''] = subject.split('-');
  return { programme, haushaltsjahr: Number(year), ags };
}
