import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { countFiles } from './coverage.ts';
import { callable, type Modules } from './product-modules.ts';
import { traceFiles } from './trace.ts';

/** What comes before the measured message, and it itself: the examples of the contract, of one Zielvereinbarung. */
const BEFORE = ['zielvereinbarung-drafted', 'zielvereinbarung-released-for-signature'];
const MEASURED = 'signature-received';

const INGRESS = 'arn:aws:sqs:eu-central-1:000000000000:ingress.fifo';
const INTERNAL = 'arn:aws:sqs:eu-central-1:000000000000:internal.fifo';

const example = z.looseObject({ subject: z.string() });
/** The store itself, not a copy of it: its commit is listened to. */
const storeOfTests = z.custom<{ commit: z.infer<typeof callable> }>(
  (value) => z.object({ commit: callable }).safeParse(value).success,
);
const recorderOfTests = z.object({ store: storeOfTests, reception: z.unknown() });
const answer = z.object({ batchItemFailures: z.array(z.unknown()).length(0) });
const committed = z.literal('committed');

/** The product's files that one message passes. */
export type MessageWay = {
  /** Those in which a function began, as V8 counts. */
  readonly files: readonly string[];
  /** The same in the order in which their functions began, one entry for each. */
  readonly entered: readonly string[];
};

/**
 * The way between the call of the queue handler and the committed transaction of one accepted
 * `signature.received`, in a warm process on the in-memory store. Needs of the checkout: `createHandler` of
 * functions/record-event, `telemetryOf`, and the `recorder` of its tests; nothing of it may be loaded yet.
 * @throws where the message does not end in a committed transaction.
 */
export async function wayOfMessage(root: string, modules: Modules): Promise<MessageWay> {
  // Logger and metrics read these when they are loaded; what they print would stand between the figures.
  Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' });
  const [counter, trace] = [countFiles(root), traceFiles(root)];
  const take = () => ({ counted: counter.take(), entered: trace.take() });
  try {
    // The first run loads and warms what the second is measured on.
    await taken(root, modules, take);
    const { counted, entered } = await taken(root, modules, take);
    return { files: counted.filter(isOfProduct), entered: entered.filter(isOfProduct) };
  } finally {
    counter.close();
    trace.close();
  }
}

const isOfProduct = (path: string) => !path.startsWith('tests/');

/** What is taken at the committed transaction, and nothing of before. */
async function taken<Taken>(root: string, modules: Modules, take: () => Taken): Promise<Taken> {
  const { recorder } = await modules.load('recorder', 'tests/support');
  const { store, reception } = recorderOfTests.parse(callable.parse(recorder)());
  const commit = store.commit.bind(store);
  let atCommit: Taken | undefined;
  store.commit = async (...given) => {
    const outcome = committed.parse(await commit(...given));
    atCommit ??= take();
    return outcome;
  };
  const deliver = await doorOf(modules, reception);
  for (const name of BEFORE) await deliver(readExample(root, name));
  atCommit = undefined;
  take();
  await deliver(readExample(root, MEASURED));
  if (atCommit === undefined) throw new Error(`${MEASURED} was not committed.`);
  return atCommit;
}

/** The queue handler as its composition root makes it, but for the store and the log. */
async function doorOf(modules: Modules, reception: unknown) {
  const { createHandler } = await modules.load('createHandler', 'functions/record-event');
  const { telemetryOf } = await modules.load('telemetryOf', 'shared');
  const telemetry = callable.parse(telemetryOf)('record-event');
  const now = () => '2025-09-01T10:00:00.000Z';
  const handler = callable.parse(
    callable.parse(createHandler)({ reception, telemetry, internalQueueArn: INTERNAL, now }),
  );
  return async (body: string) =>
    answer.parse(await handler({ Records: [recordOf(body)] }, { getRemainingTimeInMillis: () => 30_000 }));
}

function readExample(root: string, name: string): string {
  return readFileSync(join(root, 'events/examples', `${name}.json`), 'utf8');
}

function recordOf(body: string): object {
  return {
    messageId: 'm',
    receiptHandle: 'm',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(Date.parse('2025-09-01T10:00:00Z')),
      SenderId: '000000000000',
      ApproximateFirstReceiveTimestamp: String(Date.parse('2025-09-01T10:00:00Z')),
      MessageGroupId: example.parse(JSON.parse(body)).subject,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: INGRESS,
    awsRegion: 'eu-central-1',
  };
}
