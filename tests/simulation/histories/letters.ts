import { INCOMING, type IncomingEvent } from '../../../events/incoming/index.ts';
import { HMSI, KREIS, amended, drafted, released, signature } from '../../support/facts/given.ts';
import {
  documentArchived,
  eckdatenAmended,
  publicationHeld,
  publicationReleased,
} from '../../support/facts/given-year.ts';
import { POOL, TAKING_BACK } from '../../support/facts/pool.ts';
import { SENDER_ID } from '../cloud/cloud.ts';
import { PREFIX } from '../cloud/functions.ts';
import type { Dice } from './dice.ts';
import { AGS, senderOf } from './senders.ts';
import { WIRE } from '../../support/facts/wire.ts';

/** A message on its way to the queue of other systems. */
export type Letter = { readonly body: string; readonly group: string; readonly senderId: string };

const OUTSIDE = new Set(INCOMING.filter(({ origin }) => origin === 'outside').map(({ name }) => name));
const fromOutside = ({ type, subject }: IncomingEvent) =>
  OUTSIDE.has(type) && !subject.startsWith('ags-') && type !== 'ScanChecked' && type !== 'ScanSetAside';

const STRANGE = POOL.filter(fromOutside);
const ENDING = TAKING_BACK.filter(fromOutside);

/** What most years have in common, in the order in which it is meant. */
const USUAL: readonly IncomingEvent[] = [
  drafted(),
  released(),
  signature('land'),
  signature('kommune'),
  amended('abweichung', [895_210, 845_210]),
];

/** A draft that two persons of the Kreis must sign, and the second of them. */
const OF_TWO = drafted({ signatureSlots: { land: 1, kommune: 2 } }, { id: 'draft-of-two' });
const SECOND = signature('kommune', {
  signatory: { name: 'Erika Muster', office: 'Kreisbeigeordnete' },
});
/** The person who signs for the Land, for the other side as well. */
const SAME = { ...signature('kommune', { ...signature('land').data, party: 'kommune' }), id: 'same-person' };

/** A new Fassung after the first was concluded, or before. */
const ANEW: readonly IncomingEvent[] = [
  amended('aenderungsvereinbarung', [895_210, 850_000]),
  released(2),
  signature('land', { fassung: 2 }),
  signature('kommune', { fassung: 2 }),
];

/** What other systems say of one Zielvereinbarung in one history, in the order in which it is sent. */
export function lettersOf(ags: string, dice: Dice): readonly Letter[] {
  const events = storyOf(dice).map((event) => about(event, ags));
  const numbered = dice.once(0.3) ? numberedBySender(events) : events;
  const sent = numbered.flatMap((event) => {
    const letter = letterOf(event);
    if (event.sequence !== undefined && dice.once(0.05)) return [unreadable(letter)];
    if (dice.once(0.06)) return [letter, letterOf({ ...event, time: '2025-08-20T07:00:00Z' })];
    if (dice.once(0.04)) return [letter, letterOf(otherContent(event, dice))];
    return dice.once(0.06) ? [letter, letter] : [letter];
  });
  const poison = Array.from({ length: dice.once(0.3) ? dice.upTo(3) : 0 }, () => poisonFor(ags, dice));
  return dice.slightlyShuffled([...sent, ...poison]);
}

function storyOf(dice: Dice): readonly IncomingEvent[] {
  if (dice.once(0.15)) return dice.some(STRANGE, 14);
  const told = [
    ...usual(dice).filter(() => dice.once(0.85)),
    ...(dice.once(0.3) ? ANEW.filter(() => dice.once(0.9)) : []),
  ];
  const strange = dice.some(STRANGE, dice.upTo(5));
  const ending = dice.once(0.25) ? dice.some(ENDING, 1) : [];
  const held = dice.once(0.15) ? [publicationHeld(), publicationReleased()] : [];
  return dice.mixed(told, [...strange, ...held, ...ending]);
}

