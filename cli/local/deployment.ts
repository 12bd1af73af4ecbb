import { readFileSync } from 'node:fs';
import { HeadBucketCommand, NotFound } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { type CdkRun, runCdk } from './cdk.ts';
import { clientsOf, LOCAL_ACCOUNT } from '../stage/connection.ts';
import type { StateFolder } from '../stage/state-folder.ts';

const outputs = z.object({
  TableName: z.string(),
  ArchiveBucket: z.string(),
  InboxBucket: z.string(),
  UserPoolId: z.string(),
  UserPoolClientId: z.string(),
  Issuer: z.string(),
  /** JSON of the app clients of other authorities. */
  SystemClients: z.string(),
  PortalBucket: z.string(),
  PortalUrl: z.url(),
  WorkplaceUrl: z.url(),
  IngressQueueUrl: z.string(),
  IngressDlqUrl: z.string(),
  InternalQueueUrl: z.string(),
  InspectionQueueUrl: z.string(),
  /** JSON of variables. */
  Settings: z.string(),
  InternalDlqUrl: z.string(),
  EventBusName: z.string(),
  SubscriberQueueUrl: z.string(),
  ApiId: z.string(),
});

/** What the stacks say about themselves. */
export type Outputs = z.infer<typeof outputs>;

/** Rolls out the real stacks; bootstraps the emulator's account first where that is missing. */
export async function deploy(run: CdkRun): Promise<Outputs> {
  const { cloudAssembly, outputs: file } = run.folder;
  await Promise.all([bootstrap(run), synthesise(run)]);
  const quietly = ['--all', '--require-approval', 'never', '--progress', 'events', '--concurrency', '2'];
  await runCdk(['deploy', '--app', cloudAssembly, ...quietly, '--outputs-file', file], run);
  return outputsIn(run.folder);
}

async function synthesise(run: CdkRun): Promise<void> {
  const { port } = new URL(run.connection.endpointUrl);
  const context = ['--context', 'stage=local', '--context', `emulatorPort=${port}`];
  await runCdk(['synth', '--quiet', '--output', run.folder.cloudAssembly, ...context], run);
}

async function bootstrap(run: CdkRun): Promise<void> {
  const { region } = run.connection;
  const bucket = `cdk-hnb659fds-assets-${LOCAL_ACCOUNT}-${region}`;
  if (await exists(run, bucket)) return;
  run.status('CDK-Grundlage');
  await runCdk(['bootstrap', `aws://${LOCAL_ACCOUNT}/${region}`], run);
}

async function exists({ connection }: CdkRun, bucket: string): Promise<boolean> {
  try {
    await clientsOf(connection).s3.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** The file has one record per stack; no name occurs twice. */
function outputsIn({ outputs: file }: StateFolder): Outputs {
  const perStack = z.record(z.string(), z.record(z.string(), z.string()));
  return outputs.parse(
    Object.assign({}, ...Object.values(perStack.parse(JSON.parse(readFileSync(file, 'utf8'))))),
  );
}
