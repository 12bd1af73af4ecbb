import type { Complain, Evidence, TakenMessage, Voice } from '../evidence.ts';
import type { Fact } from '../fact.ts';
import { envelopeOf } from '../contract.ts';
import { grouped, textAt } from '../json.ts';
import { nameOf, type RawTable } from '../raw-table.ts';

/** Who records without a queue. */
const INSIDE = ['urn:aqb:record-event', 'urn:aqb:staff-api'];

/** What only our own functions say. */
const OWN =
  /^(?:scan\.(?:submitted|archived|refused)|document\.archived|publication\.due|deadline\..+|integrity\..+|zielvereinbarung\.(?:published|concluded)|signature\.voided|bescheid\.difference-found)$/u;

/** Each recorded fact came in through the door of its sender: a message with the role that speaks under its source. */
export function auditDoors(
  { messages, voices }: Pick<Evidence, 'messages' | 'voices'>,
  { streams }: RawTable,
  complain: Complain,
): void {
  const facts = [...streams.values()].flatMap((stream) => stream.facts);
  for (const { stem, source, id, subject } of facts)
    if (OWN.test(stem) && !source.startsWith('urn:aqb:'))
      complain('door', `${id} is what only our functions say, and ${source} said it`, subject);
  if (voices === undefined) return;
  const sent = grouped(messages, ({ body }) => {
    const event = envelopeOf(body);
    return nameOf(textAt(event, 'source'), textAt(event, 'id'));
  });
  for (const fact of facts) {
    if (INSIDE.includes(fact.source)) continue;
    const own = sent.get(nameOf(fact.source, fact.id)) ?? [];
    if (!own.some((message) => maySay(message, fact, voices)))
      complain('door', `${fact.id} was recorded, and nobody who may say it did`, fact.subject);
  }
}

function maySay({ queue, senderId }: TakenMessage, fact: Fact, voices: readonly Voice[]): boolean {
  if (queue === 'internal') return fact.source.startsWith('urn:aqb:');
  return voices.some(
    ({ source, role, ags }) =>
      source === fact.source &&
      senderId.startsWith(`${role}:`) &&
      (ags === undefined || fact.subject.endsWith(`-${ags}`)),
  );
}
