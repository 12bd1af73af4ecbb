import { z } from 'zod';
import type { Staff } from '../../borders.ts';
import type { PostOffice, Sent } from './post.ts';
import { judged, type Judged } from './receipts.ts';

/** How every message that was sent came out; each counts once, in its last state. */
export type Tally = {
  readonly sent: number;
  readonly recorded: number;
  readonly duplicate: number;
  readonly parked: number;
  readonly refused: number;
  /** Messages at the clearing desk, as the desk itself lists them. */
  readonly atTheDesk: number;
};

/** Asks for the receipt of every message, and counts what the clearing desk lists. */
export async function tallyOf({
  land,
  post,
}: {
  readonly land: Staff;
  readonly post: PostOffice;
}): Promise<Tally> {
  const counts = { sent: post.sent.length, recorded: 0, duplicate: 0, parked: 0, refused: 0 };
  for (const [first, ...more] of byName(post.sent)) {
    if (first === undefined) continue;
    const { state, otherContent } = isNameless(first) ? NAMELESS : await judged(land, first);
    counts[state] += 1;
    const other = otherContent === undefined ? 0 : 1;
    counts.refused += other;
    counts.duplicate += more.length - other;
  }
  return { ...counts, atTheDesk: await countAtTheDesk(land) };
}

/** What cannot be read has no name, and no receipt: it lies at the clearing desk. */
const NAMELESS: Judged = { state: 'refused' };
const isNameless = ({ id }: Sent) => id === 'unknown';

function byName(sent: readonly Sent[]): readonly (readonly Sent[])[] {
  return [...Map.groupBy(sent, ({ source, id }) => `${source} ${id}`).values()];
}

const deskPage = z.looseObject({ items: z.array(z.unknown()), next: z.string().optional() });

async function countAtTheDesk(land: Staff): Promise<number> {
  let count = 0;
  let cursor = '';
  do {
    const { body } = await land.get(`/v1/clearing?from=2025-01&to=2026-12&limit=100${cursor}`);
    const { items, next } = deskPage.parse(body);
    count += items.length;
    cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== '');
  return count;
}

/**
 * The table that ends the story.
 * @throws Error where a message is unaccounted for.
 */
export function tableOf({ sent, recorded, duplicate, parked, refused, atTheDesk }: Tally): readonly string[] {
  const row = (label: string, count: number) => `  ${label.padEnd(22)}${String(count).padStart(6)}`;
  const sum = recorded + duplicate + parked + refused;
  if (sum !== sent || refused !== atTheDesk)
    throw new Error(
      `Unaccounted for: ${sent} sent, ${sum} known, ${refused} refused, ${atTheDesk} at the desk`,
    );
  return [
    '',
    'Bilanz: jede gesendete Meldung kam an genau ein Ende',
    row('verzeichnet', recorded),
    row('doppelt', duplicate),
    row('wartet', parked),
    row('zurückgewiesen', refused),
    row('= gesendet', sent),
  ];
}
