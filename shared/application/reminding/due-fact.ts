import type { Writable } from '../../../events/wire-writer.ts';
import type { YearRow } from '../../domain/zielvereinbarung/telling/summary.ts';

/** That the time of a publication has come by this instant, as its row says it; undefined where it has not. */
export function dueFact({ subject, current }: YearRow, now: string): Writable | undefined {
  const { concludedFassung: fassung, publishAt, states } = current;
  if (states.publication !== 'waiting' || fassung === undefined || publishAt === undefined || publishAt > now)
    return undefined;
  return {
    type: 'PublicationDue',
    id: `due:${subject}:${fassung}:${publishAt}`,
    source: 'urn:aqb:remind',
    subject,
    time: publishAt,
    data: { fassung, publishAt },
  };
}
