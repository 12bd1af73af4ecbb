import type { RecordedEvent } from '../../../../events/recorded/index.ts';
import { revisionWanted, shownFassung } from '../../../portal/model/public-record.ts';
import { pageFacts, pathsOfPage } from '../../publishing/page-files.ts';
import { isTakingBack, publishPage } from '../../publishing/publish-page.ts';
import type { Finding } from '../finding.ts';
import { repairedBy } from './look-at-page.ts';
import type { Lying, Reconciler } from '../reconciler.ts';

type Looker = Pick<Reconciler, 'publisher'> & { readonly lying: Lying };

/**
 * Holds the page of a log that cannot be believed against its newest page fact. Nothing new is shown of it, so a
 * page that lacks a fact, a cancellation for one, is told and left. What was withdrawn is taken back all the same,
 * by the use case that does so for the stream: whatever is newer than the withdrawal stays.
 */
export function lookAtStoppedPage(
  { publisher, lying }: Looker,
  subject: string,
  events: readonly RecordedEvent[],
): readonly Finding[] {
  const fact = pageFacts(events).at(-1);
  if (fact === undefined) return [];
  const { event, record } = fact;
  const isOutdated = (path: string) => {
    const there = lying.get(path);
    return there !== undefined && there.status !== 410 && there.revision < revisionWanted(record);
  };
  const [key] = pathsOfPage(subject).filter(isOutdated);
  if (key === undefined) return [];
  const about = { subject, key, version: event.version };
  return shownFassung(record) === undefined && isTakingBack(event)
    ? [
        {
          code: 'withdrawn-page-visible',
          ...about,
          repair: async () => repairedBy(await publishPage(publisher, event)),
        },
      ]
    : [{ code: 'page-stopped', ...about }];
}
