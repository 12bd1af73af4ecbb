import { createHandler as inspectScan } from '../../../functions/inspect-scan/handler.ts';
import { createHandler as produceDocuments } from '../../../functions/produce-documents/handler.ts';
import { createHandler as publishPortal } from '../../../functions/publish-portal/handler.ts';
import { createHandler as reconcile } from '../../../functions/reconcile/handler.ts';
import { createHandler as recordEvent } from '../../../functions/record-event/handler.ts';
import { createHandler as relayEvents } from '../../../functions/relay-events/handler.ts';
import { createHandler as remind } from '../../../functions/remind/handler.ts';
import { createHandler as staffApi } from '../../../functions/staff-api/handler.ts';
import { nodeCrypto, sha256Hex } from '../../../shared/adapters/crypto.ts';
import { dynamoDbEventStore } from '../../../shared/adapters/table/dynamodb-event-store.ts';
import { dynamoDbNoticeSettings } from '../../../shared/adapters/table/dynamodb-notice-settings.ts';
import { dynamoDbReceipts } from '../../../shared/adapters/table/dynamodb-receipts.ts';
import { dynamoDbRevocations } from '../../../shared/adapters/table/dynamodb-revocations.ts';
import { dynamoDbUploads } from '../../../shared/adapters/table/dynamodb-uploads.ts';
import { eventBridgeBus } from '../../../shared/adapters/messages/event-bus.ts';
import { s3Archive } from '../../../shared/adapters/objects/s3-archive.ts';
import { s3Inbox } from '../../../shared/adapters/objects/s3-inbox.ts';
import { s3PortalSite } from '../../../shared/adapters/objects/s3-portal-site.ts';
import { s3StaffFiles } from '../../../shared/adapters/objects/s3-staff-files.ts';
import { ingressQueue } from '../../../shared/adapters/messages/sqs-ingress-queue.ts';
import { inspectionQueue } from '../../../shared/adapters/messages/sqs-inspection-queue.ts';
import { internalQueue } from '../../../shared/adapters/messages/sqs-internal-queue.ts';
import type { Recorder } from '../../../shared/application/recording/recorder.ts';
import type { ScanInspector } from '../../../shared/scan-gate/rules/inspection.ts';
import { TRIES, type Patience } from '../../../shared/application/ports/patience.ts';
import type { PdfWriter } from '../../../shared/application/ports/portal.ts';
import type { Clock } from '../../../shared/application/ports/clock.ts';
import type { SenderRule } from '../../../shared/domain/senders.ts';
import { unhurried } from '../../../shared/adapters/table/unhurried-event-store.ts';
import { reconcilerOf } from '../../../shared/lambda/reconciler.ts';
import { telemetryOf, type Telemetry } from '../../../shared/lambda/telemetry.ts';
import { PSEUDONYMS } from '../../support/stages/pseudonyms.ts';
import { BUCKETS, BUS, TABLE, urlOf } from './cloud.ts';
import type { Process } from './process.ts';
import { WIRE } from '../../support/facts/wire.ts';

/** The event prefix of the simulated stage. */
export const PREFIX = 'de.hessen.aqb';
/** App client of staff. */
export const CLIENT_ID = 'staff-client';

/** What differs between simulated stages; everything else is wired as the functions' own `index.ts` does. */
export type Stage = {
  readonly clock: Clock;
  readonly salt: () => string;
  readonly senders: readonly SenderRule[];
  readonly internalQueueArn: string;
  readonly operatorId: string;
  readonly undoWindowMinutes: number;
  /** Chance of the pauses. */
  readonly chance: () => number;
  /** Hears every line that a function logs. */
  readonly noted: (line: object) => void;
  /** Hears of every failure that a function names. */
  readonly failed: (error: unknown) => void;
};

/** A function as Lambda calls it. */
export type Handler = (event: object) => Promise<unknown>;

