import { hasRole, type Person } from '../../session/roles.ts';

/** What decides whether somebody may confirm a scan. */
export type Asking = {
  readonly person: Person;
  /** Whether this person uploaded it. */
  readonly isOwn: boolean;
  /** Whether the stage asks for another person than the one who uploaded it. */
  readonly fourEyes: boolean;
};

/** Who confirms where the stage asks for four eyes; said before somebody uploads, and again beside their own scan. */
export const FOUR_EYES =
  'Hier gilt das Vier-Augen-Prinzip: Wer einen Scan hochlädt, bestätigt ihn nicht selbst. Das tut eine andere Person beim Land, bei der Gebietskörperschaft oder in der Prüfung.';

/** Whether this person may confirm; else whether they only read, or somebody else has to do it. */
export function confirming({ person, isOwn, fourEyes }: Asking): 'may' | 'reads' | 'other-person' {
  if (!hasRole(person, 'land', 'kommune', ...(fourEyes ? (['pruefung'] as const) : []))) return 'reads';
  return fourEyes && isOwn ? 'other-person' : 'may';
}
