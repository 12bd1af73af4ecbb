import { GetItemCommand, TransactWriteItemsCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { createHandler as publishHandler } from '../../../functions/publish-portal/handler.ts';
import { createHandler as relayHandler } from '../../../functions/relay-events/handler.ts';
import { nodeCrypto, sha256Hex } from '../../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import type { TableItem } from '../../../shared/adapters/table/dynamodb-items.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { ArchivalPdf } from '../../../shared/application/ports/intake.ts';
import type { PortalFile, PortalSite } from '../../../shared/application/ports/portal.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import { recordCommand, type StaffCommand } from '../../../shared/application/receiving/record-command.ts';
import { STAFF_SOURCE } from '../../../shared/domain/senders.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import type {
  AnsweredCommand,
  Evidence,
  PortalWrite,
  StoredObject,
  TakenMessage,
} from '../../auditor/evidence.ts';
import { memoryArchive } from '../stages/intake.ts';
import { memorySite, plainWriter } from '../stages/portal.ts';
import { asCloudEvent, doorOf, recorderOn } from '../stages/recorder.ts';
import { quickPatience } from '../stages/patience.ts';
import { WIRE } from '../facts/wire.ts';

/** A table that keeps what the real store puts; the twin beside it judges the conditions. */
function keepingStore() {
  const items = new Map<string, TableItem>();
  const images: TableItem[] = [];
  const nameOf = (key: TableItem | undefined) => `${key?.['PK']?.S}\n${key?.['SK']?.S}`;
  const client = {
    send(command: unknown) {
      if (command instanceof GetItemCommand)
        return Promise.resolve({ Item: items.get(nameOf(command.input.Key)) });
      if (!(command instanceof TransactWriteItemsCommand)) throw new Error('Only puts and reads are kept');
      for (const { Put: put } of command.input.TransactItems ?? []) {
        if (put?.Item === undefined) continue;
        items.set(nameOf(put.Item), put.Item);
        images.push(put.Item);
      }
      return Promise.resolve({});
    },
  };
  const twin = inMemoryEventStore();
  const kept = dynamoDbEventStore({
    client: client as unknown as DynamoDBClient,
    tableName: 'table',
    wire: WIRE,
  });
  const store: EventStore = {
    ...twin,
    async commit(commit) {
      const outcome = await twin.commit(commit);
      if (outcome === 'committed') await kept.commit(commit);
      return outcome;
    },
  };
  return { store, items, images };
}

/** A site that notes each write. */
function notedSite() {
  const { site, files } = memorySite();
  const writes: PortalWrite[] = [];
  const note = (key: string, revision: number, status?: 410) =>
    writes.push({ key, revision, by: 'publish-portal', ...(status && { status }) });
  const noted: PortalSite = {
    async write(file) {
      const written = await site.write(file);
      if (written === 'written') note(file.path, file.revision, file.status);
      return written;
    },
    async replaceShared(path, file) {
      note(path, 0);
      return site.replaceShared(path, file);
    },
  };
  return { site: noted, files, writes };
}

/**
 * Our real recorder, publisher and relay over memory, noting everything that an auditor may look at: what is
 * sent, recorded, archived, published and told.
 */
export function evidenceStage() {
  const { store, items, images } = keepingStore();
  const { site, files, writes } = notedSite();
  const { archive, objects } = memoryArchive();
  const stage = recorderOn(store);
  const messages: TakenMessage[] = [];
  const commands: AnsweredCommand[] = [];
  const bus: object[] = [];
  const waiting: (() => Promise<void>)[] = [];
  const telemetry = telemetryOf('test');
  const receive = async (body: string, queue: TakenMessage['queue']) => {
    messages.push({ queue, body, senderId: 'AROATEST:session' });
    await stage.receive(body, queue);
  };
  const publish = publishHandler({
    publisher: {
      store,
      site,
      archive,
      pdf: plainWriter,
      queue: {
        send: (events) =>
          Promise.resolve(
            void waiting.push(...events.map((event) => () => receive(JSON.stringify(event), 'internal'))),
          ),
      },
      crypto: { ...nodeCrypto, sha256: sha256Hex },
      keeping: { retentionDays: 3650, lockMode: 'GOVERNANCE' },
      wire: WIRE,
      patience: quickPatience(),
    },
    telemetry,
  });
  const relay = relayHandler({
    bus: { put: (event) => Promise.resolve(void bus.push(event)) },
    crypto: nodeCrypto,
    wire: WIRE,
    telemetry,
  });

  /** Hands what is new in the table to both readers of its stream, until nothing new comes of it. */
  async function settle(): Promise<void> {
    const news = images.splice(0).map((NewImage) => ({ dynamodb: { NewImage } }));
    if (news.length === 0) return;
    await publish({ Records: news } as never, {});
    await relay({ Records: news } as never, {});
    for (const send of waiting.splice(0)) await send();
    await settle();
  }

  return {
    /** Archives a PDF as inspect-scan does, and says where it lies. */
    archive: (pdf: ArchivalPdf) => archive.archivePdf(pdf),
    async send(...facts: readonly IncomingEvent[]): Promise<void> {
      for (const fact of facts) await this.sendBody(JSON.stringify(asCloudEvent(fact)), doorOf(fact));
    },
    async sendBody(body: string, queue: TakenMessage['queue'] = 'ingress'): Promise<void> {
      await receive(body, queue);
      await settle();
    },
    async command(command: StaffCommand): Promise<void> {
      const answer = await recordCommand(stage.reception.recorder, command);
      if (answer.outcome === 'refused') throw new Error(answer.reason);
      const { subject, type, id } = command;
      commands.push({ subject, type, source: STAFF_SOURCE, id, ...answer });
      await settle();
    },
    evidence: (): Evidence => ({
      items: [...items.values()],
      archive: [...objects.values()].map(archived),
      portal: [...files.values()].map(published),
      portalWrites: [...writes],
      messages: [...messages],
      dead: [],
      unhandled: [],
      commands: [...commands],
      bus: bus.map((event) => structuredClone(event)),
      busComplete: true,
      prefix: WIRE.prefix,
      settled: true,
    }),
  };
}

function archived({ key, bytes, retainUntil }: ArchivalPdf): StoredObject {
  return { key, versionId: 'archived-1', bytes, metadata: {}, retainUntil };
}

function published({ path, body, revision, status }: PortalFile): StoredObject {
  const metadata = {
    revision: String(revision),
    sha256: sha256Hex(body),
    ...(status && { status: String(status) }),
  };
  return { key: path, versionId: 'null', bytes: body, metadata };
}
