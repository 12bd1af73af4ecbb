import { newsOf } from '../../shared/adapters/table/dynamodb-items.ts';
import { publishPage, type Publisher } from '../../shared/application/publishing/publish-page.ts';
import { publishShared } from '../../shared/application/publishing/publish-shared.ts';
import { streamHandler } from '../../shared/lambda/stream-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';

/** What the handler works with. */
export type Deps = { readonly publisher: Publisher; readonly telemetry: Telemetry };

/** Follows the log: a fact that changes a page gives a revision; `published`, or taking back, the shared files. */
export function createHandler({ publisher, telemetry }: Deps) {
  return streamHandler(telemetry, async (item) => {
    const news = newsOf(item, publisher.wire);
    if (news.kind !== 'event') return;
    const { event } = news.stored;
    if (event.type === 'ZielvereinbarungPublished') return publishShared(publisher, event.subject);
    const outcome = await publishPage(publisher, event);
    // No `published` follows a page that was taken back: the lists forget it now.
    if (outcome === 'taken-back') await publishShared(publisher, event.subject);
    if (outcome !== 'nothing-to-show') telemetry.note('publication', { subject: event.subject, outcome });
  });
}
