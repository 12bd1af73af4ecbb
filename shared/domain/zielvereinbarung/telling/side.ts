import type { Party } from '../../../../events/primitives.ts';

/** Each side in the genitive, as in "die Unterschrift des Landes". */
export const SIDE: Readonly<Record<Party, string>> = {
  land: 'des Landes',
  kommune: 'der Gebietskörperschaft',
};
