import type { OutgoingEvent } from '../../events/fact.ts';
import type { WireWriter } from '../../events/wire-writer.ts';
import { newsOf } from '../../shared/adapters/table/dynamodb-items.ts';
import type { EventBus } from '../../shared/adapters/messages/event-bus.ts';
import { parkingNotice, refusalNotice } from '../../shared/application/clearing/bus-notices.ts';
import type { Crypto } from '../../shared/application/ports/crypto.ts';
import { streamHandler, type NewItem } from '../../shared/lambda/stream-handler.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';

/** What the handler works with. */
export type Deps = {
  readonly bus: EventBus;
  readonly crypto: Crypto;
  readonly wire: WireWriter;
  readonly telemetry: Telemetry;
};

/** Sends recorded facts, refusals and parkings to the bus, in the order of the stream. */
export function createHandler({ bus, crypto, wire, telemetry }: Deps) {
  return streamHandler(telemetry, async (item) => {
    const event = outgoing(item, { wire, crypto });
    if (event === undefined) return;
    await bus.put(event);
    telemetry.note('relayed', { subject: event.subject, eventId: event.id, type: event.type });
  });
}

function outgoing(item: NewItem, { wire, crypto }: Pick<Deps, 'wire' | 'crypto'>): OutgoingEvent | undefined {
  const news = newsOf(item, wire);
  switch (news.kind) {
    case 'event':
      return wire.toOutgoing(news.stored.event);
    case 'parked':
      return parkingNotice(news.item, { wire, crypto });
    case 'refused':
      return refusalNotice(news.item, { wire, crypto });
    case 'other':
      return undefined;
  }
}
