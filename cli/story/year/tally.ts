import { z } from 'zod';
import type { Staff } from '../../stage/borders.ts';
import type { Judged, Name } from '../../stage/receipts.ts';

/** How every message that was sent came out; each counts once, in its last state. */
export type Tally = {
  readonly sent: number;
  readonly recorded: number;
  readonly duplicate: number;
  readonly parked: number;
  /** Messages that the clearing desk lists. */
  readonly refused: number;
  /** Refusals that the receipts tell of, which the clearing desk must list under a name. */
  readonly toldRefused: number;
  readonly refusedWithName: number;
};

/** Where the tally takes its numbers from: none of them is what the story itself remembers to have sent. */
export type Evidence = {
  /** Every message, as often as it was sent. */
  readonly sent: readonly Name[];
  /** What became of the message of this name; undefined where nobody knows it. */
  readonly receiptOf: (name: Name) => Promise<Judged | undefined>;
  /** How many repeats the recorder's log calls duplicates. */
  readonly duplicates: () => Promise<number>;
  /** Reads the clearing desk. */
  readonly land: Pick<Staff, 'get'>;
  /** Present instant, RFC 3339. */
  readonly now: () => string;
};

/** Asks receipts, clearing desk and log how the messages came out. */
export async function tallyOf({ sent, receiptOf, duplicates, land, now }: Evidence): Promise<Tally> {
  const counts = { recorded: 0, duplicate: await duplicates(), parked: 0, refused: 0 };
  let toldRefused = 0;
  for (const name of namesIn(sent)) {
    const receipt = await receiptOf(name);
    if (receipt?.otherContent !== undefined) toldRefused += 1;
    if (receipt?.state === 'refused') toldRefused += 1;
    else if (receipt !== undefined) counts[receipt.state] += 1;
  }
  const desk = await atTheDesk(land, now().slice(0, 4));
  const refusedWithName = desk.filter(({ id }) => id !== undefined).length;
  return { ...counts, sent: sent.length, refused: desk.length, toldRefused, refusedWithName };
}

/** What cannot be read has no name, and no receipt: the clearing desk alone knows it. */
export const NAMELESS: Name = { source: 'unknown', id: 'unknown' };

function namesIn(sent: readonly Name[]): readonly Name[] {
  const named = sent.filter(({ id }) => id !== NAMELESS.id);
  return [...new Map(named.map((name) => [`${name.source} ${name.id}`, name])).values()];
}

const deskPage = z.looseObject({
  items: z.array(z.looseObject({ id: z.string().optional() })),
  next: z.string().optional(),
});

/** The stage was empty when the story began: whatever came to the desk in these years came from it. */
async function atTheDesk(land: Pick<Staff, 'get'>, year: string): Promise<readonly { id?: string }[]> {
  const months = `from=${Number(year) - 1}-01&to=${Number(year) + 1}-12`;
  const found: { id?: string }[] = [];
  let cursor = '';
  do {
    const { body } = await land.get(`/v1/clearing?${months}&limit=100${cursor}`);
    const { items, next } = deskPage.parse(body);
    found.push(...items.map(({ id }) => (id === undefined ? {} : { id })));
    cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== '');
  return found;
}

/**
 * The table that ends the story.
 * @throws Error where a message is unaccounted for.
 */
export function tableOf(tally: Tally): readonly string[] {
  const { sent, recorded, duplicate, parked, refused, toldRefused, refusedWithName } = tally;
  const row = (label: string, count: number) => `  ${label.padEnd(22)}${String(count).padStart(6)}`;
  if (recorded + duplicate + parked + refused !== sent || toldRefused !== refusedWithName)
    throw new Error(`Unaccounted for: ${JSON.stringify(tally)}`);
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
