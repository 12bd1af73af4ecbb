import type { Recorded } from '../../events/recorded/index.ts';

/** Names of the Bescheide by what they do. */
export const BESCHEID_NAMES: Readonly<Record<Recorded<'BescheidIssued'>['data']['art'], string>> = {
  zuwendung: 'Zuwendungsbescheid',
  aenderung: 'Änderungsbescheid',
  ablehnung: 'Ablehnungsbescheid',
  teilwiderruf: 'Teilwiderruf',
  widerruf: 'Widerruf',
};