const KEEPING = { retentionDays: 30, lockMode: 'GOVERNANCE' } as const;
const PORTAL_URL = 'https://portal.example/';
const VARIABLES = {
  TABLE_NAME: TABLE,
  EVENT_PREFIX: PREFIX,
  UNDO_WINDOW_MINUTES: 0,
  RETENTION_DAYS: KEEPING.retentionDays,
  LOCK_MODE: KEEPING.lockMode,
  ARCHIVE_BUCKET: BUCKETS.archive,
  PORTAL_BUCKET: BUCKETS.portal,
  INBOX_BUCKET: BUCKETS.inbox,
  INTERNAL_QUEUE_URL: urlOf('internal.fifo'),
  INSPECTION_QUEUE_URL: urlOf('inspection'),
  PORTAL_URL,
};
const CONTEXT = {
  awsRequestId: 'request',
  functionName: 'simulated',
  memoryLimitInMB: '512',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:simulated',
} as never;

/** Silent, and one for all processes: what is logged is nobody's state. */
const silent: Telemetry = telemetryOf('simulation');
const heardBy = ({ failed, noted }: Stage): Telemetry => ({
  ...silent,
  note(message, fields) {
    noted({ message, ...fields });
  },
  failed: (_, error) => {
    failed(error);
  },
});

/** Writes what a PDF would be made of: the same promise as the real writer (same input, same bytes), without its cost. */
const plainWriter: PdfWriter = {
  rendererVersion: 'plain/1',
  write: (model, { title, createdAt, footer }) =>
    Promise.resolve(new TextEncoder().encode(`%PDF ${JSON.stringify({ title, createdAt, footer, model })}`)),
};

/** Reads pages from the first line of a file, `%SCAN 5`, and codes from lines `%CODE AQB-2025-06533 1`; refuses every other file. */
const plainInspector: ScanInspector = {
  inspect(bytes) {
    const text = new TextDecoder().decode(bytes);
    const [, pages] = /^%SCAN (\d+)\n/u.exec(text) ?? [];
    const codes = [...text.matchAll(/^%CODE (\S+) (\d+)$/gmu)].map(([, subject = '', fassung], index) => ({
      subject,
      fassung: Number(fassung),
      page: index + 1,
      fassungHash16: '0'.repeat(16),
    }));
    return Promise.resolve(
      pages === undefined
        ? { ok: false, reason: 'not-a-pdf' }
        : { ok: true, pages: Number(pages), observations: [], codes },
    );
  },
  // The same promise as the real copy: the same file gives the same other bytes.
  inspectText: (bytes) => Promise.resolve({ ok: true, copy: Buffer.concat([bytes, Buffer.from('%COPY\n')]) }),
};

