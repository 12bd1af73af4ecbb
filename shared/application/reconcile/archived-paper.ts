import type { Recorded } from '../../../events/recorded/index.ts';
import type { Reconciler, SoundLog } from './reconciler.ts';

/** A fact that names an archived object. */
export type Naming = Recorded<'ScanArchived' | 'DocumentArchived'>;

/** An object of the archive, and the fact that names it. */
export type ArchivedPaper = Pick<Reconciler, 'custody' | 'publisher' | 'recorder'> & {
  readonly log: SoundLog;
  readonly naming: Naming;
};
