import type { Party } from '../../../events/primitives.ts';
import { perParty } from '../../../shared/domain/per-party.ts';
import type { BoardRow } from '../../api/types.ts';
import { hasRole, type Person } from '../../session/roles.ts';
import { BOTH_PARTIES } from '../../../shared/words/parties.ts';
import { zielvereinbarungName } from './sentences.ts';
import { placeOfPaper, type FileClaim } from './transfer/upload.ts';

/** What the person says of the next files; where they belong stands in the address, so a link is never overruled. */
export type UploadChoice = Readonly<Record<Party, boolean>> & { readonly originalLocation: string };

/** The choice before anybody chose: the own side's signature is expected. */
export function firstChoice(person: Person): UploadChoice {
  const own = BOTH_PARTIES.find((party) => hasRole(person, party));
  return { ...perParty((party) => party === own), originalLocation: '' };
}

/** Only the ministry may leave open where a scan belongs; a Kommune names its own Zielvereinbarung. */
export function mayLeaveOpen(person: Person): boolean {
  return hasRole(person, 'land');
}

/**
 * The Zielvereinbarung that the next files are for: what the address says (empty: the QR code is to say it), else the
 * only sensible one.
 */
export function chosenTarget(
  asked: string | undefined,
  { person, rows }: { readonly person: Person; readonly rows: readonly BoardRow[] },
): string {
  if (asked !== undefined) return asked;
  return mayLeaveOpen(person) ? '' : ((rows.find((row) => isToBeSigned(row)) ?? rows[0])?.subject ?? '');
}

function isToBeSigned({ current }: BoardRow): boolean {
  return ['released', 'partly-signed'].includes(current.states.vereinbarung);
}

/** Options of the list of Zielvereinbarungen; the chosen one is among them even where no row names it. */
export function optionsOf(
  rows: readonly BoardRow[],
  chosen: string,
  person: Person,
): readonly { readonly value: string; readonly label: string }[] {
  const known = rows.map(({ subject }) => subject);
  const named = chosen === '' || known.includes(chosen) ? known : [chosen, ...known];
  const open = { value: '', label: mayLeaveOpen(person) ? 'aus dem QR-Code lesen' : 'bitte wählen' };
  return [open, ...named.map((value) => ({ value, label: zielvereinbarungName(value) }))];
}

/** What goes with each file; undefined where a Kommune has not said which Zielvereinbarung it is. */
export function claimOf(choice: UploadChoice, target: string, person: Person): FileClaim | undefined {
  if (target === '' && !mayLeaveOpen(person)) return undefined;
  const parties = BOTH_PARTIES.filter((party) => choice[party]);
  return {
    ...(target !== '' && { zielvereinbarung: target }),
    parties,
    ...placeOfPaper(choice.originalLocation),
  };
}
