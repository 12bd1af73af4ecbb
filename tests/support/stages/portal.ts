import type { CloudEvent } from '../../../events/fact.ts';
import type { IncomingEvent } from '../../../events/incoming/index.ts';
import { createHandler } from '../../../functions/publish-portal/handler.ts';
import { nodeCrypto, sha256Hex } from '../../../shared/adapters/crypto.ts';
import { eventItem } from '../../../shared/adapters/table/dynamodb-items.ts';
import { inMemoryEventStore } from '../../../shared/adapters/memory/in-memory-event-store.ts';
import type { EventStore } from '../../../shared/application/ports/event-store.ts';
import type { PdfWriter, PortalFile, PortalSite } from '../../../shared/application/ports/portal.ts';
import type { LyingFile, PortalInventory } from '../../../shared/application/ports/inventories.ts';
import type { Publisher } from '../../../shared/application/publishing/publish-page.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import { memoryArchive } from './intake.ts';
import { recorderOn } from './recorder.ts';
import { quickPatience } from './patience.ts';
import { WIRE } from '../facts/wire.ts';

/** A public site in memory, forward only as the bucket is. */
export function memorySite() {
  const files = new Map<string, PortalFile>();
  const site: PortalSite = {
    write(file) {
      const before = files.get(file.path);
      if (before === undefined && file.onlyIfThere === true) return Promise.resolve('unchanged');
      if (before !== undefined && before.revision > file.revision) return Promise.resolve('superseded');
      files.set(file.path, file);
      return Promise.resolve('written');
    },
    replaceShared(path, file) {
      files.set(path, { ...file, path, revision: 0 });
      return Promise.resolve('written');
    },
  };
  return { site, files, inventory: inventoryOf(files) };
}

/** The same files, as reconciling looks at them: a mark changes with bytes and metadata. */
function inventoryOf(files: Map<string, PortalFile>): PortalInventory {
  const lyingAt = (path: string): LyingFile | undefined => {
    const file = files.get(path);
    if (file === undefined) return undefined;
    const { body, revision, status, contentType } = file;
    const sha256 = sha256Hex(body);
    const etag = `${sha256} ${revision} ${status ?? 200} ${contentType}`;
    return { path, etag, sha256, revision, contentType, ...(status !== undefined && { status }) };
  };
  return {
    list: () => Promise.resolve([...files.keys()].flatMap((path) => lyingAt(path) ?? [])),
    look: (path) => Promise.resolve(lyingAt(path)),
    put(asked, over) {
      const { onlyIfThere: _, ...file } = asked;
      if (lyingAt(file.path)?.etag !== over) return Promise.resolve('moved');
      files.set(file.path, file);
      return Promise.resolve('written');
    },
    remove(path, etag) {
      if (lyingAt(path)?.etag !== etag) return Promise.resolve('moved');
      files.delete(path);
      return Promise.resolve('removed');
    },
  };
}

/** Writes what a PDF would be made of: the same promise as the real writer, without its cost. */
export const plainWriter: PdfWriter = {
  rendererVersion: 'plain/1',
  write: (model, options) => Promise.resolve(new TextEncoder().encode(JSON.stringify({ model, options }))),
};

/** A recorder whose log publish-portal follows, until everything that it sends is recorded too. */
export function portal({
  store = inMemoryEventStore(),
  pdf = plainWriter,
  undoWindowMinutes = 0,
}: { store?: EventStore; pdf?: PdfWriter; undoWindowMinutes?: number } = {}) {
  const { files, site, inventory } = memorySite();
  const { archive, custody, objects } = memoryArchive();
  const recorder = recorderOn(store, { undoWindowMinutes });
  const sent: CloudEvent[] = [];
  const publisher: Publisher = {
    store,
    site,
    archive,
    pdf,
    queue: { send: (events) => Promise.resolve(void sent.push(...events)) },
    crypto: { ...nodeCrypto, sha256: sha256Hex },
    keeping: { retentionDays: 1, lockMode: 'GOVERNANCE' },
    wire: WIRE,
    patience: quickPatience(),
  };
  const handler = createHandler({ publisher, telemetry: telemetryOf('test') });
  const told = new Map<string, number>();
  const outcomes: string[] = [];

  /** Tells publish-portal what is new in the log, and records what it answers, until nothing is new. */
  async function follow(subject: string): Promise<void> {
    const from = told.get(subject) ?? 0;
    const news = (await store.history(subject)).filter(({ event }) => event.version > from);
    if (news.length === 0) return;
    told.set(subject, from + news.length);
    const Records = news.map((stored) => ({ dynamodb: { NewImage: eventItem(stored, WIRE) } }));
    const answer: unknown = await handler({ Records } as never, {});
    if (JSON.stringify(answer) !== '{"batchItemFailures":[]}') throw new Error('publish-portal failed');
    await deliver();
    await follow(subject);
  }

  /** Has recorded what the internal queue holds. */
  async function deliver(): Promise<void> {
    for (const event of sent.splice(0)) {
      const { outcome } = await recorder.receive(JSON.stringify(event), 'internal');
      outcomes.push(`${event.type.replace(`${WIRE.prefix}.`, '')} ${outcome}`);
    }
  }

  /** The stream forgot what it had to tell: nobody follows what is recorded until now. */
  async function forget(subject: string): Promise<void> {
    told.set(subject, (await store.history(subject)).length);
  }

  return {
    ...recorder,
    files,
    /** The portal, the archive and the objects in it, as reconciling looks at them. */
    inventory,
    custody,
    objects,
    publisher,
    /** What became of each event that publish-portal sent. */
    outcomes,
    follow,
    deliver,
    forget,
    /** Sends facts one by one; the page follows each. */
    async happen(...facts: readonly IncomingEvent[]): Promise<void> {
      for (const fact of facts) {
        const answer = await recorder.send(fact);
        if (answer.outcome !== 'recorded') throw new Error(`${fact.id}: ${JSON.stringify(answer)}`);
        await follow(fact.subject);
      }
    },
    /** A public file as text; missing where there is none. */
    read(path: string): string {
      const file = files.get(path);
      return file === undefined ? 'missing' : new TextDecoder().decode(file.body);
    },
  };
}
