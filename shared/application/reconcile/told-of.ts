import { z } from 'zod';
import type { Wire } from '../../../events/wire.ts';
import type { ArchivedPdf } from '../ports/intake.ts';
import type { ClearingItem } from '../ports/clearing.ts';
import type { EventStore } from '../ports/event-store.ts';

/** Where a message says that something was archived; other messages tell of nothing. */
const telling = z.object({ archive: z.object({ key: z.string(), versionId: z.string() }) });

/** The archived version that a message tells of; undefined where it tells of none. */
export function toldOf(body: string, wire: Wire): ArchivedPdf | undefined {
  const read = wire.readStored(body);
  const told = telling.safeParse(read.ok ? read.event.data : undefined);
  return told.success ? told.data.archive : undefined;
}

const PAGE = 100;

/**
 * Archived versions whose fact was refused: the message lies at the clearing desk of this month, with its reason.
 * Only what came by the door of our own functions counts, for nobody else archives anything. Cost: one query for
 * each hundred items of the month.
 */
export async function refusedVersions(
  store: Pick<EventStore, 'clearing'>,
  month: string,
  wire: Wire,
): Promise<readonly ArchivedPdf[]> {
  const versions: ArchivedPdf[] = [];
  let after: string | undefined;
  do {
    const page = await store.clearing(month, { limit: PAGE, ...(after !== undefined && { after }) });
    versions.push(...page.items.flatMap((item) => toldByUs(item, wire) ?? []));
    after = page.next;
  } while (after !== undefined);
  return versions;
}

function toldByUs({ body, door, proven }: ClearingItem, wire: Wire): ArchivedPdf | undefined {
  return door === 'internal' && proven ? toldOf(body, wire) : undefined;
}
