import type { Evidence, StoredObject } from '../../auditor/evidence.ts';
import type { StoredVersion } from '../cloud/bucket.ts';
import { PREFIX } from '../cloud/functions.ts';
import type { Played } from '../histories/history.ts';
import { VOICES } from '../histories/senders.ts';

/** Everything that a history left behind, raw, for eyes that share nothing with the product. */
export function evidenceOf({ simulation, promised, confirmed }: Played): Evidence {
  const { cloud, lostRecords } = simulation;
  const queues = [cloud.ingress, cloud.internal];
  return {
    items: cloud.table.all(),
    archive: [...cloud.archive.objects.values()].flat().map(stored),
    inbox: [...cloud.inbox.objects.values()].flat().map(stored),
    confirmations: confirmed,
    portal: cloud.portal.newest().map(stored),
    portalWrites: cloud.portalWrites,
    messages: queues.flatMap(({ taken, settings }) =>
      taken.map(({ body, senderId }) => ({
        body,
        senderId,
        queue: settings.name === 'ingress.fifo' ? ('ingress' as const) : ('internal' as const),
      })),
    ),
    dead: queues.flatMap(({ dead }) => dead.map(({ body }) => body)),
    unhandled: queues.flatMap(({ messages }) => messages.map(({ body }) => body)),
    commands: promised.flatMap(({ reply, ...command }) => {
      const { outcome, versions } = reply.body;
      if (outcome !== 'recorded' && outcome !== 'duplicate' && outcome !== 'parked') return [];
      return [{ ...command, outcome, ...(Array.isArray(versions) && { versions }) }];
    }),
    bus: cloud.bus,
    busComplete: lostRecords.every(({ fn }) => fn !== 'relay-events'),
    prefix: PREFIX,
    voices: VOICES,
    settled: true,
  };
}

function stored({ key, versionId, bytes, metadata, retainUntil }: StoredVersion): StoredObject {
  return { key, versionId, bytes, metadata, ...(retainUntil !== undefined && { retainUntil }) };
}
