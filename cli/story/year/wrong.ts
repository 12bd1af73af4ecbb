import type { Staff } from '../../stage/borders.ts';
import { judged } from '../../stage/receipts.ts';
import { castOf } from './cast.ts';
import { amendment, draft } from './letters.ts';
import { STORY_SOURCES, type PostOffice } from './post.ts';
import { NAMELESS } from './tally.ts';
import { counted } from '../../../shared/words/numbers.ts';

/** How many messages a sender repeats, as senders do when an answer got lost. */
const REPEATED = 40;

/** What goes wrong in every year: repeated, early, contradictory and unreadable messages. */
export async function sendWhatIsWrong({
  land,
  post,
  step,
}: {
  readonly land: Staff;
  readonly post: PostOffice;
  readonly step: (line: string) => void;
}): Promise<void> {
  const [first, second, third] = await castOf();
  if (first === undefined || second === undefined || third === undefined) return;
  for (const event of post.originals.filter((_, at) => at % 7 === 0).slice(0, REPEATED)) {
    // Only what was judged can be repeated; what overtakes its original is the original.
    await judged(land, event);
    await post.repeat(event, '2026-10-01T08:00:00Z');
  }
  step(`Wiederholungen: ${counted(REPEATED, 'Meldung kommt', 'Meldungen kommen')} ein zweites Mal`);
  const hanau = { ...first, subject: 'AQB-2025-06415', terms: { ...first.terms, ags: '06415' } };
  await post.send(draft(hanau));
  const wrongFrom = { kind: 'abweichung', from: 1, to: 2, on: '2025-11-10' } as const;
  await post.send(amendment(second, wrongFrom));
  await post.send({ ...amendment(first, wrongFrom), source: STORY_SOURCES.kreis(second.ags) });
  await post.send({ ...amendment(third, wrongFrom), source: STORY_SOURCES.hmsi, sequence: '7' });
  const [original] = post.originals;
  if (original !== undefined)
    await post.sendRaw(
      JSON.stringify({ ...original, data: { ...original.data, receivedOn: '2025-03-13' } }),
      original,
    );
  const unknown = { source: STORY_SOURCES.hmsi, id: 'story-unknown-type' };
  await post.sendRaw(
    JSON.stringify({ ...original, ...unknown, type: `${post.wire.prefix}.vertrag.gekuendigt.v1` }),
    unknown,
  );
  await post.sendRaw('Dies ist kein JSON.', NAMELESS);
  step('Falsches: Hanau für 2025, falscher Ausgangsbetrag, fremder Kreis, Lücke in der Zählung,');
  step('          wiederverwendete Kennung, unbekannter Typ, unlesbare Nachricht');
}
