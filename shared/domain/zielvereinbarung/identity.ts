import { subject as subjectSchema } from '../../../events/primitives.ts';

/**
 * Identity taken apart: `AQB-2025-06533` → programme, Haushaltsjahr and ags. What is no subject, however much it
 * begins like one, belongs to nobody: its parts are empty, and equal to no Gebietskoerperschaft's.
 */
export function partsOf(subject: string): { programme: string; haushaltsjahr: number; ags: string } {
  const parts = subjectSchema.safeParse(subject).success ? subject.split('-') : [];
  const [programme = '', year = '', ags = ''] = parts;
  return { programme, haushaltsjahr: Number(year), ags };
}
