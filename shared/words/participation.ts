import type { Recorded } from '../../events/recorded/index.ts';

/** Where a Gebietskoerperschaft takes part (§ 7). */
export const PARTICIPATION_NAMES: Readonly<
  Record<Recorded<'ParticipationReported'>['data']['kind'], string>
> = {
  umfrage: 'Umfrage',
  tagung: 'Tagung',
};
