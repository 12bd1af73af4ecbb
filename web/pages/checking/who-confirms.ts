import { hasRole, type Person } from '../../session/roles.ts';

/** What decides whether somebody may confirm a scan. */
export type Asking = {
  readonly person: Person;
  /** Whether this person uploaded it. */
  readonly isOwn: boolean;
  /** Whether the stage asks for another person than the one who uploaded it. */
  readonly fourEyes: boolean;
  /** Whether its QR codes contradict where it lies: then two people look in any case, also who uploaded it. */
  readonly contradicts?: boolean;
};

/** Who confirms where the stage asks for four eyes; said before somebody uploads, and again beside their own scan. */
export const FOUR_EYES =
  'Hier gilt das Vier-Augen-Prinzip: Wer einen Scan hochlädt, bestätigt ihn nicht selbst. Das tut eine andere Person beim Land, bei der Gebietskörperschaft oder in der Prüfung.';

/** Whether this person may confirm; else whether they only read, or somebody else has to do it. */
export function confirming({
  person,
  isOwn,
  fourEyes,
  contradicts = false,
}: Asking): 'may' | 'reads' | 'other-person' {
  const asksForTwo = fourEyes || contradicts;
  if (!hasRole(person, 'land', 'kommune', ...(asksForTwo ? (['pruefung'] as const) : []))) return 'reads';
  return fourEyes && isOwn && !contradicts ? 'other-person' : 'may';
}