/** Builds a function for a process, with the product's own handlers and adapters over the process's clients. */
export const FUNCTIONS = {
  'record-event': (process, stage) => {
    const handler = recordEvent({
      reception: { recorder: recorderOf(process, stage), senders: stage.senders },
      telemetry: heardBy(stage),
      internalQueueArn: stage.internalQueueArn,
      operatorId: stage.operatorId,
      now: stage.clock.now,
    });
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
  'inspect-scan': (process, stage) => {
    const handler = inspectScan({
      intake: {
        inbox: s3Inbox({ client: process.client(), bucket: BUCKETS.inbox }),
        archive: archiveOf(process, stage),
        patience: patienceOf(process, stage),
        inspector: plainInspector,
        queue: internalOf(process),
        log: storeOf(process),
        wire: WIRE,
        crypto: { sha256: sha256Hex },
        settings: { ...KEEPING },
      },
      telemetry: heardBy(stage),
      inboxBucket: BUCKETS.inbox,
    });
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
  'produce-documents': (process, stage) => {
    const handler = produceDocuments({
      producer: { ...producerOf(process, stage), portalUrl: PORTAL_URL },
      telemetry: heardBy(stage),
    });
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
  'publish-portal': (process, stage) => {
    const handler = publishPortal({ publisher: publisherOf(process, stage), telemetry: heardBy(stage) });
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
  'relay-events': (process, stage) => {
    const handler = relayEvents({
      bus: eventBridgeBus({ client: process.client(), name: BUS, wire: WIRE }),
      crypto: nodeCrypto,
      wire: WIRE,
      telemetry: heardBy(stage),
    });
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
  remind: (process, stage) => {
    const handler = remind({
      reminder: {
        store: storeOf(process),
        queue: internalOf(process),
        clock: stage.clock,
        crypto: nodeCrypto,
        wire: WIRE,
      },
      telemetry: heardBy(stage),
    });
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
  reconcile: (process, stage) => {
    const wired = reconcilerOf(VARIABLES, {
      dynamoDb: process.client(),
      s3: process.client(),
      sqs: process.client(),
    });
    const publisher = { ...wired.publisher, ...publisherOf(process, stage) };
    const handler = reconcile({
      reconciler: { ...wired, recorder: recorderOf(process, stage), publisher },
      telemetry: heardBy(stage),
    });
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
  'staff-api': (process, stage) => {
    const recorder = recorderOf(process, stage);
    const desk = s3StaffFiles({ client: process.client(), inbox: BUCKETS.inbox, archive: BUCKETS.archive });
    const table = { client: process.client<never>(), tableName: TABLE };
    const handler = staffApi(
      {
        recorder,
        uploads: dynamoDbUploads({ ...table, patience: patienceOf(process, stage) }),
        pseudonyms: PSEUDONYMS,
        uploadsPerDay: 200,
        // Signing a form asks nobody: its fields are what the browser of the simulation sends.
        desk: {
          ...desk,
          form: ({ uploadId }) =>
            Promise.resolve({
              post: { url: 'https://inbox.example/', fields: { key: uploadId } },
              expiresAt: stage.clock.now(),
            }),
        },
        receipts: dynamoDbReceipts(table),
        settings: dynamoDbNoticeSettings(table),
        assign: inspectionQueue({ client: process.client(), queueUrl: urlOf('inspection') }),
        ingress: ingressQueue({ client: process.client(), queueUrl: urlOf('ingress.fifo') }),
        fourEyes: false,
        contract: {},
      },
      { clientId: CLIENT_ID, clients: [], now: stage.clock.now, revokedAt: dynamoDbRevocations(table) },
      heardBy(stage),
    );
    return (event) => Promise.resolve(handler(event as never, CONTEXT));
  },
} as const satisfies Record<string, (process: Process, stage: Stage) => Handler>;

/** Names of the simulated functions. */
export type FunctionName = keyof typeof FUNCTIONS;

const storeOf = (process: Process) =>
  dynamoDbEventStore({ client: process.client(), tableName: TABLE, wire: WIRE });
const archiveOf = (process: Process, stage: Stage) =>
  s3Archive({
    client: process.client(),
    bucket: BUCKETS.archive,
    patience: patienceOf(process, stage),
  });
const internalOf = (process: Process) =>
  internalQueue({ client: process.client(), queueUrl: urlOf('internal.fifo') });

function recorderOf(process: Process, stage: Stage): Recorder {
  const { clock, salt, undoWindowMinutes } = stage;
  return {
    wire: WIRE,
    store: unhurried(storeOf(process), patienceOf(process, stage)),
    patience: patienceOf(process, stage),
    clock,
    crypto: { ...nodeCrypto, salt },
    settings: { undoWindowMinutes, retentionDays: KEEPING.retentionDays },
  };
}

/** Pauses cost no real time; as many tries as the function has on a stage. */
function patienceOf(process: Process, { chance }: Stage): Patience {
  return {
    tries: process.fn === 'staff-api' ? TRIES.person : TRIES.queue,
    pause: (milliseconds) => process.rest(milliseconds),
    random: chance,
  };
}

function producerOf(process: Process, stage: Stage) {
  return {
    store: storeOf(process),
    archive: archiveOf(process, stage),
    pdf: plainWriter,
    queue: internalOf(process),
    crypto: { ...nodeCrypto, salt: stage.salt, sha256: sha256Hex },
    keeping: KEEPING,
    wire: WIRE,
  };
}

function publisherOf(process: Process, stage: Stage) {
  return {
    ...producerOf(process, stage),
    site: s3PortalSite({ client: process.client(), bucket: BUCKETS.portal }),
    patience: patienceOf(process, stage),
  };
}
