import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { z } from 'zod';
import { bordersOf } from '../../cli/stage/borders.ts';
import type { LocalStage } from '../../cli/stage/endpoints.ts';
import { startLocalStage } from '../../cli/local/stage.ts';
import type { CloudEvent } from '../../events/fact.ts';
import { sha256Hex } from '../../shared/adapters/crypto.ts';

/** A folder for a stage of its own, and the way to take it away. */
export async function stageFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'aqb-stage-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts the same stage as `npm start`, in a folder of its own. */
export function start(stateFolder: string) {
  return startLocalStage({ stateFolder, say: () => undefined });
}

/** What a test asks of a stage from outside, with the emulator's keys. */
export function clientsOf(stage: LocalStage) {
  const { endpointUrl: endpoint, region, accessKeyId, secretAccessKey } = stage;
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  const dynamoDb = new DynamoDBClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  const bus = new EventBridgeClient(config);
  return { dynamoDb, s3, sqs, bus, borders: bordersOf(stage) };
}

/** The way of an authority without an AWS account: client credentials, nothing else; good for fifteen minutes. */
export async function systemToken(
  { tokenUrl, clients }: Pick<LocalStage, 'tokenUrl' | 'clients'>,
  name: string,
): Promise<string> {
  const client = clients.find((one) => one.name === name);
  const credentials = Buffer.from(`${client?.clientId}:${client?.clientSecret}`).toString('base64');
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'events/send' }),
  });
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

/** Wire types of the recorded events of one Zielvereinbarung, in order. */
export async function logOf(stage: LocalStage, subject: string): Promise<readonly string[]> {
  const { Items = [] } = await clientsOf(stage).dynamoDb.send(
    new QueryCommand({
      TableName: stage.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :sk)',
      ExpressionAttributeValues: { ':pk': { S: `ZV#${subject}` }, ':sk': { S: 'EVENT#' } },
    }),
  );
  return Items.map((item) => String(unmarshall(item)['type']).replace('de.hessen.aqb.', ''));
}

/** Recorded facts of all Zielvereinbarungen as they stand in the table: subject, version, source and id. */
export async function recordedFacts(stage: LocalStage) {
  const items = (await itemsUnder(stage, 'ZV#')).filter(({ SK }) => String(SK).startsWith('EVENT#'));
  const key = (item: Record<string, unknown>) => `${String(item['PK'])} ${String(item['SK'])}`;
  return items
    .toSorted((one, other) => key(one).localeCompare(key(other)))
    .map((item) => ({
      subject: String(item['PK']).slice('ZV#'.length),
      sequence: String(item['version']),
      source: String(item['source']),
      id: String(item['id']),
      type: String(item['type']),
    }));
}

/** Everything in the table, by partition prefix. */
export async function itemsUnder(
  stage: LocalStage,
  prefix: string,
): Promise<readonly Record<string, unknown>[]> {
  const { Items = [] } = await clientsOf(stage).dynamoDb.send(
    new ScanCommand({ TableName: stage.tableName, ConsistentRead: true }),
  );
  return Items.map((item) => unmarshall(item)).filter((item) => String(item['PK']).startsWith(prefix));
}

/** Reasons at the clearing desk. */
export async function clearingReasons(stage: LocalStage): Promise<readonly string[]> {
  return (await itemsUnder(stage, 'CLEARING#')).map((item) => String(item['reason'])).sort();
}

/** SHA-256 of the bytes of an archived or public object, computed here. */
export async function hashOf(stage: LocalStage, bucket: string, key: string): Promise<string> {
  const { Body } = await clientsOf(stage).s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return sha256Hex((await Body?.transformToByteArray()) ?? new Uint8Array());
}

/** Every version of every object of a bucket, `key versionId`. */
export async function versionsOf(
  stage: LocalStage,
  bucket: string,
): Promise<readonly { key: string; versionId: string }[]> {
  const { Versions = [] } = await clientsOf(stage).s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  return Versions.map(({ Key = '', VersionId = '' }) => ({ key: Key, versionId: VersionId }));
}

/** Key and hash of everything public. */
export async function portalDigest(stage: LocalStage): Promise<readonly string[]> {
  const objects = await versionsOf(stage, stage.portalBucket);
  return Promise.all(
    objects.map(async ({ key }) => `${key} ${await hashOf(stage, stage.portalBucket, key)}`),
  );
}

/** Another system that listens on the bus: gives every fact it got. */
export async function subscribe(stage: LocalStage): Promise<() => Promise<readonly CloudEvent[]>> {
  const { bus, sqs } = clientsOf(stage);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'subscriber' }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const rule = { Name: 'subscriber', EventBusName: stage.eventBusName };
  await bus.send(
    new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['de.hessen.aqb'] }) }),
  );
  await bus.send(
    new PutTargetsCommand({
      Rule: rule.Name,
      EventBusName: rule.EventBusName,
      Targets: [{ Id: 'queue', Arn: Attributes?.['QueueArn'] }],
    }),
  );
  const heard: CloudEvent[] = [];
  return async () => {
    for (let isEmpty = false; !isEmpty;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      heard.push(...Messages.map(({ Body = '{}' }) => JSON.parse(Body).detail as CloudEvent));
      isEmpty = Messages.length === 0;
    }
    return heard;
  };
}

/** Tells the inspection once more that an object was created, as S3 may at any time. */
export async function notifyAgain(stage: LocalStage, key: string): Promise<void> {
  const { sqs } = clientsOf(stage);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const queues = QueueUrls.filter((url) => /Inspection/u.test(url) && !/Dead/u.test(url));
  const detail = { bucket: { name: stage.inboxBucket }, object: { key } };
  const notice = JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail });
  for (const QueueUrl of queues) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: notice }));
}

/** Waits until the log has stopped growing and nothing waits in the queues' way. */
export async function settled(stage: LocalStage, subject: string): Promise<void> {
  for (let last = -1, same = 0; same < 8; await sleep(500)) {
    const { length } = await logOf(stage, subject);
    same = length === last ? same + 1 : 0;
    last = length;
  }
}
