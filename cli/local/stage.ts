import { mkdirSync } from 'node:fs';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { lockArchive } from './archive-lock.ts';
import { type Connection, clientsOf, connectionTo } from '../stage/connection.ts';
import { readDemoClients } from './demo-clients.ts';
import { admitWorkplace } from './admit-workplace.ts';
import { createDemoUsers } from './demo-users.ts';
import { deploy, type Outputs } from './deployment.ts';
import { verifyMailDomain } from './mail-domain.ts';
import { endLeftOver, startEmulator } from './emulator.ts';
import { type DemoUser, type LocalStage, localStage, removeEndpoints } from '../stage/endpoints.ts';
import { stateFolderOf } from '../stage/state-folder.ts';

/** How a local stage is started. */
export type LocalStageOptions = {
  /** Folder that keeps everything between two starts. */
  readonly stateFolder: string;
  /** Default: the last one, else a free one. */
  readonly port?: number;
  /** Hears each finished step, in one line. */
  readonly say: (line: string) => void;
  /** Hears what happens at the moment. */
  readonly status?: (text: string) => void;
  /** Ends the set-up early. */
  readonly signal?: AbortSignal;
};

/** A running local stage. */
export type RunningStage = {
  readonly endpoints: LocalStage;
  /** Nothing was recorded here yet. */
  readonly isEmpty: boolean;
  /** Settles when the emulator ends by itself, which it should not. */
  readonly ended: Promise<void>;
  /** Takes the addresses back and ends the emulator in order; the state stays. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the emulator, rolls out the real stacks, locks the archive and creates the people.
 * Throws LocalStageFailure with one sentence; the emulator is stopped then.
 */
export async function startLocalStage(options: LocalStageOptions): Promise<RunningStage> {
  const { stateFolder, say } = options;
  const folder = stateFolderOf(stateFolder);
  mkdirSync(stateFolder, { recursive: true });
  await endLeftOver(folder, say);
  removeEndpoints(stateFolder);
  const emulator = await timed(say, 'Emulator läuft', () => startEmulator(folder, options.port));
  const stop = async () => {
    removeEndpoints(stateFolder);
    await emulator.stop();
  };
  try {
    const connection = connectionTo(emulator.port);
    const { endpoints, isEmpty } = await furnish(options, connection);
    return { endpoints, isEmpty, ended: emulator.ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function furnish(options: LocalStageOptions, connection: Connection) {
  const { stateFolder, say, status = () => {}, signal } = options;
  const folder = stateFolderOf(stateFolder);
  const outputs = await timed(say, 'Stacks sind ausgerollt', () =>
    deploy({ folder, connection, status, ...(signal === undefined ? {} : { signal }) }),
  );
  const { s3, cognito, dynamoDb, ses } = clientsOf(connection);
  await timed(say, 'Archiv ist gesperrt', () => lockArchive(s3, outputs.ArchiveBucket, folder));
  await timed(say, 'Arbeitsplatz ist eingetragen', () => admitWorkplace(cognito, outputs));
  await timed(say, 'Absender der Mails ist geprüft', () => verifyMailDomain(ses));
  const users = await timed(say, 'Personen sind angelegt', () =>
    createDemoUsers(cognito, outputs.UserPoolId, folder),
  );
  const systems = await timed(say, 'Zugänge anderer Behörden sind gelesen', () =>
    readDemoClients(cognito, outputs.UserPoolId, outputs.SystemClients),
  );
  const { Count = 0 } = await dynamoDb.send(new ScanCommand({ TableName: outputs.TableName, Limit: 1 }));
  return {
    endpoints: { ...addressesOf(connection, outputs, users), clients: systems },
    isEmpty: Count === 0,
  };
}

function addressesOf(
  connection: Connection,
  outputs: Outputs,
  users: DemoUser[],
): Omit<LocalStage, 'clients'> {
  const { endpointUrl } = connection;
  return {
    ...connection,
    ingressQueueUrl: onLoopback(outputs.IngressQueueUrl, endpointUrl),
    ingressDlqUrl: onLoopback(outputs.IngressDlqUrl, endpointUrl),
    internalQueueUrl: onLoopback(outputs.InternalQueueUrl, endpointUrl),
    inspectionQueueUrl: onLoopback(outputs.InspectionQueueUrl, endpointUrl),
    internalDlqUrl: onLoopback(outputs.InternalDlqUrl, endpointUrl),
    tableName: outputs.TableName,
    inboxBucket: outputs.InboxBucket,
    archiveBucket: outputs.ArchiveBucket,
    portalBucket: outputs.PortalBucket,
    eventBusName: outputs.EventBusName,
    subscriberQueueUrl: onLoopback(outputs.SubscriberQueueUrl, endpointUrl),
    apiUrl: `${endpointUrl}/_aws/execute-api/${outputs.ApiId}/$default`,
    portalUrl: outputs.PortalUrl,
    staffUrl: outputs.WorkplaceUrl,
    issuer: outputs.Issuer,
    userPoolId: outputs.UserPoolId,
    userPoolClientId: outputs.UserPoolClientId,
    users,
    tokenUrl: `${endpointUrl}/oauth2/token`,
    settings: localStage.shape.settings.parse(JSON.parse(outputs.Settings)),
  };
}

/** `localhost` may mean another interface; the emulator listens on 127.0.0.1 only. */
function onLoopback(queueUrl: string, endpointUrl: string): string {
  return new URL(new URL(queueUrl).pathname, endpointUrl).href;
}

async function timed<Result>(
  say: (line: string) => void,
  what: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const began = Date.now();
  const result = await work();
  say(`${what} (${((Date.now() - began) / 1000).toFixed(1).replace('.', ',')} s)`);
  return result;
}