/** The usual story, now and then with two signatories of one side, one for both, or an Eckdatum that was missed. */
function usual(dice: Dice): readonly IncomingEvent[] {
  const [first, ...rest] = USUAL;
  const story = first !== undefined && dice.once(0.1) ? [OF_TWO, ...rest] : USUAL;
  const also = [
    ...(dice.once(0.1) ? [SECOND] : []),
    ...(dice.once(0.1) ? [SAME] : []),
    ...(dice.once(0.15) ? [eckdatenAmended('abweichung', 9)] : []),
  ];
  return dice.mixed(story, also);
}

/** The same fact about another Gebietskoerperschaft, under ids and from a sender of its own. */
export function about(event: IncomingEvent, ags: string): IncomingEvent {
  const data = 'ags' in event.data ? { ...event.data, ags } : event.data;
  const source = event.source === KREIS ? `https://kreis.example/${ags}` : event.source;
  return { ...event, data, source, id: `${ags}/${event.id}`, subject: `AQB-2025-${ags}` } as IncomingEvent;
}

/** One sender numbers what it says, a repeat alike; the others do not. */
function numberedBySender(events: readonly IncomingEvent[]): readonly IncomingEvent[] {
  const numbers = new Map<string, string>();
  return events.map((event) => {
    if (event.source !== HMSI || event.sequence !== undefined) return event;
    const sequence = numbers.get(event.id) ?? String(numbers.size + 1);
    numbers.set(event.id, sequence);
    return { ...event, sequence };
  });
}

function otherContent(event: IncomingEvent, dice: Dice): IncomingEvent {
  const data = { ...event.data, reason: `Anderer Grund ${dice.upTo(9)}.` };
  return { ...event, data } as IncomingEvent;
}

/** A fact on its way to the queue of other systems, by the sender that its source belongs to. */
export function letterOf(event: IncomingEvent): Letter {
  return {
    body: JSON.stringify(WIRE.toCloudEvent(event)),
    group: event.subject,
    senderId: senderOf(event.source),
  };
}

/** Its data is none of its type; its number can be read. */
function unreadable(letter: Letter): Letter {
  const said = JSON.parse(letter.body) as Record<string, unknown>;
  return { ...letter, body: JSON.stringify({ ...said, data: { fassung: 'eins' } }) };
}

const { data: DOCUMENT } = documentArchived();

/** What no rule can judge, or what its sender may not say. */
function poisonFor(ags: string, dice: Dice): Letter {
  const letter = letterOf(about(released(), ags));
  const said = JSON.parse(letter.body) as Record<string, unknown>;
  const id = `${ags}/poison-${dice.upTo(5)}`;
  const bodies: readonly (() => Letter)[] = [
    () => ({ ...letter, body: `{"specversion":"1.0","id":"${id}"` }),
    () => ({ ...letter, body: JSON.stringify({ ...said, id, type: `${PREFIX}.unknown.told.v1` }) }),
    () => ({ ...letter, body: JSON.stringify({ ...said, id, data: { fassung: 'eins' } }) }),
    () => ({ ...letter, body: JSON.stringify({ ...said, id }), senderId: SENDER_ID.stranger }),
    () => ({
      ...letter,
      body: JSON.stringify({
        ...said,
        id,
        source: 'https://kreis.example/06439',
        subject: `AQB-2025-${ags}`,
      }),
    }),
    () => ({ ...letter, body: JSON.stringify({ ...said, id, time: '2009-01-01T00:00:00Z' }) }),
    () => ({
      ...letter,
      body: JSON.stringify({ ...said, id, type: `${PREFIX}.publication.due.v1`, source: 'urn:aqb:remind' }),
    }),
    () => ({
      ...letter,
      body: JSON.stringify({ ...said, id, type: `${PREFIX}.document.archived.v1`, data: DOCUMENT }),
    }),
    () => {
      const source = `https://kreis.example/${ags === AGS[0] ? AGS[1] : AGS[0]}`;
      return letterOf({ ...signature('kommune'), id, source, subject: letter.group });
    },
  ];
  return dice.oneOf(bodies)();
}
