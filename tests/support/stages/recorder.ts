import { INCOMING, type IncomingEvent } from '../../../events/incoming/index.ts';
import type { CloudEvent } from '../../../events/fact.ts';
import { nodeCrypto } from '../../../shared/adapters/crypto.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import { receiveMessage, type Reception } from '../../../shared/application/receiving/receive-message.ts';
import type { Door, SenderRule } from '../../../shared/domain/senders.ts';
import { quickPatience } from './patience.ts';
import { WIRE } from '../facts/wire.ts';

/** Producers of the tests: those of the local stage. */
export const SENDERS: readonly SenderRule[] = [
  { source: 'https://hmsi.example/fachverfahren', voice: 'land', types: ['*'] },
  {
    source: 'https://rp-kassel.example/foerderung',
    voice: 'bewilligungsstelle',
    types: [
      'antrag.received',
      'bescheid.issued',
      'bescheid.became-final',
      'mittelabruf.reported',
      'verwendungsnachweis.received',
      'verwendungsnachweis.examined',
    ],
  },
  {
    source: 'https://kreis.example/<ags>',
    voice: 'kommune',
    types: ['signature.received', 'signature.refused', 'signature.withdrawn', 'budget.amended'],
  },
];

/** A recorder on the twin (or another store) with a clock that stands where the test puts it. */
export function recorderOn<Store extends EventStore>(
  store: Store,
  { undoWindowMinutes = 0, patience = quickPatience(), wire = WIRE } = {},
) {
  let salts = 0;
  const clock = { at: '2025-09-01T10:00:00.000Z' };
  const reception: Reception = {
    recorder: {
      wire,
      store,
      clock: { now: () => clock.at, today: () => clock.at.slice(0, 10) },
      crypto: { ...nodeCrypto, salt: () => String((salts += 1)).padStart(32, '0') },
      patience,
      settings: { undoWindowMinutes, retentionDays: 30 },
    },
    senders: SENDERS,
  };
  const receive = (body: string, door: Door = 'ingress') =>
    receiveMessage(reception, { body, door, sentAt: clock.at });
  return {
    store,
    clock,
    reception,
    receive,
    /** Sends a fact through the door that its kind belongs to. */
    send: (event: IncomingEvent) => receive(JSON.stringify(wire.toCloudEvent(event)), doorOf(event)),
  };
}

/** A recorder on the in-memory twin. */
export function recorder() {
  return recorderOn(inMemoryEventStore());
}

/** A fact as it travels. */
export function asCloudEvent(event: IncomingEvent): CloudEvent {
  return WIRE.toCloudEvent(event);
}

/** The door that this kind of fact belongs to. */
export function doorOf({ type }: IncomingEvent): Door {
  return INCOMING.find(({ name }) => name === type)?.origin === 'functions' ? 'internal' : 'ingress';
}
