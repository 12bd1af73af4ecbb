import type { Party } from '../../../../events/primitives.ts';
import { gebietskoerperschaftIn } from '../../register/gebietskoerperschaft.ts';
import { partsOf } from '../identity.ts';
import {
  contradictionStanding,
  CODES_IN_STATE,
  type ContradictionStanding,
} from '../signing/contradiction.ts';
import type { ForeignCode, Scan } from '../state.ts';

/** What still has to happen until a scan counts that contradicts its assignment, and who does it. */
export const CONTRADICTION_STANDS: Readonly<Record<ContradictionStanding, string>> = {
  'reason-missing':
    'Der Scan zählt erst, wenn eine Person begründet, warum er trotzdem gilt, und eine andere Person ihn bestätigt.',
  'second-person-missing':
    'Eine Person hat begründet, warum er trotzdem gilt. Er zählt erst, wenn eine andere Person beim Land, bei der Gebietskörperschaft oder in der Prüfung dieselben Unterschriften bestätigt.',
  accepted: 'Zwei Personen haben ihn trotzdem angenommen; er zählt.',
};

/** What the codes of a scan name instead of what it is filed as, and what that means for it now. */
export function contradictionSentence(
  scan: Pick<Scan, 'foreign' | 'looks'>,
  parties?: readonly Party[],
): string {
  return `${foreignSentence(scan.foreign ?? [])} ${CONTRADICTION_STANDS[contradictionStanding(scan, parties)]}`;
}

/** What each code that contradicts names, and on which pages of the scan it stands. */
export function foreignSentence(foreign: readonly ForeignCode[]): string {
  return foreign.map((code) => `Der QR-Code auf ${placeOf(code.pages)} ${saysOf(code)}.`).join(' ');
}

function saysOf({ differs, subject = '', fassung }: ForeignCode): string {
  switch (differs) {
    case 'zielvereinbarung':
      return `nennt die Zielvereinbarung ${named(subject)}, Fassung ${fassung}`;
    case 'fassung':
      return `nennt die Fassung ${fassung}`;
    case 'terms':
      return `gehört zu anderen Regelungen als denen der Fassung ${fassung}`;
    case 'origin':
      return 'gehört zu keiner Zielvereinbarung';
  }
}

function named(subject: string): string {
  const { haushaltsjahr, ags } = partsOf(subject);
  const name = gebietskoerperschaftIn(haushaltsjahr, ags)?.officialName;
  return name === undefined ? subject : `${subject} (${name})`;
}

/** `Seite 1`, `den Seiten 1 und 3`; where the state kept only the first, that there are more. */
function placeOf(pages: readonly number[]): string {
  const shown = pages.slice(0, CODES_IN_STATE.pages - 1);
  const last = shown.at(-1);
  if (pages.length > shown.length) return `den Seiten ${shown.join(', ')} und weiteren`;
  return shown.length === 1 ? `Seite ${last}` : `den Seiten ${shown.slice(0, -1).join(', ')} und ${last}`;
}
